const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const two = (value: number): string => (value < 10 ? `0${value}` : String(value))

/** A date as the 2010 API writes it (RFC 2822, UTC, `+0000`): `Tue, 31 Aug 2010 20:36:28 +0000`. */
export function rfc2822(date: Date): string
export function rfc2822(date: Date | null | undefined): string | null
export function rfc2822(date: Date | null | undefined): string | null {
  if (date === null || date === undefined) return null
  const day = `${days[date.getUTCDay()]}, ${two(date.getUTCDate())} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`
  return `${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`
}

/** A date as all other products write it (ISO 8601, UTC, whole seconds): `2015-07-30T20:00:00Z`. */
export function iso8601(date: Date): string
export function iso8601(date: Date | null | undefined): string | null
export function iso8601(date: Date | null | undefined): string | null {
  return date === null || date === undefined ? null : `${date.toISOString().slice(0, 19)}Z`
}
