import { createHmac, timingSafeEqual } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** What is read of a STUN Binding request (RFC 8489, section 5; ICE's attributes: RFC 8445, section 16.1). */
export interface BindingRequest {
  readonly transactionId: Uint8Array
  /** `ours:theirs`. */
  readonly username: string
  /** The peer nominates the pair that this request came by. */
  readonly useCandidate: boolean
  /** The peer takes itself for the controlled side. */
  readonly controlled: boolean
  /** Whether it was made by the holder of this password. */
  verify(password: string): boolean
}

/** Where a request came from. */
export interface StunSource {
  readonly address: string
  readonly port: number
}

const magicCookie = 0x2112a442
const fingerprintMask = 0x5354554e
const bindingRequest = 0x0001
const bindingSuccess = 0x0101
const bindingError = 0x0111
const attribute = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  xorMappedAddress: 0x0020,
  priority: 0x0024,
  useCandidate: 0x0025,
  fingerprint: 0x8028,
  iceControlled: 0x8029,
  iceControlling: 0x802a,
} as const

/** Whether a datagram is STUN, by its first byte (RFC 7983). */
export const isStun = (datagram: Buffer): boolean => (datagram[0] ?? 255) < 4

interface Found {
  readonly values: ReadonlyMap<number, Buffer>
  /** Where MESSAGE-INTEGRITY begins; what comes after it but FINGERPRINT is not protected and not read. */
  readonly integrityAt: number
  readonly fingerprintAt: number
}

function attributesOf(datagram: Buffer): Found | undefined {
  const values = new Map<number, Buffer>()
  let integrityAt = -1
  let fingerprintAt = -1
  for (let at = 20; at + 4 <= datagram.length; ) {
    const type = datagram.readUInt16BE(at)
    const length = datagram.readUInt16BE(at + 2)
    if (at + 4 + length > datagram.length) return undefined
    if (type === attribute.fingerprint) fingerprintAt = at
    else if (integrityAt < 0 && !values.has(type)) values.set(type, datagram.subarray(at + 4, at + 4 + length))
    if (type === attribute.messageIntegrity && integrityAt < 0) integrityAt = at
    at += 4 + length + ((4 - (length % 4)) % 4)
  }
  return { values, integrityAt, fingerprintAt }
}

// The header's length field counts up to and with the attribute that is being computed (RFC 8489, sections 14.5 and 14.7).
function integrityOf(datagram: Buffer, at: number, password: string): Buffer {
  const covered = Buffer.from(datagram.subarray(0, at))
  covered.writeUInt16BE(at + 24 - 20, 2)
  return createHmac('sha1', password).update(covered).digest()
}

function fingerprintOf(datagram: Buffer, at: number): number {
  const covered = Buffer.from(datagram.subarray(0, at))
  covered.writeUInt16BE(at + 8 - 20, 2)
  return (crc32(covered) ^ fingerprintMask) >>> 0
}

/** Reads a Binding request; undefined for everything else: other messages, broken ones, those without ICE's credentials or with a wrong FINGERPRINT. */
export function readBindingRequest(datagram: Buffer): BindingRequest | undefined {
  if (datagram.length < 20 || datagram.readUInt16BE(0) !== bindingRequest) return undefined
  if (datagram.readUInt32BE(4) !== magicCookie || datagram.readUInt16BE(2) + 20 !== datagram.length) return undefined
  const found = attributesOf(datagram)
  if (found === undefined || found.integrityAt < 0 || found.fingerprintAt < 0) return undefined
  const { values, integrityAt, fingerprintAt } = found
  if (datagram.length < fingerprintAt + 8) return undefined
  if (datagram.readUInt32BE(fingerprintAt + 4) !== fingerprintOf(datagram, fingerprintAt)) return undefined
  const given = values.get(attribute.messageIntegrity)
  const username = values.get(attribute.username)
  if (given?.length !== 20 || username === undefined) return undefined
  return {
    transactionId: datagram.subarray(8, 20),
    username: username.toString('utf8'),
    useCandidate: values.has(attribute.useCandidate),
    controlled: values.has(attribute.iceControlled),
    verify: (password) => timingSafeEqual(given, integrityOf(datagram, integrityAt, password)),
  }
}

