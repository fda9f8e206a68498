import type { MediaEngine } from '../../../media/media.ts'
import type { DialOptions, DialTarget, Leg } from '../../leg.ts'
import { fromWire, isToken, quote, toWire } from '../message/grammar.ts'
import { escapeUser, readSipUri, type SipUri, unescapeUri, userOf, writeSipUri } from '../message/sip-uri.ts'
import type { Registrar } from '../registrar/registrar.ts'
import type { Peer } from '../transport/transport.ts'
import type { Trunk } from '../trunk/trunk.ts'
import type { SipAccount } from '../users/sip-users.ts'
import type { Agent } from './agent.ts'
import type { BranchTarget } from './branch.ts'
import { OutboundSipLeg } from './outbound-leg.ts'

/** What calling SIP parties needs. */
export interface OutgoingOptions {
  readonly agent: Agent
  readonly media: Pick<MediaEngine, 'openRtp'>
  readonly registrar: Registrar
  readonly trunks: ReadonlyMap<string, Trunk>
  readonly findUser: (username: string) => Promise<SipAccount | undefined>
  readonly isOurs: (uri: SipUri) => boolean
  /** Whether a SIP address that a document names may be at this IP address. */
  readonly permits: (address: string) => boolean
  /** Whether that is a trunk's address. */
  readonly isTrunk: (peer: Peer) => boolean
  /** Whether that is an address that the configuration names as this trunk's. */
  readonly isOf: (trunk: Trunk, peer: Peer) => boolean
}

type SipTarget = Extract<DialTarget, { kind: 'sip' }>
type TrunkTarget = Extract<DialTarget, { kind: 'trunk' }>
type Found =
  | { readonly targets: readonly BranchTarget[] }
  | { readonly code: number; readonly status: number; readonly why: string }

/** Fields that a SIP address may bring along, `?X-Name=value` (https://www.twilio.com/docs/voice/twiml/sip), and how long they may be together. */
const passed = /^(?:x-.+|user-to-user|remote-party-id|p-preferred-identity|p-called-party-id)$/i
const longestFields = 1_024

/** Calls SIP parties: phones that are registered here, any SIP address, numbers over trunks. */
export class Outgoing {
  readonly #options: OutgoingOptions
  readonly #legs = new Set<OutboundSipLeg>()

  constructor(options: OutgoingOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#legs.size
  }

  /** Begins to call; a party that can't be reached is a leg that has ended. */
  async dial(target: DialTarget, options: DialOptions): Promise<Leg> {
    if (target.kind === 'sip') return this.#dialSip(target, options)
    if (target.kind === 'trunk') return this.#dialTrunk(target, options)
    throw new TypeError(`SIP does not call targets of kind ${target.kind}`)
  }

