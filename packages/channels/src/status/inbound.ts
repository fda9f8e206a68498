import { appendEvents } from '@trunkline/events'
import type { Database } from '@trunkline/postgres'
import { type IdGenerator, parseAddress, sidFromUuid } from '@trunkline/wire'
import { storableText } from '../message/clean-text.ts'
import type { Clock, InboundMessage, Log } from '../ports.ts'
import { insertInbound } from '../store/inbound-store.ts'
import type { KeywordReplies, KeywordReply } from '../suppression/keyword-replies.ts'
import type { OptOuts } from '../suppression/opt-outs.ts'

/** What {@link createInbound} needs. */
export interface InboundOptions {
  readonly db: Database
  readonly clock: Clock
  readonly ids: IdGenerator
  readonly log: Log
  /** The client that one of our numbers belongs to. */
  readonly ownerOf: (number: string) => Promise<string | undefined>
  readonly optOuts: OptOuts
  /** Answers a person's STOP, START or HELP. */
  readonly replies: Pick<KeywordReplies, 'keep' | 'answer'>
  /** Has a client's settings read anew: its suppressions changed. */
  readonly refresh: (clientId: string) => void
  /** Tells the relay that events were written. */
  readonly onEvents: () => void
}

/**
 * Takes in messages from people: stored once whatever the provider repeats, and told to the client that the number belongs to by the
 * event `message.received`, in one transaction, with what it says about being written to.
 */
export function createInbound({
  db,
  clock,
  ids,
  log,
  ownerOf,
  optOuts,
  replies,
  refresh,
  onEvents,
}: InboundOptions): (message: InboundMessage) => Promise<void> {
  return async (brought) => {
    const message = storable(brought)
    // An address such as whatsapp:+1… belongs to whom the number belongs.
    const clientId = (await ownerOf(parseAddress(message.to)?.value ?? message.to)) ?? null
    if (clientId === null)
      log.warn(
        { gateway: message.gateway, providerId: message.providerId },
        'a message came in for a number that no client has',
      )
    const id = ids.uuid()
    const now = clock.now()
    const effect = await db.transaction(async (tx) => {
      if (!(await insertInbound(tx, { id, clientId, message })) || clientId === null) return undefined
      const taken = await optOuts.take(tx, clientId, message, { ids, now })
      const { gateway, channel, from, to, text, media, at } = message
      const data = {
        clientId: sidFromUuid('AC', clientId),
        inboundId: sidFromUuid('SM', id),
        gateway,
        channel,
        from,
        to,
        text,
        media,
        ...(taken === undefined ? {} : { keyword: taken.keyword }),
        receivedAt: new Date(at).toISOString(),
      }
      const timestamp = new Date(now).toISOString()
      await tx.query(appendEvents([{ id: ids.uuid(), clientId, type: 'message.received', timestamp, data }]))
      if (taken?.reply === undefined) return { reply: undefined }
      const reply: KeywordReply = {
        ...{ clientId, keyword: taken.keyword, text: taken.reply, inboundId: id },
        ...{ from: message.to, to: message.from },
      }
      await replies.keep(tx, reply)
      return { reply }
    })
    onEvents()
    if (clientId === null || effect === undefined) return
    refresh(clientId)
    if (effect.reply !== undefined) await replies.answer(effect.reply)
  }
}

/** Whatever a person or a provider writes can be stored. */
function storable({ from, to, text, media, ...message }: InboundMessage): InboundMessage {
  return {
    ...message,
    from: storableText(from),
    to: storableText(to),
    text: storableText(text),
    media: media.map(({ url, type }) => ({ url: storableText(url), type: storableText(type) })),
  }
}
