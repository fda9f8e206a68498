import { type Phone, parsePhone, type Suppressions } from '@trunkline/channels'
import { isE164, isShortCode, ProblemError, parseAddress, uuidFromSid } from '@trunkline/wire'
import type { Client } from '../../ports.ts'
import { TwilioError } from '../errors/twilio-error.ts'
import { type MessagingServices, serviceSid } from '../messaging/messaging-services.ts'
import type { MessagingService } from '../messaging/service-settings.ts'
import type { TwilioParts } from '../parts.ts'
import type { TwilioCall, TwilioResult } from '../route.ts'
import { uncertain } from '../uncertain.ts'
import { type CreateMessage, encodedBody, quoted, readCreateMessage } from './create-message.ts'
import { createdView } from './message-view.ts'
import type { MessageOrigin, StatusCallback } from './origin.ts'
import { readSender, type TextSender } from './text-sender.ts'

/** What creating a message takes. */
export interface CreateParts extends Pick<TwilioParts, 'accounts' | 'clock'> {
  readonly sender: TextSender
  readonly services: MessagingServices
  readonly suppressions: Pick<Suppressions, 'find'>
}

/** Answers `POST …/Messages.json`. */
export async function createMessage(parts: CreateParts, call: TwilioCall): Promise<TwilioResult> {
  const { account, params, urls } = call
  const now = parts.clock.now()
  const wanted = readCreateMessage(params, now)
  const service = await serviceOf(parts, account, wanted)
  const recipient = readRecipient(wanted.to)
  const from = await senderOf(parts, account, wanted, service, recipient)
  await checkOptOut(parts, account, from, recipient.address)
  await checkMms(parts, wanted, from)
  const begin = wanted.sendAt?.getTime() ?? now
  const validity = wanted.validitySeconds ?? service?.validityPeriod ?? undefined
  const smart = wanted.smartEncoded ?? service?.smartEncoding ?? false
  const text = {
    ...{
      to: recipient.address,
      from,
      text: encodedBody(wanted.body, smart),
      media: wanted.media,
      sendAt: wanted.sendAt,
    },
    expiresAt: validity === undefined ? undefined : new Date(begin + validity * 1000),
    origin: await originOf(parts, account, wanted, service),
  }
  const sent = await parts.sender.send(account, text).catch((error: unknown) => {
    throw refused(error)
  })
  return { status: 201, body: createdView(sent, account.sid, urls, wanted.from === undefined) }
}

/** @throws TwilioError 21610 where the recipient has opted out of the sender */
async function checkOptOut({ suppressions }: CreateParts, account: Client, from: string, to: string): Promise<void> {
  const sending = { channel: 'sms', address: to, from, category: 'transactional' } as const
  if ((await suppressions.find(account.id, sending)) === undefined) return
  throw new TwilioError(21610, `Attempt to send to unsubscribed recipient ${quoted(to)}`)
}

/** A number may be one without MMS. @throws TwilioError 21621 */
async function checkMms({ accounts }: CreateParts, { media }: CreateMessage, from: string): Promise<void> {
  if (media.length === 0 || !isE164(from)) return
  const holder = await accounts.numbers.holderOf(from)
  if (holder === null || holder.abilities.mms) return
  throw new TwilioError(21621, `The 'From' number ${quoted(from)} is not enabled for MMS`)
}

/** A full queue has a code of its own for messages. */
function refused(error: unknown): unknown {
  if (!(error instanceof ProblemError) || error.code !== 'queue-full') return error
  const more = error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter }
  return new TwilioError(21611, {
    message: "This 'From' number has exceeded the maximum number of queued messages",
    cause: error,
    ...more,
  })
}

async function serviceOf(
  { services }: CreateParts,
  account: Client,
  { messagingServiceSid: sid }: CreateMessage,
): Promise<MessagingService | undefined> {
  if (sid === undefined) return undefined
  const service = await services.get(account.id, uuidFromSid(sid.slice(0, 2) + sid.slice(2).toLowerCase()))
  if (service === undefined) throw new TwilioError(21701, `The Messaging Service ${quoted(sid)} does not exist`)
  return service
}

