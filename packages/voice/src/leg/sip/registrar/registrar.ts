import type { Log, Meter } from '../../../ports.ts'
import { type Agent, respond } from '../call/agent.ts'
import { fromWire, readInteger } from '../message/grammar.ts'
import { readCseq, type SipRequest } from '../message/message.ts'
import { type NameAddress, readNameAddress, readNameAddresses, sipUriOf } from '../message/name-address.ts'
import { readSipUri, type SipUri, sameSipUri, userOf, writeSipUri } from '../message/sip-uri.ts'
import type { ServerTransaction } from '../transaction/server-transaction.ts'
import type { Binding, BindingKeeper } from '../users/binding-keeper.ts'
import type { SipAccount } from '../users/sip-users.ts'

/** Bounds of registrations, in seconds, and how many phones a user may have. */
export interface RegistrarRules {
  readonly shortest: number
  readonly longest: number
  readonly usual: number
  readonly phones: number
}

/** What is used unless told otherwise. */
export const registrarRules: RegistrarRules = { shortest: 60, longest: 3_600, usual: 3_600, phones: 10 }

/** A phone that can be called, and the connection that it registered over. */
export interface RegisteredPhone {
  readonly binding: Binding
  readonly uri: SipUri
  readonly connection: string | undefined
}

/** What the registrar needs. */
export interface RegistrarOptions {
  readonly keeper: BindingKeeper
  readonly now: () => number
  readonly rules: RegistrarRules
  readonly log: Log
  readonly meter: Meter
}

interface Wish {
  readonly key: string
  readonly contact: string
  readonly uri: SipUri
  readonly q: number
  readonly seconds: number
}

/** Where the phones of users are (RFC 3261, section 10). In memory for calls, in the database over restarts. */
export class Registrar {
  readonly #options: RegistrarOptions
  #phones = new Map<string, readonly Binding[]>()
  /** Connections by the key of the binding that they serve. */
  readonly #connections = new Map<string, string>()
  readonly #changing = new Map<string, Promise<void>>()

  constructor(options: RegistrarOptions) {
    this.#options = options
  }

  /** Reads what was registered before this process began. */
  async load(): Promise<void> {
    this.#phones = new Map(await this.#options.keeper.load(this.#options.now()))
  }

