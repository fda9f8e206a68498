import type { HttpAnswer, WebhookFault } from '@trunkline/events'
import { parseTwiml, type TwimlDocument, TwimlParseError, validateTwiml } from '@trunkline/twiml'

/** What an answer to an incoming message says: a document, a text to reply with, nothing, or what cannot be run. */
export type ReadDocument =
  | { readonly kind: 'twiml'; readonly document: TwimlDocument; readonly warnings: readonly WebhookFault[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'fault'; readonly fault: WebhookFault }

/** Media types that hold TwiML (https://www.twilio.com/docs/messaging/twiml#twilios-request-to-your-application). */
const markup: ReadonlySet<string> = new Set(['text/xml', 'application/xml', 'text/html'])

/** Reads a successful answer. */
export function readDocument({ headers, body }: Pick<HttpAnswer, 'headers' | 'body'>): ReadDocument {
  const source = new TextDecoder().decode(body)
  if (source.trim() === '') return { kind: 'empty' }
  const type = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (type === 'text/plain') return readPlain(source)
  if (markup.has(type) || type === '') return readMarkup(source)
  return fault(12300, `the answer is ${type}; TwiML is text/xml, a text to reply with is text/plain`)
}

/** Plain text that is TwiML is run; all other is what is replied. */
function readPlain(source: string): ReadDocument {
  const read = /^<(\?xml|Response)/.test(source) ? readMarkup(source) : undefined
  return read?.kind === 'twiml' ? read : { kind: 'text', text: source.trim() }
}

function readMarkup(source: string): ReadDocument {
  try {
    const document = parseTwiml(source, { maxLength: 65_536 })
    const warnings = validateTwiml(document, 'messaging').map(({ twilioCode, message, path }) => ({
      code: twilioCode,
      message: `${path}: ${message}`,
    }))
    return { kind: 'twiml', document, warnings }
  } catch (error) {
    if (error instanceof TwimlParseError) return fault(error.twilioCode, error.message)
    throw error
  }
}

const fault = (code: number, message: string): ReadDocument => ({ kind: 'fault', fault: { code, message } })
