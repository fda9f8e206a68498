/**
 * Runs the tests of all packages, or of those named: `npm test`, `npm test -- packages/wire`. It installs nothing; a test whose peer is not
 * installed is skipped and listed with the command that brings it. With CI=true nothing may be skipped for that reason, and format, lint,
 * types, borders, the reference and the coverage are checked as well. The last line counts the tests.
 */
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { run } from 'node:test'
import { findPostgres, sharedServerVariable, startPostgres } from '@trunkline/testkit'
import { runChecks } from './support/checks.ts'
import { checkCoverage, type FileCoverage } from './support/coverage.ts'
import { root } from './support/packages.ts'
import { Tally } from './support/tally.ts'

const inCi = process.env.CI === 'true'
const wanted = process.argv.slice(2).filter((one) => !one.startsWith('--'))
const measureCoverage = inCi || process.argv.includes('--coverage')

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

async function main(): Promise<void> {
  const began = performance.now()
  const failedChecks = inCi || process.argv.includes('--check') ? await runChecks() : []
  const files = testFiles()
  if (files.length === 0) throw new Error(`no test file begins with ${wanted.join(' or ')}`)
  const stop = await shareServer()
  const tally = new Tally(inCi)
  let covered: FileCoverage[] | undefined
  try {
    const stream = run({
      files,
      cwd: root,
      concurrency: 2,
      execArgv: ['--conditions=trunkline-source'],
      timeout: 600_000,
      ...(measureCoverage
        ? {
            coverage: true,
            coverageIncludeGlobs: ['packages/*/src/**/*.ts'],
            coverageExcludeGlobs: ['**/*.test.ts', '**/generated/**'],
          }
        : {}),
    })
    for await (const event of stream) {
      tally.take(event)
      if (event.type === 'test:coverage') covered = event.data.summary.files
    }
  } finally {
    await stop()
  }
  const gaps = covered === undefined ? [] : checkCoverage(covered, wanted.length === 0)
  tally.report([...failedChecks, ...gaps], performance.now() - began)
}

await main()