  /** The phones of a user, the preferred ones first. */
  phonesOf(username: string): readonly RegisteredPhone[] {
    const now = this.#options.now()
    const live = (this.#phones.get(username) ?? []).filter(({ expiresAt }) => expiresAt > now)
    return live
      .toSorted((one, other) => other.q - one.q)
      .flatMap((binding) => {
        const uri = readSipUri(binding.contact)
        const connection = this.#connections.get(`${username} ${binding.key}`)
        return uri === undefined ? [] : [{ binding, uri, connection }]
      })
  }

  /** A connection is gone: its phone can't be reached over it any more. */
  forgetConnection(connection: string): void {
    for (const [key, id] of this.#connections) if (id === connection) this.#connections.delete(key)
  }

  /** Answers a REGISTER of a user whose credentials were right. Those of one user go one after the other. */
  async register(agent: Agent, transaction: ServerTransaction, user: SipAccount): Promise<void> {
    const before = this.#changing.get(user.username) ?? Promise.resolve()
    const work = before.then(() => this.#register(agent, transaction, user))
    const settled = work.catch(() => undefined)
    this.#changing.set(user.username, settled)
    void settled.then(() => {
      if (this.#changing.get(user.username) === settled) this.#changing.delete(user.username)
    })
    return work
  }

  async #register(agent: Agent, transaction: ServerTransaction, user: SipAccount): Promise<void> {
    const { request } = transaction
    const to = readNameAddress(request.headers.get('to') ?? '')
    const aor = to && sipUriOf(to)
    if (aor === undefined || fromWire(userOf(aor)) !== user.username) return respond(agent, transaction, 403)
    const current = this.#current(user.username)
    const wishes = this.#wishes(request)
    if (wishes === undefined) return respond(agent, transaction, 400)
    const brief =
      wishes !== 'all' && wishes.some(({ seconds }) => seconds > 0 && seconds < this.#options.rules.shortest)
    if (brief) {
      return respond(agent, transaction, 423, { fields: [['Min-Expires', String(this.#options.rules.shortest)]] })
    }
    const next = wishes === 'all' ? [] : this.#apply(current, wishes, transaction)
    if (next === undefined) return respond(agent, transaction, 500, { fields: [['Retry-After', '5']] })
    if (wishes === 'all' || wishes.length > 0) await this.#keep(user, next, wishes, transaction)
    this.#answer(agent, transaction, next)
  }

  #current(username: string): readonly Binding[] {
    const now = this.#options.now()
    return (this.#phones.get(username) ?? []).filter(({ expiresAt }) => expiresAt > now)
  }

  /** What is asked for; `all`: to forget all (section 10.2.2). Undefined where it is malformed. */
  #wishes({ headers }: SipRequest): readonly Wish[] | 'all' | undefined {
    const expires = readInteger(headers.get('expires'), 2 ** 32 - 1)
    if (headers.get('contact') === '*') return expires === 0 ? 'all' : undefined
    const contacts = readNameAddresses(headers.all('contact')) ?? []
    const wishes = contacts.map((contact) => this.#wish(contact, expires))
    return wishes.every((wish) => wish !== undefined) && wishes.length <= this.#options.rules.phones
      ? wishes
      : undefined
  }

  #wish(contact: NameAddress, expires: number | undefined): Wish | undefined {
    const uri = sipUriOf(contact)
    if (uri === undefined || uri.headers.length > 0) return undefined
    const { parameters } = contact
    const { usual, longest } = this.#options.rules
    const asked = readInteger(parameters.get('expires'), 2 ** 32 - 1) ?? expires ?? usual
    const instance = parameters.get('+sip.instance')
    const key = instance ? `${instance} ${parameters.get('reg-id') ?? ''}` : writeSipUri(uri)
    const q = Number(parameters.get('q') ?? 1)
    return { key: key.slice(0, 512), contact: writeSipUri(uri), uri, q, seconds: Math.min(asked, longest) }
  }

  /** Undefined: it is older than what is known already (section 10.3, step 7). */
  #apply(
    current: readonly Binding[],
    wishes: readonly Wish[],
    { request, source }: ServerTransaction,
  ): readonly Binding[] | undefined {
    const callId = request.headers.get('call-id') ?? ''
    const cseq = readCseq(request.headers.get('cseq'))?.number ?? 0
    const agent = fromWire(request.headers.get('user-agent') ?? '').slice(0, 200) || null
    let next = current
    for (const { key, contact, uri, q, seconds } of wishes) {
      const same = (binding: Binding) => binding.key === key || isSame(binding, uri)
      const old = next.find(same)
      if (old?.callId === callId && cseq <= old.cseq) return undefined
      next = next.filter((binding) => !same(binding))
      if (seconds === 0) continue
      const expiresAt = this.#options.now() + seconds * 1000
      const { transport, address, port } = source
      next = [...next, { key, contact, callId, cseq, q, expiresAt, source: { transport, address, port }, agent }]
    }
    // A phone that restarts behind NAT comes with a new contact; those that run out first make room.
    return next.toSorted((one, other) => other.expiresAt - one.expiresAt).slice(0, this.#options.rules.phones)
  }

  async #keep(
    user: SipAccount,
    next: readonly Binding[],
    wishes: readonly Wish[] | 'all',
    { source }: ServerTransaction,
  ): Promise<void> {
    const { keeper, log, meter } = this.#options
    // Before the answer: what a phone was told is registered is registered after a crash, too.
    await keeper.replace(user.id, next)
    if (next.length === 0) this.#phones.delete(user.username)
    else this.#phones.set(user.username, next)
    const keys = new Set(next.map(({ key }) => `${user.username} ${key}`))
    for (const key of this.#connections.keys()) {
      if (key.startsWith(`${user.username} `) && !keys.has(key)) this.#connections.delete(key)
    }
    for (const { key, seconds } of wishes === 'all' ? [] : wishes) {
      if (seconds > 0 && source.connection) this.#connections.set(`${user.username} ${key}`, source.connection)
    }
    meter.gauge('trunkline_sip_registered_users', {}, this.#phones.size)
    log.debug({ username: user.username, phones: next.length }, 'SIP phones registered')
  }

  #answer(agent: Agent, transaction: ServerTransaction, bindings: readonly Binding[]): void {
    const now = this.#options.now()
    const fields: [string, string][] = bindings.map(({ contact, expiresAt, q }) => [
      'Contact',
      `<${contact}>;expires=${Math.max(0, Math.ceil((expiresAt - now) / 1000))}${q === 1 ? '' : `;q=${q}`}`,
    ])
    fields.push(['Date', new Date(now).toUTCString()])
    respond(agent, transaction, 200, { fields })
  }

  /** Users with phones, for figures. */
  get size(): number {
    return this.#phones.size
  }
}

function isSame(binding: Binding, uri: SipUri): boolean {
  const known = readSipUri(binding.contact)
  return known !== undefined && sameSipUri(known, uri)
}