  async #dialSip(target: SipTarget, options: DialOptions): Promise<Leg> {
    const uri = readSipUri(toWire(target.uri))
    if (uri === undefined) {
      const leg = await this.#leg(
        options,
        { from: this.#from(options.from), to: '<sip:invalid>', fields: [] },
        undefined,
      )
      leg.fail({ cause: 'failed', by: 'us', errorCode: 13243, reason: 'it is no SIP address' })
      return leg
    }
    const login =
      target.username === undefined ? undefined : { username: target.username, password: target.password ?? '' }
    const bare = withoutExtras(uri)
    const redirect = (to: SipUri) => this.#redirected(to, options)
    const to = `<${writeSipUri({ ...bare, parameters: new Map() })}>`
    const leg = await this.#leg(options, { from: this.#from(options.from), to, fields: fieldsOf(uri) }, redirect)
    const found = await this.#find(bare, options, login).catch(async (error: unknown) => {
      await leg.hangUp('failed')
      throw error
    })
    return this.#begin(leg, found)
  }

  async #dialTrunk({ gateway, number }: TrunkTarget, options: DialOptions): Promise<Leg> {
    const { trunks, agent } = this.#options
    const trunk = trunks.get(gateway)
    const host = trunk?.uri.host ?? 'invalid'
    const user = escapeUser(number)
    const parameters = new Map([...(trunk?.uri.parameters ?? []), ['user', 'phone'] as const])
    const uri: SipUri = { ...(trunk?.uri ?? { scheme: 'sip', host, headers: [] }), user, parameters }
    const domain = trunk?.login === undefined ? agent.domain : host
    const from = this.#from(options.from, domain, trunk?.login?.username)
    const fields: [string, string][] = [['P-Asserted-Identity', from.replace(/^"[^"]*" /, '')]]
    if (/anonymous/i.test(options.from)) fields.splice(0, 1, ['Privacy', 'id'])
    const redirect = async (to: SipUri) => trunk && this.#sentOn(trunk, to, options)
    const leg = await this.#leg(options, { from, to: `<sip:${user}@${host};user=phone>`, fields }, redirect)
    if (trunk === undefined) {
      leg.fail({ cause: 'failed', by: 'us', errorCode: 32010, reason: `there is no trunk ${gateway}` })
      return leg
    }
    return this.#begin(leg, { targets: [await this.#target(uri, trunk.login)] })
  }

  #begin(leg: OutboundSipLeg, found: Found): Leg {
    const { agent } = this.#options
    if ('targets' in found) {
      agent.meter.count('trunkline_sip_calls', { direction: 'outbound' })
      leg.start(found.targets)
    } else {
      agent.log.warn({ code: found.code, sipCode: found.status }, `a SIP call was not placed: ${found.why}`)
      leg.fail({ cause: 'failed', by: 'us', sipCode: found.status, errorCode: found.code, reason: found.why })
    }
    return leg
  }

  async #leg(
    { placement }: DialOptions,
    parties: { from: string; to: string; fields: readonly (readonly [string, string])[] },
    redirect: ((uri: SipUri) => Promise<BranchTarget | undefined>) | undefined,
  ): Promise<OutboundSipLeg> {
    const { agent, media } = this.#options
    const endpoint = await media.openRtp({ placement })
    const leg = new OutboundSipLeg({
      ...{ agent, media: endpoint, id: agent.token(), ...parties },
      redirect: redirect ?? (async () => undefined),
    })
    this.#legs.add(leg)
    void leg.ended.then(() => this.#legs.delete(leg))
    return leg
  }

  /** Where a SIP address leads: to the phones of a user here, or out. */
  async #find(uri: SipUri, options: DialOptions, login: BranchTarget['login']): Promise<Found> {
    if (this.#options.isOurs(uri)) return this.#phones(fromWire(userOf(uri)), options)
    const target = await this.#target(uri, login)
    if (isNumber(userOf(uri)) && this.#isCarrier(uri, target)) {
      return { code: 13227, status: 403, why: `${uri.host} is a trunk: its numbers are dialled as numbers` }
    }
    const peers = target.peers.filter(({ address }) => this.#options.permits(address))
    if (peers.length > 0) return { targets: [{ ...target, peers }] }
    const why = target.peers.length > 0 ? 'its address is private' : 'its host has no address that can be reached'
    return { code: 13254, status: 404, why: `${uri.host}: ${why}` }
  }

  /** A carrier that knows us by our address would take any number from any caller id: those who may call what is decided where numbers are dialled. */
  #isCarrier({ host }: SipUri, { peers }: BranchTarget): boolean {
    const { trunks, isTrunk } = this.#options
    const named = !/^[\d.[]/.test(host) && [...trunks.values()].some(({ uri }) => uri.host === host)
    return named || peers.some(isTrunk)
  }

  async #phones(username: string, { clientId }: DialOptions): Promise<Found> {
    const { findUser, registrar } = this.#options
    const user = await findUser(username)
    if (user?.clientId !== clientId) return { code: 32009, status: 404, why: `there is no SIP user ${username}` }
    const targets = registrar
      .phonesOf(username)
      .map(({ binding, uri, connection }): BranchTarget | Promise<BranchTarget> => {
        const { transport, address, port } = binding.source
        const direct: Peer =
          connection === undefined ? { transport, address, port } : { transport, address, port, connection }
        // A TCP port that a phone once came from leads nowhere when the connection is gone: its contact may.
        if (transport === 'tcp' && connection === undefined) return this.#contact(uri, address)
        return { uri, peers: [direct], direct, login: undefined }
      })
    if (targets.length === 0) return { code: 32009, status: 480, why: `${username} has no phone registered` }
    return { targets: await Promise.all(targets) }
  }

  /** Where a phone says that it is: where it came from, or where a document may lead too. Else a phone could have us talk to the inside of our own network. */
  async #contact(uri: SipUri, from: string): Promise<BranchTarget> {
    const target = await this.#target(uri, undefined)
    return {
      ...target,
      peers: target.peers.filter(({ address }) => address === from || this.#options.permits(address)),
    }
  }

  async #target(uri: SipUri, login: BranchTarget['login']): Promise<BranchTarget> {
    return { uri, peers: await this.#options.agent.locate(uri), direct: undefined, login }
  }

  /** Redirects may not lead where the document itself may not. Credentials are not taken along. */
  async #redirected(uri: SipUri, options: DialOptions): Promise<BranchTarget | undefined> {
    const found = await this.#find(withoutExtras(uri), options, undefined)
    if ('targets' in found) return found.targets[0]
    this.#options.agent.log.warn({ host: uri.host, why: found.why }, 'a redirect of a SIP call is not followed')
    return undefined
  }

  /**
   * Where a trunk sends a call on to. Its login is for itself alone: whoever else is given the answer to a challenge of its own choosing can guess the password at leisure, or call at our cost
   * (RFC 3261, section 22.1: credentials are for a realm; and any host may name any realm).
   */
  async #sentOn(trunk: Trunk, uri: SipUri, options: DialOptions): Promise<BranchTarget | undefined> {
    const target = await this.#target(uri, trunk.login)
    if (this.#isWithin(trunk, target)) return target
    const { name } = trunk
    const { host } = uri
    this.#options.agent.log.warn(
      { trunk: name, host },
      'a trunk sends a call on to another host: followed without its login',
    )
    const elsewhere = await this.#redirected(uri, options)
    const mend = `if that host is the carrier's, name it among the \`addresses\` of the gateway`
    const withoutLogin = `the trunk ${name} sent the call on to ${host}, which asks for a login and gets none: ${mend}`
    return elsewhere && { ...elsewhere, withoutLogin }
  }

  /** Whether an address is the trunk's own: its host (at its port, where that was named), or all that the address leads to are places that the configuration names. */
  #isWithin(trunk: Trunk, { uri, peers }: BranchTarget): boolean {
    const { host, port } = trunk.uri
    if (uri.host.toLowerCase() === host.toLowerCase() && (port === undefined || uri.port === port)) return true
    return peers.length > 0 && peers.every((peer) => this.#options.isOf(trunk, peer))
  }

  /** From as a SIP party is told it, without tag. */
  #from(from: string, domain: string = this.#options.agent.domain, fallback?: string): string {
    if (from === '' || /^anonymous$/i.test(from)) return '"Anonymous" <sip:anonymous@anonymous.invalid>'
    const uri = readSipUri(from)
    if (uri !== undefined) return `<${writeSipUri({ ...withoutExtras(uri), parameters: new Map() })}>`
    const name = from.replace(/^client:/, '')
    const user = escapeUser(name) || fallback || 'anonymous'
    return from.startsWith('+') ? `<sip:${user}@${domain}>` : `${quote(toWire(name))} <sip:${user}@${domain}>`
  }

  /** Ends all calls. */
  async stop(): Promise<void> {
    await Promise.all([...this.#legs].map((leg) => leg.hangUp('failed')))
  }
}

/** Whether a user is a number that a carrier would put through; short ones are extensions of an exchange. */
function isNumber(user: string): boolean {
  const [dialled = ''] = /^[+\d*#().\s-]*/.exec(fromWire(user)) ?? []
  return dialled.replace(/\D/g, '').length >= 7
}

/** The address alone: Twilio's parameters of routing and all headers are no part of it. */
function withoutExtras(uri: SipUri): SipUri {
  const parameters = new Map(
    [...uri.parameters].filter(([name]) => !['region', 'edge', 'tag', 'method'].includes(name)),
  )
  return { ...uri, parameters, headers: [] }
}

function fieldsOf({ headers }: SipUri): [string, string][] {
  const fields: [string, string][] = []
  let length = 0
  for (const [name, value] of headers) {
    const text = unescapeUri(value)
    length += name.length + text.length
    if (passed.test(name) && isToken(name) && length <= longestFields) fields.push([name, toWire(text)])
  }
  return fields
}
