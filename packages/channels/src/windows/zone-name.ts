import { BoundedMap } from './bounded-map.ts'

/**
 * Names that ICU, and so `Intl`, still gives as the main ones, and those that the IANA database has now (its file
 * `backward` keeps the old ones as links). The last is a zone that was merged.
 */
const renamed: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
  'Asia/Choibalsan': 'Asia/Ulaanbaatar',
}

const primaryNames = new Set(Intl.supportedValuesOf('timeZone'))
const names = new BoundedMap<string, string | null>(2_000)

/**
 * The present IANA name of a zone, whatever the case of its letters: `asia/calcutta` gives `Asia/Kolkata`. Null when
 * Node does not know the zone. A bare offset such as `+05:45` is not a zone: it would miss every change of the clocks.
 */
export function canonicalZone(name: string): string | null {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{1,63}$/.test(name)) return null
  const known = names.get(name)
  if (known !== undefined) return known
  const canonical = findName(name)
  names.set(name, canonical)
  return canonical
}

function findName(name: string): string | null {
  const epoch = Temporal.Instant.fromEpochMilliseconds(0)
  try {
    const zoned = epoch.toZonedDateTimeISO(name)
    const own = zoned.timeZoneId
    if (renamed[own] || primaryNames.has(own)) return renamed[own] ?? own
    const primary = [...primaryNames].find((it) => zoned.equals(epoch.toZonedDateTimeISO(it)))
    return primary ? (renamed[primary] ?? primary) : own
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
