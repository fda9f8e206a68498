/** Sizes of a page: what is given when nothing is asked for, and at most. */
const usual = 50
const most = 200

/** Before all ids. */
export const nilUuid = '00000000-0000-0000-0000-000000000000'

/** After all ids. */
export const lastUuid = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Rows of a list of the newest first: those after a row, or, the other way round, those before it; the first ones without either. */
export interface KeysetRequest {
  /** UUID of the row that was the last one: what is older comes, newest first. */
  readonly after?: string
  /** UUID of the row that was the first one: what is newer comes, **oldest** first. */
  readonly before?: string
  /** How many rows to read. */
  readonly limit: number
}

/** Which page is wanted. */
export interface PageRequest {
  /** The `next` of the page before. */
  readonly after?: string
  /** 50 by default, 200 at most. */
  readonly limit?: number
}

/** How many are to be shown. */
export const sizeOf = ({ limit = usual }: PageRequest): number => Math.min(Math.max(1, Math.floor(limit)), most)

/** Cuts what was read, one more than the page holds, to the page and the cursor of the next one. */
export function cutPage<Row>(
  rows: readonly Row[],
  size: number,
  cursorOf: (row: Row) => string,
): { readonly page: readonly Row[]; readonly next: string | null } {
  const page = rows.slice(0, size)
  const last = page.at(-1)
  return { page, next: rows.length > size && last !== undefined ? cursorOf(last) : null }
}
