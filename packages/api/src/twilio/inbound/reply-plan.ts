import { parsePhone } from '@trunkline/channels'
import type { WebhookFault } from '@trunkline/events'
import { childElements, type TwimlDocument, type TwimlElement, textOf } from '@trunkline/twiml'
import { isHttpUrl } from '../http/twilio-params.ts'
import type { StatusCallback } from '../messages/origin.ts'
import { readSender } from '../messages/text-sender.ts'
import type { Place } from './inbound-target.ts'

/** A message that a document asks for. */
export interface PlannedReply {
  readonly to: string
  readonly from: string
  readonly text: string
  readonly media: readonly string[]
  readonly callbacks: readonly StatusCallback[]
}

/** What a document comes to: messages, then perhaps another document; and what of it was left out. */
export interface ReplyPlan {
  readonly replies: readonly PlannedReply[]
  readonly redirect: Place | null
  readonly warnings: readonly WebhookFault[]
}

/** Where a document stands. */
export interface PlanContext {
  /** Where it came from; what is relative in it is so to this. */
  readonly url: string
  /** Who is answered, and by which of our addresses. */
  readonly person: string
  readonly ours: string
}

const longestBody = 1600
const mostMedia = 10

/**
 * Works out what a messaging document asks for (https://www.twilio.com/docs/messaging/twiml). A verb that is wrong is left out with a warning, and the rest
 * runs. `<Redirect>` ends the document. `action` of a message counts as a status callback like `statusCallback`: what Twilio's documents say of it differs.
 */
export function planReplies({ root }: Pick<TwimlDocument, 'root'>, context: PlanContext): ReplyPlan {
  const replies: PlannedReply[] = []
  const warnings: WebhookFault[] = []
  for (const verb of childElements(root)) {
    if (verb.kind === 'Redirect') return { replies, redirect: readRedirect(verb, context, warnings), warnings }
    if (verb.kind === 'Message' || verb.kind === 'Sms') {
      const reply = readMessage(verb, context)
      if ('code' in reply) warnings.push(reply)
      else replies.push(reply)
    } else {
      warnings.push({ code: 14110, message: `<${verb.kind}> has no meaning in an answer to a message` })
    }
  }
  return { replies, redirect: null, warnings }
}

function readRedirect(verb: TwimlElement, { url }: PlanContext, warnings: WebhookFault[]): Place | null {
  const target = absolute(textOf(verb), url)
  if (target !== undefined)
    return { url: target, method: verb.attributes.method?.toUpperCase() === 'GET' ? 'GET' : 'POST' }
  warnings.push({ code: 11100, message: `<Redirect> leads to what is no URL: ${textOf(verb).slice(0, 200)}` })
  return null
}

function readMessage(verb: TwimlElement, context: PlanContext): PlannedReply | WebhookFault {
  const { to: given = context.person, from: sender = context.ours, method } = verb.attributes
  const to = given === context.person ? given : addressOf(given)
  if (to === undefined) return { code: 14101, message: `to is no phone number: ${given.slice(0, 100)}` }
  const from = readSender(sender)
  if (from === undefined) return { code: 14102, message: `from is no sender: ${sender.slice(0, 100)}` }
  if (method !== undefined && !/^(get|post)$/i.test(method))
    return { code: 14104, message: `method is neither GET nor POST: ${method.slice(0, 20)}` }
  const callbacks = readCallbacks(verb, context)
  if ('code' in callbacks) return callbacks
  const { text, media } = contentOf(verb, context)
  if (text === '' && media.length === 0) return { code: 14103, message: 'the message is empty' }
  if (text.length > longestBody) return { code: 14103, message: `the message is longer than ${longestBody} characters` }
  if (media.length > mostMedia) return { code: 14103, message: `the message has more than ${mostMedia} media` }
  const broken = media.find((url) => !isHttpUrl(url))
  if (broken !== undefined) return { code: 14103, message: `a medium is no URL: ${broken.slice(0, 200)}` }
  return { to, from, text, media, callbacks }
}

function addressOf(text: string): string | undefined {
  const phone = parsePhone(text)
  return phone.ok ? phone.address : undefined
}

function contentOf(
  verb: TwimlElement,
  { url }: PlanContext,
): { readonly text: string; readonly media: readonly string[] } {
  const nouns = childElements(verb)
  const bodies = nouns.filter(({ kind }) => kind === 'Body').map(textOf)
  const media = nouns.filter(({ kind }) => kind === 'Media').map(textOf)
  const text = [textOf(verb), ...bodies].filter((part) => part !== '').join('')
  return { text, media: media.map((one) => absolute(one, url) ?? one) }
}

function readCallbacks(verb: TwimlElement, { url }: PlanContext): readonly StatusCallback[] | WebhookFault {
  const { action, statusCallback, method } = verb.attributes
  const urls = [...new Set([statusCallback, action].filter((text) => text !== undefined && text !== ''))] as string[]
  const callbacks: StatusCallback[] = []
  for (const text of urls) {
    const target = absolute(text, url)
    if (target === undefined) return { code: 14105, message: `a status callback is no URL: ${text.slice(0, 200)}` }
    // The method is that of the action.
    callbacks.push(
      text === action && method?.toUpperCase() === 'GET' ? { url: target, method: 'GET' } : { url: target },
    )
  }
  return callbacks
}

/** A URL of a document as an absolute one, its fragment kept; an empty one is the document's own. */
function absolute(text: string, base: string): string | undefined {
  if (!URL.canParse(text, base)) return undefined
  const { href } = new URL(text, base)
  return isHttpUrl(href) ? href : undefined
}
