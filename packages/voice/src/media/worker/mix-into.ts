import { decodeG711, encodeG711 } from '../../audio/g711.ts'
import { frameSamples, type SoundPacket } from './sound-packet.ts'

const samples = new Int16Array(frameSamples)

/** Mixes samples into a packet, over its bytes: these must be nobody else's. What a packet has beyond a tick is left as it is. */
export function mixInto(packet: SoundPacket, added: Int16Array): void {
  const count = Math.min(packet.end - packet.start, frameSamples)
  decodeG711(packet.law, packet.bytes, packet.start, packet.start + count, samples)
  for (let index = 0; index < count; index++) {
    const sum = (samples[index] as number) + (added[index] as number)
    samples[index] = sum > 32767 ? 32767 : sum < -32768 ? -32768 : sum
  }
  encodeG711(packet.law, samples.subarray(0, count), packet.bytes, packet.start)
}
