import { createCipheriv, createHmac, timingSafeEqual } from 'node:crypto'
import { PacketIndex } from './packet-index.ts'

/** One direction's master key (16 bytes) and salt (14 bytes). */
export interface SrtpKey {
  readonly key: Uint8Array
  readonly salt: Uint8Array
}

interface SessionKeys {
  readonly encryption: Buffer
  readonly authentication: Buffer
  readonly salt: Buffer
}

/** Octets of the authentication tag of AES_CM_128_HMAC_SHA1_80. */
const tagLength = 10
const labels = { srtp: 0, srtcp: 3 } as const
/** SRTCP's own index has 31 bits; the one above it says that the packet is encrypted (RFC 3711, section 3.4). */
const encryptedBit = 0x80000000

/** Key derivation without a rate (RFC 3711, section 4.3.1): AES in counter mode over the salt with a label in it. */
function derive({ key, salt }: SrtpKey, label: number, length: number): Buffer {
  const iv = Buffer.alloc(16)
  iv.set(salt)
  iv[7] = (iv[7] ?? 0) ^ label
  return createCipheriv('aes-128-ctr', key, iv).update(Buffer.alloc(length))
}

const sessionKeys = (master: SrtpKey, first: number): SessionKeys => ({
  encryption: derive(master, first, 16),
  authentication: derive(master, first + 1, 20),
  salt: derive(master, first + 2, 14),
})

/** AES in counter mode (RFC 3711, section 4.1.1): the same for both directions. */
function crypt(keys: SessionKeys, ssrc: number, index: number, data: Uint8Array): Buffer {
  const iv = Buffer.alloc(16)
  iv.set(keys.salt)
  iv.writeUInt32BE((iv.readUInt32BE(4) ^ ssrc) >>> 0, 4)
  // The index has 48 bits, and stands above the 16 bits that count the blocks.
  iv.writeUInt16BE(iv.readUInt16BE(8) ^ Math.floor(index / 2 ** 32), 8)
  iv.writeUInt32BE((iv.readUInt32BE(10) ^ (index >>> 0)) >>> 0, 10)
  return createCipheriv('aes-128-ctr', keys.encryption, iv).update(data)
}

function tagOf(keys: SessionKeys, ...parts: readonly Uint8Array[]): Buffer {
  const hmac = createHmac('sha1', keys.authentication)
  for (const part of parts) hmac.update(part)
  return hmac.digest().subarray(0, tagLength)
}

function rollOver(index: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(Math.floor(index / 65536))
  return bytes
}

/** Where the payload of an RTP packet begins (RFC 3550, section 5.1); undefined where it is broken. */
function payloadOffset(packet: Buffer, end: number): number | undefined {
  const first = packet[0] ?? 0
  if (first >> 6 !== 2) return undefined
  let offset = 12 + (first & 15) * 4
  if ((first & 16) !== 0) {
    if (offset + 4 > end) return undefined
    offset += 4 + packet.readUInt16BE(offset + 2) * 4
  }
  return offset <= end ? offset : undefined
}

/** Streams of one peer that are told apart: a browser has one, and another one after it has begun anew. */
const mostStreams = 8

/** One entry a stream; the oldest goes where there are too many. */
class Streams {
  readonly #streams = new Map<number, PacketIndex>()
  readonly #bits: 16 | 31

  constructor(bits: 16 | 31) {
    this.#bits = bits
  }

  of(ssrc: number): PacketIndex {
    return this.#streams.get(ssrc) ?? new PacketIndex(this.#bits)
  }

