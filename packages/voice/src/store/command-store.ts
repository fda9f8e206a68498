import type { Statement } from '@trunkline/postgres'
import type { Command } from '../call/commands.ts'

/** A command that was taken. */
export interface CommandRow {
  readonly id: string
  readonly kind: string
  readonly client_id: string
  readonly body: Readonly<Record<string, unknown>>
}

/** What came of a command. */
export type CommandAnswer =
  | { readonly value: unknown }
  | { readonly error: { readonly code: number | string; readonly message: string } }

/** Where hints of new commands and of answers are sent. */
export const commandChannel = 'trunkline_voice_command'
export const answerChannel = 'trunkline_voice_answer'

/** Asks, and hints at it. */
export const insertCommand = (id: string, { kind, clientId, body }: Command, at: Date, until: Date): Statement => ({
  name: 'voice_command_insert',
  text: `
with made as (insert into voice_command (id, kind, client_id, body, created_at, until) values ($1, $2, $3, $4::text::jsonb, $5, $6) returning id)
select pg_notify('${commandChannel}', '') from made`,
  values: [id, kind, clientId, JSON.stringify(body), at, until],
})

/** Takes what somebody still waits for, oldest first. @param passedOver kinds that are left for later */
export const claimCommands = (owner: string, now: Date, limit: number, passedOver: readonly string[]): Statement => ({
  name: 'voice_command_claim',
  text: `
with mine as (
  select id from voice_command where owner is null and until > $2 and kind <> all($4::text[]) order by id limit $3 for update skip locked
)
update voice_command c set owner = $1 from mine where c.id = mine.id returning c.id, c.kind, c.client_id, c.body`,
  values: [owner, now, limit, passedOver],
})

/** Answers, and hints at it. */
export const answerCommand = (id: string, answer: CommandAnswer, at: Date): Statement => ({
  name: 'voice_command_answer',
  text: `
with made as (update voice_command set answer = $2::text::jsonb, answered_at = $3 where id = $1 returning id)
select pg_notify('${answerChannel}', id::text) from made`,
  values: [id, JSON.stringify(answer), at],
})

/** The answer, once there is one; takes the command away with it. */
export const takeAnswer = (id: string): Statement => ({
  name: 'voice_command_take',
  text: 'delete from voice_command where id = $1 and answered_at is not null returning answer',
  values: [id],
})

/** Takes a command back that nobody has taken; what was taken stays until it is swept. */
export const withdrawCommand = (id: string): Statement => ({
  name: 'voice_command_withdraw',
  text: 'delete from voice_command where id = $1 and owner is null',
  values: [id],
})

/** Sweeps away what nobody waits for. */
export const sweepCommands = (before: Date): Statement => ({
  name: 'voice_command_sweep',
  text: 'delete from voice_command where until < $1',
  values: [before],
})
