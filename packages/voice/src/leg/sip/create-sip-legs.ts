import { randomBytes } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { MediaEngine } from '../../media/media.ts'
import type { Clock, Log, Meter } from '../../ports.ts'
import type { DialTarget, LegProvider, TakeCall } from '../leg.ts'
import type { Agent } from './call/agent.ts'
import { Incoming, type NumberOwners, type SipParty } from './call/incoming.ts'
import { Outgoing } from './call/outgoing.ts'
import { dnsResolver } from './dialog/dns-resolver.ts'
import { locate, type Resolver } from './dialog/locate.ts'
import type { DigestAlgorithm } from './digest/digest.ts'
import { DigestGuard } from './digest/digest-guard.ts'
import { Lockout, type LockoutRules, lockoutRules } from './digest/lockout.ts'
import { Nonces } from './digest/nonces.ts'
import { Dispatcher } from './dispatcher.ts'
import { FloodGuard, type FloodRates, floodRates } from './guard/flood-guard.ts'
import { readSipUri, type SipUri } from './message/sip-uri.ts'
import { Registrar, type RegistrarRules, registrarRules } from './registrar/registrar.ts'
import { standardTimers, type TimerValues } from './transaction/timer-values.ts'
import { TransactionLayer } from './transaction/transaction-layer.ts'
import { realTimers, type Timers } from './transport/transport.ts'
import { Transports } from './transport/transports.ts'
import { askTrunk, type TrunkAnswer } from './trunk/ask-trunk.ts'
import { readTrunk, type Trunk, type TrunkConfig, TrunkSources } from './trunk/trunk.ts'
import { TrunkRegistration } from './trunk/trunk-registration.ts'
import type { BindingKeeper } from './users/binding-keeper.ts'
import type { SipUsers } from './users/sip-users.ts'

/** Of what SIP legs are made. */
export interface SipLegsOptions {
  readonly media: Pick<MediaEngine, 'openRtp'>
  /** Where to listen, for UDP and TCP; port 0: any that is free for both. */
  readonly host: string
  readonly port: number
  /** What others reach us by: an IP address or a name, for Via and Contact. */
  readonly publicAddress: string
  /** The SIP domain: the realm of passwords, and what is behind the `@` of users here. */
  readonly domain: string
  /** Other names and addresses that mean us. `host`, `publicAddress` and `domain` do anyway. */
  readonly otherHosts?: readonly string[]
  readonly users: Pick<SipUsers, 'find'>
  readonly bindings: BindingKeeper
  readonly trunks: readonly TrunkConfig[]
  readonly numbers: NumberOwners
  /** Whether a client has a browser phone of this name, which its SIP phones may dial; none has where left out. */
  readonly hasIdentity?: (clientId: string, identity: string) => Promise<boolean>
  readonly take: TakeCall
  readonly clock: Clock
  readonly log: Log
  readonly meter: Meter
  /** From 0 up to, but not, 1; nothing secret is made of it. */
  readonly random: () => number
  /** Whether a SIP address that a document names may be at this IP address; trunks may be anywhere. All may where left out. */
  readonly permits?: (address: string) => boolean
  /**
   * Hash functions that phones are offered, the best first. MD5 alone where left out: phones that know no other fail at the sight of a challenge that they
   * can't answer, even beside one that they can.
   */
  readonly algorithms?: readonly DigestAlgorithm[]
  readonly resolver?: Resolver
  readonly timers?: Timers
  readonly timerValues?: TimerValues
  readonly rates?: Partial<FloodRates>
  readonly lockout?: Partial<LockoutRules>
  readonly registrar?: Partial<RegistrarRules>
  /** Most calls that come in at a time. */
  readonly mostCalls?: number
}

