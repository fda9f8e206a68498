import type { SendMailOptions } from 'nodemailer'
import { parseEmail } from '../../addresses/email.ts'
import { type Mailbox, parseMailbox } from '../../addresses/mailbox.ts'
import type { Category, OutboundMessage, Outcome } from '../../ports.ts'
import type { LoadedFile } from './attachments.ts'
import type { BounceAddresses } from './bounce-address.ts'
import type { SmtpGatewayConfig } from './config.ts'

/** What every message of a gateway has in common. */
export interface MailRules {
  readonly from: Mailbox
  readonly replyTo: Mailbox | null
  /** Domain of Message-IDs. */
  readonly domain: string
  readonly bounces: BounceAddresses | null
  readonly successReports: boolean
  readonly unsubscribe: SmtpGatewayConfig['unsubscribe']
}

/** Who writes to whom, checked. */
export interface Parties {
  readonly from: Mailbox
  readonly to: string
}

/** The sender and the recipient of a message, or the refusal where one of them cannot be. */
export function partiesOf(message: OutboundMessage, rules: MailRules): Parties | Outcome {
  const to = parseEmail(message.to)
  if (!to.ok) return { kind: 'refused', errorCode: 'recipient-invalid', reason: to.reason, failover: false }
  const from = message.from === undefined ? rules.from : parseMailbox(message.from)
  if (!('name' in from)) return { kind: 'refused', errorCode: 'sender-invalid', reason: from.reason, failover: true }
  const { text, html, attachments = [] } = message.content
  if (!text && !html && attachments.length === 0) {
    return {
      kind: 'refused',
      errorCode: 'content-empty',
      reason: 'the message has neither text nor html',
      failover: false,
    }
  }
  return { from, to: to.address }
}

/**
 * The Message-ID of a delivery, without its angle brackets: the same for each attempt, so that a message that went out twice is
 * recognised (RFC 5322 §3.6.4 asks that it be unique to the message).
 */
export function messageIdOf(deliveryId: string, domain: string): string {
  return `${deliveryId.toLowerCase()}@${domain}`
}

/** The message as nodemailer takes it. `now` is its date, in milliseconds since the epoch. */
export function composeMail(
  message: OutboundMessage,
  parties: Parties,
  files: readonly LoadedFile[],
  rules: MailRules,
  now: number,
): SendMailOptions {
  const { deliveryId, content } = message
  const { from, to } = parties
  return {
    messageId: `<${messageIdOf(deliveryId, rules.domain)}>`,
    date: new Date(now),
    from: { name: from.name, address: from.address },
    to: { name: '', address: to },
    ...(rules.replyTo ? { replyTo: { name: rules.replyTo.name, address: rules.replyTo.address } } : {}),
    subject: headerText(content.subject ?? ''),
    ...(content.text ? { text: bodyText(content.text) } : {}),
    ...(content.html ? { html: bodyText(content.html) } : {}),
    attachments: files.map(({ filename, content: bytes, contentType }) => ({ filename, content: bytes, contentType })),
    headers: headersOf(message, to, rules),
    envelope: { from: rules.bounces?.addressFor(deliveryId) ?? from.address, to: [to] },
    ...(rules.bounces ? { dsn: reportsWanted(deliveryId, to, rules) } : {}),
    // What the client sends is data: nothing in it may make us read a file or call a URL.
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** RFC 3461: reports with the headers alone, of failures, and of success where it is wanted. */
function reportsWanted(deliveryId: string, to: string, rules: MailRules) {
  const notify = rules.successReports ? ['SUCCESS' as const, 'FAILURE' as const] : ['FAILURE' as const]
  return { ret: 'HDRS' as const, envid: deliveryId, notify, orcpt: `rfc822;${to}` }
}

function headersOf(message: OutboundMessage, to: string, rules: MailRules): Record<string, string> {
  // RFC 3834 §5: so that out-of-office programs don't answer.
  return { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(message, to, rules.unsubscribe) }
}

/** The categories whose messages can be unsubscribed from, where the configuration does not say. */
export const unsubscribable: readonly Category[] = ['marketing']

/** RFC 2369 and RFC 8058: the URL first, since some readers look at the first alone. */
function unsubscribeHeaders(
  message: OutboundMessage,
  to: string,
  unsubscribe: MailRules['unsubscribe'],
): Record<string, string> {
  if (!(unsubscribe?.categories ?? unsubscribable).includes(message.category)) return {}
  const { deliveryId, messageId, clientId, unsubscribeUrl } = message
  const url =
    unsubscribe?.url === undefined
      ? unsubscribeUrl
      : fillTemplate(unsubscribe.url, { deliveryId, messageId, clientId, to })
  if (url === undefined) return {}
  const mailto =
    unsubscribe?.mailto === undefined
      ? ''
      : `, <mailto:${unsubscribe.mailto}?subject=${encodeURIComponent(`unsubscribe ${deliveryId}`)}>`
  return { 'List-Unsubscribe': `<${url}>${mailto}`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
}

/** Puts values, percent-encoded, where the template has `{name}`. */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    values[name] === undefined ? whole : encodeURIComponent(values[name]),
  )
}

/** Text that goes into a header: no line break and no control character, which could end the header and begin another. */
function headerText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\x00-\x1f\x7f\u0085\u2028\u2029]+/g, ' ')
    .trim()
}

/** NUL may not be in a message (RFC 5321 §4.5.2, RFC 5322 §2.1), and half a surrogate pair is no text. */
function bodyText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '')
}
