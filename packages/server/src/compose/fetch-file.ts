import { type FetchFile, FileFetchError } from '@trunkline/channels'
import { type AddressPolicy, createHttpCaller, createNameResolver, type HttpCaller } from '@trunkline/events'

/** How long a file may take to come, milliseconds. */
const timeoutMs = 30_000

/** Fetches attachments that clients name by URL, through the guard that outgoing webhooks go through. */
export function createFileFetcher(options: { readonly policy: AddressPolicy; readonly clock: { now(): number } }): {
  readonly fetch: FetchFile
  /** What it fetches with: only to addresses that the policy permits. */
  readonly caller: HttpCaller
  close(): Promise<void>
} {
  const caller = createHttpCaller({ ...options, resolve: createNameResolver({ clock: options.clock }) })
  return {
    caller,
    async fetch(text, { signal, maxBytes }) {
      const url = URL.canParse(text) ? new URL(text) : undefined
      if (url === undefined || !/^https?:$/.test(url.protocol))
        throw new FileFetchError('the URL is not http or https', false)
      const headers = { 'user-agent': 'Trunkline (+attachments)', accept: '*/*' }
      const { answer, failure } = await caller.call({
        method: 'GET',
        url,
        headers,
        timeoutMs,
        maxResponseBytes: maxBytes,
        signal,
      })
      if (answer === undefined)
        throw new FileFetchError(failure?.message ?? 'no answer', failure?.code !== 'address-refused')
      if (answer.status !== 200) {
        throw new FileFetchError(`answered with ${answer.status}`, answer.status === 429 || answer.status >= 500)
      }
      if (!answer.complete) throw new FileFetchError(`is larger than ${maxBytes} bytes, or broke off`, false)
      const type = answer.headers['content-type']
      return { content: answer.body, ...(type === undefined ? {} : { type }) }
    },
    close: () => caller.close(),
  }
}
