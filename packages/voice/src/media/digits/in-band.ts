import { decodeG711 } from '../../audio/g711.ts'
import type { Party } from '../worker/party.ts'
import { DigitDetector } from './digit-detector.ts'

/** Listens for keys in what a party says. Packets are taken as they come: one that is late is left out, a gap is passed over. */
export function detectInBand(party: Party): void {
  const detector = new DigitDetector((digit) => party.heardInBand(digit))
  let samples = new Int16Array(160)
  let stream = Number.NaN
  let last = 0
  party.inbound.add((packet) => {
    const older = packet.stream === stream && ((packet.timestamp - last) | 0) <= 0
    if (older) return
    stream = packet.stream
    last = packet.timestamp
    const count = packet.end - packet.start
    if (samples.length !== count) samples = new Int16Array(count)
    decodeG711(packet.law, packet.bytes, packet.start, packet.end, samples)
    detector.push(samples)
  })
}
