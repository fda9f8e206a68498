import { isSid, ProblemError, type ProblemFault } from '@trunkline/wire'
import type { SettingKind, SettingsView, StoredSettings, TextKind } from './setting-table.ts'

const longestUrl = 2048
const longestText = 255

const isHttpUrl = (text: string): boolean =>
  text.length <= longestUrl && URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)

/** A SID of another resource, which is only kept: `AD` and 32 hex digits. */
const sid =
  (prefix: string) =>
  (value: string): string | undefined =>
    new RegExp(`^${prefix}[0-9a-f]{32}$`).test(value) ? undefined : `${prefix} and 32 hex digits`

const oneOf =
  (...words: readonly string[]) =>
  (value: string): string | undefined =>
    words.includes(value) ? undefined : words.join(' or ')

/** What is wrong with a value; undefined when nothing is. */
const checks: { readonly [Kind in TextKind]: (value: string) => string | undefined } = {
  url: (value) => (isHttpUrl(value) ? undefined : `an http or https URL of at most ${longestUrl} characters`),
  method: oneOf('GET', 'POST'),
  application: (value) => (isSid(value, 'AP') ? undefined : 'the id of a TwiML application, AP and 32 hex digits'),
  text: (value) =>
    value.length <= longestText && !value.includes('\0') ? undefined : `text of at most ${longestText} characters`,
  'api-version': oneOf('2010-04-01', '2008-08-01'),
  'receive-mode': oneOf('voice', 'fax'),
  'emergency-status': oneOf('Active', 'Inactive'),
  trunk: sid('TK'),
  address: sid('AD'),
  bundle: sid('BU'),
  'identity-document': sid('RI'),
}

function faultOf(kind: SettingKind | undefined, value: unknown): string | undefined {
  if (kind === undefined) return 'there is no such setting'
  if (value === null || value === undefined) return undefined
  if (kind === 'boolean')
    return typeof value === 'boolean' ? undefined : 'true, false, or null to take the setting away'
  return typeof value === 'string' ? checks[kind](value) : 'text, or null to take the setting away'
}

/**
 * Puts new settings over those that were there: what is left out stays, null takes away.
 * @throws ProblemError `field-unknown` or `validation-failed`, with a pointer to each field
 */
export function mergeSettings(
  table: Readonly<Record<string, SettingKind>>,
  before: StoredSettings,
  given: Readonly<Record<string, unknown>>,
): StoredSettings {
  const names = Object.keys(given)
  const unknown = names.filter((name) => !Object.hasOwn(table, name))
  const errors: ProblemFault[] = names.flatMap((name) => {
    const detail = faultOf(Object.hasOwn(table, name) ? table[name] : undefined, given[name])
    return detail === undefined ? [] : [{ pointer: `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, detail }]
  })
  if (unknown.length > 0) throw new ProblemError('field-unknown', undefined, { errors })
  if (errors.length > 0) throw new ProblemError('validation-failed', undefined, { errors })
  const merged = {
    ...before,
    ...Object.fromEntries(names.filter((name) => given[name] !== undefined).map((name) => [name, given[name]])),
  }
  return Object.fromEntries(
    Object.entries(merged).filter((entry): entry is [string, string | boolean] => entry[1] !== null),
  )
}

/** All settings of the table, null where one is not set. */
export function viewSettings<Table extends Readonly<Record<string, SettingKind>>>(
  table: Table,
  stored: StoredSettings,
): SettingsView<Table> {
  const entries = Object.keys(table).map((name) => [name, stored[name] ?? null])
  return Object.fromEntries(entries) as SettingsView<Table>
}
