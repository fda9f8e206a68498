import type { Database } from '@trunkline/postgres'
import { isSid, isUuid, ProblemError, sidFromUuid, uuidFromSid } from '@trunkline/wire'
import type { Guard } from '../guard/guard.ts'
import { addressSubject, identitySubject } from '../guard/subjects.ts'
import { voiceOf } from '../language/language.ts'
import type { Clock, Ids } from '../ports.ts'
import { type CodeMethod, isCodeMethod } from '../sender/code-sender.ts'
import type { SenderFactory } from '../sender/sender-factory.ts'
import type { Services } from '../service/services.ts'
import {
  countSend,
  findPending,
  getChallenge,
  insertSends,
  listChallenges,
  lockChallenges,
} from '../store/challenge-store.ts'
import { deleteFailures } from '../store/failure-store.ts'
import { sendsOf } from '../store/send-store.ts'
import { transact } from '../store/transact.ts'
import { BoundedMap } from './bounded-map.ts'
import {
  type ChallengeRow,
  type SendRow,
  type VerificationDetail,
  type VerificationView,
  verificationDetail,
  verificationView,
} from './challenge.ts'
import { type Checker, over } from './checker.ts'
import type { Ender } from './ender.ts'
import { tooSoon } from './insert-starts.ts'
import type { Starter, StartInput } from './starter.ts'
import type { ChallengeStatus } from './status.ts'

/** What to list. */
export interface VerificationFilter {
  readonly to?: string
  readonly status?: ChallengeStatus
  readonly service?: string
  /** `next` of the page before. */
  readonly after?: string
  /** 50 by default, 200 at most. */
  readonly limit?: number
}

/** Verifications. `clientId` is the client's UUID, `id` a `VE…` id or UUID. */
export interface Verifications {
  /**
   * Starts a verification. The code is sent in the background, so that the answer takes as long for a number that is known as for one
   * that is not.
   * @throws ProblemError for what is wrong with the request, and for every refusal of the guard
   */
  start(clientId: string, input: StartInput): Promise<VerificationView>
  /**
   * Checks a code. A wrong one is answered with `valid: false`.
   * @throws ProblemError `not-found`, `verification-ended`, `verification-checks-exhausted`, `verification-locked`
   */
  check(clientId: string, id: string, code: string): Promise<VerificationView>
  /**
   * Starts the only pending verification of an address in its service, as Twilio has it: while one is pending the same code is sent again, and one with a
   * code of the client's own takes its place. Of several callers at once, in whichever process, one has its way.
   * @throws ProblemError as `start` and `resend`; `verification-too-soon` for whoever came second
   */
  startOrResend(clientId: string, input: StartInput): Promise<VerificationView>
  /** Sends the same code again, over another channel where one is named. */
  resend(clientId: string, id: string, options?: { readonly channel?: string }): Promise<VerificationView>
  /** Ends it without a code. Doing so twice is answered as once. */
  cancel(clientId: string, id: string): Promise<VerificationView>
  /** Says that the client checked the code itself. */
  approve(clientId: string, id: string): Promise<VerificationView>
  get(clientId: string, id: string): Promise<VerificationDetail>
  list(
    clientId: string,
    filter?: VerificationFilter,
  ): Promise<{ readonly verifications: readonly VerificationView[]; readonly next: string | null }>
  /** The newest one of an address that is pending; undefined where there is none. */
  pending(clientId: string, service: string, to: string): Promise<VerificationDetail | undefined>
  /** Forgets the wrong codes of an address or identity, for somebody whom the client knows. Says whether there were any. */
  unlock(clientId: string, whom: { readonly to: string } | { readonly identity: string }): Promise<boolean>
}

/** Of what verifications are made. */
export interface VerificationParts {
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly services: Services
  readonly senders: SenderFactory
  readonly guard: Guard
  readonly starter: Starter
  readonly checker: Checker
  readonly ender: Ender
  readonly onSends: () => void
}

const lastUuid = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** The UUID of a verification. @throws ProblemError `not-found` */
export function challengeUuid(reference: string): string {
  if (isUuid(reference)) return reference
  if (isSid(reference, 'VE')) return uuidFromSid(reference)
  throw new ProblemError('not-found', 'There is no such verification.')
}

/** Whose a challenge is never changes, so that checks need not ask for it; some hundred bytes each. */
const mostRemembered = 10_000

class VerificationService implements Verifications {
  readonly #parts: VerificationParts
  readonly #owners = new BoundedMap<{ readonly client_id: string; readonly service_id: string }>(mostRemembered)
  /** What has ended stays so: whoever goes on guessing is refused from memory. */
  readonly #over = new BoundedMap<ProblemError>(mostRemembered)