/** @throws TwilioError 21211, 21265, 21268 */
function readRecipient(to: string): Phone {
  if (isShortCode(to) && to.length > 3)
    throw new TwilioError(21265, `The 'To' number ${quoted(to)} cannot be a short code`)
  const phone = parsePhone(to)
  if (!phone.ok)
    throw new TwilioError(21211, `The 'To' number ${quoted(to)} is not a valid phone number: ${phone.reason}`)
  if (phone.type === 'premium-rate') {
    throw new TwilioError(21268, `The 'To' number ${quoted(to)} is a premium number and cannot be sent to`)
  }
  return phone
}

/** The sender: the one that is named, or one of the service's. */
async function senderOf(
  parts: CreateParts,
  account: Client,
  wanted: CreateMessage,
  service: MessagingService | undefined,
  recipient: Phone,
): Promise<string> {
  if (wanted.from === undefined) return pooled(parts, service as MessagingService, recipient)
  const from = readSender(wanted.from)
  if (from === undefined)
    throw new TwilioError(
      21212,
      `The 'From' number ${quoted(wanted.from)} is not a valid phone number, shortcode, or alphanumeric sender ID.`,
    )
  const prefix = parseAddress(from)?.prefix ?? null
  if (prefix !== recipient.prefix) {
    throw new TwilioError(21910, `'From' ${quoted(from)} and 'To' ${quoted(wanted.to)} must be of the same channel`)
  }
  if (from === recipient.address) throw new TwilioError(21266, "'To' and 'From' number cannot be the same")
  if (await parts.sender.mayUse(account, from)) return from
  if (prefix !== null) {
    throw new TwilioError(63007, `Trunkline could not find a channel with the 'From' address ${quoted(from)}`)
  }
  throw new TwilioError(
    uncertain.senderNotUsable,
    `The 'From' phone number ${quoted(from)} is not a valid, message-capable phone number or short code of this account${isE164(from) ? '' : ' for this destination'}.`,
  )
}

async function pooled({ services }: CreateParts, service: MessagingService, recipient: Phone): Promise<string> {
  const chosen = await services.choose(service, recipient.e164)
  if (chosen === 'none') {
    throw new TwilioError(uncertain.emptyPool.none, 'The Messaging Service contains no phone numbers')
  }
  if (chosen === 'unfit') {
    throw new TwilioError(uncertain.emptyPool.unfit, 'The Messaging Service has no sender that may send to this number')
  }
  return recipient.prefix === null ? chosen.from : `${recipient.prefix}:${chosen.from}`
}

/** What is remembered: the request's own callback goes before the application's, and that before the service's. */
async function originOf(
  { accounts }: CreateParts,
  account: Client,
  { statusCallback, applicationSid, sendAt }: CreateMessage,
  service: MessagingService | undefined,
): Promise<MessageOrigin> {
  const application = applicationSid === undefined ? undefined : await applicationOf(accounts, account, applicationSid)
  const url = statusCallback ?? application ?? service?.statusCallback ?? undefined
  const callbacks: StatusCallback[] = url === undefined ? [] : [{ url }]
  return {
    edge: 'twilio',
    ...(service === undefined ? {} : { messagingServiceSid: serviceSid(service) }),
    ...(sendAt === undefined ? {} : { scheduled: true }),
    ...(callbacks.length === 0 ? {} : { callbacks }),
  }
}

/** @throws TwilioError for an application that the account does not have */
async function applicationOf(
  { applications }: CreateParts['accounts'],
  account: Client,
  sid: string,
): Promise<string | undefined> {
  try {
    const { messageStatusCallback, smsStatusCallback } = await applications.get(account.id, sid)
    return messageStatusCallback ?? smsStatusCallback ?? undefined
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'not-found') throw error
    throw new TwilioError(uncertain.applicationUnknown, {
      message: `The ApplicationSid ${quoted(sid)} does not exist`,
      cause: error,
    })
  }
}
