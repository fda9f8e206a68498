import { parseEmail } from '../../addresses/email.ts'
import { type Mailbox, parseMailbox } from '../../addresses/mailbox.ts'
import { createBounceAddresses } from './bounce-address.ts'
import type { MailRules } from './compose-mail.ts'
import type { SmtpGatewayConfig } from './config.ts'

/**
 * Checks what the schema cannot, and brings together what the messages of a gateway have in common.
 * @throws Error in one line that names the field
 */
export function mailRulesOf(name: string, config: SmtpGatewayConfig, secret: Uint8Array): MailRules {
  const from = mailbox(config.from, 'from')
  const { bounce, dkim, unsubscribe } = config
  if (unsubscribe) checkUnsubscribe(unsubscribe)
  return {
    from,
    replyTo: config.replyTo === undefined ? null : mailbox(config.replyTo, 'replyTo'),
    domain: dkim?.domainName.toLowerCase() ?? from.domain,
    bounces: bounce ? createBounceAddresses(bounce.address, name, secret) : null,
    successReports: bounce?.successReports ?? false,
    unsubscribe,
  }
}

function mailbox(text: string, field: string): Mailbox {
  const parsed = parseMailbox(text)
  if (parsed.ok) return parsed
  throw new Error(`${field}: ${parsed.reason}`)
}

function checkUnsubscribe({ url, mailto }: NonNullable<SmtpGatewayConfig['unsubscribe']>): void {
  if (url !== undefined && !/\{(deliveryId|messageId|to)\}/.test(url)) {
    throw new Error(
      'unsubscribe.url: put {deliveryId}, {messageId} or {to} in it; else it does not tell who unsubscribes',
    )
  }
  const email = mailto === undefined ? null : parseEmail(mailto)
  if (email && !email.ok) throw new Error(`unsubscribe.mailto: ${email.reason}`)
}
