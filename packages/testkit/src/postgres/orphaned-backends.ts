import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { kill } from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'

/** Linux's; elsewhere nothing is found, and whoever starts a server again has to wait until the backends end by themselves. */
const processes = '/proc'
const endWithinMs = 60_000

/**
 * Kills (-9) the processes of PostgreSQL that still work in a data folder whose server is gone, and resolves when they are.
 * Most notice by themselves that their parent has died, but one in the middle of a long statement, or one that waits for a lock of another
 * that is dead, does not; and while one is left, its shared memory is in use and no server starts on the folder (PostgreSQL's
 * documentation, 18.6). Rejects where one is left after 60 s.
 */
export async function endOrphanedBackends(dataFolder: string): Promise<void> {
  const end = performance.now() + endWithinMs
  for (;;) {
    const orphans = backendsIn(dataFolder)
    if (orphans.length === 0) return
    if (performance.now() > end) throw new Error(`backends of PostgreSQL do not end: ${orphans.join(', ')}`)
    for (const pid of orphans) killIfThere(pid)
    await sleep(20)
  }
}

/**
 * Process ids of all of PostgreSQL that work in a data folder: every one of its processes makes that its working directory. Their parent
 * tells nothing, since orphans are given to another one; nor does their group, since each leads its own.
 */
export function backendsIn(dataFolder: string): readonly number[] {
  // A server that was stopped before has no folder any more.
  if (!existsSync(`${processes}/self/cwd`) || !existsSync(dataFolder)) return []
  const folder = realpathSync(dataFolder)
  return readdirSync(processes)
    .filter((name) => /^\d+$/.test(name) && isBackend(name, folder))
    .map(Number)
}

function isBackend(pid: string, folder: string): boolean {
  try {
    // A shell may stand in the folder too. What has ended and was not collected yet has no working directory.
    if (readlinkSync(`${processes}/${pid}/cwd`) !== folder) return false
    return readFileSync(`${processes}/${pid}/comm`, 'utf8').startsWith('postgres')
  } catch {
    return false // It has ended meanwhile, or is another user's.
  }
}

function killIfThere(pid: number): void {
  try {
    kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
