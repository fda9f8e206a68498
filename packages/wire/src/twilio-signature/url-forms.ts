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

function withLegacyQuery(url: string): string {
  const start = url.indexOf('?')
  if (start < 0 || start === url.length - 1) return url
  return `${url.slice(0, start)}?${reencodeQuery(url.slice(start + 1))}`
}

function normalised(url: string): string | undefined {
  try {
    return new URL(url).toString()
  } catch {
    return undefined
  }
}

/**
 * The forms of a URL that the sender may have signed, likeliest first, each once, made only when asked for:
 * as received without and with its port (the standard one added when there is none), then the same of the normalised URL, then
 * those with the query encoded anew. They are the forms that twilio-node 6 tries; a URL that cannot be normalised has the first two.
 */
export function* urlForms(url: string): Generator<string, void, void> {
  const seen: string[] = []
  function* fresh(form: string) {
    if (seen.includes(form)) return
    seen.push(form)
    yield form
  }
  const parts = splitUrl(url)
  yield* fresh(withoutPort(url, parts))
  yield* fresh(withPort(url, parts))
  const normal = normalised(url)
  if (normal === undefined) return
  const normalParts = splitUrl(normal)
  const bare = withoutPort(normal, normalParts)
  const ported = withPort(normal, normalParts)
  yield* fresh(bare)
  yield* fresh(ported)
  yield* fresh(withLegacyQuery(bare))
  yield* fresh(withLegacyQuery(ported))
}
