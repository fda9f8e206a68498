import { createHash } from 'node:crypto'
import { ProblemError } from '@trunkline/wire'
import { parseEmail } from '../addresses/email.ts'
import { parsePhone } from '../addresses/phone.ts'
import type { Category, ChannelName, PushAddress } from '../ports.ts'
import { canonicalZone } from '../windows/zone-name.ts'

/** What a person allows: false keeps a category off a channel; what is not said is allowed. */
export type Preferences = Readonly<Partial<Record<Category, Readonly<Partial<Record<ChannelName, boolean>>>>>>

/** What a client says of a person. It replaces what was said before; devices apart. */
export interface ProfileInput {
  readonly phone?: string
  readonly email?: string
  readonly timeZone?: string
  readonly locale?: string
  readonly preferences?: Preferences
}

/** One push address of a person. */
export interface Device {
  /** UUID. */
  readonly id: string
  readonly address: PushAddress
  readonly registeredAt: Date
}

/** A person as a client knows them. */
export interface Profile extends ProfileInput {
  /** The client's own name for the person. */
  readonly id: string
  readonly devices: readonly Device[]
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** Names that people may be given: no control characters, and short enough for an index. */
const idShape = /^[^\p{Cc}\p{Cs}]{1,128}$/u

/** @throws ProblemError `validation-failed` */
export function checkRecipientId(id: string): string {
  if (idShape.test(id)) return id
  throw faulty('validation-failed', '/id', '1 to 128 characters, none of them a control character')
}

/**
 * What a client says of a person, in its normal form.
 * @throws ProblemError `number-invalid`, `email-invalid`, `zone-unknown`
 */
export function normalProfile(input: ProfileInput): ProfileInput {
  const { phone, email, timeZone } = input
  if (timeZone !== undefined && canonicalZone(timeZone) === null) {
    throw faulty('zone-unknown', '/timeZone', `${JSON.stringify(timeZone)} is not a time zone; use an IANA name`)
  }
  return {
    ...input,
    ...(phone === undefined ? {} : { phone: addressOf('number-invalid', '/phone', parsePhone(phone)) }),
    ...(email === undefined ? {} : { email: addressOf('email-invalid', '/email', parseEmail(email)) }),
  }
}

function addressOf(
  code: 'number-invalid' | 'email-invalid',
  pointer: string,
  parsed: { readonly ok: true; readonly address: string } | { readonly ok: false; readonly reason: string },
): string {
  if (parsed.ok) return parsed.address
  throw faulty(code, pointer, parsed.reason)
}

/** Where an address has what tells it from others of its type. */
const nameOf: Readonly<Record<PushAddress['type'], string>> = { webpush: 'endpoint', fcm: 'token', apns: 'token' }

/**
 * What tells a push address from others of its type: a hash, since endpoints have no limit to their length.
 * @throws ProblemError `validation-failed` where it has no endpoint or token
 */
export function deviceKey(address: PushAddress): Uint8Array {
  const field = nameOf[address.type]
  const value = address[field]
  if (typeof value === 'string' && value.length > 0 && value.length <= 4_096)
    return createHash('sha256').update(value).digest()
  throw faulty('validation-failed', `/${field}`, `a push address of type ${address.type} has a ${field}`)
}

/** The same for an address that a provider speaks of; undefined where it has none. */
export function keyOfGone(address: PushAddress): Uint8Array | undefined {
  try {
    return deviceKey(address)
  } catch (error) {
    if (error instanceof ProblemError) return undefined
    throw error
  }
}

/** Whether a person allows a category on a channel. */
export const allows = (preferences: Preferences | undefined, category: Category, channel: ChannelName): boolean =>
  preferences?.[category]?.[channel] !== false

function faulty(
  code: 'validation-failed' | 'number-invalid' | 'email-invalid' | 'zone-unknown',
  pointer: string,
  detail: string,
): ProblemError {
  return new ProblemError(code, detail, { errors: [{ pointer, detail }] })
}
