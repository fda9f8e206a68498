import type { Database } from '@trunkline/postgres'
import { ProblemError, sidFromUuid } from '@trunkline/wire'
import { readNumber } from '../challenge/destination.ts'
import type { Addresses, Clock, Ids } from '../ports.ts'
import {
  type BlockRow,
  deleteBlock,
  deleteSafeNumber,
  getSafeNumber,
  insertSafeNumber,
  listBlocks,
  type SafeNumberRow,
} from '../store/guard-store.ts'

/** A range of numbers that nothing is sent to for a while. */
export interface Block {
  readonly prefix: string
  readonly sends: number
  readonly converted: number
  readonly blockedAt: string
  readonly blockedUntil: string
}

/** A number that neither blocks nor countries stop. */
export interface SafeNumber {
  /** `GN…` */
  readonly id: string
  readonly number: string
  readonly createdAt: string
}

/** What the guard has decided by itself, and the client's word against it. */
export interface Blocks {
  list(
    clientId: string,
    page?: { readonly after?: string; readonly limit?: number },
  ): Promise<{ readonly blocks: readonly Block[]; readonly next: string | null }>
  /** @throws ProblemError `not-found` */
  lift(clientId: string, prefix: string): Promise<void>
  /** Puts a number on the safe list; again is as once. @throws ProblemError `number-invalid` */
  allow(clientId: string, number: string): Promise<SafeNumber>
  /** @throws ProblemError `not-found` */
  safe(clientId: string, number: string): Promise<SafeNumber>
  /** @throws ProblemError `not-found` */
  disallow(clientId: string, number: string): Promise<void>
}

/** Of what blocks are made. */
export interface BlocksOptions {
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly addresses: Addresses
}

const safeView = (row: SafeNumberRow): SafeNumber => ({
  id: sidFromUuid('GN', row.id),
  number: row.number,
  createdAt: row.created_at.toISOString(),
})

/** Makes the operations on blocks and the safe list. */
export function createBlocks({ db, clock, ids, addresses }: BlocksOptions): Blocks {
  const missing = () => new ProblemError('not-found', 'There is no such number or range here.')
  const read = (number: string): string => readNumber(number, addresses).address
  const safe = async (clientId: string, number: string): Promise<SafeNumber> => {
    const [row] = (await db.query<SafeNumberRow>(getSafeNumber(clientId, read(number)))).rows
    if (row === undefined) throw missing()
    return safeView(row)
  }
  return {
    safe,
    async list(clientId, { after = '', limit = 50 } = {}) {
      const size = Math.min(Math.max(1, limit), 200)
      const { rows } = await db.query<BlockRow>(listBlocks(clientId, new Date(clock.now()), after, size + 1))
      const blocks = rows.slice(0, size).map((row) => ({
        prefix: row.prefix,
        sends: row.sends,
        converted: row.converted,
        blockedAt: row.blocked_at.toISOString(),
        blockedUntil: row.blocked_until.toISOString(),
      }))
      return { blocks, next: rows.length > size ? (blocks.at(-1)?.prefix ?? null) : null }
    },
    async lift(clientId, prefix) {
      if ((await db.query(deleteBlock(clientId, prefix))).rowCount === 0) throw missing()
    },
    async allow(clientId, number) {
      const address = read(number)
      const insert = insertSafeNumber(ids.uuid(), clientId, address, new Date(clock.now()))
      const [row] = (await db.query<SafeNumberRow>(insert)).rows
      return row === undefined ? safe(clientId, address) : safeView(row)
    },
    async disallow(clientId, number) {
      if ((await db.query(deleteSafeNumber(clientId, read(number)))).rowCount === 0) throw missing()
    },
  }
}
