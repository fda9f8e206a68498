import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Queryable } from '@trunkline/postgres'
import { sidFromUuid, uuidFromSid } from '@trunkline/wire'
import type { Log } from '../ports.ts'
import { isOpenRecording, openRecordings, type RecordingRow } from '../store/recording-store.ts'
import type { RecordingKeeper } from './recording-keeper.ts'

/** What finding needs. */
export interface RecoveryParts {
  readonly db: Queryable
  readonly folder: string
  readonly keeper: Pick<RecordingKeeper, 'keep' | 'lose'>
  readonly log: Log
  /** Whether a recording runs in this process. */
  readonly isLive: (sid: string) => boolean
}

const nil = '00000000-0000-0000-0000-000000000000'
const most = 500

/**
 * Finds the recordings that were not over when the process died that made them: the sound of those whose file lies here is kept as far as it goes, the others
 * are lost. Files that nobody waits for are removed.
 * @returns the work that goes on; it never rejects
 */
export async function recoverRecordings(parts: RecoveryParts): Promise<readonly Promise<void>[]> {
  const work: Promise<void>[] = []
  for (let after = nil; ; ) {
    const { rows } = await parts.db.query<RecordingRow>(openRecordings(after, most))
    for (const { id } of rows) {
      if (parts.isLive(sidFromUuid('RE', id))) continue
      const path = join(parts.folder, `${sidFromUuid('RE', id)}.wav`)
      const there = await isThere(path)
      parts.log.warn({ recording: id, there }, 'a recording was left by a process that is gone')
      work.push(there ? parts.keeper.keep({ id, path }) : parts.keeper.lose({ id, path }))
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < most) break
    after = last.id
  }
  await removeStrays(parts)
  return work
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/** Files of recordings that were never written down, or that are over. */
async function removeStrays({ db, folder, log, isLive }: RecoveryParts): Promise<void> {
  const sids = (await readdir(folder)).flatMap((name) => /^(RE[0-9a-f]{32})\.wav$/.exec(name)?.[1] ?? [])
  for (const sid of sids) {
    if (isLive(sid)) continue
    const { rows } = await db.query(isOpenRecording(uuidFromSid(sid)))
    if (rows.length > 0) continue
    log.warn({ recording: sid }, 'the file of a recording that nobody waits for was removed')
    await rm(join(folder, `${sid}.wav`), { force: true })
  }
}
