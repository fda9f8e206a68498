import type { SuppressionReason } from './suppression.ts'

/** Twilio's codes for people who opted out, and for numbers that take no texts (https://www.twilio.com/docs/api/errors). */
const twilio: Readonly<Record<string, SuppressionReason>> = {
  21610: 'opt-out',
  63033: 'opt-out',
  21614: 'hard-bounce',
  21635: 'hard-bounce',
  30005: 'hard-bounce',
  30006: 'hard-bounce',
}

/**
 * Enhanced status codes of mailboxes that are not there (RFC 3463, RFC 7505 for 5.1.10). Codes of policy (5.7.x) speak of the sender's standing,
 * and a mailbox that is full (5.2.2) will not be for ever.
 */
const mail = new Set(['5.1.1', '5.1.2', '5.1.10', '5.2.1'])

/**
 * Whether a provider's refusal says that its address is not to be sent to any more.
 * @param gatewayType kind of the gateway that brings it
 */
export function verdictOf(gatewayType: string, errorCode: string | undefined): SuppressionReason | undefined {
  if (errorCode === undefined) return undefined
  if (gatewayType === 'twilio') return Object.hasOwn(twilio, errorCode) ? twilio[errorCode] : undefined
  return gatewayType === 'smtp' && mail.has(errorCode) ? 'hard-bounce' : undefined
}
