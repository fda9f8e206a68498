import type { Headers } from './headers.ts'

/** A request. */
export interface SipRequest {
  readonly kind: 'request'
  readonly method: string
  /** The Request-URI as it stands. */
  readonly uri: string
  readonly headers: Headers
  readonly body: Uint8Array
}

/** A response. */
export interface SipResponse {
  readonly kind: 'response'
  readonly status: number
  readonly reason: string
  readonly headers: Headers
  readonly body: Uint8Array
}

/** A SIP message. */
export type SipMessage = SipRequest | SipResponse

/** No body. */
export const noBody = new Uint8Array(0)

/** Number and method of a CSeq field; undefined where it is none. */
export function readCseq(text: string | undefined): { readonly number: number; readonly method: string } | undefined {
  const [, digits, method] = /^(\d{1,20})[ \t]+([A-Za-z0-9\-.!%*_+`'~]+)$/.exec(text ?? '') ?? []
  if (digits === undefined || method === undefined) return undefined
  const number = Number(digits)
  return number < 2 ** 31 ? { number, method } : undefined
}
