import type { Queryable } from '@trunkline/postgres'
import type { InboundMessage } from '../ports.ts'

/** A message from a person, as it is kept. */
export interface InboundRow {
  readonly id: string
  readonly clientId: string
  readonly receivedAt: Date
  readonly sender: string
  readonly recipient: string
  readonly body: { readonly text: string; readonly media: InboundMessage['media'] }
}

const columns = `id, client_id as "clientId", received_at as "receivedAt", sender, recipient, body`

/** Stores a message from a person; false where the provider had brought it before. */
export async function insertInbound(
  db: Queryable,
  row: { readonly id: string; readonly clientId: string | null; readonly message: InboundMessage },
): Promise<boolean> {
  const { id, clientId, message } = row
  const { gateway, providerId, channel, at, from, to, text, media } = message
  const { rowCount } = await db.query({
    text: `insert into channels_inbound (id, client_id, gateway, provider_id, channel, received_at, sender, recipient, body)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9::text::jsonb) on conflict (gateway, provider_id) do nothing`,
    values: [id, clientId, gateway, providerId, channel, new Date(at), from, to, JSON.stringify({ text, media })],
  })
  return rowCount === 1
}

/** Which of a client's messages from people to list. */
export interface InboundList {
  readonly clientId: string
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly above: string | null
  readonly below: string | null
  readonly ascending: boolean
  readonly limit: number
}

/** A client's texts from people, in the order of their ids. */
export async function listInbound(db: Queryable, list: InboundList): Promise<InboundRow[]> {
  const values: unknown[] = [list.clientId, list.limit]
  const parameter = (value: unknown) => `$${values.push(value)}`
  const where = [
    `client_id = $1 and channel = 'sms'`,
    ...(list.from === undefined ? [] : [`sender = ${parameter(list.from)}`]),
    ...(list.to === undefined ? [] : [`recipient = ${parameter(list.to)}`]),
    ...(list.above === null ? [] : [`id > ${parameter(list.above)}`]),
    ...(list.below === null ? [] : [`id < ${parameter(list.below)}`]),
  ].join(' and ')
  const { rows } = await db.query<InboundRow>({
    text: `select ${columns} from channels_inbound where ${where} order by id ${list.ascending ? 'asc' : 'desc'} limit $2`,
    values,
  })
  return rows
}

/** One of a client's texts from people. */
export async function readInbound(db: Queryable, clientId: string, id: string): Promise<InboundRow | undefined> {
  const { rows } = await db.query<InboundRow>({
    name: 'channels-inbound-read',
    text: `select ${columns} from channels_inbound where id = $1 and client_id = $2 and channel = 'sms'`,
    values: [id, clientId],
  })
  return rows[0]
}

/** Writes what a message from a person says anew. */
export async function writeInboundBody(
  db: Queryable,
  clientId: string,
  id: string,
  body: InboundRow['body'],
): Promise<void> {
  await db.query({
    text: 'update channels_inbound set body = $3::text::jsonb where id = $1 and client_id = $2',
    values: [id, clientId, JSON.stringify(body)],
  })
}

/**
 * Takes away what is known of a message from a person. Its row stays, nobody's and empty, so that the provider who brings it once more does
 * not bring it back.
 */
export async function eraseInbound(db: Queryable, clientId: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query({
    text: `update channels_inbound set client_id = null, sender = '', recipient = '', body = '{"text": "", "media": []}'
      where id = $1 and client_id = $2`,
    values: [id, clientId],
  })
  return rowCount === 1
}
