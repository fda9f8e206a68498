import { isE164 } from './e164.ts'

/**
 * An address as Twilio's fields `To` and `From` carry it: a bare number, or a channel's prefix and what that channel understands
 * (`whatsapp:+14155550123`, `client:alice`, `sip:bob@example.com;transport=tls`, `messenger:1234`).
 */
export interface Address {
  /** Without its colon, lower case; null for a bare address. */
  readonly prefix: string | null
  /** What stands behind the prefix, as it was given. */
  readonly value: string
  /** Whether `value` is an E.164 number. */
  readonly isNumber: boolean
}

/** RFC 3986 §3.1 allows more; a prefix of one letter would take Windows paths, one of more than 20 is none that anyone uses. */
const prefixed = /^([a-z][a-z0-9+.-]{1,19}):(.+)$/is

/**
 * Takes an address apart. The prefix is kept, never dropped: `whatsapp:+1…` and `+1…` are two places, and to send to the wrong one
 * would be to send an SMS to somebody who asked for WhatsApp. Undefined for empty text and for a prefix with nothing behind it.
 */
export function parseAddress(text: string): Address | undefined {
  const match = prefixed.exec(text)
  const [, prefix, value] = match ?? []
  if (prefix !== undefined && value !== undefined) {
    return { prefix: prefix.toLowerCase(), value, isNumber: isE164(value) }
  }
  if (text === '' || /^[a-z][a-z0-9+.-]{1,19}:$/i.test(text)) return undefined
  return { prefix: null, value: text, isNumber: isE164(text) }
}

/** The address as one text: `prefix:value`, or the bare value. */
export function formatAddress(address: Pick<Address, 'prefix' | 'value'>): string {
  return address.prefix === null ? address.value : `${address.prefix}:${address.value}`
}
