import type { Database, Queryable } from '@trunkline/postgres'
import { ProblemError } from '@trunkline/wire'
import { type CodeHasher, typedCode } from '../code/code.ts'
import type { Factors } from '../factor/factors.ts'
import { countTry, type FailureBudget, freshBudget } from '../guard/failure-budget.ts'
import { locked } from '../guard/guard.ts'
import type { Clock, Log } from '../ports.ts'
import type { SenderFactory } from '../sender/sender-factory.ts'
import type { Services } from '../service/services.ts'
import type { ServiceSettings } from '../service/settings.ts'
import { countChecks, lockChallenges } from '../store/challenge-store.ts'
import { type FailureRow, lockFailures } from '../store/failure-store.ts'
import { transact } from '../store/transact.ts'
import { Batcher } from './batcher.ts'
import type { ChallengeRow } from './challenge.ts'
import type { Ender } from './ender.ts'
import { failureKeys } from './failure-keys.ts'

/** What checking needs. */
export interface CheckerParts {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly hasher: CodeHasher
  readonly services: Services
  readonly senders: SenderFactory
  readonly ender: Ender
  /** Whether a code is one of a person's authenticator, which takes it then. */
  readonly takeCode: Factors['takeCode']
}

interface Item {
  readonly id: string
  readonly clientId: string
  readonly settings: ServiceSettings
}

/** What a check came to: the challenge as it is now, and whether the code was right. */
export interface Checked {
  readonly row: ChallengeRow
  readonly right: boolean
}

/**
 * Checks codes. A try is counted, of the challenge and of the number and person that it is for, in a transaction that has been committed
 * before the code is compared: whoever asks 200 times at once is counted 200 times and compared as often as is allowed.
 *
 * ```
 *  count (committed) ──> compare ──right──> approved, failures forgotten (committed)
 *        └─ refused: over,     └──wrong──> pending, or max_attempts_reached
 *           locked, unknown
 * ```
 */
export class Checker {
  readonly #parts: CheckerParts
  readonly #counting: Batcher<Item, ChallengeRow>

  constructor(parts: CheckerParts) {
    this.#parts = parts
    const full = () => new ProblemError('queue-full', 'Too many codes are being checked.', { retryAfter: 1 })
    this.#counting = new Batcher({ work: (items) => this.#count(items), most: 64, limit: 5_000, full })
  }

  /**
   * @param settings of the challenge's service
   * @throws ProblemError `not-found`, `verification-ended`, `verification-checks-exhausted`, `verification-locked`
   */
  async check(clientId: string, id: string, given: string, settings: ServiceSettings): Promise<Checked> {
    const row = await this.#counting.add({ id, clientId, settings })
    if (await this.#isRight(row, typedCode(given))) return this.#approve(row)
    if (row.checks < row.most_checks) return { row, right: false }
    const ended = await this.#parts.ender.end(id, 'max_attempts_reached', 'too many wrong codes')
    return { row: ended ?? row, right: false }
  }

  async #approve(row: ChallengeRow): Promise<Checked> {
    const approved = await this.#parts.ender.end(row.id, 'approved', null)
    // Somebody else was first, with the same code: it is good once.
    if (approved === undefined) throw over('approved')
    return { row: approved, right: true }
  }

