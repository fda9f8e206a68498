import type { MediaEngine } from '../../../media/media.ts'
import type { IncomingCall, TakeCall } from '../../leg.ts'
import type { DigestGuard } from '../digest/digest-guard.ts'
import { fromWire } from '../message/grammar.ts'
import type { SipRequest } from '../message/message.ts'
import { readNameAddress, sipUriOf } from '../message/name-address.ts'
import { readSipUri, type SipUri, userOf } from '../message/sip-uri.ts'
import type { ServerTransaction } from '../transaction/server-transaction.ts'
import { tagOf } from '../transaction/transaction-key.ts'
import type { Trunk, TrunkSources } from '../trunk/trunk.ts'
import type { SipAccount } from '../users/sip-users.ts'
import { type Agent, respond } from './agent.ts'
import { callerOf, countryOf, forwardedFrom, numbersOf, sipAddress } from './dialled.ts'
import { canAnswer, InboundSipLeg } from './inbound-leg.ts'
import { inboundParameters } from './leg-parameters.ts'

/** Who may log in: somebody's phone, or a carrier whose address is not known beforehand. */
export type SipParty =
  | { readonly kind: 'user'; readonly username: string; readonly password: string; readonly account: SipAccount }
  | { readonly kind: 'trunk'; readonly username: string; readonly password: string; readonly trunk: Trunk }

/** Whose numbers are. */
export interface NumberOwners {
  /** UUID of the client that holds a number in E.164; null where nobody here does. */
  ownerOf(number: string): string | null | Promise<string | null>
}

/** What taking calls needs. */
export interface IncomingOptions {
  readonly agent: Agent
  readonly media: Pick<MediaEngine, 'openRtp'>
  readonly guard: DigestGuard<SipParty>
  readonly sources: TrunkSources
  readonly numbers: NumberOwners
  readonly findUser: (username: string) => Promise<SipAccount | undefined>
  /** Whether a client has a browser phone of this name. */
  readonly hasIdentity: (clientId: string, identity: string) => Promise<boolean>
  /** Whether this URI is one of ours. */
  readonly isOurs: (uri: SipUri) => boolean
  readonly take: TakeCall
  /** Most calls from SIP parties at a time. */
  readonly mostLegs: number
}

type Route = Pick<IncomingCall, 'clientId' | 'from' | 'to' | 'via' | 'forwardedFrom' | 'callerName'>

/** Takes INVITEs that begin a call: asks who it is, finds whom it is for, and hands a leg over. */
export class Incoming {
  readonly #options: IncomingOptions
  readonly #legs = new Map<string, InboundSipLeg>()
  #opening = 0

  constructor(options: IncomingOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#legs.size
  }

  /** Answers 401 with challenges. */
  challenge(transaction: ServerTransaction, stale: boolean): void {
    const response = this.#options.agent.layer.respondTo(transaction.request, 401)
    this.#options.guard.challenge(response.headers, transaction.source.address, stale)
    transaction.respond(response)
  }

  /** Finds out who sends a request; undefined where it was answered already: challenged, or refused. */
  async identify(transaction: ServerTransaction): Promise<SipParty | undefined> {
    const { agent, guard } = this.#options
    const { request, source } = transaction
    const verdict = await guard.judge(request, source.address)
    if (verdict.kind === 'right') return verdict.user
    if (verdict.kind === 'challenge') this.challenge(transaction, verdict.stale)
    else {
      const { username, locked } = verdict
      agent.meter.count('trunkline_sip_refused_logins', { locked: String(locked) })
      agent.log.warn({ username, address: source.address, locked }, 'wrong SIP credentials')
      respond(agent, transaction, 403)
    }
    return undefined
  }

