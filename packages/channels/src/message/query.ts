import type { Queryable } from '@trunkline/postgres'
import { isSid, messageUuidOf, ProblemError, sidFromUuid, uuidFromSid } from '@trunkline/wire'
import { parseEmail } from '../addresses/email.ts'
import { parsePhone } from '../addresses/phone.ts'
import type { ChannelName } from '../ports.ts'
import { readLive, readMessages } from '../store/message-store.ts'
import { scanMessages } from '../store/scan-store.ts'
import type { MessageView } from './schema.ts'
import { type DeliveryStatus, deliveryStatuses } from './status.ts'
import { deliveryIdAt, deliveryPrefixes, type StoredMessage } from './stored.ts'
import { viewOf } from './view.ts'

/** Which of a client's messages to list. */
export interface MessageFilter {
  readonly status?: string
  readonly channel?: ChannelName
  readonly to?: string
  /** Cursor of the page before. */
  readonly after?: string
  readonly limit?: number
}

/** A page of messages, newest first. */
export interface MessagePage {
  readonly messages: MessageView[]
  readonly next: string | null
}

/** The most messages on a page. */
export const pageLimit = 200
/** How many messages one request looks at for those that match; then the page ends and its cursor goes on. */
const window = 5_000
/** How many of those that may match are worked out in a second round, where too few of the first did. */
const secondRound = 500

/**
 * One message of a client, by its SID or that of one of its deliveries.
 * @throws ProblemError `not-found`, also for messages of other clients
 */
export async function getMessage(db: Queryable, clientId: string, sid: string): Promise<MessageView> {
  const [view] = await views(db, [await ownMessage(db, clientId, sid)])
  return view as MessageView
}

/** The stored message of a client. @throws ProblemError `not-found` */
export async function ownMessage(db: Queryable, clientId: string, sid: string): Promise<StoredMessage> {
  const [message] = await readMessages(db, [messageIdOf(sid)])
  if (message === undefined || message.clientId !== clientId) throw notFound(sid)
  return message
}

/** UUID of the message that a SID names, its own or a delivery's. @throws ProblemError `not-found` */
export function messageIdOf(sid: string): string {
  if (!isSid(sid) || !(sid.startsWith('NT') || deliveryPrefixes.some((prefix) => sid.startsWith(prefix))))
    throw notFound(sid)
  return messageUuidOf(uuidFromSid(sid))
}

function notFound(sid: string): ProblemError {
  return new ProblemError('not-found', `there is no message ${JSON.stringify(sid)}`)
}

/** Messages with what the queue knows of them now. Those that are not final are read again, at one instant with their rows there. */
export async function views(db: Queryable, messages: readonly StoredMessage[]): Promise<MessageView[]> {
  const open = messages.filter((message) => !message.final)
  const ids = open.flatMap(({ id, deliveries }) =>
    deliveries.flatMap((delivery, index) => (delivery.final ? [] : [deliveryIdAt(id, index)])),
  )
  const read = await readLive(
    db,
    open.map((message) => message.id),
    ids,
  )
  const live = new Map(read.map((one) => [one.message.id, one]))
  return messages.map((message) => {
    const now = live.get(message.id)
    return now === undefined
      ? viewOf(message)
      : viewOf(now.message, new Map(now.rows.map((row) => [row.delivery_id, row])))
  })
}

/**
 * A client's messages, newest first. A page may hold fewer than asked for and still have a cursor: a rare status is looked for in a
 * bounded number of messages at a time.
 * @throws ProblemError `query-invalid`
 */
export async function listMessages(db: Queryable, clientId: string, filter: MessageFilter): Promise<MessagePage> {
  const limit = Math.min(Math.max(filter.limit ?? 50, 1), pageLimit)
  const status = checkedStatus(filter.status)
  const { channel } = filter
  const base = { clientId, ...addressFilter(filter.to), status, channel, window }
  const found: MessageView[] = []
  let before = cursorOf(filter.after)
  let edge: string | null = null
  for (const round of [limit + 1, secondRound]) {
    const page = await scanMessages(db, { ...base, before, edge, limit: round })
    edge = page.edge
    for (const message of await views(db, page.messages)) {
      if (found.length === limit) return { messages: found, next: found.at(-1)?.id ?? null }
      before = uuidFromSid(message.id)
      if (matches(message, status, channel)) found.push(message)
    }
    if (page.messages.length < round) return { messages: found, next: edge === null ? null : sidFromUuid('NT', edge) }
  }
  return { messages: found, next: before === null ? null : sidFromUuid('NT', before) }
}

function matches(message: MessageView, status: DeliveryStatus | undefined, channel: ChannelName | undefined): boolean {
  return (
    (status === undefined || message.status === status) && (channel === undefined || message.channels.includes(channel))
  )
}

function checkedStatus(status: string | undefined): DeliveryStatus | undefined {
  if (status === undefined || (deliveryStatuses as readonly string[]).includes(status))
    return status as DeliveryStatus | undefined
  throw invalid('/status', `${JSON.stringify(status)} is not a status; use one of ${deliveryStatuses.join(', ')}`)
}

function cursorOf(after: string | undefined): string | null {
  if (after === undefined) return null
  if (!isSid(after, 'NT')) throw invalid('/after', 'the cursor must be the next of the page before')
  return uuidFromSid(after)
}

function addressFilter(to: string | undefined): { phone?: string; email?: string } {
  if (to === undefined) return {}
  if (to.includes('@') && !to.includes(':')) {
    const email = parseEmail(to)
    if (email.ok) return { email: email.address }
    throw invalid('/to', email.reason)
  }
  // In a query, a plus sign that was not encoded arrives as a blank.
  const phone = parsePhone(to.replace(/^ /, '+'))
  if (phone.ok) return { phone: phone.address }
  throw invalid('/to', phone.reason)
}

function invalid(pointer: string, detail: string): ProblemError {
  return new ProblemError('query-invalid', detail, { errors: [{ pointer, detail }] })
}
