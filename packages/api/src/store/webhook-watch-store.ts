import type { Statement } from '@trunkline/postgres'

/** Says that a client's messages ask for callbacks. */
export const watchClient = (clientId: string, since: Date): Statement => ({
  name: 'api_webhook_watch',
  text: 'insert into api_webhook_watch (client_id, since) values ($1, $2) on conflict do nothing',
  values: [clientId, since],
})

/** Those of some clients whose messages ask for callbacks. */
export const watchedClients = (clientIds: readonly string[]): Statement => ({
  name: 'api_webhook_watched',
  text: 'select client_id as "clientId" from api_webhook_watch where client_id = any($1::uuid[])',
  values: [clientIds],
})
