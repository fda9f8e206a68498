import { isIP, isIPv6 } from 'node:net'
import { type SipUri, transportOf } from '../message/sip-uri.ts'
import type { Peer } from '../transport/transport.ts'

/** Looks names up. */
export interface Resolver {
  /** Addresses of a host; empty where there are none. */
  addresses(host: string): Promise<readonly string[]>
  /** Services of a name (RFC 2782); empty where there are none. */
  services(name: string): Promise<readonly Service[]>
}

/** One SRV record. */
export interface Service {
  readonly name: string
  readonly port: number
  readonly priority: number
  readonly weight: number
}

const mostPeers = 6

/**
 * Where to send what is for a URI, the best place first (RFC 3263, without NAPTR): by its port, else by SRV records, else at port 5060. Empty where it can't be
 * reached: an unknown host, `sips:`, a transport that is not spoken. `ipv6`: whether our own sockets speak that rather than IPv4.
 */
export async function locate(uri: SipUri, resolver: Resolver, ipv6 = false): Promise<readonly Peer[]> {
  const asked = uri.parameters.get('maddr') ?? uri.host
  const host = asked.startsWith('[') ? asked.slice(1, -1) : asked
  const named = transportOf(uri)
  if (uri.scheme === 'sips' || (named !== undefined && named !== 'udp' && named !== 'tcp')) return []
  const transport = named ?? 'udp'
  const places =
    isIP(host) !== 0 || uri.port !== undefined
      ? [{ name: host, port: uri.port ?? 5060 }]
      : await servicesOf(host, transport, resolver)
  const peers: Peer[] = []
  for (const { name, port } of places) {
    for (const address of await addressesOf(name, resolver, ipv6)) peers.push({ transport, address, port })
    if (peers.length >= mostPeers) break
  }
  return peers.slice(0, mostPeers)
}

async function servicesOf(
  host: string,
  transport: string,
  resolver: Resolver,
): Promise<readonly { readonly name: string; readonly port: number }[]> {
  const found = await resolver.services(`_sip._${transport}.${host}`)
  if (found.length === 0) return [{ name: host, port: 5060 }]
  return [...found].sort((one, other) => one.priority - other.priority || other.weight - one.weight)
}

async function addressesOf(name: string, resolver: Resolver, ipv6: boolean): Promise<readonly string[]> {
  const all = isIP(name) === 0 ? await resolver.addresses(name) : [name]
  return all.filter((address) => isIPv6(address) === ipv6)
}