  constructor(parts: VerificationParts) {
    this.#parts = parts
  }

  async start(clientId: string, input: StartInput): Promise<VerificationView> {
    return this.#view(await this.#parts.starter.start(clientId, input))
  }

  async startOrResend(clientId: string, input: StartInput): Promise<VerificationView> {
    const { services, starter } = this.#parts
    const { id } = await services.of(clientId, input.service)
    const pending = await this.#pending(id, starter.addressOf(input))
    if (pending !== undefined && input.code === undefined) {
      return this.#send(clientId, pending.id, { channel: input.channel, after: pending.sends })
    }
    return this.#view(await starter.start(clientId, input, { instead: pending?.id }))
  }

  async check(clientId: string, reference: string, code: string): Promise<VerificationView> {
    const id = challengeUuid(reference)
    const over = this.#over.get(`${clientId} ${id}`)
    if (over !== undefined) throw new ProblemError(over.code, over.message)
    const { settings } = await this.#serviceOf(clientId, id)
    try {
      const { row } = await this.#parts.checker.check(clientId, id, code, settings)
      return this.#view(row)
    } catch (error) {
      if (error instanceof ProblemError && isOver(error)) this.#over.set(`${clientId} ${id}`, error)
      throw error
    }
  }

  async resend(
    clientId: string,
    reference: string,
    { channel }: { readonly channel?: string } = {},
  ): Promise<VerificationView> {
    return this.#send(clientId, challengeUuid(reference), { channel })
  }

