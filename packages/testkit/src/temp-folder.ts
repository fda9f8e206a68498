import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterHooks, type Closer } from './after-hooks.ts'

/** A new empty folder that is deleted, with all in it, after the test. */
export function tempFolder(t: Closer): string {
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-test-'))
  afterHooks(t, () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }))
  return folder
}
