/** Region and edge in host names (https://www.twilio.com/docs/global-infrastructure), and one base URL for all products. */

/** `api.twilio.com` with edge `sydney` and region `au1` → `api.sydney.au1.twilio.com`. An edge alone means region `us1`. */
export function hostnameFor(
  hostname: string,
  targetEdge: string | undefined,
  targetRegion: string | undefined,
): string {
  const domain = hostname.split('.').slice(-2).join('.')
  const [product, first, second] = (hostname.split(`.${domain}`)[0] ?? '').split('.')
  const [edge, region] = second ? [first, second] : [undefined, first]
  const newRegion = targetRegion || region || (targetEdge && 'us1')
  if (!newRegion) return hostname
  return [product, targetEdge || edge, newRegion, domain].filter(Boolean).join('.')
}

const twilioHost = /^([a-z-]+)(?:\.[a-z0-9-]+){0,2}\.twilio\.com$/

/**
 * Moves a URL under a base URL: the API's paths stay, the other products' go under their names (`/verify/v2/…`). A URL on
 * any other host keeps its path and query alone, so that credentials go to the base URL's host and nowhere else.
 */
export function rebase(url: URL, baseUrl: string): string {
  const base = new URL(baseUrl)
  const product = twilioHost.exec(url.hostname)?.[1]
  const root = base.pathname.replace(/\/+$/, '')
  if (product !== undefined)
    return base.origin + root + (product === 'api' ? '' : `/${product}`) + url.pathname + url.search
  const below = url.origin === base.origin || url.pathname.startsWith(`${root}/`) ? '' : root
  return base.origin + below + url.pathname + url.search
}
