import { parseEmail, parsePhone } from '@trunkline/channels'

/** An address in the one spelling that verifications are found by, as they are started with: a text that is none stays as it is. */
export function spelling(to: string): string {
  const text = to.trim()
  if (text.includes('@')) {
    const mail = parseEmail(text)
    return mail.ok ? mail.address : text
  }
  const phone = parsePhone(text)
  return phone.ok ? phone.e164 : text
}
