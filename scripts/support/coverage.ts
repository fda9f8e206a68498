import { relative } from 'node:path'
import { root } from './packages.ts'

/** Coverage of one file, as Node's test runner gives it. */
export interface FileCoverage {
  readonly path: string
  readonly totalLineCount: number
  readonly coveredLineCount: number
}

/** The least share of lines that the tests of a package must run, in percent. */
const floors: Readonly<Record<string, number>> = {
  twiml: 95,
  wire: 95,
  sdk: 95,
  postgres: 90,
  events: 90,
  accounts: 90,
  channels: 90,
  api: 90,
}

/** Prints the coverage of each package and returns what is below its floor. */
export function checkCoverage(files: readonly FileCoverage[], complete: boolean): string[] {
  const byPackage = Map.groupBy(files, ({ path }) => relative(root, path).split('/')[1] as string)
  const problems: string[] = []
  console.log('\n\nlines covered')
  for (const [name, own] of [...byPackage].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const total = own.reduce((sum, file) => sum + file.totalLineCount, 0)
    const covered = own.reduce((sum, file) => sum + file.coveredLineCount, 0)
    const share = total === 0 ? 100 : (covered / total) * 100
    const floor = floors[name]
    console.log(`  ${name.padEnd(10)} ${share.toFixed(1)} %${floor === undefined ? '' : ` (floor ${floor} %)`}`)
    if (complete && floor !== undefined && share < floor)
      problems.push(`coverage: ${name} has ${share.toFixed(1)} % of its lines covered, and must have ${floor} %`)
  }
  return problems
}
