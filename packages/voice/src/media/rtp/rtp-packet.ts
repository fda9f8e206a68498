/**
 * RTP (RFC 3550, section 5.1):
 *
 *     0                   1                   2                   3
 *     |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 *     |                           timestamp                           |
 *     |                             SSRC                              |
 *     |                     CSRC, CC of them …                        |
 *     |  profile specific, if X       |      length in words          |
 */
export const rtpHeaderBytes = 12

/** What a packet's header says, and where its payload is. Read again and again into one object, since 50 of them come a second from each party. */
export interface RtpHeader {
  marker: boolean
  payloadType: number
  sequence: number
  timestamp: number
  ssrc: number
  /** The payload, without padding. */
  start: number
  end: number
}

/** A header to read into. */
export function emptyHeader(): RtpHeader {
  return { marker: false, payloadType: 0, sequence: 0, timestamp: 0, ssrc: 0, start: 0, end: 0 }
}

/** Reads a packet; false where it is none. Never throws. */
export function readRtp(bytes: Buffer, into: RtpHeader): boolean {
  const length = bytes.length
  if (length < rtpHeaderBytes) return false
  const first = bytes[0] as number
  if (first >> 6 !== 2) return false
  const second = bytes[1] as number
  let start = rtpHeaderBytes + (first & 0x0f) * 4
  if (first & 0x10) {
    if (length < start + 4) return false
    start += 4 + (((bytes[start + 2] as number) << 8) | (bytes[start + 3] as number)) * 4
  }
  const padding = first & 0x20 ? (bytes[length - 1] as number) : 0
  if (start + padding > length) return false
  into.marker = second >= 0x80
  into.payloadType = second & 0x7f
  into.sequence = ((bytes[2] as number) << 8) | (bytes[3] as number)
  into.timestamp = read32(bytes, 4)
  into.ssrc = read32(bytes, 8)
  into.start = start
  into.end = length - padding
  return true
}

/** Writes a header of twelve bytes at `at`. Its fields one by one: an object for each packet would be one too many. */
export function writeRtp(
  bytes: Buffer,
  at: number,
  payloadType: number,
  marker: boolean,
  sequence: number,
  timestamp: number,
  ssrc: number,
): void {
  bytes[at] = 0x80
  bytes[at + 1] = marker ? payloadType | 0x80 : payloadType
  bytes[at + 2] = sequence >>> 8
  bytes[at + 3] = sequence & 0xff
  write32(bytes, at + 4, timestamp)
  write32(bytes, at + 8, ssrc)
}

function read32(bytes: Buffer, at: number): number {
  const high = ((bytes[at] as number) << 8) | (bytes[at + 1] as number)
  return ((high << 16) | ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number)) >>> 0
}

function write32(bytes: Buffer, at: number, value: number): void {
  bytes[at] = value >>> 24
  bytes[at + 1] = (value >>> 16) & 0xff
  bytes[at + 2] = (value >>> 8) & 0xff
  bytes[at + 3] = value & 0xff
}
