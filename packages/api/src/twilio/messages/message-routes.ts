import { parsePhone, type TextFilter, type TextMessage } from '@trunkline/channels'
import { ProblemError } from '@trunkline/wire'
import { deleteFeedback, type FeedbackRow, putFeedback } from '../../store/message-feedback-store.ts'
import { TwilioError } from '../errors/twilio-error.ts'
import { rfc2822 } from '../format/dates.ts'
import type { TwilioParams } from '../http/twilio-params.ts'
import { createMessagingServices } from '../messaging/messaging-services.ts'
import { cutPage } from '../paging/cut-page.ts'
import type { TwilioCall, TwilioPage, TwilioResult, TwilioRoute } from '../route.ts'
import { type CreateParts, createMessage } from './create-route.ts'
import { find, type MessageParts, settled } from './find-message.ts'
import { mediaRoutes } from './media-routes.ts'
import { messagePath, messageSid, messageView } from './message-view.ts'
import { createTextSender, readSender } from './text-sender.ts'

const base = 'api/2010-04-01/Accounts/{AccountSid}/Messages'
const noEffect = 'Trunkline has no such feature; the message goes out as it would without it.'

/** What is documented and has no effect, with the reason. */
const ignored = Object.freeze({
  ProvideFeedback: 'Feedback is taken for every message.',
  Attempt: 'Trunkline counts the attempts that it makes.',
  ForceDelivery: noEffect,
  MaxPrice: 'Trunkline does not know prices; the form is checked.',
  PersistentAction: noEffect,
  TrafficType: noEffect,
  SendAsMms: 'A message with media goes out as MMS, another one as SMS.',
  RiskCheck: noEffect,
  MessageIntent: noEffect,
})

/** Messages (https://www.twilio.com/docs/messaging/api/message-resource), their media and feedback. */
export function messageRoutes(parts: MessageParts): TwilioRoute[] {
  let made: CreateParts | undefined
  // Made when it is first needed: the documentation makes the list of routes on nothing.
  const creating = (): CreateParts => {
    made ??= {
      ...parts,
      suppressions: parts.channels.suppressions,
      sender: createTextSender(parts),
      services: createMessagingServices(parts),
    }
    return made
  }
  return [
    {
      operation: `POST ${base}.json`,
      ignores: ignored,
      refuses: {
        ContentSid: 'There are no content templates.',
        ShortenUrls: 'Trunkline does not shorten URLs.',
        FallbackFrom: 'There are no RCS senders.',
      },
      differs:
        'A messaging service chooses its sender before the answer; one without a sender that fits is refused with 400.',
      handle: (call) => createMessage(creating(), call),
    },
    {
      operation: `GET ${base}.json`,
      differs: 'DateSent is compared with the time at which the message was made.',
      handle: (call) => list(parts, call),
    },
    { operation: `GET ${base}/{Sid}.json`, handle: async (call) => shown(await find(parts, call, 'Sid'), call) },
    { operation: `POST ${base}/{Sid}.json`, handle: (call) => update(parts, call) },
    {
      operation: `DELETE ${base}/{Sid}.json`,
      differs: 'A message that went out over several channels is deleted with all of them.',
      handle: (call) => remove(parts, call),
    },
    { operation: `POST ${base}/{MessageSid}/Feedback.json`, handle: (call) => feedback(parts, call) },
    ...mediaRoutes(parts),
  ]
}

const shown = (text: TextMessage, { account, urls }: TwilioCall): TwilioResult => ({
  status: 200,
  body: messageView(text, account.sid, urls),
})

async function list({ channels }: MessageParts, call: TwilioCall): Promise<TwilioPage> {
  const { account, page, params, urls } = call
  const { from: since, until } = params.dates('DateSent')
  const filter: TextFilter = {
    ...party(params, 'to', 'To'),
    ...party(params, 'from', 'From'),
    since,
    until,
    limit: page.size + 1,
  }
  const found = await channels.texts.list(account.id, { ...filter, after: page.after, before: page.before })
  const cut = cutPage(found.texts, page, {
    key: 'messages',
    cursor: ({ id }) => id,
    view: (text) => messageView(text, account.sid, urls),
  })
  if (found.edge === null) return cut
  // The search ended before it had found enough: the next page goes on where it ended, also where this one is empty.
  return page.before === undefined ? { ...cut, next: found.edge } : { ...cut, previous: found.edge }
}

/** An address as it is kept; one that is none matches nothing and is looked for as it is. */
function party(params: TwilioParams, name: 'to' | 'from', parameter: string): { [Key in typeof name]?: string } {
  // In a query, a plus sign that was not encoded arrives as a blank.
  const text = params.filled(parameter)?.replace(/^ /, '+').trim()
  if (text === undefined) return {}
  const phone = parsePhone(text)
  return { [name]: phone.ok ? phone.address : (readSender(text) ?? text) }
}

async function update(parts: MessageParts, call: TwilioCall): Promise<TwilioResult> {
  const { account, params } = call
  const [body, status] = [params.text('Body'), params.filled('Status')]
  const text = await find(parts, call, 'Sid')
  if ((body === undefined) === (status === undefined)) throw new TwilioError(30400, 'Give either Body or Status')
  if (status !== undefined && status !== 'canceled')
    throw new TwilioError(30400, "Status can only be set to 'canceled'")
  if (body !== undefined && body !== '') throw new TwilioError(30400, "Body can only be set to ''")
  if (status !== undefined) await cancel(parts, call, text)
  else settled(await parts.channels.texts.redact(account.id, text.id), call)
  return shown(await find(parts, call, 'Sid'), call)
}

async function cancel({ channels }: MessageParts, { account }: TwilioCall, text: TextMessage): Promise<void> {
  const refusal = (cause?: unknown) =>
    new TwilioError(30409, {
      message: 'The message can no longer be canceled',
      ...(cause === undefined ? {} : { cause }),
    })
  if (text.direction === 'inbound' || text.final) throw refusal()
  await channels.cancel(account.id, messageSid({ ...text, media: [] })).catch((error: unknown) => {
    throw error instanceof ProblemError && error.code === 'not-cancelable' ? refusal(error) : error
  })
}

async function remove({ channels, db }: MessageParts, call: TwilioCall): Promise<TwilioResult> {
  const { id } = await find({ channels }, call, 'Sid')
  settled(await channels.texts.remove(call.account.id, id), call)
  await db.query(deleteFeedback(id))
  return { status: 204 }
}

async function feedback(parts: MessageParts, call: TwilioCall): Promise<TwilioResult> {
  const { account, params, urls } = call
  const text = await find(parts, call, 'MessageSid')
  const outcome = params.enumeration('Outcome', ['confirmed', 'unconfirmed']) ?? 'confirmed'
  const { rows } = await parts.db.query<FeedbackRow>(
    putFeedback(text.id, account.id, outcome, new Date(parts.clock.now())),
  )
  const row = rows[0] as FeedbackRow
  const sid = messageSid(text)
  return {
    status: 201,
    body: {
      account_sid: account.sid,
      date_created: rfc2822(row.createdAt),
      date_updated: rfc2822(row.updatedAt),
      message_sid: sid,
      outcome: row.outcome,
      uri: urls.uri(`${messagePath(account.sid, sid)}/Feedback`),
    },
  }
}
