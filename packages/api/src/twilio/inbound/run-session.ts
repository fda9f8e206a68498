import { createHash } from 'node:crypto'
import type { TextMessage } from '@trunkline/channels'
import {
  callFormWebhook,
  type FormWebhookEnd,
  type FormWebhookParts,
  ReceiverAway,
  targetOf,
  type WebhookFault,
} from '@trunkline/events'
import { ProblemError } from '@trunkline/wire'
import type { Client, Clock, Log } from '../../ports.ts'
import type { MessageOrigin } from '../messages/origin.ts'
import type { TextSender } from '../messages/text-sender.ts'
import { uncertain } from '../uncertain.ts'
import type { CookieJar, CookieJars } from './cookie-jars.ts'
import { inboundParams } from './inbound-params.ts'
import type { InboundTarget, Place } from './inbound-target.ts'
import { readDocument } from './read-document.ts'
import type { ReplyBrake } from './reply-brake.ts'
import { type PlannedReply, planReplies, type ReplyPlan } from './reply-plan.ts'

/** What asking about an incoming message takes. */
export interface SessionParts extends FormWebhookParts {
  readonly clock: Clock
  readonly log: Log
  readonly sender: TextSender
  readonly cookies: CookieJars
  readonly brake: ReplyBrake
}

/** An incoming message that somebody is to be asked about. */
export interface InboundSession {
  readonly client: Client
  readonly authToken: string
  readonly text: TextMessage
  readonly target: InboundTarget
  readonly signal: AbortSignal
  /** Called before each document. */
  readonly hold: () => Promise<void>
}

/** What is wrong, and whether nothing of the document can be run. */
interface Noted extends WebhookFault {
  readonly fatal: boolean
}

/**
 * Asks what to do about an incoming message, and does it: fetches a document, sends the messages that it asks for, goes on where it redirects. When a document
 * cannot be fetched or run, the fallback is asked, once. Run again after a process died, no message is sent twice: each has a key of its own.
 *
 * ```
 *  first URL ──> document ──messages──> sent ──<Redirect>──> document …
 *      │             │
 *      └──fails──> fallback (ErrorCode, ErrorUrl) ──> document …
 * ```
 */
export async function runSession(parts: SessionParts, session: InboundSession): Promise<void> {
  const { text, target } = session
  const jar = await parts.cookies.open(session.client.id, text.from ?? '', text.to)
  const params = inboundParams(text, target.messagingServiceSid)
  const state: State = { jar, documents: 0, replies: 0, fallback: target.fallback }
  let next: Step | null = {
    ...{ place: target.first, params, purpose: 'message-incoming' },
  }
  while (next !== null) {
    await session.hold()
    const { end, plan, fault }: Fetched = await fetchPlan(parts, session, state, next)
    // A document that came in time is still run: its messages are only handed to the queue.
    if (!end.ok && session.signal.aborted) throw new Error('the process stops; another goes on')
    await jar.keep()
    const failure = end.ok ? fault : end.fault
    if (failure !== undefined) {
      const { fallback } = state
      state.fallback = null
      const told: Record<string, string> = {
        ...params,
        ErrorCode: String(failure.code),
        ErrorUrl: next.place.url.split('#', 1)[0] ?? '',
      }
      // Nobody is there, and nobody else to ask: all of it is done again later. Messages that were sent are not sent twice. Where a document leads to
      // a receiver of another place that is not there, that is the end: whoever is there would be asked over and over.
      const again = targetOf(next.place.url) === targetOf(target.first.url)
      if (again && !fallback && !end.ok && end.away) throw new ReceiverAway(next.place.url)
      next = fallback && { place: fallback, params: told, purpose: 'message-fallback' }
      continue
    }
    for (const reply of plan?.replies ?? []) await sendReply(parts, session, state, reply)
    next = plan?.redirect ? { place: plan.redirect, params: next.params, purpose: next.purpose } : null
  }
}

/** A document to be fetched. */
interface Step {
  readonly place: Place
  readonly params: Record<string, string>
  readonly purpose: string
}

interface State {
  readonly jar: CookieJar
  documents: number
  replies: number
  /** Null once it was asked. */
  fallback: Place | null
}

interface Fetched {
  readonly end: FormWebhookEnd
  readonly plan: ReplyPlan | undefined
  readonly fault: WebhookFault | undefined
}

async function fetchPlan(
  parts: SessionParts,
  { client, authToken, text, signal }: InboundSession,
  state: State,
  { place, params, purpose }: Step,
): Promise<Fetched> {
  state.documents += 1
  let plan: ReplyPlan | undefined
  let fault: Noted | undefined
  const end = await callFormWebhook(parts, {
    ...{ clientId: client.id, authToken, purpose, params, signal, url: place.url, method: place.method },
    idempotencyToken: tokenOf(text.id, state.documents),
    cookies: (url) => state.jar.header(url),
    onCookies: (url, header) => state.jar.take(url, header),
    read: async (answer, url) => {
      const made = await readPlan(parts, client, text, answer, url)
      plan = limited(made.plan, state, made.notes)
      fault = made.notes.find(({ fatal }) => fatal)
      return summed(made.notes)
    },
  })
  return { end, plan, fault }
}