  /** Takes an INVITE that is no part of a dialog. */
  async invite(transaction: ServerTransaction): Promise<void> {
    const { agent, sources, mostLegs, isOurs } = this.#options
    const { request, source } = transaction
    // Until there is a leg, which takes this over: whoever gives up meanwhile is not called for any more.
    transaction.onCancel = () => respond(agent, transaction, 487)
    const uri = readSipUri(request.uri)
    if (uri === undefined) return respond(agent, transaction, 400)
    const merge = `${request.headers.get('call-id')} ${tagOf(request.headers, 'from')} ${request.headers.get('cseq')}`
    if (this.#legs.has(merge)) return respond(agent, transaction, 482)
    if (this.#legs.size + this.#opening >= mostLegs) {
      return respond(agent, transaction, 503, { fields: [['Retry-After', '10']] })
    }
    const trunk = sources.find(source)
    // A stranger that asks for somebody else's domain looks for an open relay.
    if (trunk === undefined && !request.headers.has('authorization') && !isOurs(uri)) {
      return respond(agent, transaction, 404)
    }
    const party = trunk === undefined ? await this.identify(transaction) : undefined
    if (trunk === undefined && party === undefined) return
    if (transaction.final) return
    const account = party?.kind === 'user' ? party.account : undefined
    const route = account
      ? await this.#ofUser(account, uri)
      : await this.#ofTrunk(trunk ?? trunkOf(party), uri, request)
    if (transaction.final) return
    if (route === undefined) {
      agent.log.info({ to: request.uri, address: source.address }, 'nobody here has the SIP address that was called')
      return respond(agent, transaction, 404)
    }
    await this.#open(transaction, route, merge, account)
  }

  /** A carrier calls a number. It may write it into the Request-URI, or, where we registered, into To. */
  async #ofTrunk(trunk: Trunk | undefined, uri: SipUri, request: SipRequest): Promise<Route | undefined> {
    const { numbers } = this.#options
    const to = readNameAddress(request.headers.get('to') ?? '')
    const other = to && sipUriOf(to)
    const texts = [fromWire(userOf(uri)), ...(other ? [fromWire(userOf(other))] : [])]
    for (const number of texts.flatMap((text) => numbersOf(text, trunk?.country))) {
      const clientId = await numbers.ownerOf(number)
      if (clientId === null) continue
      const { from, name } = callerOf(request.headers, trunk?.country)
      const forwarded = forwardedFrom(request.headers, trunk?.country)
      return {
        ...{ clientId, from, to: number, via: { kind: 'number', number } },
        ...(name === undefined ? {} : { callerName: name }),
        ...(forwarded === undefined ? {} : { forwardedFrom: forwarded }),
      }
    }
    return undefined
  }

  /** A phone dials: a number here, a number elsewhere, another SIP user or a browser phone of its client, or any SIP address. */
  async #ofUser(account: SipAccount, uri: SipUri): Promise<Route | undefined> {
    const { numbers, agent, isOurs } = this.#options
    const { clientId, username, number } = account
    const from = number ?? `sip:${username}@${agent.domain}`
    const via = { kind: 'sip', username } as const
    const user = fromWire(userOf(uri))
    if (!isOurs(uri)) return { clientId, from, to: sipAddress(user, uri), via }
    if (user === '') return undefined
    const other = await this.#options.findUser(user)
    if (other?.clientId === clientId) return { clientId, from, to: sipAddress(user, { host: agent.domain }), via }
    const candidates = numbersOf(user, countryOf(number))
    for (const candidate of candidates) {
      const owner = await numbers.ownerOf(candidate)
      if (owner !== null) return { clientId: owner, from, to: candidate, via: { kind: 'number', number: candidate } }
    }
    const [likeliest] = candidates
    if (likeliest !== undefined) return { clientId, from, to: likeliest, via }
    if (await this.#options.hasIdentity(clientId, user)) return { clientId, from, to: `client:${user}`, via }
    return { clientId, from, to: sipAddress(user, { host: agent.domain }), via }
  }

  async #open(
    transaction: ServerTransaction,
    route: Route,
    merge: string,
    account: SipAccount | undefined,
  ): Promise<void> {
    const { agent, media, take } = this.#options
    const { request, source } = transaction
    const id = agent.token()
    this.#opening++
    const endpoint = await media.openRtp({ placement: id }).finally(() => this.#opening--)
    const parameters = inboundParameters(request, source, account?.username)
    const direct = account === undefined ? undefined : source
    const usable = !transaction.final && canAnswer(request, endpoint)
    const leg = usable
      ? InboundSipLeg.create({ agent, transaction, media: endpoint, direct, parameters, id })
      : undefined
    if (leg === undefined) {
      await endpoint.close()
      return respond(agent, transaction, usable ? 400 : 488)
    }
    this.#legs.set(merge, leg)
    void leg.ended.then(() => this.#legs.delete(merge))
    agent.meter.count('trunkline_sip_calls', { direction: 'inbound' })
    take({ leg, ...route, placement: id, parameters: {} })
  }

  /** Ends all calls. */
  async stop(): Promise<void> {
    await Promise.all([...this.#legs.values()].map((leg) => leg.hangUp('failed')))
  }
}

const trunkOf = (party: SipParty | undefined): Trunk | undefined => (party?.kind === 'trunk' ? party.trunk : undefined)
