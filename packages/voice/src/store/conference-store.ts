import type { Statement } from '@trunkline/postgres'
import type { ConferenceCallback } from '../conference/conference-desk.ts'
import type { ConferenceEndReason, ConferenceStatus } from '../conference/conference-record.ts'

/** A row of voice_conference. */
export interface ConferenceRow {
  readonly id: string
  readonly client_id: string
  readonly name: string
  readonly status: ConferenceStatus
  readonly callback: ConferenceCallback | null
  readonly told: number
  readonly reason: ConferenceEndReason | null
  readonly ended_by: string | null
  readonly created_at: Date
  readonly updated_at: Date
}

/** Opens a room of a name; gives no row where one is open. */
export const openConference = (id: string, clientId: string, name: string, at: Date): Statement => ({
  name: 'voice-conference-open',
  text: `insert into voice_conference (id, client_id, name, status, created_at, updated_at) values ($1, $2, $3, 'init', $4, $4)
    on conflict (client_id, name) where status <> 'completed' do nothing returning *`,
  values: [id, clientId, name, at],
})

/** The open room of a name. */
export const findConference = (clientId: string, name: string): Statement => ({
  name: 'voice-conference-find',
  text: `select * from voice_conference where client_id = $1 and name = $2 and status <> 'completed'`,
  values: [clientId, name],
})

/** One conference of a client. */
export const getConference = (clientId: string, id: string): Statement => ({
  name: 'voice-conference-get',
  text: 'select * from voice_conference where client_id = $1 and id = $2',
  values: [clientId, id],
})

/** What changes of a conference; null: nothing. */
export interface ConferenceChange {
  readonly status: ConferenceStatus | null
  readonly callback: ConferenceCallback | null
  /** How many events have been told. */
  readonly told: number
  readonly reason: ConferenceEndReason | null
  readonly endedBy: string | null
}

/** Changes a conference that is open; gives its row. */
export const changeConference = (id: string, change: ConferenceChange, at: Date): Statement => ({
  name: 'voice-conference-change',
  text: `update voice_conference set status = coalesce($2, status), callback = coalesce($3::text::jsonb, callback),
      told = greatest(told, $4), reason = coalesce($5, reason), ended_by = coalesce($6::uuid, ended_by), updated_at = $7
    where id = $1 and status <> 'completed' returning *`,
  values: [
    ...[id, change.status, change.callback === null ? null : JSON.stringify(change.callback)],
    ...[change.told, change.reason, change.endedBy, at],
  ],
})

/** What to list. Every condition that is not null must hold. */
export interface ConferenceConditions {
  readonly clientId: string
  readonly name: string | null
  readonly status: ConferenceStatus | null
  readonly createdFrom: Date | null
  readonly createdBefore: Date | null
  readonly updatedFrom: Date | null
  readonly updatedBefore: Date | null
  readonly after: string | null
  readonly before: string | null
  readonly limit: number
}

/** A client's conferences, newest first; oldest first where they are read backwards. */
export const listConferences = (given: ConferenceConditions): Statement => {
  const backwards = given.before !== null
  return {
    name: `voice-conference-list-${backwards ? 'back' : 'on'}`,
    text: `select * from voice_conference where client_id = $1 and ($2::text is null or name = $2)
      and ($3::text is null or status = $3)
      and ($4::timestamptz is null or created_at >= $4) and ($5::timestamptz is null or created_at < $5)
      and ($6::timestamptz is null or updated_at >= $6) and ($7::timestamptz is null or updated_at < $7)
      and ($8::uuid is null or id ${backwards ? '>' : '<'} $8)
      order by id ${backwards ? 'asc' : 'desc'} limit $9`,
    values: [
      ...[given.clientId, given.name, given.status, given.createdFrom, given.createdBefore],
      ...[given.updatedFrom, given.updatedBefore, given.before ?? given.after, given.limit],
    ],
  }
}

/** Conferences that are open and in which somebody was: what a process that died has left. */
export const leftConferences = (limit: number): Statement => ({
  name: 'voice-conference-left',
  text: `select * from voice_conference c where c.status <> 'completed' and (c.status = 'in-progress'
      or exists (select 1 from voice_participant p where p.conference_id = c.id and p.joined)) order by id limit $1`,
  values: [limit],
})

/** Rooms that were opened for somebody who was called and did not come, and in which nobody is. */
export const deadConferences = (openedBefore: Date, limit: number): Statement => ({
  name: 'voice-conference-dead',
  text: `select * from voice_conference c where c.status = 'init' and c.created_at < $1 and not exists (
      select 1 from voice_participant p left join voice_call k on k.id = p.call_id
      where p.conference_id = c.id and (p.joined or (k.id is not null and k.ended_at is null))) order by id limit $2`,
  values: [openedBefore, limit],
})
