import { readInteger, readParameters, splitOutside } from './grammar.ts'
import { singleHeaders } from './header-names.ts'
import type { Headers } from './headers.ts'
import { readCseq } from './message.ts'
import { type NameAddress, readNameAddress, readNameAddresses } from './name-address.ts'
import { readUri } from './sip-uri.ts'
import { readVias } from './via.ts'

/** What is wrong with a message, and how a request is answered for it. */
export interface HeaderFault {
  readonly status: number
  readonly why: string
}

/** What is checked: a request with its method and Request-URI, or a response. */
export interface CheckedKind {
  readonly request: boolean
  readonly method?: string | undefined
  readonly uri?: string | undefined
}

const bad = (why: string): HeaderFault => ({ status: 400, why })
const callId = /^[A-Za-z0-9\-.!%*_+`'~()<>:\\"/[\]?{}]+(?:@[A-Za-z0-9\-.!%*_+`'~()<>:\\"/[\]?{}]+)?$/
const mostSeconds = 2 ** 32 - 1

/** Checks what every message must have (RFC 3261, section 8.1.1) and the grammar of the fields that are used here. */
export function checkHeaders(headers: Headers, kind: CheckedKind): HeaderFault | undefined {
  return (
    checkPresence(headers) ??
    checkScalars(headers, kind) ??
    checkParties(headers) ??
    checkRouting(headers) ??
    checkContact(headers, kind) ??
    checkRequestUri(kind)
  )
}

function checkPresence(headers: Headers): HeaderFault | undefined {
  for (const name of ['via', 'from', 'to', 'call-id', 'cseq']) if (!headers.has(name)) return bad(`${name} is missing`)
  for (const name of singleHeaders) if (headers.all(name).length > 1) return bad(`${name} is there more than once`)
  return undefined
}

function checkScalars(headers: Headers, { request, method }: CheckedKind): HeaderFault | undefined {
  const cseq = readCseq(headers.get('cseq'))
  if (cseq === undefined) return bad('CSeq is malformed')
  if (request && cseq.method !== method) return bad('CSeq names another method than the request line')
  if (!callId.test(headers.get('call-id') ?? '')) return bad('Call-ID is malformed')
  for (const [name, most] of [
    ['content-length', 2 ** 31],
    ['max-forwards', 255],
    ['expires', mostSeconds],
    ['min-expires', mostSeconds],
  ] as const) {
    const value = headers.get(name)
    if (value !== undefined && readInteger(value, most) === undefined) return bad(`${name} is malformed`)
  }
  return undefined
}

function checkParties(headers: Headers): HeaderFault | undefined {
  for (const name of ['from', 'to']) {
    if (readNameAddress(headers.get(name) ?? '') === undefined) return bad(`${name} is malformed`)
  }
  return undefined
}

function checkRouting(headers: Headers): HeaderFault | undefined {
  if (readVias(headers.all('via')) === undefined) return bad('Via is malformed')
  for (const name of ['route', 'record-route']) {
    if (readNameAddresses(headers.all(name)) === undefined) return bad(`${name} is malformed`)
  }
  const type = headers.get('content-type')
  if (type !== undefined && !isMediaType(type)) return bad('Content-Type is malformed')
  return undefined
}

function isMediaType(text: string): boolean {
  const [type = '', ...rest] = splitOutside(text, ';') ?? []
  return /^[^\s/]+[ \t]*\/[ \t]*[^\s/]+$/.test(type) && readParameters(rest) !== undefined
}

function checkContact(headers: Headers, { method }: CheckedKind): HeaderFault | undefined {
  const values = headers.all('contact')
  if (values.length === 1 && values[0] === '*') return method === 'REGISTER' ? undefined : bad('Contact is malformed')
  const contacts = readNameAddresses(values)
  return contacts?.every(isContact) ? undefined : bad('Contact is malformed')
}

function isContact({ parameters }: NameAddress): boolean {
  const [q, expires] = [parameters.get('q'), parameters.get('expires')]
  if (q !== undefined && !/^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(q)) return false
  return expires === undefined || readInteger(expires, mostSeconds) !== undefined
}

/** A scheme that is not known is 416; a SIP URI with headers must not be there (sections 8.2.2.1 and 19.1.1). */
function checkRequestUri({ request, uri = '' }: CheckedKind): HeaderFault | undefined {
  if (!request) return undefined
  const read = readUri(uri)
  if (read === undefined) return bad('the Request-URI is malformed')
  if (read.scheme === 'other') return { status: 416, why: `URIs of ${read.name} are not known here` }
  return read.headers.length > 0 ? bad('the Request-URI has headers') : undefined
}
