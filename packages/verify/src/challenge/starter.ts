import type { Database } from '@trunkline/postgres'
import { ProblemError } from '@trunkline/wire'
import { type CodeHasher, checkCustomCode, codeContext, newCode } from '../code/code.ts'
import type { Guard, GuardRequest } from '../guard/guard.ts'
import { knownLocale, voiceOf } from '../language/language.ts'
import type { Addresses, Clock, Ids, RandomBytes, SecretSealer } from '../ports.ts'
import type { CodeMethod } from '../sender/code-sender.ts'
import type { ResolvedSender, SenderFactory } from '../sender/sender-factory.ts'
import type { Service, Services } from '../service/services.ts'
import type { NewChallenge, NewSend } from '../store/challenge-store.ts'
import { Batcher } from './batcher.ts'
import type { ChallengeChannel, ChallengeRow, Fallback } from './challenge.ts'
import { type Destination, readDestination } from './destination.ts'
import type { Ender } from './ender.ts'
import { insertStarts, type PreparedStart, type Sole } from './insert-starts.ts'
import { checkStart } from './start-faults.ts'

/** What starts a verification. */
export interface StartInput {
  /** Phone number, e-mail address, a label of push addresses, or an identity for the channel totp. */
  readonly to: string
  readonly channel: ChallengeChannel
  readonly locale?: string
  readonly codeLength?: number
  /** Seconds. */
  readonly expiresIn?: number
  /** A code of the client's own: 4 to 10 letters or digits. */
  readonly code?: string
  /** `VA…`; the client's default one where left out. */
  readonly service?: string
  /** What people are told that the code is for. */
  readonly site?: string
  readonly template?: string
  readonly domain?: string
  readonly appHash?: string
  readonly push?: readonly Readonly<Record<string, unknown>>[]
  readonly fallback?: { readonly channel: CodeMethod; readonly afterSeconds?: number }
  readonly metadata?: Readonly<Record<string, unknown>>
  /** The client's name of the person: wrong codes are counted for it too, over all factors. */
  readonly identity?: string
  /** Address of the person's device. */
  readonly clientIp?: string
  readonly riskCheck?: boolean
  /** Limits of the caller's own, already under the keys that they count for. */
  readonly limits?: GuardRequest['more']
  readonly edge?: Readonly<Record<string, unknown>>
}

/** What starting needs. */
export interface StarterParts {
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly sealer: SecretSealer
  readonly randomBytes: RandomBytes
  readonly hasher: CodeHasher
  readonly addresses: Addresses
  readonly services: Services
  readonly senders: SenderFactory
  readonly guard: Guard
  readonly ender: Pick<Ender, 'endWithin'>
  /** The authenticator that a `YF…` id names; any of the person's where an identity is given. */
  readonly authenticatorOf: (
    clientId: string,
    reference: string,
  ) => Promise<{ readonly id: string; readonly identity: string } | undefined>
  /** Sends are there to be made. */
  readonly onSends: () => void
  /** Events were written. */
  readonly onEvents: () => void
}

/** Seconds without news after which a fallback begins, where nobody says. */
const fallbackAfter = 60
/** Ordinal of a fallback that has not begun; higher than that of any send. */
const notBegun = 100

/** Starts verifications, many in one transaction. The code is made and sealed here and sent in the background. */
export class Starter {
  readonly #parts: StarterParts
  readonly #batcher: Batcher<PreparedStart, ChallengeRow>

  constructor(parts: StarterParts) {
    this.#parts = parts
    const full = () => new ProblemError('queue-full', 'Too many verifications are being started.', { retryAfter: 1 })
    this.#batcher = new Batcher({ work: (items) => insertStarts(this.#parts, items), most: 64, limit: 5_000, full })
  }

  /**
   * @param sole makes it the only one that is pending; the database decides who is first, over all processes
   * @throws ProblemError for whatever is wrong with it, or where the guard refuses it; `verification-too-soon` where another became pending meanwhile.
   * Nothing was sent then
   */
  async start(clientId: string, input: StartInput, sole?: Sole): Promise<ChallengeRow> {
    const service = await this.#parts.services.of(clientId, input.service)
    checkStart(input, service.settings)
    const row = await this.#batcher.add({ ...(await this.#prepare(clientId, input, service)), sole })
    if (row.channel !== 'totp') this.#parts.onSends()
    this.#parts.onEvents()
    return row
  }

  /** Where its code would go, as it is stored. @throws ProblemError for what is no address of its channel */
  addressOf({ channel, to }: Pick<StartInput, 'channel' | 'to'>): string {
    return readDestination(channel, to, this.#parts.addresses).address
  }

  async #prepare(clientId: string, input: StartInput, service: Service): Promise<Omit<PreparedStart, 'sole'>> {
    const { channel } = input
    const locale = knownLocale(input.locale, service.settings.locale)
    const sender = channel === 'totp' ? undefined : this.#senderOf(channel, locale)
    const fallback = this.#fallbackOf(input, locale, sender)
    const destination = readDestination(channel, input.to, this.#parts.addresses)
    const factor = channel === 'totp' ? await this.#parts.authenticatorOf(clientId, input.to) : undefined
    const challenge = this.#challenge(clientId, input, { service, locale, sender, fallback, destination, factor })
    return {
      guard: guardRequest(clientId, input, destination, service),
      challenge,
      sends: this.#sends(challenge, destination, input.channel, fallback),
    }
  }

  /** The gateway of a method; its voice is looked for now, so that nobody is called who could not be spoken to. */
  #senderOf(method: CodeMethod, locale: string): ResolvedSender {
    const found = this.#parts.senders.resolve(method)
    if (found === undefined) {
      const errors = [{ pointer: '/channel', detail: `one of ${this.#parts.senders.methods().join(', ') || 'none'}` }]
      throw new ProblemError('method-unavailable', `There is no gateway for codes by ${method}.`, { errors })
    }
    if (method === 'call') voiceOf(locale, found.sender.speaks?.bind(found.sender))
    return found
  }

