/**
 * A query taken apart and put together again as Node's `querystring` module does it (https://nodejs.org/api/querystring.html), which
 * senders of the past signed: at most 1,000 pairs, repeated keys drawn together to where the first one stood, keys that are whole
 * numbers first, `+` read as a space, and everything but `A-Z a-z 0-9 - . _ ~ ! ' ( ) *` escaped.
 * Written here because that module exists on Node alone.
 */
const mostPairs = 1000
const hexPair = /^[0-9a-f]{2}$/i

/** Bytes of a text with broken escapes: those that can be read are, the rest stands for itself, one byte a character. */
function decodeLeniently(text: string): string {
  const bytes: number[] = []
  for (let at = 0; at < text.length; at++) {
    const digits = text.slice(at + 1, at + 3)
    if (text[at] === '%' && hexPair.test(digits)) {
      bytes.push(Number.parseInt(digits, 16))
      at += 2
    } else bytes.push(text.charCodeAt(at) & 0xff)
  }
  return new TextDecoder().decode(Uint8Array.from(bytes))
}

function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ')
  if (!spaced.includes('%')) return spaced
  try {
    return decodeURIComponent(spaced)
  } catch {
    return decodeLeniently(spaced)
  }
}

function cut(pair: string): [key: string, value: string] {
  const equals = pair.indexOf('=')
  return equals < 0 ? [decode(pair), ''] : [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))]
}

const unescaped = /^[\w.~!'()*=&-]+$/
/** More pairs than this are not worth the quick way, whose look for a repeated key is quadratic. */
const fewPairs = 16

/** Whether encoding anew changes nothing for sure: only characters that stay, `=` once in each pair, no key twice, none a number. */
function staysAsItIs(query: string): boolean {
  if (!unescaped.test(query)) return false
  const keys: string[] = []
  for (let start = 0, end = 0; end < query.length; start = end + 1) {
    const ampersand = query.indexOf('&', start)
    end = ampersand < 0 ? query.length : ampersand
    const equals = query.indexOf('=', start)
    const key = query.slice(start, equals)
    const lone = equals > start && equals < end && !query.slice(equals + 1, end).includes('=')
    if (!lone || key < ':' || keys.includes(key) || keys.push(key) > fewPairs) return false
  }
  return !query.endsWith('&')
}

/** The query, without its question mark, decoded and encoded anew. */
export function reencodeQuery(query: string): string {
  // Most queries are of this kind, and a wrong signature has to be refused cheaply.
  if (staysAsItIs(query)) return query
  const values: Record<string, string[]> = Object.create(null)
  for (const pair of query.split('&', mostPairs)) {
    if (pair === '') continue
    const [key, value] = cut(pair)
    values[key] ??= []
    values[key].push(value)
  }
  return Object.entries(values)
    .flatMap(([key, list]) => list.map((value) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`))
    .join('&')
}