function xorAddress({ address, port }: StunSource, transactionId: Uint8Array): Buffer {
  const mask = Buffer.alloc(16)
  mask.writeUInt32BE(magicCookie, 0)
  mask.set(transactionId, 4)
  const bytes = addressBytes(address)
  const value = Buffer.alloc(4 + bytes.length)
  value[1] = bytes.length === 4 ? 1 : 2
  value.writeUInt16BE(port ^ (magicCookie >>> 16), 2)
  for (const [i, byte] of bytes.entries()) value[4 + i] = byte ^ (mask[i] ?? 0)
  return value
}

/** An IP address as its 4 or 16 bytes; of an IPv4 address inside IPv6 (`::ffff:…`) the 4. */
function addressBytes(address: string): Buffer {
  const four = address.startsWith('::ffff:') ? address.slice(7) : address
  if (/^[\d.]+$/.test(four)) return Buffer.from(four.split('.').map(Number))
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::')
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'))
  const [before, after] = [groups(head), groups(tail ?? '')]
  const zeros = tail === undefined ? [] : new Array<string>(8 - before.length - after.length).fill('0')
  const value = Buffer.alloc(16)
  for (const [i, group] of [...before, ...zeros, ...after].entries())
    value.writeUInt16BE(Number.parseInt(group, 16), i * 2)
  return value
}

function attributeBytes(type: number, value: Buffer): Buffer {
  const padded = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4)
  padded.writeUInt16BE(type, 0)
  padded.writeUInt16BE(value.length, 2)
  value.copy(padded, 4)
  return padded
}

function message(type: number, transactionId: Uint8Array, attributes: readonly Buffer[], password: string): Buffer {
  const header = Buffer.alloc(20)
  header.writeUInt16BE(type, 0)
  header.writeUInt32BE(magicCookie, 4)
  header.set(transactionId, 8)
  const body = Buffer.concat([header, ...attributes, Buffer.alloc(32)])
  body.writeUInt16BE(body.length - 20, 2)
  const integrityAt = body.length - 32
  attributeBytes(attribute.messageIntegrity, integrityOf(body, integrityAt, password)).copy(body, integrityAt)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(fingerprintOf(body, body.length - 8))
  attributeBytes(attribute.fingerprint, check).copy(body, body.length - 8)
  return body
}

/** The answer to a Binding request: where it was seen to come from (RFC 8489, section 6.3.1.1). */
export const bindingResponse = (request: BindingRequest, source: StunSource, password: string): Buffer =>
  message(
    bindingSuccess,
    request.transactionId,
    [attributeBytes(attribute.xorMappedAddress, xorAddress(source, request.transactionId))],
    password,
  )

/** Tells a peer that takes itself for the controlled side that it is the controlling one (487, RFC 8445, section 7.3.1.1). */
export const roleConflictResponse = (request: BindingRequest, password: string): Buffer =>
  message(
    bindingError,
    request.transactionId,
    [attributeBytes(attribute.errorCode, Buffer.concat([Buffer.from([0, 0, 4, 87]), Buffer.from('Role Conflict')]))],
    password,
  )

/** A Binding request as a browser sends it; for tests and for peers of our own. */
export function bindingRequestOf(
  options: Pick<BindingRequest, 'transactionId' | 'username' | 'useCandidate'> & {
    readonly password: string
    readonly controlled?: boolean
  },
): Buffer {
  const attributes = [
    attributeBytes(attribute.username, Buffer.from(options.username)),
    attributeBytes(attribute.priority, Buffer.from([0x6e, 0, 1, 255])),
    attributeBytes(options.controlled === true ? attribute.iceControlled : attribute.iceControlling, Buffer.alloc(8)),
    ...(options.useCandidate ? [attributeBytes(attribute.useCandidate, Buffer.alloc(0))] : []),
  ]
  return message(bindingRequest, options.transactionId, attributes, options.password)
}
