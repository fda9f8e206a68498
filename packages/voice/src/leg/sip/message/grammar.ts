/**
 * The small pieces of SIP's grammar (RFC 3261, section 25.1). Everything here works on "wire text": one character a byte (latin1), so that what is echoed to
 * the sender is the same, byte for byte, whatever it was. `toWire` and `fromWire` change between that and ordinary text, which is UTF-8 on the wire.
 */

/** Ordinary text as wire text. */
export const toWire = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')

/** Wire text as ordinary text; bytes that are no UTF-8 become the replacement character. */
export const fromWire = (wire: string): string => Buffer.from(wire, 'latin1').toString('utf8')

const tokenPattern = /^[A-Za-z0-9\-.!%*_+`'~]+$/

/** Whether a text is a `token`. */
export const isToken = (text: string): boolean => tokenPattern.test(text)

const quotedPattern = /^"(?:[\t\x20\x21\x23-\x5b\x5d-\x7e\x80-\xff]|\\[\x00-\x09\x0b\x0c\x0e-\x7f])*"$/

/** Whether a text is a `quoted-string`: control characters only behind a backslash. */
export const isQuoted = (text: string): boolean => quotedPattern.test(text)

/** What a quoted string says. */
export const unquote = (text: string): string => text.slice(1, -1).replace(/\\([\s\S])/g, '$1')

/** A quoted string that says this. Line ends, which it can't hold, become spaces. */
export const quote = (text: string): string =>
  `"${text.replace(/[\r\n]+/g, ' ').replace(/["\\\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g, (char) => `\\${char}`)}"`

/**
 * Cuts a text at a separator, but not inside of quotes or angle brackets. Parts are trimmed. Undefined where a quote or a bracket is not closed.
 */
export function splitOutside(text: string, separator: ',' | ';'): string[] | undefined {
  if (!text.includes(separator)) return isBalanced(text) ? [text.trim()] : undefined
  const parts: string[] = []
  let [start, quoted, angle] = [0, false, false]
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (quoted) {
      if (char === '\\') at++
      else if (char === '"') quoted = false
    } else if (char === '"') quoted = true
    else if (char === '<') {
      if (angle) return undefined
      angle = true
    } else if (char === '>') angle = false
    else if (char === separator && !angle) {
      parts.push(text.slice(start, at).trim())
      start = at + 1
    }
  }
  if (quoted || angle) return undefined
  parts.push(text.slice(start).trim())
  return parts
}

function isBalanced(text: string): boolean {
  let [quoted, angle] = [false, false]
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (quoted) {
      if (char === '\\') at++
      else if (char === '"') quoted = false
    } else if (char === '"') quoted = true
    else if (char === '<') angle = true
    else if (char === '>') angle = false
  }
  return !quoted && !angle
}

/** Parameters by their name in lower case; one without a value has the empty text. */
export type Parameters = ReadonlyMap<string, string>

/** No parameters. */
export const noParameters: Parameters = new Map()

const valuePattern = /^(?:[A-Za-z0-9\-.!%*_+`'~]+|\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.:-]+)$/

/** `name`, `name=token`, `name="quoted"`, each trimmed already. Quoted values are given without their quotes. Undefined where one is none, or is empty (`;;`). */
export function readParameters(parts: readonly string[]): Parameters | undefined {
  if (parts.length === 0) return noParameters
  const found = new Map<string, string>()
  for (const part of parts) {
    const equals = part.indexOf('=')
    const name = (equals < 0 ? part : part.slice(0, equals)).trim().toLowerCase()
    if (!isToken(name)) return undefined
    const value = equals < 0 ? undefined : part.slice(equals + 1).trim()
    if (value === undefined) found.set(name, '')
    else if (isQuoted(value)) found.set(name, unquote(value))
    else if (valuePattern.test(value)) found.set(name, value)
    else return undefined
  }
  return found
}

/** `;name=value` for each; values that are no token are quoted. */
export function writeParameters(parameters: Parameters): string {
  let text = ''
  for (const [name, value] of parameters) {
    text += value === '' ? `;${name}` : `;${name}=${valuePattern.test(value) ? value : quote(value)}`
  }
  return text
}

/** A number that is digits alone and not larger than `most`. */
export function readInteger(text: string | undefined, most: number): number | undefined {
  if (text === undefined || !/^\d{1,20}$/.test(text)) return undefined
  const value = Number(text)
  return value <= most ? value : undefined
}
