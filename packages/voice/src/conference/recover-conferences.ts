import type { Database } from '@trunkline/postgres'
import { sidFromUuid } from '@trunkline/wire'
import type { Clock, Log } from '../ports.ts'
import { type ConferenceRow, changeConference, deadConferences, leftConferences } from '../store/conference-store.ts'
import {
  deleteParticipant,
  deleteParticipants,
  deleteUnreached,
  joinedParticipants,
  type ParticipantRow,
} from '../store/participant-store.ts'
import { ConferenceLedger } from './conference-ledger.ts'

/** What ending takes. */
export interface RecoverParts {
  readonly db: Pick<Database, 'query' | 'transaction'>
  readonly clock: Clock
  readonly log: Log
  readonly onCallbacks?: () => void
}

const most = 200
/** A room is opened a moment before the call is placed that is to come into it. */
const openedBeforeMs = 10_000

/** Ends the conferences that were held by a process that is gone, and tells their programs: their parties' calls are over. */
export async function endLeftConferences(parts: RecoverParts & { readonly signal: AbortSignal }): Promise<void> {
  for (;;) {
    const { rows } = await parts.db.query<ConferenceRow>(leftConferences(most))
    for (const row of rows) await endLeft(row, parts)
    if (rows.length < most) return
  }
}

async function endLeft(row: ConferenceRow, parts: RecoverParts & { readonly signal: AbortSignal }): Promise<void> {
  const { db, log } = parts
  log.warn({ conference: row.id }, 'a conference was left by a process that is gone; it is ended')
  const ledger = new ConferenceLedger(row, parts)
  const { rows: members } = await db.query<ParticipantRow>(joinedParticipants(row.id))
  for (const member of members) {
    await ledger.write({
      rows: [() => deleteParticipant(row.id, member.call_id)],
      move: {
        event: 'participant-leave',
        participant: toldOf(member),
        extra: { ParticipantCallStatus: member.call_status ?? 'failed', ReasonParticipantLeft: 'participant_hung_up' },
      },
    })
  }
  await ledger.write({
    ...{ status: 'completed', reason: 'last-participant-left' },
    rows: [() => deleteParticipants(row.id)],
    move: {
      event: 'conference-end',
      extra: { ReasonConferenceEnded: 'last-participant-left', Reason: 'The process that held the conference died' },
    },
  })
}

const toldOf = (row: ParticipantRow) => ({
  ...{ callSid: sidFromUuid('CA', row.call_id), label: row.label, muted: row.muted, held: row.held },
  ...{ coaching: row.coaching, startOnEnter: row.start_on_enter, endOnExit: row.end_on_exit },
})

/** Ends rooms that were opened for parties who were called and did not come. */
export async function sweepDeadConferences(parts: RecoverParts, isLive: (id: string) => boolean): Promise<void> {
  const { db, clock } = parts
  await db.query(deleteUnreached())
  const openedBefore = new Date(clock.now() - openedBeforeMs)
  const { rows } = await db.query<ConferenceRow>(deadConferences(openedBefore, most))
  for (const { id } of rows) {
    if (isLive(id)) continue
    const reason = 'last-participant-left'
    const change = { status: 'completed', callback: null, told: 0, reason, endedBy: null } as const
    await db.query(changeConference(id, change, new Date(clock.now())))
    await db.query(deleteParticipants(id))
  }
}
