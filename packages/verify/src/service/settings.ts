import { ProblemError, type ProblemFault } from '@trunkline/wire'
import { longestCode, shortestCode } from '../code/code.ts'

/** What a limit counts: sends to one number, to a number's range, of one client, asked for from one address, or to one country. */
export const limitScopes = ['number', 'prefix', 'client', 'ip', 'country'] as const
/** One of {@link limitScopes}. */
export type LimitScope = (typeof limitScopes)[number]

/** So many sends in so long a window, which slides. */
export interface Limit {
  readonly scope: LimitScope
  readonly max: number
  /** Window, seconds. */
  readonly seconds: number
}

/** What a service of a client does differently from the next. All have defaults. */
export interface ServiceSettings {
  /** Digits of a code, 4 to 10. */
  readonly codeLength: number
  /** Seconds that a code is good for, 30 to 86,400. NIST SP 800-63B and ASVS 6.5.5 allow 600. */
  readonly expiresIn: number
  /** Locale of those who name none. */
  readonly locale: string
  /** Host for the last line of texts, to which browsers bind the code; null for no such line. */
  readonly domain: string | null
  /** Own words of the text message, with `{code}` in them and perhaps `{site}`; null for the catalogue's. */
  readonly template: string | null
  /** Wrong codes until a verification is over. */
  readonly mostChecks: number
  /** How often one verification is sent, the first time included. */
  readonly mostSends: number
  /** Seconds to wait after the first, second … send; the last counts for all after it. */
  readonly cooldown: readonly number[]
  /** Whether callers may give codes of their own. */
  readonly customCode: boolean
  /** Whether a call waits for a key before it speaks. What keeps the code off voicemail; on unless somebody turns it off. */
  readonly keyPress: boolean
  /** ISO 3166-1 codes of the countries that numbers may be of; null for all. */
  readonly countries: readonly string[] | null
  /** Kinds of lines that nothing is sent to. */
  readonly refusedLines: readonly string[]
  readonly limits: readonly Limit[]
  /** Wrong codes in a row after which a number or identity is locked, and how long: first, second … time, seconds. */
  readonly failures: number
  readonly lockSeconds: readonly number[]
  /** Wrong codes in a row that are the end: NIST SP 800-63B allows 100. Somebody has to unlock then. */
  readonly mostFailures: number
  /** Whether a range of numbers is blocked by itself where few of its codes come back. */
  readonly fraudGuard: boolean
  /** Unconverted sends to one prefix in an hour from which on it is looked at, and the least share in percent that must come back. */
  readonly fraudSends: number
  readonly fraudConversion: number
  /** Issuer that authenticator apps show; null for the service's name. */
  readonly totpIssuer: string | null
  readonly totpPeriod: number
  readonly totpDigits: number
  /** Steps before and after the present one whose codes are taken. */
  readonly totpSkew: number
}

/** The settings of a service that nobody has changed. */
export const defaultSettings: ServiceSettings = Object.freeze<ServiceSettings>({
  codeLength: 6,
  expiresIn: 600,
  locale: 'en',
  domain: null,
  template: null,
  mostChecks: 5,
  mostSends: 5,
  cooldown: [30, 60, 120, 300],
  customCode: true,
  keyPress: true,
  countries: null,
  refusedLines: ['premium-rate', 'shared-cost', 'toll-free', 'pager', 'uan', 'voicemail'],
  limits: [
    { scope: 'number', max: 10, seconds: 600 },
    { scope: 'number', max: 40, seconds: 86_400 },
    { scope: 'ip', max: 30, seconds: 600 },
    { scope: 'prefix', max: 200, seconds: 3_600 },
    { scope: 'country', max: 50_000, seconds: 3_600 },
    { scope: 'client', max: 100_000, seconds: 3_600 },
  ],
  failures: 10,
  lockSeconds: [900, 3_600, 21_600, 86_400],
  mostFailures: 100,
  fraudGuard: true,
  fraudSends: 30,
  fraudConversion: 15,
  totpIssuer: null,
  totpPeriod: 30,
  totpDigits: 6,
  totpSkew: 1,
})

