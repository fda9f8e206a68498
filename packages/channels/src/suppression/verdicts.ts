import type { Queryable } from '@trunkline/postgres'
import type { IdGenerator } from '@trunkline/wire'
import type { Clock } from '../ports.ts'
import { verdictOf } from './provider-verdict.ts'
import { categoriesOf, listedAddress, type SuppressionReason, suppressibleChannels } from './suppression.ts'
import { addSuppression } from './write.ts'

/** A delivery that a provider refused or could not deliver. */
export interface Refusal {
  readonly clientId: string
  readonly channel: string
  readonly address: string
  /** The sender that was used; null where the gateway chose. */
  readonly from: string | null
  readonly gateway: string
  readonly errorCode: string | undefined
  /** The provider's word that the person complained. */
  readonly complaint?: boolean
}

/** What {@link createVerdicts} needs. */
export interface VerdictsOptions {
  readonly clock: Clock
  readonly ids: IdGenerator
  /** Kind of the gateway of a name; undefined where it is not there any more. */
  readonly typeOf: (gateway: string) => string | undefined
  readonly refresh: (clientId: string) => void
}

/** Puts addresses on the suppression list that a provider says will take nothing. */
export interface Verdicts {
  /** Whether a refusal says so; cheap. */
  means(refusal: Pick<Refusal, 'gateway' | 'errorCode' | 'complaint'>): boolean
  /** Takes a refusal that does. Returns once it is written, in the transaction of whoever calls. */
  take(tx: Queryable, refusal: Refusal): Promise<void>
}

/** Makes what listens to refusals. */
export function createVerdicts({ clock, ids, typeOf, refresh }: VerdictsOptions): Verdicts {
  const reasonOf = ({ gateway, errorCode, complaint }: Pick<Refusal, 'gateway' | 'errorCode' | 'complaint'>) =>
    complaint ? 'complaint' : verdictOf(typeOf(gateway) ?? '', errorCode)
  return {
    means: (refusal) => reasonOf(refusal) !== undefined,
    async take(tx, refusal) {
      const reason = reasonOf(refusal)
      const channel = suppressibleChannels.find((name) => name === refusal.channel)
      if (reason === undefined || channel === undefined) return
      const now = clock.now()
      const { clientId, address, gateway, errorCode } = refusal
      const detail = `${gateway} answered ${errorCode ?? 'with a complaint'}`
      await addSuppression(
        tx,
        clientId,
        {
          ...{ channel, address: listedAddress(channel, address), reason, detail, categories: categoriesOf(reason) },
          from: senderOf(reason, refusal.from),
          createdAt: new Date(now),
        },
        { ids, now },
      )
      refresh(clientId)
    },
  }
}

/** A person opts out of one sender; a number that is not there is so for all. */
const senderOf = (reason: SuppressionReason, from: string | null) => (reason === 'opt-out' ? from : null)