/** SIP phones and trunks. */
export interface SipLegs extends LegProvider {
  /** Listens, reads who is registered, registers at trunks. Safe to call twice, and again after `stop`. @throws Error of Node where it can't listen */
  start(): Promise<void>
  /** Ends all calls, tells trunks, closes. Safe to call twice. */
  stop(): Promise<void>
  /** Where it listens; that of the options before it does. */
  readonly port: number
  /** Whether it listens. */
  readonly listening: boolean
  /** How many phones a user has registered. */
  phonesOf(username: string): number
  /** Whether a trunk that is to be registered at is; undefined for others. */
  registered(trunk: string): boolean | undefined
  /** Asks a trunk whether it is there; undefined where this process does not listen, or knows none of the name. */
  ask(trunk: string): Promise<TrunkAnswer | undefined>
}

/** How often names of trunks are looked up again, milliseconds. */
const lookAgain = 300_000
/** How long a stop waits for what was just sent, milliseconds. */
const lastWords = 150

/** Text of 96 random bits. */
const token = (): string => randomBytes(12).toString('hex')

/** Makes SIP legs; nothing is opened before `start`. @throws Error where a trunk is configured wrong */
export function createSipLegs(options: SipLegsOptions): SipLegs {
  return new SipStack(options)
}

class SipStack implements SipLegs {
  readonly kinds: readonly DialTarget['kind'][] = ['sip', 'trunk']
  readonly #options: SipLegsOptions
  readonly #layer: TransactionLayer
  readonly #registrar: Registrar
  readonly #sources: TrunkSources
  readonly #incoming: Incoming
  readonly #outgoing: Outgoing
  readonly #dispatcher: Dispatcher
  readonly #trunks: readonly Trunk[]
  readonly #agent: Agent
  readonly #timers: Timers
  #registrations: readonly TrunkRegistration[] = []
  #transports: Transports | undefined
  #started: Promise<void> | undefined
  #stopping: Promise<void> | undefined
  #offLook: (() => void) | undefined

