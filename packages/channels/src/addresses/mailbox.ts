import { type Email, parseEmail } from './email.ts'
import type { AddressFault } from './phone.ts'

/** An e-mail address with the name that is shown beside it. */
export interface Mailbox extends Email {
  /** Empty where none is given. */
  readonly name: string
}

/**
 * Reads a sender: `no-reply@acme.example`, `Acme <no-reply@acme.example>` or `"Acme, Inc." <no-reply@acme.example>`. The name
 * may have any characters but line breaks and other control characters, which would end the header that it goes into.
 */
export function parseMailbox(raw: string): Mailbox | AddressFault {
  const text = raw.trim()
  if (text.length > 512) return { ok: false, reason: 'the sender is too long' }
  if (/[\x00-\x1f\x7f\u0085\u2028\u2029]/.test(text))
    return { ok: false, reason: 'the sender has a line break or another control character' }
  const parts = /^(.*?)<([^<>]*)>$/.exec(text)
  const email = parseEmail(parts ? parts[2]! : text)
  return email.ok ? { ...email, name: unquote((parts?.[1] ?? '').trim()) } : email
}

/** Takes the quotes off a quoted string of RFC 5322 §3.2.4. */
function unquote(name: string): string {
  const quoted = /^"(.*)"$/.exec(name)
  return quoted ? quoted[1]!.replace(/\\(.)/g, '$1') : name
}
