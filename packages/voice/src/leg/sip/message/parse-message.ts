import { checkHeaders } from './check-headers.ts'
import { isToken } from './grammar.ts'
import { Headers } from './headers.ts'
import type { SipMessage, SipRequest } from './message.ts'

/** Bounds of a message. A longer head or body is refused with 513, more fields with 400. */
export const limits = { head: 16_384, body: 65_536, fields: 200 } as const

/** What reading some bytes came to. */
export type Reading =
  | { readonly kind: 'message'; readonly message: SipMessage }
  /** A request that is wrong: to be answered with this status. */
  | { readonly kind: 'refuse'; readonly request: SipRequest; readonly status: number; readonly why: string }
  /** Nothing that could be answered: a response that is wrong, an ACK, or no SIP at all. */
  | { readonly kind: 'drop'; readonly why: string }

interface Fault {
  readonly status: number
  readonly why: string
}

const requestLine = /^([^ ]+) ([^ ]+) ([^ ]+)$/
const statusLine = /^SIP\/2\.0 (\d{3})(?: (.*))?$/i

/**
 * Reads one message: a datagram, or what a stream's framing cut out. Header fields are checked as far as they are known here; what is behind
 * Content-Length in a datagram is left out (RFC 3261, section 18.3).
 */
export function readMessage(bytes: Uint8Array): Reading {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let start = 0
  while (buffer[start] === 13 && buffer[start + 1] === 10) start += 2
  const end = buffer.indexOf('\r\n\r\n', start, 'latin1')
  const head = buffer.toString('latin1', start, end < 0 ? Math.min(buffer.length, start + limits.head) : end)
  const lines = head.split('\r\n')
  const first = lines.shift() ?? ''
  const { headers, fault } = readFields(lines)
  const body = end < 0 ? buffer.subarray(buffer.length) : buffer.subarray(end + 4)
  const early = fault ?? (end < 0 ? { status: 400, why: 'the headers do not end' } : sizeFault(head, body))
  return /^SIP\//i.test(first) ? readResponse(first, headers, body, early) : readRequest(first, headers, body, early)
}

function sizeFault(head: string, body: Uint8Array): Fault | undefined {
  return head.length > limits.head || body.length > limits.body ? { status: 513, why: 'it is too large' } : undefined
}

/** Lines that begin with a space go on with the line before (section 7.3.1). */
function readFields(lines: readonly string[]): { headers: Headers; fault?: Fault } {
  const unfolded: string[] = []
  for (const line of lines) {
    const last = unfolded.length - 1
    if (/^[ \t]/.test(line) && last >= 0) unfolded[last] += ` ${line.trim()}`
    else unfolded.push(line)
  }
  const headers = new Headers()
  let fault: Fault | undefined
  if (unfolded.length > limits.fields) fault = { status: 400, why: 'it has too many header fields' }
  for (const line of unfolded.slice(0, limits.fields)) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(colon, 0)).trimEnd()
    if (colon < 1 || !isToken(name) || /[\r\n]/.test(line))
      fault ??= { status: 400, why: 'a header field is malformed' }
    else headers.add(name, line.slice(colon + 1).trim())
  }
  return fault === undefined ? { headers } : { headers, fault }
}

function readResponse(first: string, headers: Headers, body: Buffer, early: Fault | undefined): Reading {
  const [, digits, reason = ''] = statusLine.exec(first) ?? []
  if (digits === undefined) return { kind: 'drop', why: 'the status line is malformed' }
  const status = Number(digits)
  if (status < 100 || status > 699) return { kind: 'drop', why: `there is no status ${status}` }
  const fault = early ?? checkHeaders(headers, { request: false }) ?? lengthFault(headers, body)
  if (fault !== undefined) return { kind: 'drop', why: fault.why }
  return { kind: 'message', message: { kind: 'response', status, reason, headers, body: cutBody(headers, body) } }
}

function readRequest(first: string, headers: Headers, body: Buffer, early: Fault | undefined): Reading {
  const [, method, uri, version] = requestLine.exec(first) ?? []
  const wrong = firstLineFault(method, uri, version)
  if (wrong === undefined && method === undefined) return { kind: 'drop', why: 'it is no SIP' }
  const request: SipRequest = { kind: 'request', method: method ?? 'UNKNOWN', uri: uri ?? '', headers, body }
  const fault = wrong ?? early ?? checkHeaders(headers, { request: true, method, uri }) ?? lengthFault(headers, body)
  if (fault === undefined) return { kind: 'message', message: { ...request, body: cutBody(headers, body) } }
  // What has no Via and no Call-ID was hardly made by something that understands an answer; an ACK is never answered (section 8.2).
  const deaf = method === 'ACK' || first.startsWith('ACK ') || !headers.has('via') || !/ SIP\/\d/i.test(first)
  return deaf ? { kind: 'drop', why: fault.why } : { kind: 'refuse', request, ...fault }
}

function firstLineFault(method?: string, uri?: string, version?: string): Fault | undefined {
  if (method === undefined || uri === undefined || version === undefined || !isToken(method)) {
    return { status: 400, why: 'the request line is malformed' }
  }
  if (/^SIP\/2\.0$/i.test(version)) return undefined
  return /^SIP\/\d+\.\d+$/i.test(version)
    ? { status: 505, why: `${version} is not spoken here` }
    : { status: 400, why: 'the request line is malformed' }
}

function lengthFault(headers: Headers, body: Uint8Array): Fault | undefined {
  const length = headers.get('content-length')
  if (length === undefined || Number(length) <= body.length) return undefined
  return { status: 400, why: 'the body is shorter than Content-Length says' }
}

/** Copied, so that a message that is kept does not keep the datagram. */
function cutBody(headers: Headers, body: Buffer): Uint8Array {
  const length = headers.get('content-length')
  return new Uint8Array(length === undefined ? body : body.subarray(0, Number(length)))
}