/** Reads an answer as messages and a redirect; what is wrong with it in `notes`. */
async function readPlan(
  { sender }: SessionParts,
  client: Client,
  { from, to }: TextMessage,
  answer: Parameters<typeof readDocument>[0],
  url: string,
): Promise<{ readonly plan: ReplyPlan | undefined; readonly notes: Noted[] }> {
  const read = readDocument(answer)
  const context = { url, person: from ?? '', ours: to }
  switch (read.kind) {
    case 'empty':
      return { plan: undefined, notes: [] }
    case 'fault':
      return { plan: undefined, notes: [{ ...read.fault, fatal: true }] }
    case 'text': {
      const reply = { to: context.person, from: to, text: read.text, media: [], callbacks: [] }
      if (read.text.length <= 1600) return { plan: { replies: [reply], redirect: null, warnings: [] }, notes: [] }
      return {
        plan: undefined,
        notes: [{ code: 14103, message: 'the text is longer than 1600 characters', fatal: false }],
      }
    }
    case 'twiml': {
      const plan = planReplies(read.document, context)
      const refused = await refusedSenders(sender, client, plan.replies)
      const warnings = [...plan.warnings, ...read.warnings, ...refused.map(foreignSender)]
      const replies = plan.replies.filter((reply) => !refused.includes(reply))
      return { plan: { ...plan, replies }, notes: warnings.map((warning) => ({ ...warning, fatal: false })) }
    }
  }
}

const foreignSender = ({ from }: PlannedReply): WebhookFault => ({
  code: 14102,
  message: `from is no sender of this account: ${from}`,
})

async function refusedSenders(
  sender: TextSender,
  client: Client,
  replies: readonly PlannedReply[],
): Promise<readonly PlannedReply[]> {
  const allowed = await Promise.all(replies.map(({ from }) => sender.mayUse(client, from)))
  return replies.filter((_, index) => allowed[index] === false)
}

/** What of a plan the limits leave. */
function limited(plan: ReplyPlan | undefined, { documents, replies }: State, notes: Noted[]): ReplyPlan | undefined {
  if (plan === undefined) return undefined
  const { documents: mostDocuments, messages } = uncertain.replyLimits
  const room = Math.max(0, messages - replies)
  if (plan.replies.length > room) {
    notes.unshift({ code: 14109, message: `more than ${messages} messages for one that came in`, fatal: false })
  }
  const stops = plan.redirect !== null && documents >= mostDocuments
  if (stops)
    notes.unshift({ code: 14106, message: `more than ${mostDocuments} documents for one message`, fatal: false })
  return { ...plan, replies: plan.replies.slice(0, room), redirect: stops ? null : plan.redirect }
}

/** All that was noted, as one entry of the request log: the first one's code. */
function summed(notes: readonly Noted[]): WebhookFault | undefined {
  const [first] = notes
  return first && { code: first.code, message: notes.map(({ code, message }) => `${code} ${message}`).join('; ') }
}

async function sendReply(
  { sender, brake, log }: SessionParts,
  { client, text, target }: InboundSession,
  state: State,
  reply: PlannedReply,
): Promise<void> {
  state.replies += 1
  const about = { message: text.id, reply: state.replies }
  if (!brake.admits(reply.from, reply.to)) {
    log.warn({ ...about, code: 14107 }, 'a reply was left out: two numbers answer each other too often')
    return
  }
  const callbacks =
    reply.callbacks.length > 0 || target.serviceCallback === null ? reply.callbacks : [{ url: target.serviceCallback }]
  const origin: MessageOrigin = {
    ...{ edge: 'twilio', direction: 'outbound-reply' },
    ...(target.messagingServiceSid === null ? {} : { messagingServiceSid: target.messagingServiceSid }),
    ...(callbacks.length === 0 ? {} : { callbacks }),
  }
  try {
    await sender.send(client, { ...reply, origin, idempotencyKey: `twiml:${text.id}:${state.replies}` })
  } catch (error) {
    if (!(error instanceof ProblemError) || error.retryable) throw error
    // `idempotency-key-reused`: it was sent before this process took over, and the document has changed since.
    log.warn({ ...about, code: error.code }, 'a reply was refused')
  }
}

/** A UUID that is the same whenever the same document of the same message is asked for. */
function tokenOf(id: string, document: number): string {
  const hex = createHash('sha256').update(`${id}:${document}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
