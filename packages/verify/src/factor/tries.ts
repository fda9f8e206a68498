import type { Database } from '@trunkline/postgres'
import { countTry, type FailureBudget } from '../guard/failure-budget.ts'
import { locked } from '../guard/guard.ts'
import { identitySubject } from '../guard/subjects.ts'
import type { Clock } from '../ports.ts'
import type { ServiceSettings } from '../service/settings.ts'
import { deleteFailures, type FailureRow, lockFailures, updateFailures } from '../store/failure-store.ts'
import { transact } from '../store/transact.ts'

/** Counts the tries of a person over all factors. */
export interface Tries {
  /** Counts one, committed before anything is compared. @throws ProblemError `verification-locked` */
  count(clientId: string, identity: string, settings: ServiceSettings): Promise<void>
  /** A code was right: forgets the wrong ones. */
  forget(clientId: string, identity: string): Promise<void>
}

/** Makes the counter of tries: the same budget that verifications with this identity count in. */
export function createTries({ db, clock }: { readonly db: Database; readonly clock: Clock }): Tries {
  return {
    count(clientId, identity, settings) {
      const key = { clientId, subject: identitySubject(identity) }
      return transact(db, async (tx) => {
        const now = clock.now()
        const [row] = (await tx.query<FailureRow>(lockFailures([key], new Date(now)))).rows
        const budget: FailureBudget = {
          failures: row?.failures ?? 0,
          lockedUntil: row?.locked_until?.getTime() ?? null,
          lastAt: row?.last_at.getTime() ?? now,
        }
        const tried = countTry(budget, settings, now)
        if (!tried.allowed) throw locked(tried.retryAfter)
        const { failures, lockedUntil } = tried.budget
        const update = {
          ...key,
          failures,
          at: new Date(now),
          lockedUntil: lockedUntil === null ? null : new Date(lockedUntil),
        }
        await tx.query(updateFailures([update]))
      })
    },
    async forget(clientId, identity) {
      await db.query(deleteFailures([{ clientId, subject: identitySubject(identity) }]))
    },
  }
}
