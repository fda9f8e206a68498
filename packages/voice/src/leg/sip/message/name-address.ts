import {
  isQuoted,
  isToken,
  type Parameters,
  quote,
  readParameters,
  splitOutside,
  unquote,
  writeParameters,
} from './grammar.ts'
import { type AnyUri, readUri, type SipUri, writeSipUri } from './sip-uri.ts'

/** What From, To, Contact, Route and Record-Route hold: perhaps a name, a URI, parameters. */
export interface NameAddress {
  /** Without its quotes. */
  readonly displayName?: string
  readonly uri: AnyUri
  readonly parameters: Parameters
}

/** Reads one. Undefined where it is none: a name that is neither tokens nor quoted, spaces in the brackets, `?` or `,` in a URI that is not in brackets. */
export function readNameAddress(text: string): NameAddress | undefined {
  const parts = splitOutside(text, ';')
  if (parts === undefined) return undefined
  const [first = '', ...rest] = parts
  const parameters = readParameters(rest)
  if (parameters === undefined) return undefined
  const open = openingBracket(first)
  return open < 0 ? readBare(first, parameters) : readBracketed(first, open, parameters)
}

function readBare(text: string, parameters: Parameters): NameAddress | undefined {
  if (/[?,\s]/.test(text)) return undefined
  const uri = readUri(text)
  return uri && { uri, parameters }
}

/** The first `<` that stands in no quotes. */
function openingBracket(text: string): number {
  for (let at = 0, quoted = false; at < text.length; at++) {
    const char = text[at]
    if (quoted && char === '\\') at++
    else if (char === '"') quoted = !quoted
    else if (char === '<' && !quoted) return at
  }
  return -1
}

function readBracketed(text: string, open: number, parameters: Parameters): NameAddress | undefined {
  if (!text.endsWith('>')) return undefined
  const uri = readUri(text.slice(open + 1, -1))
  if (uri === undefined) return undefined
  const name = text.slice(0, open).trim()
  if (name === '') return { uri, parameters }
  if (isQuoted(name)) return { displayName: unquote(name), uri, parameters }
  return name.split(/[ \t]+/).every(isToken) ? { displayName: name, uri, parameters } : undefined
}

/** Reads a list of them, over several header fields too. Undefined where one is none. */
export function readNameAddresses(values: readonly string[]): NameAddress[] | undefined {
  const found: NameAddress[] = []
  for (const value of values) {
    const parts = splitOutside(value, ',')
    if (parts === undefined) return undefined
    for (const part of parts) {
      const read = readNameAddress(part)
      if (read === undefined) return undefined
      found.push(read)
    }
  }
  return found
}

/** Writes a URI of any scheme, with the headers that it has. */
export const writeUri = (uri: AnyUri): string =>
  uri.scheme === 'other' ? `${uri.name}:${uri.rest}` : writeSipUri(uri, true)

/** Writes one; always in brackets. */
export function writeNameAddress({ displayName, uri, parameters }: NameAddress): string {
  const name = displayName === undefined || displayName === '' ? '' : `${quote(displayName)} `
  return `${name}<${writeUri(uri)}>${writeParameters(parameters)}`
}

/** The SIP URI of one; undefined where it has another scheme. */
export const sipUriOf = ({ uri }: NameAddress): SipUri | undefined => (uri.scheme === 'other' ? undefined : uri)
