import { ProblemError } from '@trunkline/wire'
import type { Addresses } from '../ports.ts'
import type { ChallengeChannel } from './challenge.ts'

/** Where a code goes, read and in its one spelling. */
export interface Destination {
  readonly address: string
  /** ISO 3166-1 of a number; null for what is none. */
  readonly country: string | null
  /** The number without its last four digits; null for what is no number. */
  readonly prefix: string | null
  readonly line: string | null
}

/** Digits at the end of a number that are not part of its range: ten thousand numbers that one operator has from one place. */
const rangeDigits = 4

const plain = (address: string): Destination => ({ address, country: null, prefix: null, line: null })

/**
 * Reads the address of a channel.
 * @throws ProblemError `number-invalid`, `email-invalid`, `recipient-missing`
 */
export function readDestination(channel: ChallengeChannel, to: string, addresses: Addresses): Destination {
  if (to.trim() === '') {
    throw new ProblemError('recipient-missing', undefined, {
      errors: [{ pointer: '/to', detail: 'must not be empty' }],
    })
  }
  if (channel === 'totp' || channel === 'push') return plain(to.trim())
  if (channel === 'email') {
    const mail = addresses.email(to)
    if (mail.ok) return plain(mail.address)
    throw new ProblemError('email-invalid', mail.reason, { errors: [{ pointer: '/to', detail: mail.reason }] })
  }
  return readNumber(to, addresses)
}

/** @throws ProblemError `number-invalid` */
export function readNumber(to: string, addresses: Addresses): Destination {
  const phone = addresses.phone(to)
  if (!phone.ok)
    throw new ProblemError('number-invalid', phone.reason, { errors: [{ pointer: '/to', detail: phone.reason }] })
  return { address: phone.e164, country: phone.country, prefix: phone.e164.slice(0, -rangeDigits), line: phone.type }
}