  constructor(options: SipLegsOptions) {
    this.#options = options
    const { clock, log, meter, users, media } = options
    this.#timers = options.timers ?? realTimers(clock)
    const now = () => this.#timers.now()
    const trunks = options.trunks.map(readTrunk)
    this.#trunks = trunks
    const resolver = options.resolver ?? dnsResolver
    this.#layer = new TransactionLayer({
      ...{ timers: this.#timers, token, log, values: options.timerValues ?? standardTimers },
      sentBy: () => ({ host: bracketed(options.publicAddress), port: this.port }),
    })
    this.#sources = new TrunkSources(trunks, resolver)
    const rules = { ...registrarRules, ...options.registrar }
    this.#registrar = new Registrar({ keeper: options.bindings, now, rules, log, meter })
    this.#dispatcher = new Dispatcher()
    const agent = this.#makeAgent(resolver)
    this.#agent = agent
    const isOurs = (uri: SipUri) => this.#isOurs(uri)
    const findUser = (username: string) => users.find(username)
    const guard = new DigestGuard<SipParty>({
      realm: options.domain,
      algorithms: options.algorithms ?? ['MD5'],
      nonces: new Nonces({ now, token }),
      lockout: new Lockout(now, { ...lockoutRules, ...options.lockout }),
      decoy: token(),
      find: async (username) => {
        const trunk = trunks.find(({ login }) => login?.username === username)
        if (trunk?.login) return { kind: 'trunk', ...trunk.login, trunk }
        const account = await findUser(username)
        return account && { kind: 'user', username, password: account.password, account }
      },
    })
    const mostLegs = options.mostCalls ?? 2_000
    const { sources, numbers, take } = { sources: this.#sources, ...options }
    const hasIdentity = options.hasIdentity ?? (async () => false)
    this.#incoming = new Incoming({
      agent,
      media,
      guard,
      sources,
      numbers,
      findUser,
      hasIdentity,
      isOurs,
      take,
      mostLegs,
    })
    const byName = new Map(trunks.map((trunk) => [trunk.name, trunk]))
    const permits = options.permits ?? (() => true)
    this.#outgoing = new Outgoing({
      agent,
      media,
      registrar: this.#registrar,
      trunks: byName,
      findUser,
      isOurs,
      permits,
      isTrunk: (peer) => this.#sources.find(peer) !== undefined,
      isOf: (trunk, peer) => this.#sources.has(trunk, peer),
    })
    const flood = new FloodGuard(now, { ...floodRates, ...options.rates })
    this.#dispatcher.attach({ agent, sources, flood, incoming: this.#incoming, registrar: this.#registrar })
  }

  #makeAgent(resolver: Resolver): Agent {
    const { log, meter, domain, random, publicAddress, host } = this.#options
    const dispatcher = this.#dispatcher
    return {
      ...{ layer: this.#layer, timers: this.#timers, log, meter, domain, token, random },
      contact: (transport) =>
        `<sip:${bracketed(publicAddress)}:${this.port}${transport === 'tcp' ? ';transport=tcp' : ''}>`,
      locate: (uri) => locate(uri, resolver, isIPv6(host)),
      addDialog: (key, user) => dispatcher.addDialog(key, user),
      removeDialog: (key) => dispatcher.removeDialog(key),
    }
  }

  /** An address with another port is another program of this machine; a name means us whatever the port, for there may be a forwarded one. */
  #isOurs({ host, port }: SipUri): boolean {
    const named = !/^[\d.[]/.test(host)
    return this.#ownHosts().includes(host) && (named || port === undefined || port === this.port)
  }

  #ownHosts(): readonly string[] {
    const { host, publicAddress, domain, otherHosts = [] } = this.#options
    return [host, publicAddress, domain, 'localhost', ...otherHosts].map((one) => bracketed(one).toLowerCase())
  }

  get port(): number {
    return this.#transports?.port ?? this.#options.port
  }

  get listening(): boolean {
    return this.#transports !== undefined
  }

  phonesOf(username: string): number {
    return this.#registrar.phonesOf(username).length
  }

  registered(name: string): boolean | undefined {
    return this.#registrations.find(({ trunk }) => trunk.name === name)?.registered
  }

  async ask(name: string): Promise<TrunkAnswer | undefined> {
    const trunk = this.#trunks.find((one) => one.name === name)
    return trunk && this.listening ? askTrunk(this.#agent, trunk, this.registered(name)) : undefined
  }

  start(): Promise<void> {
    this.#started ??= Promise.resolve(this.#stopping)
      .then(() => this.#open())
      .catch((cause) => {
        this.#started = undefined
        throw cause
      })
    return this.#started
  }

  async #open(): Promise<void> {
    const { host, port, log } = this.#options
    await this.#registrar.load()
    await this.#look()
    this.#transports = await Transports.open(host, port, this.#layer)
    this.#layer.attach(this.#transports, this.#dispatcher)
    const registering = this.#trunks.filter(({ register }) => register)
    this.#registrations = registering.map((trunk) => new TrunkRegistration(this.#agent, trunk))
    for (const registration of this.#registrations) registration.start()
    log.info({ host, port: this.port }, 'listening for SIP over UDP and TCP')
  }

  async #look(): Promise<void> {
    await this.#sources.refresh()
    this.#offLook = this.#timers.after(lookAgain, () => void this.#look())
  }

  stop(): Promise<void> {
    const started = this.#started
    if (started === undefined) return this.#stopping ?? Promise.resolve()
    this.#started = undefined
    this.#stopping = this.#close(started)
    return this.#stopping
  }

  async #close(started: Promise<void>): Promise<void> {
    await started.catch(() => undefined) // What could not be opened is closed as far as it was.
    this.#offLook?.()
    await Promise.all(this.#registrations.map((registration) => registration.stop()))
    await Promise.all([this.#incoming.stop(), this.#outgoing.stop()])
    if (this.#transports) await new Promise<void>((resolve) => setTimeout(resolve, lastWords))
    this.#layer.stop()
    await this.#transports?.close()
    this.#transports = undefined
  }

  dial: LegProvider['dial'] = (target, options) => this.#outgoing.dial(target, options)
}

/** A host as it stands in a URI; what has a port already stays. */
function bracketed(host: string): string {
  return isIPv6(host) ? `[${host}]` : (readSipUri(`sip:${host}`)?.host ?? host)
}
