import { type CallRow, foreignCalls } from '../store/call-store.ts'
import { statusesBefore } from './call-status.ts'
import type { CallWriter } from './call-writer.ts'
import type { CallGround } from './voice-ports.ts'

const atOnce = 100

/**
 * Ends the calls that were run by who leads no longer: its process died, or lost the database and with it the lead, and has hung them up. They have failed,
 * and their callbacks say so.
 */
export async function endForeignCalls(
  { db, clock, log }: CallGround,
  writer: CallWriter,
  owner: string,
): Promise<number> {
  let ended = 0
  for (;;) {
    const { rows } = await db.query<CallRow>(foreignCalls(owner, atOnce))
    if (rows.length === 0) break
    for (const row of rows) {
      const at = new Date(clock.now())
      const reason = 'the process that ran the call has ended'
      const move = {
        owner: row.owner,
        from: [...statusesBefore('failed')],
        to: 'failed',
        endedAt: at,
        errorCode: 15009,
      } as const
      // None: whoever ran it has just ended it.
      if ((await writer.move(row, { ...move, reason, at })) !== undefined) ended += 1
    }
  }
  if (ended > 0) log.warn({ calls: ended }, 'calls of a process that is gone were ended as failed')
  return ended
}
