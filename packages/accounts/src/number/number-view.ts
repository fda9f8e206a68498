import { ProblemError, parseE164, sidFromUuid } from '@trunkline/wire'
import { readNumber } from '../phone/read-number.ts'
import { viewSettings } from '../settings/check-settings.ts'
import { numberSettings, type SettingsInput, type SettingsView } from '../settings/setting-table.ts'
import type { NumberRow } from '../store/number-store.ts'
import { kindOf, type NumberAbilities, type NumberKind } from './number-kind.ts'

/** A phone number of a client. */
export interface PhoneNumber extends SettingsView<typeof numberSettings> {
  /** `PN` and 32 hex digits. */
  readonly sid: string
  /** E.164. */
  readonly phoneNumber: string
  /** UUID of its client. */
  readonly clientId: string
  /** The browser phone that it rings. */
  readonly identity: string | null
  readonly declared: boolean
  readonly kind: NumberKind
  readonly abilities: NumberAbilities
  /** Taken from what is offered, and not brought along. */
  readonly bought: boolean
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** What sets a number: what is left out stays as it is, null takes it away. */
export type NumberInput = SettingsInput<typeof numberSettings> & { readonly identity?: string | null }

/** What a number can be used for that was brought along. */
export const allAbilities: NumberAbilities = Object.freeze({ voice: true, sms: true, mms: true })

/** What is stored of a number that a client brings along, beside what the client says. */
export const broughtNumber = (number: string) => ({ kind: kindOf(number), abilities: null, bought: false })

/** The row as others see it. */
export const viewOf = (row: NumberRow): PhoneNumber => ({
  sid: sidFromUuid('PN', row.id),
  phoneNumber: row.number,
  clientId: row.client_id,
  identity: row.identity,
  ...viewSettings(numberSettings, row.settings),
  declared: row.declared,
  kind: row.kind ?? kindOf(row.number),
  abilities: row.abilities ?? allAbilities,
  bought: row.bought,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

/** What a number is called that was given no name: `(415) 555-0100` in North America, elsewhere its E.164 form. */
export function defaultName(e164: string): string {
  const [, area, exchange, line] = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(e164) ?? []
  return line === undefined ? e164 : `(${area}) ${exchange}-${line}`
}

/** The number that is called so without having been given a name; null: none. */
export function numberNamed(name: string): string | null {
  const { e164 } = readNumber(name, 'US')
  return e164 !== null && defaultName(e164) === name ? e164 : null
}

/** The number in E.164 form; separators are taken out. @throws ProblemError `number-invalid` */
export function checkNumber(text: string): string {
  const number = parseE164(text)
  if (number !== undefined) return number
  const detail = 'a number in international form, such as +14155550123'
  throw new ProblemError('number-invalid', undefined, { errors: [{ pointer: '/phoneNumber', detail }] })
}

/**
 * The name of a browser phone: Twilio takes letters, digits and underscores and at most 121 characters
 * (https://www.twilio.com/docs/iam/access-tokens); hyphens, dots, pluses and at signs do no harm and let an e-mail address be one.
 * @throws ProblemError `validation-failed`
 */
export function checkIdentity(identity: unknown): string {
  if (typeof identity === 'string' && /^[A-Za-z0-9_.@+-]{1,121}$/.test(identity)) return identity
  const detail = '1 to 121 letters, digits and _ . @ + -'
  throw new ProblemError('validation-failed', undefined, { errors: [{ pointer: '/identity', detail }] })
}
