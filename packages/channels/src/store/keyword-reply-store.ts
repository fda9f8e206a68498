import type { Queryable } from '@trunkline/postgres'
import type { KeywordReply } from '../suppression/keyword-replies.ts'

/** Writes down that a text is to be answered. */
export async function keepKeywordReply(
  db: Queryable,
  { clientId, inboundId, ...reply }: KeywordReply,
  now: Date,
): Promise<void> {
  await db.query({
    text: 'insert into channels_keyword_reply (inbound_id, client_id, reply, created_at) values ($1, $2, $3::text::jsonb, $4)',
    values: [inboundId, clientId, JSON.stringify(reply), now],
  })
}

/** A text has been answered, or will not be. */
export async function dropKeywordReply(db: Queryable, inboundId: string): Promise<void> {
  await db.query({ text: 'delete from channels_keyword_reply where inbound_id = $1', values: [inboundId] })
}

/** Answers that were written down before an instant, and since when they are owed, oldest first. */
export async function owedKeywordReplies(
  db: Queryable,
  before: Date,
  most: number,
): Promise<{ readonly reply: KeywordReply; readonly since: Date }[]> {
  const { rows } = await db.query<{
    readonly clientId: string
    readonly inboundId: string
    readonly reply: Omit<KeywordReply, 'clientId' | 'inboundId'>
    readonly since: Date
  }>({
    name: 'channels-keyword-replies',
    text: `select inbound_id as "inboundId", client_id as "clientId", reply, created_at as since from channels_keyword_reply
      where created_at < $1 order by created_at limit $2`,
    values: [before, most],
  })
  return rows.map(({ clientId, inboundId, reply, since }) => ({ reply: { clientId, inboundId, ...reply }, since }))
}
