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

/** The coverage of each package in words, and what is below its floor (asked only of a complete run). */
export function coverageReport(
  files: readonly FileCoverage[],
  complete: boolean,
): { readonly lines: readonly string[]; readonly problems: readonly string[] } {
  const byPackage = Map.groupBy(files, ({ path }) => relative(root, path).split('/')[1] ?? '')
  const problems: string[] = []
  const lines = ['lines covered']
  for (const [name, own] of [...byPackage].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const share = percent(own)
    const floor = floors[name]
    lines.push(`  ${name.padEnd(10)} ${share.toFixed(1)} %${floor === undefined ? '' : ` (floor ${floor} %)`}`)
    if (!complete || floor === undefined || share >= floor) continue
    problems.push(
      `coverage: ${name} has ${share.toFixed(1)} % of its lines covered, and must have ${floor} %: ${worst(own)}`,
    )
  }
  return { lines, problems }
}

function percent(files: readonly FileCoverage[]): number {
  const total = files.reduce((sum, file) => sum + file.totalLineCount, 0)
  return total === 0 ? 100 : (files.reduce((sum, file) => sum + file.coveredLineCount, 0) / total) * 100
}

/** The files with the most lines that no test runs. */
function worst(files: readonly FileCoverage[]): string {
  const missed = (file: FileCoverage): number => file.totalLineCount - file.coveredLineCount
  const most = [...files].sort((a, b) => missed(b) - missed(a)).slice(0, 5)
  return most.map((file) => `${relative(root, file.path)} (${missed(file)})`).join(', ')
}
