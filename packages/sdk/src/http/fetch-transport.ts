/** Carries one request by `fetch`, on every run time that has it. */
import { TransportError, transportError } from './transport-error.ts'

/** A request with everything spelt out. */
export interface WireRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  readonly timeout: number
  readonly signal: AbortSignal | undefined
  readonly redirects: boolean
}

/** Its answer. */
export interface WireResponse {
  readonly status: number
  readonly headers: Record<string, string>
  readonly text: string
}

/** Carries a request; rejects with a TransportError only. */
export type Transport = (request: WireRequest) => Promise<WireResponse>

/** Headers for a request that is otherwise complete: the signature of client validation. */
export type RequestSigner = (request: WireRequest) => Promise<Record<string, string>>

/** A transport on the given `fetch`. */
export function fetchTransport(fetcher: typeof fetch = (...args) => fetch(...args)): Transport {
  return async (request) => {
    if (request.signal?.aborted)
      throw new TransportError('aborted', false, 'ERR_CANCELED', request, request.signal.reason)
    const deadline = new AbortController()
    const timer = setTimeout(() => deadline.abort(), request.timeout)
    const giveUp = (): void => deadline.abort()
    request.signal?.addEventListener('abort', giveUp, { once: true })
    try {
      const response = await fetcher(request.url, {
        method: request.method.toUpperCase(),
        headers: request.headers,
        redirect: request.redirects ? 'follow' : 'manual',
        signal: deadline.signal,
        ...(request.body === undefined ? {} : { body: request.body }),
      })
      return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() }
    } catch (error) {
      if (request.signal?.aborted)
        throw new TransportError('aborted', true, 'ERR_CANCELED', request, request.signal.reason)
      if (deadline.signal.aborted) throw new TransportError('timeout', true, 'ECONNABORTED', request, error)
      throw transportError(error, request)
    } finally {
      clearTimeout(timer)
      request.signal?.removeEventListener('abort', giveUp)
    }
  }
}
