import type { Database, Queryable } from '@trunkline/postgres'
import { deliveryOrdinalOf, messageUuidOf } from '@trunkline/wire'
import { eraseInbound, type InboundRow, listInbound, readInbound, writeInboundBody } from '../store/inbound-store.ts'
import { lockMessage, readLive, readMessages } from '../store/message-store.ts'
import { firstUuid } from '../store/partition-store.ts'
import { deleteMessage, scanTexts, writeRequest } from '../store/text-store.ts'
import { liveDelivery } from './live.ts'
import type { ContentRequest } from './schema.ts'
import { deliveryIdAt, type StoredDelivery, type StoredMessage, type StoredRequest } from './stored.ts'
import { inboundText, outboundText, type TextMessage, textIndex } from './text-message.ts'

/** Which of a client's texts to list. */
export interface TextFilter {
  /** Addresses as they are kept: E.164, with its prefix where there is one. */
  readonly to?: string | undefined
  readonly from?: string | undefined
  /** Made from this instant on. */
  readonly since?: Date | undefined
  /** Made before this instant. */
  readonly until?: Date | undefined
  /** Only older ones than this text. */
  readonly after?: string | undefined
  /** Only newer ones than this text, the oldest of them first. */
  readonly before?: string | undefined
  readonly limit: number
}

/** Texts, newest first (oldest first where `before` was given). */
export interface TextList {
  readonly texts: readonly TextMessage[]
  /** Where a search that ended early goes on; null where all that was asked for is there, or nothing is left. */
  readonly edge: string | null
}

/** What a change of one text came to: `open` means that it is not final yet. */
export type TextChange = 'done' | 'absent' | 'open'

/** Texts to people and from people, as one list: what the Twilio-compatible edge calls Messages. */
export interface Texts {
  list(clientId: string, filter: TextFilter): Promise<TextList>
  get(clientId: string, id: string): Promise<TextMessage | undefined>
  /** Texts of messages, by the ids of the messages, whoever's they are, as their rows have them. */
  ofMessages(messageIds: readonly string[]): Promise<readonly TextMessage[]>
  /** Erases what a text says, and keeps the rest. Its message must be final. */
  redact(clientId: string, id: string): Promise<TextChange>
  /** Deletes a text with the message that it belongs to, which must be final. */
  remove(clientId: string, id: string): Promise<TextChange>
  /** Takes one of its media away, by its place. */
  removeMedia(clientId: string, id: string, index: number): Promise<TextChange>
}

/** How many windows one list looks through for what is rare, before it gives what it has and where to go on. */
const rounds = 10
const largest = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Makes the operations on texts. */
export function createTexts(db: Database): Texts {
  return {
    list: (clientId, filter) => list(db, clientId, filter),
    get: (clientId, id) => get(db, clientId, id),
    async ofMessages(ids) {
      return (await readMessages(db, ids)).flatMap((message) => outboundText(message) ?? [])
    },
    redact: (clientId, id) =>
      change(db, clientId, id, {
        outbound: (tx, message) => writeRequest(tx, message.id, withoutWords(message.request)),
        inbound: (tx, row) => writeInboundBody(tx, clientId, id, { ...row.body, text: '' }),
      }),
    remove: (clientId, id) =>
      change(db, clientId, id, {
        outbound: (tx, message) =>
          deleteMessage(
            tx,
            message.id,
            message.deliveries.map((_, index) => deliveryIdAt(message.id, index)),
          ),
        inbound: async (tx) => void (await eraseInbound(tx, clientId, id)),
      }),
    removeMedia: (clientId, id, index) =>
      change(db, clientId, id, {
        outbound: (tx, message) => writeRequest(tx, message.id, withoutMedium(message.request, index)),
        inbound: (tx, { body }) =>
          writeInboundBody(tx, clientId, id, { ...body, media: body.media.filter((_, place) => place !== index) }),
      }),
  }
}

async function list(db: Database, clientId: string, filter: TextFilter): Promise<TextList> {
  const { to, from, since, until, after, before, limit } = filter
  const ascending = before !== undefined
  const low = since === undefined ? null : firstUuid(since)
  const high = until === undefined ? null : firstUuid(until)
  // A delivery's id has its message's in it, so the message of the cursor bounds the messages, and the cursor itself what came in.
  const above = (cursor: string | undefined) => larger(cursor ?? null, low)
  const below = (cursor: string | undefined) => smaller(cursor ?? null, high)
  const base = { clientId, to, from, ascending, limit }
  const bounds = (of: (cursor: string) => string) => ({
    above: above(before === undefined ? undefined : of(before)),
    below: below(after === undefined ? undefined : of(after)),
  })
  const [out, came] = await Promise.all([
    search(db, { ...base, ...bounds(messageUuidOf) }),
    listInbound(db, { ...base, ...bounds((cursor) => cursor) }),
  ])
  // What lies behind the place where the search ended is not known, so what came in there waits for the next page.
  const near = (id: string) => out.edge === null || (ascending ? id < out.edge : id > out.edge)
  const inbound = came.map(inboundText).filter(({ id }) => near(id))
  const direction = ascending ? 1 : -1
  const texts = [...(await current(db, out.messages)), ...inbound].sort((a, b) =>
    a.id < b.id ? -direction : direction,
  )
  return { texts: texts.slice(0, limit), edge: texts.length >= limit ? null : out.edge }
}

