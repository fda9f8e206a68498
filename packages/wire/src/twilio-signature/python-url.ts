/**
 * A URL as Python's `urllib.parse.urlparse` takes it apart and puts it together (https://docs.python.org/3/library/urllib.parse.html):
 * twilio-python signs what comes out of it, so this is done in its steps and not by RFC 3986.
 */
export interface PythonUrl {
  readonly scheme: string
  readonly netloc: string
  readonly path: string
  readonly query: string
  readonly fragment: string
  /** Undefined when there is none, or it is 0. */
  readonly port: number | undefined
}

/** `port` as `urlparse(…).port` finds it; null where Python raises ValueError. */
function portOf(netloc: string): number | undefined | null {
  const hostInfo = netloc.slice(netloc.lastIndexOf('@') + 1)
  const open = hostInfo.indexOf('[')
  const afterHost = open < 0 ? hostInfo : hostInfo.slice(hostInfo.indexOf(']', open) + 1)
  const colon = afterHost.indexOf(':')
  const digits = colon < 0 ? '' : afterHost.slice(colon + 1)
  if (digits === '') return undefined
  const port = /^\d+$/.test(digits) ? Number(digits) : Number.NaN
  if (!(port <= 65535)) return null
  return port || undefined
}

/** Empty parameters of the last segment (`/a;`) are lost on the way through `urlparse`, for the schemes that have any. */
function withoutEmptyParams(path: string): string {
  const semicolon = path.indexOf(';', path.lastIndexOf('/') + 1)
  return semicolon >= 0 && semicolon === path.length - 1 ? path.slice(0, -1) : path
}

/** Takes a URL apart; undefined where Python raises ValueError (brackets that don't match, a port that is no number to 65535). */
export function parsePythonUrl(text: string): PythonUrl | undefined {
  const cleaned = text.replace(/^[\0- ]+/, '').replace(/[\t\r\n]/g, '')
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(cleaned)?.[1] ?? ''
  let rest = scheme ? cleaned.slice(scheme.length + 1) : cleaned
  let netloc = ''
  if (rest.startsWith('//')) {
    const end = rest.slice(2).search(/[/?#]/)
    netloc = end < 0 ? rest.slice(2) : rest.slice(2, end + 2)
    rest = rest.slice(2 + netloc.length)
    if (netloc.includes('[') !== netloc.includes(']')) return undefined
  }
  const hash = rest.indexOf('#')
  const fragment = hash < 0 ? '' : rest.slice(hash + 1)
  if (hash >= 0) rest = rest.slice(0, hash)
  const mark = rest.indexOf('?')
  const port = portOf(netloc)
  if (port === null) return undefined
  const path = mark < 0 ? rest : rest.slice(0, mark)
  return {
    scheme: scheme.toLowerCase(),
    netloc,
    path: /^https?$/i.test(scheme) ? withoutEmptyParams(path) : path,
    query: mark < 0 ? '' : rest.slice(mark + 1),
    fragment,
    port,
  }
}

function geturl({ scheme, netloc, path, query, fragment }: PythonUrl): string {
  const authority = netloc ? `//${netloc}${path && !path.startsWith('/') ? '/' : ''}` : ''
  return `${scheme ? `${scheme}:` : ''}${authority}${path}${query ? `?${query}` : ''}${fragment ? `#${fragment}` : ''}`
}

/** The two forms that twilio-python tries: without the port (and, as there, cut at the first colon even if a password has it), and with it. */
export function pythonUrlForms(url: PythonUrl): readonly [bare: string, ported: string] {
  if (url.port !== undefined) return [geturl({ ...url, netloc: url.netloc.split(':', 1)[0] ?? '' }), geturl(url)]
  return [geturl(url), geturl({ ...url, netloc: `${url.netloc}:${url.scheme === 'https' ? 443 : 80}` })]
}

/** The first value of a query's parameter as `parse_qs` reads it; undefined when there is none or it is blank. */
export function pythonQueryValue(query: string, name: string): string | undefined {
  for (const [key, value] of new URLSearchParams(query)) if (key === name && value !== '') return value
  return undefined
}
