import { isIPv6 } from 'node:net'
import { isToken, type Parameters, readInteger } from './grammar.ts'

/** A SIP URI (RFC 3261, section 19.1). Texts are as on the wire, escapes and all; `userOf` takes them away. */
export interface SipUri {
  readonly scheme: 'sip' | 'sips'
  readonly user?: string
  readonly password?: string
  /** Lower case; IPv6 in brackets. */
  readonly host: string
  readonly port?: number
  readonly parameters: Parameters
  /** What is behind `?`, as it stands. */
  readonly headers: readonly (readonly [name: string, value: string])[]
}

/** Any URI that a header may hold: of SIP, or of a scheme that only its name is known of. */
export type AnyUri = SipUri | { readonly scheme: 'other'; readonly name: string; readonly rest: string }

const userPattern = /^(?:[A-Za-z0-9\-_.!~*'()&=+$,;?/]|%[0-9A-Fa-f]{2})+$/
const passwordPattern = /^(?:[A-Za-z0-9\-_.!~*'()&=+$,]|%[0-9A-Fa-f]{2})*$/
const parameterPattern = /^(?:[A-Za-z0-9\-_.!~*'()[\]/:&+$]|%[0-9A-Fa-f]{2})+$/
const headerPattern = /^(?:[A-Za-z0-9\-_.!~*'()[\]/?:+$]|%[0-9A-Fa-f]{2})*$/
const hostPattern = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.?$/
const schemePattern = /^([A-Za-z][A-Za-z0-9+\-.]*):(.*)$/s

/** Whether a text is a host: a name, an IPv4 address or an IPv6 address in brackets. */
export function isHost(text: string): boolean {
  if (text.startsWith('[')) return text.endsWith(']') && isIPv6(text.slice(1, -1))
  // Names with an underscore are not in the grammar and are in use.
  return text.length <= 255 && hostPattern.test(text.replaceAll('_', '-'))
}

/** Reads any URI; undefined where it is none. A SIP URI must be right in all its parts. */
export function readUri(text: string): AnyUri | undefined {
  const [, name, rest] = schemePattern.exec(text) ?? []
  if (name === undefined || rest === undefined) return undefined
  const scheme = name.toLowerCase()
  if (scheme === 'sip' || scheme === 'sips') return readRest(scheme, rest)
  return /[\s<>"]/.test(rest) || rest === '' ? undefined : { scheme: 'other', name: scheme, rest }
}

/** Reads a SIP URI; undefined where it is none. */
export function readSipUri(text: string): SipUri | undefined {
  const uri = readUri(text)
  return uri === undefined || uri.scheme === 'other' ? undefined : uri
}

function readRest(scheme: 'sip' | 'sips', rest: string): SipUri | undefined {
  const at = rest.indexOf('@')
  const login = at < 0 ? {} : readLogin(rest.slice(0, at))
  const behind = rest.slice(at + 1)
  const question = behind.indexOf('?')
  const headers = question < 0 ? [] : readHeaders(behind.slice(question + 1))
  const [place = '', ...parameters] = (question < 0 ? behind : behind.slice(0, question)).split(';')
  const where = readHostPort(place)
  const read = readUriParameters(parameters)
  if (login === undefined || where === undefined || read === undefined || headers === undefined) return undefined
  return { scheme, ...login, ...where, parameters: read, headers }
}

function readLogin(text: string): { user: string; password?: string } | undefined {
  const colon = text.indexOf(':')
  const user = colon < 0 ? text : text.slice(0, colon)
  if (!userPattern.test(user)) return undefined
  if (colon < 0) return { user }
  const password = text.slice(colon + 1)
  return passwordPattern.test(password) ? { user, password } : undefined
}

/** Reads `host` or `host:port`. */
export function readHostPort(text: string): { readonly host: string; readonly port?: number } | undefined {
  const end = text.startsWith('[') ? text.indexOf(']') + 1 : text.indexOf(':')
  const host = end <= 0 ? text : text.slice(0, end)
  if (!isHost(host)) return undefined
  const behind = end <= 0 ? '' : text.slice(end)
  if (behind === '') return { host: host.toLowerCase() }
  const port = behind.startsWith(':') ? readInteger(behind.slice(1), 65_535) : undefined
  return port === undefined ? undefined : { host: host.toLowerCase(), port }
}

function readUriParameters(parts: readonly string[]): Parameters | undefined {
  const found = new Map<string, string>()
  for (const part of parts) {
    const equals = part.indexOf('=')
    const name = (equals < 0 ? part : part.slice(0, equals)).toLowerCase()
    const value = equals < 0 ? '' : part.slice(equals + 1)
    const wrong = !parameterPattern.test(name) || (equals >= 0 && !parameterPattern.test(value))
    // A parameter may be there once (19.1.1); the last of two would let a sender hide the first from whoever looks at that.
    if (wrong || found.has(name)) return undefined
    found.set(name, value)
  }
  return found
}

function readHeaders(text: string): [string, string][] | undefined {
  const found: [string, string][] = []
  for (const part of text.split('&')) {
    const equals = part.indexOf('=')
    if (equals < 1) return undefined
    const pair: [string, string] = [part.slice(0, equals), part.slice(equals + 1)]
    if (!headerPattern.test(pair[0]) || !headerPattern.test(pair[1])) return undefined
    found.push(pair)
  }
  return found
}

/** Takes escapes away; as it stands where they are no UTF-8. */
export function unescapeUri(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Escapes what a user part can't hold. */
export const escapeUser = (text: string): string =>
  text.replace(/[^A-Za-z0-9\-_.!~*'()&=+$,/]/gu, (char) => encodeURIComponent(char))

/** The user part without escapes; empty where there is none. */
export const userOf = (uri: SipUri): string => unescapeUri(uri.user ?? '')

/** Writes a SIP URI. Its headers are left out unless asked for: a Request-URI must have none. */
export function writeSipUri(uri: SipUri, withHeaders = false): string {
  const login = uri.user === undefined ? '' : `${uri.user}${uri.password === undefined ? '' : `:${uri.password}`}@`
  let text = `${uri.scheme}:${login}${uri.host}${uri.port === undefined ? '' : `:${uri.port}`}`
  for (const [name, value] of uri.parameters) text += value === '' ? `;${name}` : `;${name}=${value}`
  if (withHeaders && uri.headers.length > 0) text += `?${uri.headers.map(([n, v]) => `${n}=${v}`).join('&')}`
  return text
}

const mustAgree = ['transport', 'user', 'ttl', 'method', 'maddr']
const normal = (text: string | undefined) => unescapeUri(text ?? '')

/** Whether two SIP URIs name the same (RFC 3261, section 19.1.4). */
export function sameSipUri(one: SipUri, other: SipUri): boolean {
  if (one.scheme !== other.scheme || one.host !== other.host || one.port !== other.port) return false
  if (normal(one.user) !== normal(other.user) || normal(one.password) !== normal(other.password)) return false
  const names = new Set([...one.parameters.keys(), ...other.parameters.keys()])
  for (const name of names) {
    const [left, right] = [one.parameters.get(name), other.parameters.get(name)]
    if (left === undefined || right === undefined) {
      if (mustAgree.includes(name)) return false
    } else if (unescapeUri(left).toLowerCase() !== unescapeUri(right).toLowerCase()) return false
  }
  return sameHeaders(one, other)
}

function sameHeaders(one: SipUri, other: SipUri): boolean {
  const line = ({ headers }: SipUri) =>
    headers
      .map(([name, value]) => `${name.toLowerCase()}=${normal(value)}`)
      .sort()
      .join('&')
  return line(one) === line(other)
}

/** The transport that a URI asks for, in lower case; undefined where it leaves it open or names what is no token. */
export function transportOf(uri: SipUri): string | undefined {
  const name = uri.parameters.get('transport')?.toLowerCase()
  return name !== undefined && isToken(name) ? name : undefined
}
