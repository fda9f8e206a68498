import type { Database } from '@trunkline/postgres'
import { isSid, ProblemError, sidFromUuid, uuidFromSid } from '@trunkline/wire'
import { type SendRow, type SendView, sendView } from '../challenge/challenge.ts'
import type { Services } from '../service/services.ts'
import { getSend, listSends, type SendConditions, summarizeSends } from '../store/send-store.ts'

/** Which sends. */
export interface AttemptFilter {
  readonly service?: string
  readonly verification?: string
  readonly channel?: string
  /** ISO 3166-1 alpha-2. */
  readonly country?: string
  /** First digits of the number, with its `+`. */
  readonly prefix?: string
  readonly from?: Date
  readonly until?: Date
  /** `next` of the page before. */
  readonly after?: string
  /** 50 by default, 200 at most. */
  readonly limit?: number
}

/** How many of the sends came back as right codes. */
export interface ConversionSummary {
  readonly total: number
  readonly converted: number
  readonly unconverted: number
  /** Percent with two decimals; null where there were no sends. */
  readonly conversionRate: number | null
}

/** The sends of a client's verifications. */
export interface Attempts {
  get(clientId: string, id: string): Promise<SendView>
  list(
    clientId: string,
    filter?: AttemptFilter,
  ): Promise<{ readonly attempts: readonly SendView[]; readonly next: string | null }>
  summary(clientId: string, filter?: AttemptFilter): Promise<ConversionSummary>
}

const lastUuid = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Makes the operations on sends. */
export function createAttempts({ db, services }: { readonly db: Database; readonly services: Services }): Attempts {
  const conditionsOf = async (clientId: string, filter: AttemptFilter): Promise<SendConditions> => ({
    clientId,
    before: filter.after !== undefined && isSid(filter.after, 'VL') ? uuidFromSid(filter.after) : lastUuid,
    serviceId: filter.service === undefined ? null : (await services.of(clientId, filter.service)).id,
    challengeId:
      filter.verification !== undefined && isSid(filter.verification, 'VE') ? uuidFromSid(filter.verification) : null,
    channel: filter.channel ?? null,
    country: filter.country ?? null,
    from: filter.from ?? null,
    until: filter.until ?? null,
    prefix: filter.prefix ?? null,
    limit: Math.min(Math.max(1, filter.limit ?? 50), 200),
  })
  return {
    async get(clientId, id) {
      const [row] = isSid(id, 'VL') ? (await db.query<SendRow>(getSend(uuidFromSid(id)))).rows : []
      if (row?.client_id !== clientId) throw new ProblemError('not-found', 'There is no such attempt.')
      return sendView(row)
    },
    async list(clientId, filter = {}) {
      const conditions = await conditionsOf(clientId, filter)
      const { rows } = await db.query<SendRow>(listSends({ ...conditions, limit: conditions.limit + 1 }))
      const page = rows.slice(0, conditions.limit)
      const last = page.at(-1)
      const next = rows.length > conditions.limit && last !== undefined ? sidFromUuid('VL', last.id) : null
      return { attempts: page.map(sendView), next }
    },
    async summary(clientId, filter = {}) {
      const { rows } = await db.query<{ total: number; converted: number }>(
        summarizeSends(await conditionsOf(clientId, filter)),
      )
      const { total = 0, converted = 0 } = rows[0] ?? {}
      const conversionRate = total === 0 ? null : Math.round((converted / total) * 10_000) / 100
      return { total, converted, unconverted: total - converted, conversionRate }
    },
  }
}
