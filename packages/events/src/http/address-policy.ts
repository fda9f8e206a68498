import { BlockList, isIP, isIPv4 } from 'node:net'

/** Decides which addresses outgoing requests may go to. */
export interface AddressPolicy {
  /** Whether a connection to this IP address (text form, no brackets) may be made. */
  permits(address: string): boolean
}

/**
 * IPv4 that is not the public internet: the IANA special-purpose registry (https://www.iana.org/assignments/iana-ipv4-special-registry),
 * multicast (RFC 5771), and one public address that clouds answer on from inside.
 */
const refusedV4: readonly string[] = [
  '0.0.0.0/8', // this host, RFC 791
  '10.0.0.0/8', // private, RFC 1918
  '100.64.0.0/10', // carrier-grade NAT, RFC 6598; Alibaba's metadata (100.100.100.200)
  '127.0.0.0/8', // loopback, RFC 1122
  '169.254.0.0/16', // link-local, RFC 3927; the metadata of most clouds (169.254.169.254)
  '172.16.0.0/12', // private, RFC 1918
  '192.0.0.0/24', // protocol assignments, RFC 6890; Oracle's metadata (192.0.0.192)
  '192.0.2.0/24', // documentation, RFC 5737
  '192.88.99.0/24', // 6to4 relays, RFC 7526
  '192.168.0.0/16', // private, RFC 1918
  '198.18.0.0/15', // benchmarks, RFC 2544
  '198.51.100.0/24', // documentation, RFC 5737
  '203.0.113.0/24', // documentation, RFC 5737
  '224.0.0.0/4', // multicast, RFC 5771
  '240.0.0.0/4', // reserved, RFC 1112, and the limited broadcast
  '168.63.129.16/32', // Azure's platform services, reachable from every machine there
]

/**
 * IPv6 that is not the public internet, inside of 2000::/3 (https://www.iana.org/assignments/iana-ipv6-special-registry). Everything outside
 * of 2000::/3 is refused as a whole: loopback, unique local, link-local, multicast, NAT64 (64:ff9b::/96 and 64:ff9b:1::/48, which
 * would reach private IPv4 through the gateway), segment routing, discard, and what has not been given out.
 */
const refusedV6: readonly string[] = [
  '2001::/23', // protocol assignments with Teredo and ORCHID, RFC 2928
  '2001:db8::/32', // documentation, RFC 3849
  '2002::/16', // 6to4, which carries an IPv4 address of the sender's choice, RFC 3056
  '3fff::/20', // documentation, RFC 9637
]

const loopback: readonly string[] = ['127.0.0.0/8', '::1/128']

function addRange(list: BlockList, cidr: string): void {
  const [address = '', bits] = cidr.split('/')
  const family = isIPv4(address) ? 'ipv4' : 'ipv6'
  const width = family === 'ipv4' ? 32 : 128
  const prefix = bits === undefined ? width : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN
  if (isIP(address) === 0 || !(prefix <= width) || cidr.split('/').length > 2) {
    throw new RangeError(`${JSON.stringify(cidr)} is no range of addresses: write one such as 10.0.0.0/8 or fd00::/8`)
  }
  list.addSubnet(address, prefix, family)
}

function rangeList(cidrs: readonly string[]): BlockList {
  const list = new BlockList()
  for (const cidr of cidrs) addRange(list, cidr)
  return list
}

const refused = rangeList([...refusedV4, ...refusedV6])
const globalUnicast = rangeList(['2000::/3'])

/** IPv4 inside IPv6 (`::ffff:0:0/96`, RFC 4291 §2.5.5.2): the system connects to the IPv4 address, so that one is judged. */
function unmapped(address: string): string {
  const tail = /^(?:0*:)*:?ffff:(\d+\.\d+\.\d+\.\d+|[0-9a-f]{1,4}:[0-9a-f]{1,4})$/i.exec(address)?.[1]
  if (tail === undefined || isIPv4(tail)) return tail ?? address
  const [high = 0, low = 0] = tail.split(':').map((part) => Number.parseInt(part, 16))
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

/**
 * The policy that lets requests go to the public internet and to what is listed.
 * @param options.allow ranges (`10.1.0.0/16`, `fd00::/8`) or addresses that are permitted although they are private
 * @param options.loopback permit loopback too: the default of a server that itself listens on loopback only
 * @throws RangeError for text that is no range
 */
export function createAddressPolicy(options: { allow?: readonly string[]; loopback?: boolean } = {}): AddressPolicy {
  const allowed = rangeList([...(options.allow ?? []), ...(options.loopback ? loopback : [])])
  return {
    permits(given) {
      // A zone (fe80::1%eth0) names an interface; BlockList does not read it.
      const address = unmapped(given.replace(/%.*$/, ''))
      const version = isIP(address)
      if (version === 0) return false
      const family = version === 4 ? 'ipv4' : 'ipv6'
      if (allowed.check(address, family)) return true
      return !refused.check(address, family) && (version === 4 || globalUnicast.check(address, family))
    },
  }
}
