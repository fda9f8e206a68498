/** A cookie that a receiver has set. */
export interface Cookie {
  readonly name: string
  readonly value: string
  /** The host that set it, or the domain that it named. */
  readonly host: string
  readonly wide: boolean
  readonly path: string
  readonly secure: boolean
}

const mostCookies = 50

/** The Cookie header for a URL; undefined where no cookie is for it (RFC 6265 §5.4). */
export function cookieHeader(cookies: readonly Cookie[], url: URL): string | undefined {
  const fitting = cookies.filter(({ host, wide, path, secure }) => {
    const hostFits = url.hostname === host || (wide && url.hostname.endsWith(`.${host}`))
    const pathFits = url.pathname === path || url.pathname.startsWith(path.endsWith('/') ? path : `${path}/`)
    return hostFits && pathFits && (!secure || url.protocol === 'https:')
  })
  return fitting.length === 0 ? undefined : fitting.map(({ name, value }) => `${name}=${value}`).join('; ')
}

/**
 * The cookies after an answer. Several Set-Cookie lines come joined by commas, which also stand in dates: a new cookie begins where a name and an equals
 * sign follow.
 */
export function withCookies(cookies: readonly Cookie[], url: URL, header: string, now: number): readonly Cookie[] {
  let kept = [...cookies]
  for (const line of header.split(/,(?=\s*[^;,=\s]+=)/)) {
    const read = readCookie(line, url, now)
    if (read === undefined) continue
    const { cookie, gone } = read
    kept = kept.filter(({ name, host, path }) => name !== cookie.name || host !== cookie.host || path !== cookie.path)
    if (!gone) kept.push(cookie)
  }
  return kept.slice(-mostCookies)
}

function readCookie(
  line: string,
  url: URL,
  now: number,
): { readonly cookie: Cookie; readonly gone: boolean } | undefined {
  const [pair = '', ...rest] = line.trim().split(';')
  const [, name, value] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? []
  if (name === undefined || value === undefined || value.length > 4096) return undefined
  const attributes = new Map(rest.map((part) => splitAttribute(part)))
  const domain = attributes.get('domain')?.replace(/^\./, '').toLowerCase() ?? ''
  // A domain of one label, or one that the host does not lie in, is no business of this host.
  if (domain !== '' && (!domain.includes('.') || (url.hostname !== domain && !url.hostname.endsWith(`.${domain}`))))
    return undefined
  const given = attributes.get('path') ?? ''
  const path = given.startsWith('/') ? given : url.pathname.replace(/\/[^/]*$/, '') || '/'
  const ends = Date.parse(attributes.get('expires') ?? '')
  const gone = attributes.has('max-age') ? Number(attributes.get('max-age')) <= 0 : ends <= now
  const cookie = {
    name,
    value,
    host: domain || url.hostname,
    wide: domain !== '',
    path,
    secure: attributes.has('secure'),
  }
  return { cookie, gone }
}

function splitAttribute(part: string): [string, string] {
  const at = part.indexOf('=')
  return at < 0 ? [part.trim().toLowerCase(), ''] : [part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim()]
}
