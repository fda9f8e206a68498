/** `2026-11-20`: the beginning of the day in UTC; undefined for anything else, also for a day that the calendar has not. */
export function readDay(text: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined
  const date = new Date(`${text}T00:00:00Z`)
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text ? undefined : date
}

const isoShape = /^(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?$/i
const rfc2822Shape = /^([A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(:\d\d)? ([+-]\d{4}|GMT|UTC)$/

/**
 * An instant in ISO 8601 (UTC where no zone is given, as Twilio's documents have it), in RFC 2822, or a day; undefined for anything else.
 */
export function readInstant(text: string): Date | undefined {
  const day = readDay(text)
  if (day !== undefined) return day
  const iso = isoShape.exec(text)
  if (iso !== null) {
    if (readDay(iso[1] ?? '') === undefined) return undefined
    return valid(new Date((iso[4] === undefined ? `${text}Z` : text).replace(' ', 'T')))
  }
  return rfc2822Shape.test(text) ? valid(new Date(text)) : undefined
}

const valid = (date: Date): Date | undefined => (Number.isNaN(date.getTime()) ? undefined : date)