type Search = Parameters<typeof scanTexts>[1]

async function search(
  db: Database,
  wanted: Search,
): Promise<{ readonly messages: StoredMessage[]; readonly edge: string | null }> {
  const messages: StoredMessage[] = []
  let scan = wanted
  for (let round = 0; round < rounds; round++) {
    const page = await scanTexts(db, { ...scan, limit: wanted.limit - messages.length })
    messages.push(...page.messages)
    if (messages.length >= wanted.limit) return { messages, edge: null }
    if (page.edge === null) return { messages, edge: null }
    scan = wanted.ascending ? { ...scan, above: page.edge } : { ...scan, below: page.edge }
  }
  return { messages, edge: wanted.ascending ? scan.above : scan.below }
}

const larger = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b > a) ? b : a)
const smaller = (a: string | null, b: string | null): string | null => (a === null || (b ?? largest) < a ? b : a)

/** The texts of messages with where they are now. Those that are not final are read again, at one instant with their rows in the queue. */
async function current(db: Queryable, messages: readonly StoredMessage[]): Promise<TextMessage[]> {
  const open = messages.filter((message) => !message.final)
  const read = await readLive(
    db,
    open.map(({ id }) => id),
    open.map((message) => deliveryIdAt(message.id, textIndex(message))),
  )
  const live = new Map(read.map((one) => [one.message.id, one]))
  return messages.flatMap((message) => {
    const now = live.get(message.id)
    if (now === undefined) return outboundText(message) ?? []
    const [row] = now.rows
    const stored = now.message.deliveries[textIndex(now.message)] as StoredDelivery
    return outboundText(now.message, row === undefined ? stored : liveDelivery(stored, row.state)) ?? []
  })
}

async function get(db: Database, clientId: string, id: string): Promise<TextMessage | undefined> {
  const message = await outbound(db, clientId, id)
  if (message !== undefined) return (await current(db, [message]))[0]
  const row = await readInbound(db, clientId, id)
  return row === undefined ? undefined : inboundText(row)
}

/** The message whose text has this id. A text's id names its place in the message, so another delivery's is not one. */
async function outbound(db: Queryable, clientId: string, id: string): Promise<StoredMessage | undefined> {
  const [message] = await readMessages(db, [messageUuidOf(id)])
  return message !== undefined && isTextOf(message, clientId, id) ? message : undefined
}

function isTextOf(message: StoredMessage, clientId: string, id: string): boolean {
  const index = textIndex(message)
  return message.clientId === clientId && index >= 0 && deliveryOrdinalOf(id) === index + 1 && id.endsWith('00')
}

interface Ways {
  readonly outbound: (tx: Queryable, message: StoredMessage) => Promise<void>
  readonly inbound: (tx: Queryable, row: InboundRow) => Promise<void>
}

function change(db: Database, clientId: string, id: string, ways: Ways): Promise<TextChange> {
  return db.transaction(async (tx) => {
    const message = await lockMessage(tx, messageUuidOf(id))
    if (message !== undefined && isTextOf(message, clientId, id)) {
      if (!message.final) return 'open'
      await ways.outbound(tx, message)
      return 'done'
    }
    const row = await readInbound(tx, clientId, id)
    if (row === undefined) return 'absent'
    await ways.inbound(tx, row)
    return 'done'
  })
}

/** A request that says nothing any more; the addresses of its media stay, for they are resources of their own. */
function withoutWords({ content = {}, sealed: _sealed, ...request }: StoredRequest): StoredRequest {
  const media = (of: ContentRequest) => (of.media === undefined ? {} : { media: of.media })
  const sms = content.sms?.media === undefined ? {} : { sms: media(content.sms) }
  return { ...request, content: { ...media(content), ...sms } }
}

function withoutMedium(request: StoredRequest, index: number): StoredRequest {
  const { content = {} } = request
  const without = (media: readonly string[] = []) => ({ media: media.filter((_, place) => place !== index) })
  const changed =
    content.sms?.media === undefined
      ? { ...content, ...without(content.media) }
      : { ...content, sms: { ...content.sms, ...without(content.sms.media) } }
  return { ...request, content: changed }
}
