import { domainToASCII } from 'node:url'
import type { AddressFault } from './phone.ts'

/** An e-mail address that may be sent to. */
export interface Email {
  readonly ok: true
  /** The address as it is kept: the part before the @ as it was given, the domain in lower-case ASCII. */
  readonly address: string
  readonly local: string
  /** A-labels where the domain was written in another script (RFC 5891). */
  readonly domain: string
}

// RFC 5321 §4.5.3.1: 64 octets before the @, 255 of domain, 256 of path with its angle brackets.
const LONGEST_LOCAL = 64
const LONGEST_ADDRESS = 254
const LONGEST_TEXT = 320

/** Dot-string of RFC 5321 §4.1.2: atoms joined by single dots. */
const dotString = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
/** Letters, digits and inner hyphens, 63 at most (RFC 1035 §2.3.4). */
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/**
 * Reads an e-mail address: the subset of RFC 5321 that mail in the open uses. Not taken: quoted local parts, comments,
 * address literals (`user@[192.0.2.1]`), domains of a single label, and local parts outside ASCII, which need an extension
 * (RFC 6531) that many servers lack. A domain in another script is taken and kept in its ASCII form.
 */
export function parseEmail(raw: string): Email | AddressFault {
  const text = raw.trim()
  if (text.length > LONGEST_TEXT) return fault('the e-mail address is too long')
  const at = text.lastIndexOf('@')
  if (at < 1 || at === text.length - 1) return fault('this is not an e-mail address: write it as in ann@example.org')
  const local = text.slice(0, at)
  const localFault = faultOfLocal(local)
  if (localFault !== null) return fault(localFault)
  const domain = asciiDomain(text.slice(at + 1))
  if (domain === null) return fault('what stands behind the @ is not a domain such as example.org')
  const address = `${local}@${domain}`
  if (address.length > LONGEST_ADDRESS) return fault(`the e-mail address has more than ${LONGEST_ADDRESS} characters`)
  return { ok: true, address, local, domain }
}

function faultOfLocal(local: string): string | null {
  if (/[^\x00-\x7f]/.test(local))
    return 'what stands before the @ has letters outside ASCII, which many mail servers refuse'
  if (local.length > LONGEST_LOCAL) return `what stands before the @ has more than ${LONGEST_LOCAL} characters`
  if (!dotString.test(local))
    return 'what stands before the @ has characters, or dots at places, that are not allowed there'
  return null
}

/** The domain in lower-case ASCII; null when it is none, or has a single label. */
function asciiDomain(text: string): string | null {
  // domainToASCII would take percent-escapes, and a port or path would pass through it.
  if (/[%:/?#\\@[\]\s]/.test(text)) return null
  const domain = domainToASCII(text)
  const labels = domain.split('.')
  if (labels.length < 2 || !labels.every((it) => label.test(it))) return null
  return /^\d+$/.test(labels.at(-1) ?? '') ? null : domain
}

function fault(reason: string): AddressFault {
  return { ok: false, reason }
}
