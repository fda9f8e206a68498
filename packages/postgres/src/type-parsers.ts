import pg from 'pg'

type Parse = (text: string) => unknown

/** Object ids of PostgreSQL's built-in types (pg_type.dat); they never change. */
const oid = { int8: 20, date: 1082, timestamp: 1114, int8Array: 1016, dateArray: 1182, timestampArray: 1115 } as const

/** `pg` types the ids that it names; text[] is known to it all the same. */
const textArray: number = 1009

const asText: Parse = (text) => text
const asTextArray: (text: string) => (string | null)[] = pg.types.getTypeParser(
  textArray as Parameters<typeof pg.types.getTypeParser>[0],
  'text',
)

/** int8 as a number: counts, positions and milliseconds fit; what does not is an error, never a rounded number. */
function asNumber(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new RangeError(`int8 ${text} does not fit in a number: select it as text`)
  return number
}

/**
 * `pg` gives int8 as text and, worse, reads date and timestamp (which have no zone) in the process's own zone. Everything
 * else is as `pg` has it: timestamptz as Date, json and jsonb parsed, bytea as Buffer, numeric and uuid as text.
 */
const parsers: ReadonlyMap<number, Parse> = new Map<number, Parse>([
  [oid.int8, asNumber],
  [oid.date, asText],
  [oid.timestamp, asText],
  [oid.int8Array, (text) => asTextArray(text).map((each) => (each === null ? null : asNumber(each)))],
  [oid.dateArray, asTextArray],
  [oid.timestampArray, asTextArray],
])

/** The `types` option of a `pg` client, the same for both engines. */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser(id: number, format?: 'text' | 'binary') {
    return (format !== 'binary' && parsers.get(id)) || pg.types.getTypeParser(id, format ?? 'text')
  },
}
