import type { Database, Queryable } from '@trunkline/postgres'
import { ProblemError } from '@trunkline/wire'
import type { Guard, GuardRequest } from '../guard/guard.ts'
import type { Clock } from '../ports.ts'
import { insertChallenges, lockChallenges, type NewChallenge, type NewSend } from '../store/challenge-store.ts'
import { findNewestPending, lockAddresses } from '../store/sole-store.ts'
import { transact } from '../store/transact.ts'
import type { ChallengeRow } from './challenge.ts'
import type { Ender } from './ender.ts'

/** That a verification is to be the only pending one of its address in its service. */
export interface Sole {
  /** UUID of the pending one whose place it takes; undefined where none was seen. */
  readonly instead: string | undefined
}

/** A verification that is ready to be written down. */
export interface PreparedStart {
  readonly guard: GuardRequest
  readonly challenge: NewChallenge
  readonly sends: readonly NewSend[]
  readonly sole: Sole | undefined
}

/** What {@link insertStarts} works with. */
export interface InsertParts {
  readonly db: Database
  readonly clock: Clock
  readonly guard: Guard
  readonly ender: Pick<Ender, 'endWithin'>
}

const placeOf = ({ service_id, to_address }: Pick<NewChallenge, 'service_id' | 'to_address'>): string =>
  `${service_id} ${to_address}`

/** Another verification of the address became pending since the caller looked. */
export const tooSoon = (): ProblemError =>
  new ProblemError('verification-too-soon', 'A code is being sent to this address at this moment.', { retryAfter: 1 })

/** Writes down what the guard admits, in one transaction. Gives for each the challenge, or why there is none. */
export function insertStarts(
  parts: InsertParts,
  items: readonly PreparedStart[],
): Promise<readonly (ChallengeRow | Error)[]> {
  return transact(parts.db, async (tx) => {
    const late = await lateStarts(parts, tx, items)
    const inTime = items.filter((item) => !late.has(item))
    const results = inTime.length === 0 ? [] : await insertAdmitted(parts, tx, inTime)
    const byItem = new Map(inTime.map((item, index) => [item, results[index]]))
    return items.map((item) => byItem.get(item) ?? tooSoon())
  })
}

/** Those that were to be the only one of their address and came second. Locks the addresses, so that who is first stays so, over all processes. */
async function lateStarts(
  { clock }: InsertParts,
  tx: Queryable,
  items: readonly PreparedStart[],
): Promise<ReadonlySet<PreparedStart>> {
  const soles = items.filter(({ sole }) => sole !== undefined)
  if (soles.length === 0) return new Set()
  const first = new Map(soles.toReversed().map((item) => [placeOf(item.challenge), item]))
  await tx.query(lockAddresses([...first.keys()].toSorted()))
  // A statement of its own: it sees what those before it in the queue for a lock have committed.
  const challenges = [...first.values()].map(({ challenge }) => challenge)
  const { rows } = await tx.query<ChallengeRow>(findNewestPending(challenges, new Date(clock.now())))
  const pending = new Map(rows.map((row) => [placeOf(row), row.id]))
  const isLate = (item: PreparedStart): boolean => {
    const newest = pending.get(placeOf(item.challenge))
    return first.get(placeOf(item.challenge)) !== item || (newest !== undefined && newest !== item.sole?.instead)
  }
  return new Set(soles.filter(isLate))
}

async function insertAdmitted(
  { guard, ender }: InsertParts,
  tx: Queryable,
  items: readonly PreparedStart[],
): Promise<readonly (ChallengeRow | Error)[]> {
  const insteads = items.flatMap(({ sole }) => sole?.instead ?? [])
  // Before the guard's counters, as whoever sends a code again has it: in the other order they wait for each other.
  if (insteads.length > 0) await tx.query(lockChallenges(insteads))
  const refusals = await guard.admit(
    tx,
    items.map((item) => item.guard),
  )
  const admitted = items.filter((_, index) => refusals[index] === undefined)
  const replaced = admitted.flatMap(({ sole }) => sole?.instead ?? [])
  const end = { status: 'canceled', reason: 'another verification took its place' } as const
  const ends = replaced.map((id) => ({ id, ...end }))
  if (ends.length > 0) await ender.endWithin(tx, ends)
  const challenges = admitted.map(({ challenge }) => challenge)
  const sends = admitted.flatMap((item) => item.sends)
  const rows = admitted.length === 0 ? [] : (await tx.query<ChallengeRow>(insertChallenges(challenges, sends))).rows
  const byId = new Map(rows.map((row) => [row.id, row]))
  return items.map(({ challenge }, index) => refusals[index] ?? byId.get(challenge.id) ?? new ProblemError('internal'))
}
