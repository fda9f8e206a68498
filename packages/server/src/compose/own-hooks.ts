import { createHttpCaller, createNameResolver, type HttpResult, type WebhookCall } from '@trunkline/events'

/** What makes requests on a client's behalf. */
interface Webhooks {
  webhook(call: WebhookCall): Promise<HttpResult>
}

/** What requests to ourselves take. */
export interface OwnHooksOptions {
  readonly clock: { now(): number }
  /** Base URL under which this server is reached; undefined before it listens. */
  readonly baseUrl: () => string | undefined
}

const usualTimeoutMs = 15_000
const usualBytes = 65_536

/** Whether a URL is one of this server's own hooks, whose addresses are secrets themselves. */
export function isOwnHook(text: string, baseUrl: string | undefined): boolean {
  if (baseUrl === undefined || !URL.canParse(text) || !URL.canParse(baseUrl)) return false
  const [url, base] = [new URL(text), new URL(baseUrl)]
  const own = url.origin === base.origin && url.username === '' && url.password === ''
  return own && url.pathname.startsWith(`${base.pathname.replace(/\/$/, '')}/hooks/`)
}

/**
 * Lets calls ask this server's own hooks: for the document that says a code, for the one that takes a code in. They are ours, so the guard of private addresses,
 * which is there for what clients name, must not stand in their way; and codes have no place in the request log.
 */
export function withOwnHooks(
  events: Webhooks,
  { clock, baseUrl }: OwnHooksOptions,
): Webhooks & { close(): Promise<void> } {
  const caller = createHttpCaller({ clock, policy: { permits: () => true }, resolve: createNameResolver({ clock }) })
  return {
    async webhook(call) {
      if (!isOwnHook(call.url, baseUrl())) return events.webhook(call)
      const { method = 'POST', headers = {}, body, signal, connectTimeoutMs, readTimeoutMs } = call
      const result = await caller.call({
        ...{ method, url: new URL(call.url), headers, timeoutMs: call.timeoutMs ?? usualTimeoutMs },
        maxResponseBytes: call.maxResponseBytes ?? usualBytes,
        ...(body === undefined ? {} : { body }),
        ...(signal === undefined ? {} : { signal }),
        ...(connectTimeoutMs === undefined ? {} : { connectTimeoutMs }),
        ...(readTimeoutMs === undefined ? {} : { readTimeoutMs }),
      })
      await call.judge?.(result)
      return result
    },
    close: () => caller.close(),
  }
}
