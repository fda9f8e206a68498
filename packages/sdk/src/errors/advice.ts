/** What to do about an error, by its code. The sentences are in `advice-table.ts`; here they come out of the packed tables. */
import { packedLine } from '../tables/tables.ts'

let advice: Readonly<Record<string, string>> | undefined

/** What to do about an error code, in a sentence; undefined for codes that are not among the commonest. */
export function adviceFor(code: number | undefined): string | undefined {
  advice ??= JSON.parse(packedLine('advice')) as Readonly<Record<string, string>>
  return advice[String(code)]
}
