import { BlockList, isIP, isIPv6 } from 'node:net'
import type { RtpRemote } from '../../../media/media.ts'
import type { Peer } from '../transport/transport.ts'

const inside = new BlockList()
for (const [network, length] of [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  inside.addSubnet(network, length)
}
inside.addSubnet('fc00::', 7, 'ipv6')
inside.addSubnet('fe80::', 10, 'ipv6')

const isInside = (address: string): boolean =>
  isIP(address) !== 0 && inside.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')

/**
 * Where a phone behind NAT really is: its description names an address of its own network, which is nowhere from here, while what it signals comes from the
 * address of its router. Only for phones that are connected to us themselves.
 */
export function mendRemote(remote: RtpRemote, direct: Peer | undefined): RtpRemote {
  if (direct === undefined || !isInside(remote.address) || isInside(direct.address)) return remote
  return { ...remote, address: direct.address }
}
