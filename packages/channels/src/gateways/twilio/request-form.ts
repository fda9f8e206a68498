import type { OutboundMessage, Outcome } from '../../ports.ts'
import type { TwilioGatewayConfig } from './config.ts'
import { sayLanguage } from './say-language.ts'
import type { CallParams, MessageParams } from './twilio-api.ts'

/** Who sends: a number (or name), or a Messaging Service that picks one. */
export type TwilioSender = { readonly from: string } | { readonly messagingServiceSid: string }

/** What a message becomes at Twilio. */
export const kindOf = (message: OutboundMessage): 'message' | 'call' =>
  message.channel === 'call' ? 'call' : 'message'

/** `whatsapp` of `whatsapp:+14155550123`; undefined of a plain number. */
function prefixOf(address: string): string | undefined {
  return /^([a-z][a-z0-9_-]*):/i.exec(address)?.[1]
}

/**
 * The sender of a message: its own, else the Messaging Service (not for calls), else the gateway's `from`. Twilio wants both ends of a
 * message on one channel (error 21910), so a plain sender takes over the prefix of the recipient.
 */
export function senderOf(message: OutboundMessage, config: TwilioGatewayConfig): TwilioSender | null {
  const own = message.from
  if (message.channel !== 'call') {
    if (own?.startsWith('MG')) return { messagingServiceSid: own }
    if (own === undefined && config.messagingServiceSid) return { messagingServiceSid: config.messagingServiceSid }
  }
  const from = own ?? config.from
  if (from === undefined) return null
  const prefix = prefixOf(message.to)
  return { from: prefix === undefined || prefixOf(from) !== undefined ? from : `${prefix}:${from}` }
}

/** The refusal of a message that nobody can be the sender of. Another gateway may have one. */
export const noSender: Outcome = {
  kind: 'refused',
  errorCode: 'no-sender',
  reason: "neither the message nor the gateway names a sender; set the gateway's `from` or `messagingServiceSid`",
  failover: true,
}

const longestValidity = 36_000

/**
 * How long Twilio may hold a message in its queue, in whole seconds (`ValidityPeriod`, 1 to 36,000), so that none is sent after its
 * time. Undefined where Twilio's own limit comes first.
 */
export function validityPeriod(expiresAt: number | undefined, now: number): number | undefined {
  if (expiresAt === undefined) return undefined
  const seconds = Math.floor((expiresAt - now) / 1_000)
  return seconds >= longestValidity ? undefined : Math.max(1, seconds)
}

/** The parameters of POST Messages. */
export function messageParams(
  message: OutboundMessage,
  sender: TwilioSender,
  options: { readonly statusCallback?: string; readonly now: number },
): MessageParams {
  return {
    to: message.to,
    ...sender,
    body: message.content.text,
    mediaUrl: message.content.media,
    statusCallback: options.statusCallback,
    validityPeriod: validityPeriod(message.expiresAt, options.now),
  }
}

/**
 * The parameters of POST Calls. The document is the message's own, by URL or in place; without either its text is said.
 */
export function callParams(
  message: OutboundMessage,
  from: string,
  options: { readonly statusCallback?: string },
): CallParams {
  const { url, twiml, text, method, ringSeconds: timeout } = message.content
  const ring = timeout === undefined ? {} : { timeout }
  const document =
    url === undefined ? { twiml: twiml ?? sayText(text ?? '', message.locale) } : { url, ...(method && { method }) }
  const script = { ...document, ...ring }
  if (options.statusCallback === undefined) return { to: message.to, from, ...script }
  return {
    to: message.to,
    from,
    ...script,
    statusCallback: options.statusCallback,
    statusCallbackMethod: 'POST',
    // Several events are several parameters: joined in one they are ignored (Twilio's error 21626).
    statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
  }
}

/** A TwiML document that says a text, in the language of a locale (`de-DE`) where Twilio speaks it. */
export function sayText(text: string, locale?: string): string {
  const language = sayLanguage(locale)
  const attribute = language === undefined ? '' : ` language="${language}"`
  return `<?xml version="1.0" encoding="UTF-8"?><Response><Say${attribute}>${escapeXml(text)}</Say></Response>`
}

/** Text for an XML element: what XML 1.0 cannot hold (§2.2 Char) becomes U+FFFD. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
}
