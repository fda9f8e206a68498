/**
 * Runs the tests: `npm test` all of them, `npm test -- packages/wire` a part, `npm test -- --coverage` with the lines covered. It
 * installs nothing: a test whose peer is not there is skipped and listed with the command that brings it. With CI=true nothing
 * may be skipped for that reason, and format, lint, types, borders, the reference and the coverage are checked as well. The last
 * line counts the tests.
 */
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { run } from 'node:test'
import { pathToFileURL } from 'node:url'
// Not by the package's name: a mistake anywhere in what it imports would keep the tests from starting.
import { findPostgres } from '../packages/testkit/src/postgres/postgres-programs.ts'
import { startPostgres } from '../packages/testkit/src/postgres/postgres-server.ts'
import { sharedServerVariable } from '../packages/testkit/src/postgres/shared-server.ts'
import { runChecks } from './support/checks.ts'
import { coverageReport, type FileCoverage } from './support/coverage.ts'
import { root } from './support/packages.ts'
import { Tally, type TestEvent } from './support/tally.ts'

const inCi = process.env.CI === 'true'
const wanted = process.argv.slice(2).filter((one) => !one.startsWith('--'))
const measureCoverage = inCi || process.argv.includes('--coverage')
/** A test that hangs fails; the guard sees to files that do. */
const testWithinMs = 600_000
const guard = pathToFileURL(join(import.meta.dirname, 'support/end-guard.ts')).href

function testFiles(): string[] {
  const patterns = [
    'packages/*/src/**/*.test.ts',
    'packages/*/test/**/*.test.ts',
    'scripts/**/*.test.ts',
    'examples/**/*.test.ts',
  ]
  const files = globSync(patterns, {
    cwd: root,
    exclude: (path) => path.includes('node_modules') || path.includes('/dist/'),
  })
  const chosen =
    wanted.length === 0
      ? files
      : files.filter((file) => wanted.some((one) => file.startsWith(one.replace(/^\.\//, ''))))
  return chosen.sort().map((file) => join(root, file))
}

/** One PostgreSQL server for all files, where it is installed: each test has a database of its own on it. */
async function shareServer(): Promise<() => Promise<void>> {
  if (findPostgres() === undefined) return async () => {}
  const server = await startPostgres()
  process.env[sharedServerVariable] = server.url()
  return () => server.stop()
}

/** A line of signs, so that a long run shows that it goes on. */
function progress(): (sign: string) => void {
  let signs = 0
  return (sign) => process.stdout.write(++signs % 120 === 0 ? `${sign}\n` : sign)
}

async function main(): Promise<void> {
  const began = performance.now()
  const files = testFiles()
  if (files.length === 0) throw new Error(`no test file begins with ${wanted.join(' or ')}`)
  const failedChecks = inCi ? await runChecks() : []
  const stop = await shareServer()
  const tally = new Tally(inCi, progress())
  let covered: readonly FileCoverage[] | undefined
  try {
    for await (const event of runFiles(files)) {
      if (event.type === 'test:coverage') covered = event.data.summary.files
      else if (/^test:(pass|fail|stdout|stderr)$/.test(event.type)) tally.take(event as TestEvent)
    }
  } finally {
    await stop()
  }
  const coverage = covered && coverageReport(covered, wanted.length === 0)
  const { lines, failed } = tally.report([...failedChecks, ...(coverage?.problems ?? [])], performance.now() - began)
  console.log(['\n', ...(coverage?.lines ?? []), ...lines].join('\n'))
  process.exitCode = failed ? 1 : 0
}

function runFiles(files: string[]): ReturnType<typeof run> {
  const coverage = {
    coverage: true,
    coverageIncludeGlobs: ['packages/*/src/**/*.ts'],
    coverageExcludeGlobs: ['**/*.test.ts', '**/generated/**'],
  }
  const stopped = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort())
  return run({
    files,
    signal: stopped.signal,
    cwd: root,
    concurrency: 2,
    execArgv: ['--conditions=trunkline-source', '--disable-warning=ExperimentalWarning', `--import=${guard}`],
    timeout: testWithinMs,
    ...(measureCoverage ? coverage : {}),
  })
}

await main()