  /** @param after how many sends the caller knows of: none is made where there are more by now */
  async #send(
    clientId: string,
    id: string,
    { channel, after }: { readonly channel: string | undefined; readonly after?: number },
  ): Promise<VerificationView> {
    const { settings } = await this.#serviceOf(clientId, id)
    const { db, clock, guard } = this.#parts
    const row = await transact(db, async (tx) => {
      const now = clock.now()
      const [before] = (await tx.query<ChallengeRow>(lockChallenges([id]))).rows
      if (before?.client_id !== clientId) throw new ProblemError('not-found', 'There is no such verification.')
      if (after !== undefined && before.sends > after && before.status === 'pending') throw tooSoon()
      const method = this.#resendable(before, channel, now)
      const { to_address: to, country, prefix, request, identity } = before
      const { line, riskCheck, ip } = request
      const more = { ...(ip === null ? {} : { ip }), ...(identity === null ? {} : { identity }) }
      const [refusal] = await guard.admit(tx, [{ clientId, to, country, prefix, line, settings, riskCheck, ...more }])
      if (refusal !== undefined) throw refusal
      await tx.query(insertSends([this.#nextSend(before, method, now)]))
      const wait = settings.cooldown[Math.min(before.sends, settings.cooldown.length - 1)] ?? 0
      return (await tx.query<ChallengeRow>(countSend(id, method, new Date(now + wait * 1000), new Date(now)))).rows[0]
    })
    this.#parts.onSends()
    if (row === undefined) throw new ProblemError('internal')
    return this.#view(row)
  }

  async cancel(clientId: string, reference: string): Promise<VerificationView> {
    return this.#end(clientId, challengeUuid(reference), 'canceled')
  }

  async approve(clientId: string, reference: string): Promise<VerificationView> {
    return this.#end(clientId, challengeUuid(reference), 'approved')
  }

  async get(clientId: string, reference: string): Promise<VerificationDetail> {
    return this.#detail(await this.#row(clientId, challengeUuid(reference)))
  }

  async list(clientId: string, filter: VerificationFilter = {}) {
    const size = Math.min(Math.max(1, filter.limit ?? 50), 200)
    const before = filter.after !== undefined && isSid(filter.after, 'VE') ? uuidFromSid(filter.after) : lastUuid
    const service = filter.service === undefined ? undefined : await this.#parts.services.of(clientId, filter.service)
    const conditions = { clientId, before, to: filter.to ?? null, status: filter.status ?? null, limit: size + 1 }
    const statement = listChallenges({ ...conditions, serviceId: service?.id ?? null })
    const { rows } = await this.#parts.db.query<ChallengeRow>(statement)
    const page = rows.slice(0, size)
    const last = page.at(-1)
    const next = rows.length > size && last !== undefined ? sidFromUuid('VE', last.id) : null
    return { verifications: page.map((row) => this.#view(row)), next }
  }

  async pending(clientId: string, service: string, to: string): Promise<VerificationDetail | undefined> {
    const { id } = await this.#parts.services.of(clientId, service)
    const row = await this.#pending(id, to)
    return row === undefined ? undefined : this.#detail(row)
  }

  async unlock(clientId: string, whom: { readonly to: string } | { readonly identity: string }): Promise<boolean> {
    const subject = 'to' in whom ? addressSubject(whom.to) : identitySubject(whom.identity)
    return (await this.#parts.db.query(deleteFailures([{ clientId, subject }]))).rowCount > 0
  }

  async #pending(serviceId: string, to: string): Promise<ChallengeRow | undefined> {
    const { db, clock } = this.#parts
    return (await db.query<ChallengeRow>(findPending(serviceId, to, new Date(clock.now())))).rows[0]
  }

  #view(row: ChallengeRow): VerificationView {
    this.#remember(row)
    return verificationView(row, this.#parts.clock.now())
  }

  async #detail(row: ChallengeRow): Promise<VerificationDetail> {
    const { rows } = await this.#parts.db.query<SendRow>(sendsOf([row.id]))
    return verificationDetail(row, rows, this.#parts.clock.now())
  }

  async #row(clientId: string, id: string): Promise<ChallengeRow> {
    const [row] = (await this.#parts.db.query<ChallengeRow>(getChallenge(id))).rows
    if (row?.client_id !== clientId) throw new ProblemError('not-found', 'There is no such verification.')
    this.#remember(row)
    return row
  }

  async #serviceOf(clientId: string, id: string) {
    const known = this.#owners.get(id)
    const { service_id } = known?.client_id === clientId ? known : await this.#row(clientId, id)
    return this.#parts.services.of(clientId, service_id)
  }

  #remember({ id, client_id, service_id }: ChallengeRow): void {
    this.#owners.set(id, { client_id, service_id })
  }

  /** The method of the next send. @throws ProblemError where there is to be none */
  #resendable(row: ChallengeRow, channel: string | undefined, now: number): CodeMethod {
    if (row.status !== 'pending' || row.expires_at.getTime() <= now) throw over(row.status)
    const method = channel ?? row.channel
    const found = isCodeMethod(method) ? this.#parts.senders.resolve(method) : undefined
    if (!isCodeMethod(method) || found === undefined) {
      const errors = [{ pointer: '/channel', detail: 'a channel that has a gateway' }]
      throw new ProblemError('method-unavailable', `There is no gateway for codes by ${method}.`, { errors })
    }
    const kindOf = (each: string) => (each === 'email' || each === 'push' || each === 'totp' ? each : 'number')
    const delegated = (found.sender.check === undefined ? null : found.name) !== row.delegate
    if (kindOf(method) !== kindOf(row.channel) || delegated) {
      const errors = [{ pointer: '/channel', detail: 'another channel to the same address' }]
      throw new ProblemError('method-unavailable', undefined, { errors })
    }
    if (method === 'call') voiceOf(row.locale, found.sender.speaks?.bind(found.sender))
    if (row.sends >= row.most_sends) throw new ProblemError('verification-sends-exhausted')
    const wait = Math.ceil((row.next_send_at.getTime() - now) / 1000)
    if (wait > 0) throw new ProblemError('verification-too-soon', undefined, { retryAfter: wait })
    return method
  }

  #nextSend(row: ChallengeRow, channel: CodeMethod, now: number) {
    const at = new Date(now).toISOString()
    const { id: challenge_id, client_id, service_id, country, prefix } = row
    const base = { challenge_id, client_id, service_id, country, prefix, channel, fallback: false }
    return { ...base, id: this.#parts.ids.uuid(), ordinal: row.sends + 1, due_at: at, created_at: at }
  }

  async #end(clientId: string, id: string, status: 'canceled' | 'approved'): Promise<VerificationView> {
    const before = await this.#row(clientId, id)
    if (before.status === status) return this.#view(before)
    if (before.status === 'pending' && before.expires_at.getTime() <= this.#parts.clock.now()) throw over('pending')
    const ended = await this.#parts.ender.end(id, status, status === 'canceled' ? 'canceled by the client' : null)
    if (ended !== undefined) return this.#view(ended)
    const after = await this.#row(clientId, id)
    if (after.status === status) return this.#view(after)
    throw over(after.status)
  }
}

const isOver = ({ code }: ProblemError): boolean =>
  code === 'verification-ended' || code === 'verification-checks-exhausted'

/** Makes the operations on verifications. */
export function createVerifications(parts: VerificationParts): Verifications {
  return new VerificationService(parts)
}
