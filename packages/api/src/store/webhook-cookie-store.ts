import type { Statement } from '@trunkline/postgres'

/** The sealed cookies of a conversation that was used since an instant. */
export const readCookies = (clientId: string, pair: Uint8Array, since: Date): Statement => ({
  name: 'api_cookie_read',
  text: 'select sealed from api_webhook_cookie where client_id = $1 and pair = $2 and used_at >= $3',
  values: [clientId, pair, since],
})

/** Keeps the cookies of a conversation. */
export const keepCookies = (clientId: string, pair: Uint8Array, sealed: string, at: Date): Statement => ({
  name: 'api_cookie_keep',
  text: `insert into api_webhook_cookie (client_id, pair, sealed, used_at) values ($1, $2, $3, $4)
    on conflict (client_id, pair) do update set sealed = excluded.sealed, used_at = excluded.used_at`,
  values: [clientId, pair, sealed, at],
})

/** Forgets cookies that were last used before an instant. */
export const forgetCookies = (before: Date): Statement => ({
  name: 'api_cookie_forget',
  text: 'delete from api_webhook_cookie where used_at < $1',
  values: [before],
})
