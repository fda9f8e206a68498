import { reencodeQuery } from './legacy-query.ts'

/** A URL cut without normalising it: `new URL` would escape characters that Twilio signed as they were. */
interface UrlParts {
  readonly scheme: string
  readonly userInfo: string
  readonly host: string
  readonly port: string
  readonly rest: string
}

const schemeAndAuthority = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*)/i

function splitUrl(url: string): UrlParts | undefined {
  const match = schemeAndAuthority.exec(url)
  if (!match) return undefined
  const [whole, scheme = '', authority = ''] = match
  const userInfo = authority.slice(0, authority.lastIndexOf('@') + 1)
  const hostAndPort = authority.slice(userInfo.length)
  // A colon begins the port only behind the bracket that closes an IPv6 address.
  const colon = hostAndPort.indexOf(':', hostAndPort.lastIndexOf(']') + 1)
  const host = colon < 0 ? hostAndPort : hostAndPort.slice(0, colon)
  return { scheme, userInfo, host, port: hostAndPort.slice(host.length), rest: url.slice(whole.length) }
}

function withoutPort(url: string, parts: UrlParts | undefined): string {
  return parts?.port ? parts.scheme + parts.userInfo + parts.host + parts.rest : url
}

function withPort(url: string, parts: UrlParts | undefined): string {
  if (!parts || parts.port) return url
  const port = parts.scheme.toLowerCase() === 'https://' ? ':443' : ':80'
  return parts.scheme + parts.userInfo + parts.host + port + parts.rest
}

/** The last forms: those of the normalised URL with their query as the senders of the past encoded it, where that makes a difference. */
function acceptsLegacyQuery(bare: string, ported: string, accepts: (form: string) => boolean): boolean {
  const start = bare.indexOf('?') + 1
  if (start === 0 || start === bare.length) return false
  const query = bare.slice(start)
  const encoded = reencodeQuery(query)
  if (encoded === query) return false
  // The two differ before the query only.
  const headOfPorted = ported.slice(0, ported.length - query.length)
  return accepts(bare.slice(0, start) + encoded) || (ported !== bare && accepts(headOfPorted + encoded))
}

/**
 * A URL that `new URL` gives back as it stands: lower-case scheme and host (no number for a host, no punycode, whose validity it
 * checks), a port of four digits (no standard one has as many), no dot segments, nothing to escape. To know it costs a fifth of asking.
 */
const normalAlready = new RegExp(
  '^https?://(?!.*xn--)(?:[a-z0-9-]+\\.)*[a-z][a-z0-9-]*(?::[1-9]\\d{3})?' +
    '(?:/(?:[\\w~-]+(?:\\.[\\w~-]+)*)?)+(?:\\?[\\w.~!$()*+,;:@/?&=%-]*)?$',
)

function normalised(url: string): string | undefined {
  try {
    return new URL(url).toString()
  } catch {
    return undefined
  }
}

/**
 * Whether `accepts` takes one of the forms of a URL that the sender may have signed; asked likeliest first, each form once, and a form
 * is only made when the ones before it were refused: as received without and with its port (the standard one added when there is
 * none), then the same of the normalised URL, then those with the query encoded anew. They are the forms that twilio-node 6 tries; a
 * URL that cannot be normalised has the first two.
 * A callback and not a generator: for the first form the generator took as long as the HMAC that follows.
 */
export function someUrlForm(url: string, accepts: (form: string) => boolean): boolean {
  const parts = splitUrl(url)
  const bare = withoutPort(url, parts)
  if (accepts(bare)) return true
  const ported = withPort(url, parts)
  if (ported !== bare && accepts(ported)) return true
  if (normalAlready.test(url)) return acceptsLegacyQuery(bare, ported, accepts)
  const normal = normalised(url)
  if (normal === undefined) return false
  const acceptsNew = (form: string): boolean => form !== bare && form !== ported && accepts(form)
  const normalParts = splitUrl(normal)
  const normalBare = withoutPort(normal, normalParts)
  const normalPorted = withPort(normal, normalParts)
  if (acceptsNew(normalBare) || (normalPorted !== normalBare && acceptsNew(normalPorted))) return true
  return acceptsLegacyQuery(normalBare, normalPorted, acceptsNew)
}
