import type { PageRequest, TwilioPage } from '../route.ts'

/** A store that reads forward alone, by its own cursor. */
export interface ForwardReader<Row> {
  readonly key: string
  /** Reads on after a cursor; `next` is null where nothing follows. May give fewer rows than the limit. */
  read(
    after: string | undefined,
    limit: number,
  ): Promise<{ readonly rows: readonly Row[]; readonly next: string | null }>
  readonly cursor: (row: Row) => string
  readonly view: (row: Row) => object
}

/** Makes a page of a store that reads forward alone and gives fewer rows at a time than Twilio does. Such lists are not walked backward. */
export async function collectForward<Row>(page: PageRequest, reader: ForwardReader<Row>): Promise<TwilioPage> {
  const rows: Row[] = []
  let after = page.after
  let next: string | null
  do {
    const found = await reader.read(after, page.size - rows.length)
    rows.push(...found.rows)
    next = found.next
    after = next ?? undefined
  } while (next !== null && rows.length < page.size)
  const last = rows.at(-1)
  return {
    key: reader.key,
    records: rows.map(reader.view),
    next: next === null || last === undefined ? undefined : reader.cursor(last),
  }
}
