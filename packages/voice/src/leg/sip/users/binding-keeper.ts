import type { Database } from '@trunkline/postgres'
import {
  type BindingRow,
  type BindingSource,
  dropExpiredBindings,
  liveBindings,
  replaceBindings,
} from '../../../store/sip-binding-store.ts'

/** A phone that is registered. */
export interface Binding {
  /** What tells the phones of one user apart. */
  readonly key: string
  /** Its SIP URI as wire text. */
  readonly contact: string
  readonly callId: string
  readonly cseq: number
  readonly q: number
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
  readonly source: BindingSource
  readonly agent: string | null
}

/** Keeps registrations over restarts. */
export interface BindingKeeper {
  /** All phones of a user become these. */
  replace(userId: string, bindings: readonly Binding[]): Promise<void>
  /** All that are registered at this time, by the names of their users. */
  load(now: number): Promise<ReadonlyMap<string, readonly Binding[]>>
}

const page = 1_000
const first: readonly [string, string] = ['00000000-0000-0000-0000-000000000000', '']

const bindingOf = (row: BindingRow): Binding => ({
  key: row.key,
  contact: row.contact,
  callId: row.call_id,
  cseq: row.cseq,
  q: row.q,
  expiresAt: row.expires_at.getTime(),
  source: row.source,
  agent: row.agent,
})

/** Keeps them in the database. */
export function createBindingKeeper(db: Pick<Database, 'query'>): BindingKeeper {
  return {
    async replace(userId, bindings) {
      const rows = bindings.map(({ callId, expiresAt, ...binding }) => {
        return { ...binding, call_id: callId, expires_at: new Date(expiresAt) }
      })
      await db.query(replaceBindings(userId, rows))
    },

    async load(now) {
      const found = new Map<string, Binding[]>()
      await db.query(dropExpiredBindings(new Date(now)))
      for (let after = first; ; ) {
        const { rows } = await db.query<BindingRow & { username: string }>(liveBindings(new Date(now), after, page))
        for (const row of rows) {
          const list = found.get(row.username) ?? []
          found.set(row.username, [...list, bindingOf(row)])
        }
        const last = rows.at(-1)
        if (last === undefined || rows.length < page) return found
        after = [last.user_id, last.key]
      }
    },
  }
}
