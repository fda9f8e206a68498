import type { Statement } from '@trunkline/postgres'

/** Where a registration came from. */
export interface BindingSource {
  readonly transport: 'udp' | 'tcp'
  readonly address: string
  readonly port: number
}

/** A row of voice_sip_binding. */
export interface BindingRow {
  readonly user_id: string
  readonly key: string
  readonly contact: string
  readonly call_id: string
  readonly cseq: number
  readonly q: number
  readonly expires_at: Date
  readonly source: BindingSource
  readonly agent: string | null
}

/** All phones of one user become these. One statement, so that it is all or nothing. */
export const replaceBindings = (userId: string, rows: readonly Omit<BindingRow, 'user_id'>[]): Statement => ({
  name: 'voice-sip-binding-replace',
  text: `with kept as (
      select * from jsonb_to_recordset($2::jsonb) as r (key text, contact text, call_id text, cseq bigint, q real,
        expires_at timestamptz, source jsonb, agent text)
    ), gone as (
      delete from voice_sip_binding where user_id = $1 and key not in (select key from kept)
    )
    insert into voice_sip_binding (user_id, key, contact, call_id, cseq, q, expires_at, source, agent)
    select $1::uuid, key, contact, call_id, cseq, q, expires_at, source, agent from kept
    on conflict (user_id, key) do update set contact = excluded.contact, call_id = excluded.call_id, cseq = excluded.cseq,
      q = excluded.q, expires_at = excluded.expires_at, source = excluded.source, agent = excluded.agent`,
  values: [userId, JSON.stringify(rows)],
})

/** The phones that are registered now, with the names of their users, page by page. */
export const liveBindings = (now: Date, after: readonly [userId: string, key: string], limit: number): Statement => ({
  name: 'voice-sip-binding-live',
  text: `select b.*, u.username from voice_sip_binding b join voice_sip_user u on u.id = b.user_id
    where b.expires_at > $1 and (b.user_id, b.key) > ($2::uuid, $3) order by b.user_id, b.key limit $4`,
  values: [now, after[0], after[1], limit],
})

/** Takes away what has run out. */
export const dropExpiredBindings = (now: Date): Statement => ({
  name: 'voice-sip-binding-expire',
  text: 'delete from voice_sip_binding where expires_at <= $1',
  values: [now],
})
