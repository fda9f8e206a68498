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

/** The query, without its question mark, decoded and encoded anew. */
export function reencodeQuery(query: string): string {
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
