import type { EventPacket } from '../worker/sound-packet.ts'

/**
 * The payload of RFC 4733, section 2.3:
 *
 *     |     event     |E|R| volume    |          duration             |
 */
export const eventBytes = 4

/** Reads a payload into a packet; false where it is none. */
export function readEvent(bytes: Buffer, start: number, end: number, into: EventPacket): boolean {
  if (end - start < eventBytes) return false
  const flags = bytes[start + 1] as number
  into.event = bytes[start] as number
  into.end = flags >= 0x80
  into.volume = flags & 0x3f
  into.duration = ((bytes[start + 2] as number) << 8) | (bytes[start + 3] as number)
  return true
}

/** Writes a payload at `at`. */
export function writeEvent(bytes: Buffer, at: number, packet: EventPacket): void {
  bytes[at] = packet.event
  bytes[at + 1] = (packet.end ? 0x80 : 0) | packet.volume
  bytes[at + 2] = packet.duration >>> 8
  bytes[at + 3] = packet.duration & 0xff
}
