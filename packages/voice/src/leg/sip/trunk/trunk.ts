import { BlockList, isIP, isIPv6 } from 'node:net'
import type { Resolver } from '../dialog/locate.ts'
import type { Login } from '../digest/digest-client.ts'
import { readHostPort, readSipUri, type SipUri } from '../message/sip-uri.ts'
import type { Peer } from '../transport/transport.ts'

/** A line to a carrier or another exchange, as the configuration has it. */
export interface TrunkConfig {
  /** Name of the gateway. */
  readonly name: string
  /** Where calls go: `sip:trunk.example`, `sip:192.0.2.1:5070;transport=tcp`. */
  readonly uri: string
  /** Given when the carrier asks who calls, and asked of the carrier where its address is not among the hosts. */
  readonly username?: string
  readonly password?: string
  /** From where its calls come: addresses, networks (`192.0.2.0/24`), names, each perhaps with a port. The host of `uri` where left out. */
  readonly hosts?: readonly string[]
  /** Registers there, so that the carrier finds us. */
  readonly register?: boolean
  /** ISO 3166-1 alpha-2: how numbers without a country code are read. */
  readonly country?: string
}

/** A trunk that was read. */
export interface Trunk {
  readonly name: string
  readonly uri: SipUri
  readonly login: Login | undefined
  readonly register: boolean
  readonly country: string | undefined
  readonly hosts: readonly string[]
}

/** Reads a trunk of the configuration. @throws Error that says what is wrong */
export function readTrunk({ name, uri, username, password, hosts, register = false, country }: TrunkConfig): Trunk {
  const read = readSipUri(uri.startsWith('sip:') ? uri : `sip:${uri}`)
  if (read === undefined || read.headers.length > 0) throw new Error(`${name}: uri is no SIP URI: ${uri}`)
  if ((username === undefined) !== (password === undefined))
    throw new Error(`${name}: username and password go together`)
  if (register && username === undefined) throw new Error(`${name}: to register takes a username and a password`)
  const own = read.port === undefined ? read.host : `${read.host}:${read.port}`
  const login = username === undefined || password === undefined ? undefined : { username, password }
  return { name, uri: read, login, register, country, hosts: hosts ?? [own] }
}

/** @throws Error that says what is wrong with a trunk, beginning with its name */
export function checkTrunk(config: TrunkConfig): void {
  readTrunk(config)
}

interface Place {
  readonly trunk: Trunk
  readonly allows: (address: string) => boolean
  readonly port: number | undefined
}

const kindOf = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4')

/** Which trunk a packet comes from. Names are looked up at the start and now and then. */
export class TrunkSources {
  readonly #trunks: readonly Trunk[]
  readonly #resolver: Resolver
  #places: readonly Place[] = []

  constructor(trunks: readonly Trunk[], resolver: Resolver) {
    this.#trunks = trunks
    this.#resolver = resolver
  }

  /** Looks all names up. */
  async refresh(): Promise<void> {
    const places = this.#trunks.flatMap((trunk) => trunk.hosts.map((host) => this.#place(trunk, host)))
    this.#places = (await Promise.all(places)).filter((place) => place !== undefined)
  }

  async #place(trunk: Trunk, text: string): Promise<Place | undefined> {
    const [, network, length] = /^([0-9a-fA-F.:]+)\/(\d{1,3})$/.exec(text) ?? []
    const list = new BlockList()
    if (network !== undefined && isIP(network) !== 0) {
      list.addSubnet(network, Number(length), kindOf(network))
      return { trunk, port: undefined, allows: (address) => list.check(address, kindOf(address)) }
    }
    const place = isIPv6(text) ? { host: text, port: undefined } : readHostPort(text)
    if (place === undefined) return undefined
    const host = place.host.replace(/^\[|\]$/g, '')
    const addresses = isIP(host) === 0 ? await this.#resolver.addresses(host) : [host]
    return { trunk, port: place.port, allows: (address) => addresses.includes(address) }
  }

  /** Whether that is a place from which this trunk's calls come. */
  has(trunk: Trunk, { address, port }: Peer): boolean {
    if (isIP(address) === 0) return false
    return this.#places.some(
      (place) => place.trunk === trunk && (place.port === undefined || place.port === port) && place.allows(address),
    )
  }

  /**
   * The trunk that this comes from. Where a port is named it must be that one: then no other program of the same machine is taken for the trunk. Over TCP
   * senders come from any port, so that such a place is known by its digest alone.
   */
  find({ address, port }: Peer): Trunk | undefined {
    if (isIP(address) === 0) return undefined
    return this.#places.find((place) => (place.port === undefined || place.port === port) && place.allows(address))
      ?.trunk
  }
}
