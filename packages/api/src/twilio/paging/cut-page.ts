import type { PageRequest, TwilioPage } from '../route.ts'

/** How rows become a page. */
export interface CutOptions<Row> {
  readonly key: string
  /** What a row is found again by: its UUID, or any other text that orders it alone. */
  readonly cursor: (row: Row) => string
  readonly view: (row: Row) => object
}

/**
 * Makes a page of rows that a store read with `limit page.size + 1`: in the order of the list after `page.after` (or from the beginning), or
 * in the **reverse** order before `page.before`. Keyset paging: rows that come or go meanwhile neither repeat nor hide another one.
 */
export function cutPage<Row>(rows: readonly Row[], page: PageRequest, options: CutOptions<Row>): TwilioPage {
  const more = rows.length > page.size
  const shown = rows.slice(0, page.size)
  if (page.before !== undefined) shown.reverse()
  const { key, cursor, view } = options
  const [first, last] = [shown[0], shown.at(-1)]
  const hasNext = page.before !== undefined || more
  const hasPrevious = page.before === undefined ? page.after !== undefined : more
  return {
    key,
    records: shown.map(view),
    next: hasNext && last !== undefined ? cursor(last) : undefined,
    previous: hasPrevious && first !== undefined ? cursor(first) : undefined,
  }
}
