import type { OpenTransport, Surroundings } from '../worker/transport.ts'
import { PortPairs } from './port-pairs.ts'
import { RtpTransport } from './rtp-transport.ts'

/** What the handle is told of a party over RTP: where it is to send to. */
export interface RtpDetails {
  readonly address: string
  readonly port: number
}

/** The ports of a worker; it has one range. */
const pairsOf = new WeakMap<Surroundings, PortPairs>()

/** The ports of a worker, for all kinds of endpoints over UDP. */
export function portPairs(surroundings: Surroundings): PortPairs {
  const known = pairsOf.get(surroundings)
  if (known) return known
  const { bind, ports } = surroundings.options
  const pairs = new PortPairs(bind, ports, surroundings.random32())
  pairsOf.set(surroundings, pairs)
  return pairs
}

/** Opens a party over RTP, which hears and is heard once it is connected. */
export const openRtp: OpenTransport = async (party, _options, surroundings) => {
  const pair = await portPairs(surroundings).take()
  const details: RtpDetails = { address: surroundings.options.address, port: pair.port }
  return { transport: new RtpTransport(party, pair, surroundings), details }
}