  async #isRight(row: ChallengeRow, code: string): Promise<boolean> {
    const { hasher } = this.#parts
    if (row.channel === 'totp') return this.#askAuthenticator(row, code)
    if (row.delegate !== null) return this.#ask(row.delegate, row.delegate_id, code)
    return hasher.matches({ challengeId: row.id, to: row.to_address }, code, row.code_hash ?? '')
  }

  #askAuthenticator({ client_id, factor_id, identity }: ChallengeRow, code: string): Promise<boolean> {
    const whose = factor_id === null ? { identity: identity ?? '' } : { factorId: factor_id }
    return this.#parts.takeCode(client_id, whose, code)
  }

  async #ask(gateway: string, delegateId: string | null, code: string): Promise<boolean> {
    const { senders, log } = this.#parts
    const sender = senders.named(gateway)
    // It has not left yet, or its gateway is no longer configured: no code can be right.
    if (delegateId === null || sender?.check === undefined) return false
    try {
      return await sender.check(delegateId, code)
    } catch (err) {
      log.warn({ gateway, err }, 'the gateway that checks its own codes did not answer')
      throw new ProblemError('unavailable', 'The gateway that checks this code does not answer.', {
        cause: err,
        retryAfter: 2,
      })
    }
  }

  #count(items: readonly Item[]): Promise<readonly (ChallengeRow | Error)[]> {
    const { db, clock } = this.#parts
    return transact(db, async (tx) => {
      const now = clock.now()
      const ids = [...new Set(items.map(({ id }) => id))]
      const { rows } = await tx.query<ChallengeRow>(lockChallenges(ids))
      const rooms = new Map(rows.map((row) => [row.id, { ...row }]))
      const budgets = await this.#budgets(tx, rows, now)
      const results = items.map((item) => countOne(rooms.get(item.id), item, budgets, now))
      await keepCounts(tx, rows, rooms, budgets, now)
      return results
    })
  }

  async #budgets(tx: Queryable, rows: readonly ChallengeRow[], now: number): Promise<Map<string, FailureBudget>> {
    const keys = rows.filter((row) => isOpen(row, now)).flatMap(failureKeys)
    if (keys.length === 0) return new Map()
    const { rows: kept } = await tx.query<FailureRow>(lockFailures(keys, new Date(now)))
    return new Map(
      kept.map((row) => [
        `${row.client_id} ${row.subject}`,
        { failures: row.failures, lockedUntil: row.locked_until?.getTime() ?? null, lastAt: row.last_at.getTime() },
      ]),
    )
  }
}

const isOpen = (row: ChallengeRow, now: number): boolean => row.status === 'pending' && row.expires_at.getTime() > now

type Room = { -readonly [Key in keyof ChallengeRow]: ChallengeRow[Key] }

/** Counts one try in what was read: gives the challenge with it, or why it is not made. */
function countOne(
  room: Room | undefined,
  { clientId, settings }: Item,
  budgets: Map<string, FailureBudget>,
  now: number,
): ChallengeRow | Error {
  if (room === undefined || room.client_id !== clientId) return new ProblemError('not-found')
  if (!isOpen(room, now)) return over(room.status)
  if (room.checks >= room.most_checks) return new ProblemError('verification-checks-exhausted')
  const keys = failureKeys(room).map(({ clientId: owner, subject }) => `${owner} ${subject}`)
  const tries = keys.map((key) => countTry(budgets.get(key) ?? freshBudget(now), settings, now))
  const refused = tries.find((each) => !each.allowed)
  if (refused !== undefined && !refused.allowed) return locked(refused.retryAfter)
  for (const [index, tried] of tries.entries()) if (tried.allowed) budgets.set(keys[index] ?? '', tried.budget)
  room.checks += 1
  return { ...room }
}

async function keepCounts(
  tx: Queryable,
  before: readonly ChallengeRow[],
  rooms: ReadonlyMap<string, Room>,
  budgets: ReadonlyMap<string, FailureBudget>,
  now: number,
): Promise<void> {
  const counted = before.flatMap((row) => {
    const room = rooms.get(row.id)
    return room === undefined || room.checks === row.checks
      ? []
      : [{ room, checks: { id: row.id, checks: room.checks } }]
  })
  if (counted.length === 0) return
  const keys = new Map(
    counted.flatMap(({ room }) => failureKeys(room)).map((key) => [`${key.clientId} ${key.subject}`, key]),
  )
  const updates = [...keys].flatMap(([name, key]) => {
    const budget = budgets.get(name)
    if (budget === undefined) return []
    const lockedUntil = budget.lockedUntil === null ? null : new Date(budget.lockedUntil)
    return [{ ...key, failures: budget.failures, lockedUntil, at: new Date(budget.lastAt) }]
  })
  const counts = counted.map(({ checks }) => checks)
  await tx.query(countChecks(counts, updates, new Date(now)))
}

/** The challenge has ended: a code is good once, and none after its time. */
export function over(status: ChallengeRow['status']): ProblemError {
  if (status === 'max_attempts_reached') return new ProblemError('verification-checks-exhausted')
  const what = status === 'pending' ? 'expired' : status
  return new ProblemError('verification-ended', `The verification is over: ${what}. Start a new one.`)
}
