import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { RecordKey } from './key-schedule.ts'

/** ContentType (RFC 5246, section 6.2.1). */
export const contentType = { changeCipherSpec: 20, alert: 21, handshake: 22 } as const

/** A record (RFC 6347, section 4.1): type, version, epoch, sequence number of 48 bits, length, and what it carries. */
export interface DtlsRecord {
  readonly type: number
  readonly epoch: number
  readonly sequence: number
  /** As it came: sealed from epoch 1 on. */
  readonly body: Buffer
}

const headerBytes = 13
const tagBytes = 16
const nonceBytes = 8
/** DTLS 1.2. */
export const version = 0xfefd

/** The records of a datagram; what is broken, and all after it, is left out. */
export function readRecords(datagram: Buffer): DtlsRecord[] {
  const records: DtlsRecord[] = []
  for (let at = 0; at + headerBytes <= datagram.length; ) {
    const end = at + headerBytes + datagram.readUInt16BE(at + 11)
    if (end > datagram.length) break
    records.push({
      type: datagram[at] ?? 0,
      epoch: datagram.readUInt16BE(at + 3),
      sequence: datagram.readUIntBE(at + 5, 6),
      body: datagram.subarray(at + headerBytes, end),
    })
    at = end
  }
  return records
}

function header(type: number, epoch: number, sequence: number, length: number): Buffer {
  const bytes = Buffer.alloc(headerBytes)
  bytes[0] = type
  bytes.writeUInt16BE(version, 1)
  bytes.writeUInt16BE(epoch, 3)
  bytes.writeUIntBE(sequence, 5, 6)
  bytes.writeUInt16BE(length, 11)
  return bytes
}

/** What is authenticated beside the content: epoch and sequence number, type, version, length (RFC 5246, section 6.2.3.3). */
function additional(head: Buffer, length: number): Buffer {
  const bytes = Buffer.concat([head.subarray(3, 11), head.subarray(0, 3), Buffer.alloc(2)])
  bytes.writeUInt16BE(length, 11)
  return bytes
}

/** A record in the clear (epoch 0). */
export const plainRecord = (type: number, sequence: number, body: Uint8Array): Buffer =>
  Buffer.concat([header(type, 0, sequence, body.length), body])

/** A record of epoch 1, sealed; the nonce is the salt and the record's own number, which never comes twice. */
export function sealedRecord(type: number, sequence: number, body: Uint8Array, { key, salt }: RecordKey): Buffer {
  const head = header(type, 1, sequence, nonceBytes + body.length + tagBytes)
  const nonce = head.subarray(3, 11)
  const cipher = createCipheriv('aes-128-gcm', key, Buffer.concat([salt, nonce]))
  cipher.setAAD(additional(head, body.length))
  return Buffer.concat([head, nonce, cipher.update(body), cipher.final(), cipher.getAuthTag()])
}

/** What a sealed record carries; undefined where it is not authentic. */
export function openRecord({ type, epoch, sequence, body }: DtlsRecord, { key, salt }: RecordKey): Buffer | undefined {
  const length = body.length - nonceBytes - tagBytes
  if (length < 0) return undefined
  const decipher = createDecipheriv('aes-128-gcm', key, Buffer.concat([salt, body.subarray(0, nonceBytes)]))
  decipher.setAuthTag(body.subarray(nonceBytes + length))
  decipher.setAAD(additional(header(type, epoch, sequence, 0), length))
  const plain = decipher.update(body.subarray(nonceBytes, nonceBytes + length))
  try {
    decipher.final()
    return plain
  } catch {
    return undefined
  }
}
