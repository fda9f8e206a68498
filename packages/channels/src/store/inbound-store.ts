import type { Queryable } from '@trunkline/postgres'
import type { InboundMessage } from '../ports.ts'

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