  /** A fallback brings the code of the first send, so neither gateway may be one that makes its own. */
  #fallbackOf({ fallback, channel }: StartInput, locale: string, first: ResolvedSender | undefined): Fallback | null {
    if (fallback === undefined) return null
    const { sender } = this.#senderOf(fallback.channel, locale)
    if (sender.check !== undefined || first?.sender.check !== undefined || channel === 'totp') {
      const errors = [{ pointer: '/fallback', detail: 'a channel whose gateway sends our codes' }]
      throw new ProblemError('method-unavailable', undefined, { errors })
    }
    return { channel: fallback.channel, afterSeconds: fallback.afterSeconds ?? fallbackAfter }
  }

  #challenge(
    clientId: string,
    input: StartInput,
    made: {
      readonly service: Service
      readonly locale: string
      readonly sender: ResolvedSender | undefined
      readonly fallback: Fallback | null
      readonly destination: Destination
      readonly factor: { readonly id: string; readonly identity: string } | undefined
    },
  ): NewChallenge {
    const { service, destination, sender } = made
    const { settings } = service
    const id = this.#parts.ids.uuid()
    const now = this.#parts.clock.now()
    const sends = input.channel === 'totp' ? 0 : 1
    return {
      id,
      client_id: clientId,
      service_id: service.id,
      to_address: destination.address,
      channel: input.channel,
      country: destination.country,
      prefix: destination.prefix,
      // Whose authenticator it is says the factor, so that another name cannot give its owner a second budget of wrong codes.
      identity: input.channel === 'totp' ? (made.factor?.identity ?? destination.address) : (input.identity ?? null),
      factor_id: made.factor?.id ?? null,
      locale: made.locale,
      ...this.#code(id, destination.address, input, { sender, length: input.codeLength ?? settings.codeLength }),
      sends,
      most_sends: sends === 0 ? 0 : settings.mostSends,
      most_checks: settings.mostChecks,
      next_send_at: new Date(now + (settings.cooldown[0] ?? 0) * 1000).toISOString(),
      request: requestOf(input, service, destination, made.fallback),
      created_at: new Date(now).toISOString(),
      expires_at: new Date(now + (input.expiresIn ?? settings.expiresIn) * 1000).toISOString(),
      event_id: this.#parts.ids.uuid(),
    }
  }

  #code(
    id: string,
    to: string,
    { channel, code }: StartInput,
    { sender, length }: { readonly sender: ResolvedSender | undefined; readonly length: number },
  ): Pick<NewChallenge, 'code_sealed' | 'code_hash' | 'delegate'> {
    const { sealer, hasher, randomBytes } = this.#parts
    const delegate = sender?.sender.check === undefined ? null : sender.name
    if (delegate !== null && code !== undefined) {
      const errors = [{ pointer: '/code', detail: 'leave it out: the gateway makes the code' }]
      throw new ProblemError('validation-failed', undefined, { errors })
    }
    if (channel === 'totp' || delegate !== null) return { code_sealed: null, code_hash: null, delegate }
    const made = code === undefined ? newCode(length, randomBytes) : checkCustomCode(code)
    const code_hash = hasher.hash({ challengeId: id, to }, made)
    return { code_sealed: sealer.seal(made, codeContext(id)), code_hash, delegate }
  }

  #sends(
    challenge: NewChallenge,
    destination: Destination,
    channel: ChallengeChannel,
    fallback: Fallback | null,
  ): readonly NewSend[] {
    if (channel === 'totp') return []
    const { id: challenge_id, client_id, service_id, created_at } = challenge
    const base = {
      challenge_id,
      client_id,
      service_id,
      country: destination.country,
      prefix: destination.prefix,
      created_at,
    }
    const { ids } = this.#parts
    const first = { ...base, id: ids.uuid(), ordinal: 1, channel, fallback: false, due_at: created_at }
    if (fallback === null) return [first]
    const due_at = new Date(Date.parse(created_at) + fallback.afterSeconds * 1000).toISOString()
    return [first, { ...base, id: ids.uuid(), ordinal: notBegun, channel: fallback.channel, fallback: true, due_at }]
  }
}

function requestOf(input: StartInput, service: Service, { line }: Destination, fallback: Fallback | null) {
  const { settings } = service
  return {
    site: input.site ?? null,
    template: input.template ?? settings.template,
    domain: input.domain ?? settings.domain,
    appHash: input.appHash ?? null,
    push: input.push ?? null,
    fallback,
    metadata: input.metadata ?? {},
    keyPress: settings.keyPress,
    ip: input.clientIp ?? null,
    line,
    custom: input.code !== undefined,
    riskCheck: input.riskCheck ?? true,
    edge: input.edge ?? {},
  }
}

function guardRequest(
  clientId: string,
  input: StartInput,
  destination: Destination,
  { settings }: Service,
): GuardRequest {
  return {
    clientId,
    to: destination.address,
    country: destination.country,
    prefix: destination.prefix,
    line: destination.line,
    settings,
    riskCheck: input.riskCheck ?? true,
    ...(input.clientIp === undefined ? {} : { ip: input.clientIp }),
    ...(input.identity === undefined ? {} : { identity: input.identity }),
    ...(input.limits === undefined ? {} : { more: input.limits }),
  }
}