  /** Only what was authentic is kept, so that a forger can't push a stream out. */
  keep(ssrc: number, stream: PacketIndex): void {
    this.#streams.set(ssrc, stream)
    if (this.#streams.size <= mostStreams) return
    for (const oldest of this.#streams.keys().take(1)) this.#streams.delete(oldest)
  }
}

/** Protects what is sent: SRTP and SRTCP with AES_CM_128_HMAC_SHA1_80 (RFC 3711, RFC 5764). */
export class SrtpSender {
  readonly #rtp: SessionKeys
  readonly #rtcp: SessionKeys
  readonly #streams = new Streams(16)
  #rtcpIndex = 0

  constructor(master: SrtpKey) {
    this.#rtp = sessionKeys(master, labels.srtp)
    this.#rtcp = sessionKeys(master, labels.srtcp)
  }

  /**
   * The packet as it is to be sent. Undefined for one whose place in its stream was sent before or is too old to tell: two packets must never be
   * encrypted by the same part of the key stream (RFC 3711, section 9.1), and the receiver would drop it.
   * @throws RangeError for what is no RTP packet
   */
  rtp(packet: Uint8Array): Buffer | undefined {
    const plain = Buffer.from(packet.buffer, packet.byteOffset, packet.byteLength)
    const offset = plain.length < 12 ? undefined : payloadOffset(plain, plain.length)
    if (offset === undefined) throw new RangeError('this is no RTP packet')
    const ssrc = plain.readUInt32BE(8)
    const stream = this.#streams.of(ssrc)
    const index = stream.guess(plain.readUInt16BE(2))
    if (!stream.isNew(index)) return undefined
    stream.accept(index)
    this.#streams.keep(ssrc, stream)
    const header = plain.subarray(0, offset)
    const payload = crypt(this.#rtp, ssrc, index, plain.subarray(offset))
    return Buffer.concat([header, payload, tagOf(this.#rtp, header, payload, rollOver(index))])
  }

  /** @param packet a compound RTCP packet */
  rtcp(packet: Uint8Array): Buffer {
    const plain = Buffer.from(packet.buffer, packet.byteOffset, packet.byteLength)
    this.#rtcpIndex += 1
    const index = this.#rtcpIndex
    const word = Buffer.alloc(4)
    word.writeUInt32BE((index | encryptedBit) >>> 0)
    const body = crypt(this.#rtcp, plain.readUInt32BE(4), index, plain.subarray(8))
    const head = plain.subarray(0, 8)
    return Buffer.concat([head, body, word, tagOf(this.#rtcp, head, body, word)])
  }
}

/** Opens what is received, each packet once. */
export class SrtpReceiver {
  readonly #rtp: SessionKeys
  readonly #rtcp: SessionKeys
  readonly #rtpStreams = new Streams(16)
  readonly #rtcpStreams = new Streams(31)

  constructor(master: SrtpKey) {
    this.#rtp = sessionKeys(master, labels.srtp)
    this.#rtcp = sessionKeys(master, labels.srtcp)
  }

  /** The packet in the clear; undefined where it is forged, broken or came before. */
  rtp(packet: Buffer): Buffer | undefined {
    const end = packet.length - tagLength
    const offset = end < 12 ? undefined : payloadOffset(packet, end)
    if (offset === undefined) return undefined
    const ssrc = packet.readUInt32BE(8)
    const stream = this.#rtpStreams.of(ssrc)
    const index = stream.guess(packet.readUInt16BE(2))
    if (!stream.isNew(index)) return undefined
    const tag = tagOf(this.#rtp, packet.subarray(0, end), rollOver(index))
    if (!timingSafeEqual(tag, packet.subarray(end))) return undefined
    stream.accept(index)
    this.#rtpStreams.keep(ssrc, stream)
    return Buffer.concat([packet.subarray(0, offset), crypt(this.#rtp, ssrc, index, packet.subarray(offset, end))])
  }

  /** The compound packet in the clear; undefined where it is forged, broken or came before. */
  rtcp(packet: Buffer): Buffer | undefined {
    const end = packet.length - tagLength - 4
    if (end < 8) return undefined
    const tag = tagOf(this.#rtcp, packet.subarray(0, end + 4))
    if (!timingSafeEqual(tag, packet.subarray(end + 4))) return undefined
    const word = packet.readUInt32BE(end)
    const index = (word & ~encryptedBit) >>> 0
    const ssrc = packet.readUInt32BE(4)
    const stream = this.#rtcpStreams.of(ssrc)
    if (!stream.isNew(index)) return undefined
    stream.accept(index)
    this.#rtcpStreams.keep(ssrc, stream)
    if ((word & encryptedBit) === 0) return packet.subarray(0, end)
    return Buffer.concat([packet.subarray(0, 8), crypt(this.#rtcp, ssrc, index, packet.subarray(8, end))])
  }
}
