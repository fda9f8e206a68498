/**
 * Lets the official SDK speak to the server that the page comes from, also on plain `http://localhost`. It knows `wss:` alone, and sends its figures of quality to
 * a host of Twilio's. Loaded before the SDK, which takes hold of `WebSocket` as it is loaded.
 */

/** `wss://localhost:4000/signal` on a page of `http://localhost:4000` is `ws://localhost:4000/signal`; every other URL stays. */
export function ownOriginUrl(url: string, page: { readonly protocol: string; readonly host: string }): string {
  const target = new URL(url)
  if (page.protocol !== 'http:' || target.protocol !== 'wss:' || target.host !== page.host) return url
  target.protocol = 'ws:'
  return target.href
}

/** Twilio's collector of call quality events, whatever its region. */
const insights = /^https:\/\/eventgw(?:\.[\w-]+)?\.twilio\.com(\/v\d+\/Endpoint(?:Events|Metrics))$/

/** The same path at our own origin for the collector's URLs; undefined for others. */
export const ownInsightsPath = (url: string): string | undefined => insights.exec(url)?.[1]

/** Wraps `WebSocket`. */
export function mapSignalling(scope: typeof globalThis): void {
  const { location } = scope
  scope.WebSocket = class extends scope.WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(ownOriginUrl(String(url), location), protocols)
    }
  }
}

/** Wraps `fetch`, so that figures of quality go to the server that carries the calls. */
export function mapInsights(scope: typeof globalThis): void {
  const original = scope.fetch.bind(scope)
  scope.fetch = (input, init) => {
    const path = typeof input === 'string' ? ownInsightsPath(input) : undefined
    return original(path ?? input, init)
  }
}

if (globalThis.location !== undefined) mapSignalling(globalThis)
