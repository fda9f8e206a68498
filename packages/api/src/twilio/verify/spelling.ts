import { readNumber } from '@trunkline/accounts'

/** An address in the one spelling that verifications are found by: a number in international form, a mailbox with its domain in lower case. */
export function spelling(to: string): string {
  const text = to.trim()
  if (text.includes('@')) return text.replace(/@[^@]*$/, (domain) => domain.toLowerCase())
  return text.startsWith('+') ? (readNumber(text).e164 ?? text) : text
}
