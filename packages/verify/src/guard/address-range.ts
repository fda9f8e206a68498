import { isIPv4, isIPv6 } from 'node:net'

/** Groups of an IPv6 address that name a network: whoever has one address of a /64 has them all (RFC 4291 §2.5.4). */
const networkGroups = 4

/**
 * What an IP address is counted under: an IPv4 address itself, also where it is written inside of an IPv6 one, and the /64 of any other
 * IPv6 address, in one spelling. What is no address is counted as it stands.
 */
export function addressRange(ip: string | undefined): string | undefined {
  if (ip === undefined || !isIPv6(ip)) return ip
  const mapped = /^::ffff:([0-9.]+)$/i.exec(ip)?.[1]
  if (mapped !== undefined && isIPv4(mapped)) return mapped
  const [head = '', tail] = ip.toLowerCase().split('::', 2)
  const groups = head === '' ? [] : head.split(':')
  // A `::` stands for as many zeros as are missing; dots at the end are two groups.
  const behind = tail === undefined || tail === '' ? [] : tail.split(':')
  const missing = 8 - groups.length - behind.length - (ip.includes('.') ? 1 : 0)
  const all = tail === undefined ? groups : [...groups, ...Array<string>(Math.max(0, missing)).fill('0'), ...behind]
  const network = all.slice(0, networkGroups).map((group) => group.replace(/^0+(?=.)/, ''))
  return `${network.join(':')}::/64`
}
