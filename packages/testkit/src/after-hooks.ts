import type { TestContext } from 'node:test'

/** The slice of a test's context that whoever opens something needs, to close it again. */
export type Closer = Pick<TestContext, 'after'>

/**
 * Runs `work` after the hooks that the test itself registers. node:test runs after() hooks in the order in which they were
 * given, so a database that registers its closing when it is opened would be gone before what was built on it is stopped. A
 * hook that is added while hooks run goes to the end of the line.
 */
export function afterHooks(t: Closer, work: () => Promise<void> | void): void {
  t.after(() => t.after(work))
}
