/**
 * Loaded before each test file (`--import`). When all tests of a file have ended and its process has not, something that a test
 * opened is still open; without this the run would hang, saying nothing. With it the file fails, and says what is open.
 */
import { isMainThread } from 'node:worker_threads'

/** Counted from the end of the tests: hooks of the file, which may end browsers and brokers, come after it. */
const patienceMs = 120_000

// Worker threads and forked processes inherit the option, and are no tests.
if (isMainThread && process.argv[1]?.endsWith('.test.ts')) {
  const { after } = await import('node:test')
  after(() => {
    // Does not keep the process alive: it fires only if something else does.
    setTimeout(endProcess, patienceMs).unref()
  })
}

function endProcess(): void {
  const open = process.getActiveResourcesInfo().join(', ')
  console.error(`all tests have ended, and ${patienceMs / 1000} s later these are still open: ${open}`)
  process.exit(1)
}
