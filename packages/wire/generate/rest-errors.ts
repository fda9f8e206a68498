/**
 * Makes `src/rest-errors/generated/rest-error-rows.ts` from a list of Twilio's error codes:
 *
 *   node generate/rest-errors.ts errors.json
 *
 * The list is JSON, one object a code: `code`; `http`, the status of the REST answer, null for codes that are only logged; `area`;
 * `level`, `error` or `warning`; `when`, the condition in words of our own. The codes are those of
 * https://www.twilio.com/docs/api/errors.
 */
import { readFileSync, writeFileSync } from 'node:fs'

interface SourceRow {
  readonly code: number
  readonly http: number | null
  readonly area: string
  readonly level: 'error' | 'warning'
  readonly when: string
}

function line(row: SourceRow, areas: readonly string[]): string {
  const { code, http, area, level, when } = row
  if (/[|`\\\n]|\$\{/.test(when)) throw new Error(`the condition of ${code} has a character that the table cannot hold`)
  return [code, http ?? '', areas.indexOf(area).toString(36) + (level === 'warning' ? 'w' : ''), when].join('|')
}

const [source] = process.argv.slice(2)
if (!source) throw new Error('usage: node generate/rest-errors.ts errors.json')
const rows: SourceRow[] = JSON.parse(readFileSync(source, 'utf8'))
rows.sort((a, b) => a.code - b.code)
const areas = [...new Set(rows.map((row) => row.area))].sort()
if (areas.length > 32) throw new Error('too many areas: index 32 is w, the mark of a warning')
const target = new URL('../src/rest-errors/generated/rest-error-rows.ts', import.meta.url)
writeFileSync(
  target,
  `// Made by generate/rest-errors.ts; change that, or its source, instead.

/** The parts of the platform that codes belong to. */
export const restErrorAreas = [
${areas.map((area) => `  '${area}',`).join('\n')}
] as const

/** One line a code: code|status, empty when it is only logged|index of the area in base 36, \`w\` behind it for a warning|condition. */
export const restErrorRows: string = \`${rows.map((row) => line(row, areas)).join('\n')}\`
`,
)
console.log(`${rows.length} codes in ${areas.length} areas`)
