/**
 * Lets the official SDK speak to the server that the page comes from, also on plain `http://localhost`. It knows `wss:` alone, and sends its figures of quality to
 * a host of Twilio's. Loaded before the SDK, which takes hold of `WebSocket` as it is loaded.
 */

/** Hosts that are spoken to without TLS: that of a page on plain `http`, and one that the settings give as `ws://…`. */
const plainHosts = new Set<string>()

/** @returns the host alone, as the SDK's option `chunderw` wants it */
export function signallingHost(signalling: string, pageHost: string): string {
  if (signalling === 'self') return pageHost
  const host = signalling.replace(/^wss?:\/\//, '').replace(/\/.*$/, '')
  if (signalling.startsWith('ws://')) plainHosts.add(host)
  return host
}

/** `wss://localhost:4000/signal` is `ws://localhost:4000/signal` where that host has no TLS; every other URL stays. */
export function plainUrl(url: string, plain: ReadonlySet<string> = plainHosts): string {
  const target = new URL(url)
  if (target.protocol !== 'wss:' || !plain.has(target.host)) return url
  target.protocol = 'ws:'
  return target.href
}

/** Twilio's collector of call quality events, whatever its region. */
const insights = /^https:\/\/eventgw(?:\.[\w-]+)?\.twilio\.com(\/v\d+\/Endpoint(?:Events|Metrics))$/

/** The same path at our own origin for the collector's URLs; undefined for others. */
export const ownInsightsPath = (url: string): string | undefined => insights.exec(url)?.[1]

/** Wraps `WebSocket`. */
function mapSignalling(scope: typeof globalThis): void {
  if (scope.location.protocol === 'http:') plainHosts.add(scope.location.host)
  scope.WebSocket = class extends scope.WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(plainUrl(String(url)), protocols)
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