const integer = (min: number, max: number) => (value: unknown) =>
  Number.isInteger(value) && (value as number) >= min && (value as number) <= max
    ? undefined
    : `an integer from ${min} to ${max}`
const flag = (value: unknown) => (typeof value === 'boolean' ? undefined : 'true or false')
const orNull = (check: (value: unknown) => string | undefined) => (value: unknown) =>
  value === null ? undefined : check(value)
const text = (shape: RegExp, what: string) => (value: unknown) =>
  typeof value === 'string' && shape.test(value) ? undefined : what
const listOf = (most: number, check: (value: unknown) => string | undefined) => (value: unknown) => {
  if (!Array.isArray(value) || value.length === 0 || value.length > most) return `a list of 1 to ${most}`
  return value.map(check).find((fault) => fault !== undefined)
}
const limit = (value: unknown) => {
  const { scope, max, seconds } = (value ?? {}) as Partial<Limit>
  const good = limitScopes.some((one) => one === scope) && integer(1, 1e9)(max) === undefined
  return good && integer(1, 86_400 * 31)(seconds) === undefined ? undefined : 'limits of {scope, max, seconds}'
}
const template = (value: unknown) =>
  typeof value === 'string' && value.length <= 1_000 && value.includes('{code}')
    ? undefined
    : 'a text with {code} in it'

/** How each setting is checked. Gives what is wrong with a value, in words, or nothing. */
const checks: { readonly [Name in keyof ServiceSettings]: (value: unknown) => string | undefined } = {
  codeLength: integer(shortestCode, longestCode),
  expiresIn: integer(30, 86_400),
  locale: text(/^[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8})*$/, 'a locale such as de-CH'),
  domain: orNull(text(/^(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)*$/, 'a host name without scheme and port')),
  template: orNull(template),
  mostChecks: integer(1, 20),
  mostSends: integer(1, 20),
  cooldown: listOf(20, integer(0, 86_400)),
  customCode: flag,
  keyPress: flag,
  countries: orNull(listOf(300, text(/^[A-Z]{2}$/, 'ISO 3166-1 codes such as DE'))),
  refusedLines: (value) =>
    Array.isArray(value) && value.length === 0
      ? undefined
      : listOf(20, text(/^[a-z-]{1,30}$/, 'kinds of lines'))(value),
  limits: (value) => (Array.isArray(value) && value.length === 0 ? undefined : listOf(20, limit)(value)),
  failures: integer(1, 100),
  lockSeconds: listOf(20, integer(1, 86_400 * 30)),
  mostFailures: integer(1, 100),
  fraudGuard: flag,
  fraudSends: integer(1, 1e6),
  fraudConversion: integer(0, 100),
  totpIssuer: orNull(text(/^[^:\p{Cc}]{1,64}$/u, '1 to 64 characters without a colon')),
  totpPeriod: integer(20, 60),
  totpDigits: integer(6, 8),
  totpSkew: integer(0, 2),
}

/** Names of all settings. */
export const settingNames = Object.freeze(Object.keys(checks)) as readonly (keyof ServiceSettings)[]

/**
 * What is kept of changed settings: those of before, those that were given; null takes one back to its default where it is not a value of
 * its own.
 * @throws ProblemError `validation-failed` with a pointer to each that is wrong
 */
export function mergeSettings(
  before: Partial<ServiceSettings>,
  given: Readonly<Record<string, unknown>>,
): Partial<ServiceSettings> {
  const errors: ProblemFault[] = []
  const merged: Record<string, unknown> = { ...before }
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue
    const check = Object.hasOwn(checks, name) ? checks[name as keyof ServiceSettings] : undefined
    const detail = check === undefined ? 'not a setting' : value === null ? undefined : check(value)
    if (detail !== undefined) errors.push({ pointer: `/${name}`, detail })
    else if (value === null) delete merged[name]
    else merged[name] = value
  }
  if (errors.length > 0) throw new ProblemError('validation-failed', undefined, { errors })
  return merged
}

/** Settings with every default filled in. */
export const resolveSettings = (kept: Partial<ServiceSettings>): ServiceSettings => ({ ...defaultSettings, ...kept })
