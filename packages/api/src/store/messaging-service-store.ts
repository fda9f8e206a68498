import type { Statement } from '@trunkline/postgres'

/** A messaging service as it is stored. */
export interface ServiceRow {
  readonly id: string
  readonly clientId: string
  readonly settings: Readonly<Record<string, unknown>>
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** A sender of a service: a number of the client, or a name. */
export interface SenderRow {
  readonly serviceId: string
  readonly clientId: string
  readonly kind: SenderKind
  readonly id: string
  readonly sender: string
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** The kinds of senders. */
export type SenderKind = 'phone-number' | 'alpha-sender'

/** Which part of a list: after or before an id, newest first. */
export interface KeysetPart {
  readonly after?: string | undefined
  readonly before?: string | undefined
  readonly limit: number
}

const serviceColumns = 'id, client_id as "clientId", settings, created_at as "createdAt", updated_at as "updatedAt"'
const senderColumns =
  'service_id as "serviceId", client_id as "clientId", kind, id, sender, created_at as "createdAt", updated_at as "updatedAt"'

/** Makes a service. */
export const insertService = (id: string, clientId: string, settings: object, at: Date): Statement => ({
  name: 'api_service_insert',
  text: `insert into api_messaging_service (id, client_id, settings, created_at, updated_at)
    values ($1, $2, $3::text::jsonb, $4, $4) returning ${serviceColumns}`,
  values: [id, clientId, JSON.stringify(settings), at],
})

/** A service of a client. */
export const getService = (clientId: string, id: string): Statement => ({
  name: 'api_service_get',
  text: `select ${serviceColumns} from api_messaging_service where id = $2 and client_id = $1`,
  values: [clientId, id],
})

/** How many services a client has. */
export const countServices = (clientId: string): Statement => ({
  name: 'api_service_count',
  text: 'select count(*)::int as count from api_messaging_service where client_id = $1',
  values: [clientId],
})

/** Sets what is given of a service. */
export const changeService = (clientId: string, id: string, settings: object, at: Date): Statement => ({
  name: 'api_service_change',
  text: `update api_messaging_service set settings = settings || $3::text::jsonb, updated_at = $4
    where id = $2 and client_id = $1 returning ${serviceColumns}`,
  values: [clientId, id, JSON.stringify(settings), at],
})

/** Deletes a service with its senders and what it remembers of recipients. */
export const deleteService = (clientId: string, id: string): Statement => ({
  name: 'api_service_delete',
  text: 'delete from api_messaging_service where id = $2 and client_id = $1',
  values: [clientId, id],
})

/** A client's services, newest first; with `before`, the oldest first. */
export const listServices = (clientId: string, { after, before, limit }: KeysetPart): Statement => ({
  text: `select ${serviceColumns} from api_messaging_service where client_id = $1 ${keyset(after, before)} limit $2`,
  values: [clientId, limit, ...cursor(after, before)],
})

function keyset(after: string | undefined, before: string | undefined): string {
  if (before !== undefined) return 'and id > $3 order by id asc'
  return after === undefined ? 'order by id desc' : 'and id < $3 order by id desc'
}

const cursor = (after: string | undefined, before: string | undefined): string[] => {
  const at = before ?? after
  return at === undefined ? [] : [at]
}

/** Puts a sender into a service; no row where it is in one already. */
export const insertSender = (row: Omit<SenderRow, 'createdAt' | 'updatedAt'>, at: Date): Statement => ({
  name: 'api_sender_insert',
  text: `insert into api_messaging_sender (service_id, client_id, kind, id, sender, created_at, updated_at)
    values ($1, $2, $3, $4, $5, $6, $6) on conflict do nothing returning ${senderColumns}`,
  values: [row.serviceId, row.clientId, row.kind, row.id, row.sender, at],
})

/** One sender of a service. */
export const getSender = (serviceId: string, kind: SenderKind, id: string): Statement => ({
  name: 'api_sender_get',
  text: `select ${senderColumns} from api_messaging_sender where service_id = $1 and kind = $2 and id = $3`,
  values: [serviceId, kind, id],
})

/** Takes a sender out of a service. */
export const deleteSender = (serviceId: string, kind: SenderKind, id: string): Statement => ({
  name: 'api_sender_delete',
  text: 'delete from api_messaging_sender where service_id = $1 and kind = $2 and id = $3',
  values: [serviceId, kind, id],
})

/** Takes a number out of whatever service it is in. */
export const deleteNumberSender = (id: string): Statement => ({
  name: 'api_sender_forget_number',
  text: `delete from api_messaging_sender where kind = 'phone-number' and id = $1`,
  values: [id],
})

/** Senders of one kind of a service, newest first; with `before`, the oldest first. */
export const listSenders = (serviceId: string, kind: SenderKind, { after, before, limit }: KeysetPart): Statement => ({
  text: `select ${senderColumns} from api_messaging_sender where service_id = $1 and kind = $2
    ${keyset(after, before).replace('$3', '$4')} limit $3`,
  values: [serviceId, kind, limit, ...cursor(after, before)],
})

/** All senders of a service. */
export const sendersOf = (serviceId: string): Statement => ({
  name: 'api_sender_all',
  text: `select ${senderColumns} from api_messaging_sender where service_id = $1 order by id`,
  values: [serviceId],
})

/** The service that one of a client's numbers is in. */
export const serviceOfNumber = (clientId: string, number: string): Statement => ({
  name: 'api_service_of_number',
  text: `select ${serviceColumns} from api_messaging_service
    where id = (select service_id from api_messaging_sender where client_id = $1 and sender = $2 and kind = 'phone-number')`,
  values: [clientId, number],
})

/** The sender that a recipient knows a service by. */
export const stickySender = (serviceId: string, recipient: string): Statement => ({
  name: 'api_sticky_get',
  text: 'select sender from api_messaging_sticky where service_id = $1 and recipient = $2',
  values: [serviceId, recipient],
})

/** Remembers the sender that a recipient knows a service by. */
export const rememberSender = (serviceId: string, recipient: string, sender: string, at: Date): Statement => ({
  name: 'api_sticky_put',
  text: `insert into api_messaging_sticky (service_id, recipient, sender, chosen_at) values ($1, $2, $3, $4)
    on conflict (service_id, recipient) do update set sender = excluded.sender, chosen_at = excluded.chosen_at`,
  values: [serviceId, recipient, sender, at],
})
