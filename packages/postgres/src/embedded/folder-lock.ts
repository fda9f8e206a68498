import { readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DatabaseError } from '../database-error.ts'

const sqliteBusy = 5

/** A held lock. */
export interface FolderLock {
  /** Safe to call twice. */
  release(): void
}

/**
 * Locks a folder against every other process (and every other opening in this one), or rejects with FOLDER_LOCKED.
 *
 * PGlite has no lock of its own, and two processes on one folder silently lose rows. The lock is SQLite's: an exclusive
 * transaction on an empty database, which is a POSIX record lock (or LockFileEx on Windows) that the kernel drops with
 * the process. So kill -9 leaves nothing stale behind, process ids that were given out again confuse nobody, and
 * containers that share a volume see each other. A file with a process id in it has all three faults. Node has no
 * flock() of its own. Who holds it stands in a file beside it, for the error message alone.
 */
export function lockFolder(folder: string): FolderLock {
  const holderFile = join(folder, 'holder.json')
  const database = new DatabaseSync(join(folder, 'lock'))
  try {
    // In memory: nothing is ever written, so no journal is needed either.
    database.exec('pragma busy_timeout = 0; pragma journal_mode = memory; begin exclusive')
  } catch (error) {
    database.close()
    if (!isBusy(error)) throw brokenLock(folder, error)
    throw new DatabaseError('FOLDER_LOCKED', lockedBy(folder, holderFile), { cause: error })
  }
  writeFileSync(holderFile, JSON.stringify({ pid: process.pid, host: hostname() }), { mode: 0o600 })
  return {
    release() {
      if (database.isOpen) database.close()
    },
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy
}

function brokenLock(folder: string, cause: unknown): DatabaseError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new DatabaseError('FOLDER_BROKEN', `the data folder ${folder} cannot be locked: ${reason}`, { cause })
}

function lockedBy(folder: string, holderFile: string): string {
  const advice = 'stop it, or give this one another data folder or a PostgreSQL server (DATABASE_URL)'
  return `the data folder ${folder} is in use by ${holder(holderFile)}: ${advice}`
}

function holder(file: string): string {
  try {
    const { pid, host }: { pid?: unknown; host?: unknown } = JSON.parse(readFileSync(file, 'utf8'))
    return host === hostname() ? `process ${pid}` : `process ${pid} on ${host}`
  } catch {
    return 'another process' // It has the lock and is about to write the file.
  }
}
