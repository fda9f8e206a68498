import type { SendRequest, TextMessage } from '@trunkline/channels'
import type { Database } from '@trunkline/postgres'
import { isAlphanumericSender, isE164, isShortCode, parseAddress, uuidFromSid } from '@trunkline/wire'
import type { AccountsPort, ChannelsPort, Client, Clock } from '../../ports.ts'
import { watchClient } from '../../store/webhook-watch-store.ts'
import type { MessageOrigin } from './origin.ts'

/** Of what sending texts is made. */
export interface TextSenderParts {
  readonly accounts: Pick<AccountsPort, 'numbers'>
  readonly channels: Pick<ChannelsPort, 'accept' | 'settings'>
  readonly db: Pick<Database, 'query'>
  readonly clock: Clock
  /** Senders that the gateways of the configuration file name as theirs. */
  readonly gatewaySenders: readonly string[]
}

/** A text that is to be sent, everything about it decided. */
export interface OutgoingText {
  readonly to: string
  readonly from: string
  readonly text: string
  readonly media: readonly string[]
  readonly sendAt?: Date | undefined
  readonly expiresAt?: Date | undefined
  readonly origin: MessageOrigin
  /** A second one with the same key is the first one. */
  readonly idempotencyKey?: string
}

/** Sends texts for accounts. */
export interface TextSender {
  /** Whether the account may send from an address: its own numbers that can, senders that the configuration gives, and names. */
  mayUse(client: Pick<Client, 'id'>, from: string): boolean | Promise<boolean>
  /**
   * Hands a text to the queue; resolves when it is durable.
   * @throws ProblemError for whatever the channels refuse
   */
  send(client: Client, text: OutgoingText): Promise<TextMessage>
}

/** Makes the function that sends. */
export function createTextSender(parts: TextSenderParts): TextSender {
  const { accounts, channels, db, clock } = parts
  const declared = new Set(parts.gatewaySenders)
  const watched = new Set<string>()

  /** Says once a process that the events of this client are to be read, before there are any. */
  async function watch(clientId: string): Promise<void> {
    if (watched.has(clientId)) return
    await db.query(watchClient(clientId, new Date(clock.now())))
    watched.add(clientId)
  }

  return {
    mayUse(client, from) {
      const { prefix, value } = parseAddress(from) ?? { prefix: null, value: from }
      if (declared.has(from) || (prefix === null && isAlphanumericSender(from))) return true
      const mine = (own: boolean) => own || ownSender(channels, client.id, from)
      if (!isE164(value)) return mine(false)
      const held = accounts.numbers.holderOf(value)
      const usable = (holder: Awaited<typeof held>) => holder?.clientId === client.id && holder.abilities.sms
      return held instanceof Promise ? held.then((holder) => mine(usable(holder))) : mine(usable(held))
    },
    async send(client, text) {
      const { callbacks = [] } = text.origin
      if (callbacks.length > 0) await watch(client.id)
      const request = requestOf(text)
      const { message } = await channels.accept(client, request, {
        channel: 'sms',
        origin: { ...text.origin },
        ...(text.idempotencyKey === undefined ? {} : { idempotencyKey: text.idempotencyKey }),
      })
      return accepted(client, message, text)
    },
  }
}

/** Whether a sender is the one that the account's own settings of the channel name. */
async function ownSender(channels: TextSenderParts['channels'], clientId: string, from: string): Promise<boolean> {
  return (await channels.settings.getChannel(clientId, 'sms')).from === from
}

function requestOf({ to, from, text, media, sendAt, expiresAt }: OutgoingText): SendRequest {
  return {
    to: { phone: to },
    from,
    content: { ...(text === '' ? {} : { text }), ...(media.length === 0 ? {} : { media: [...media] }) },
    ...(sendAt === undefined ? {} : { sendAt: sendAt.toISOString() }),
    ...(expiresAt === undefined ? {} : { expiresAt: expiresAt.toISOString() }),
  }
}

type View = Awaited<ReturnType<ChannelsPort['accept']>>['message']

/** The text as it is now, without reading it again. */
function accepted(client: Client, view: View, { text, media, sendAt, origin }: OutgoingText): TextMessage {
  const delivery = view.deliveries[0] as View['deliveries'][number]
  return {
    id: uuidFromSid(delivery.id),
    clientId: client.id,
    direction: 'outbound',
    from: delivery.from,
    to: delivery.to,
    text,
    media: media.map((url) => ({ url, type: null })),
    segments: delivery.segments ?? 1,
    status: delivery.status as TextMessage['status'],
    final: delivery.final,
    errorCode: delivery.errorCode,
    reason: delivery.reason,
    createdAt: new Date(view.createdAt),
    updatedAt: new Date(delivery.timeline.at(-1)?.at ?? view.createdAt),
    sentAt: null,
    sendAt: sendAt ?? null,
    origin: { ...origin },
  }
}

/** The form that a sender is kept in: E.164, a short code, a name, or one of these behind a prefix. Undefined for what is none. */
export function readSender(text: string): string | undefined {
  const address = parseAddress(text.trim())
  if (address === undefined) return undefined
  const { prefix, value } = address
  const compact = value.startsWith('+') ? value.replace(/[\s().-]/g, '') : value
  if (prefix !== null) return /^[^\s]{1,64}$/.test(compact) ? `${prefix}:${compact}` : undefined
  return isE164(compact) || isShortCode(compact) || isAlphanumericSender(compact) ? compact : undefined
}
