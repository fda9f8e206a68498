/** How values come off the wire: the rules of twilio-node's `deserialize`. */
import { camel } from './table.ts'

// What dayjs calls a date without a zone: it is taken as UTC, where `new Date` would take local time.
const bare = /^(\d{4})[-/]?(\d{1,2})?[-/]?(\d{0,2})[T\s]*(\d{1,2})?:?(\d{1,2})?:?(\d{1,2})?[.:]?(\d+)?$/i

/** A date or instant (ISO 8601, RFC 2822); what is not one comes back as it is. Without a zone it is UTC. */
export function date(value: unknown): unknown {
  if (typeof value === 'number') return new Date(value)
  if (typeof value !== 'string') return value
  const m = bare.exec(value)
  const time = m
    ? Date.UTC(
        Number(m[1]),
        Number(m[2] ?? 1) - 1,
        Number(m[3] || 1),
        Number(m[4] ?? 0),
        Number(m[5] ?? 0),
        Number(m[6] ?? 0),
        Number((m[7] ?? '0').slice(0, 3)),
      )
    : Date.parse(value)
  return Number.isNaN(time) ? value : new Date(time)
}

/** A whole number; what does not begin with one comes back as it is. */
export function integer(value: unknown): unknown {
  const parsed = Number.parseInt(String(value), 10)
  return Number.isNaN(parsed) ? value : parsed
}

/** A number; what does not begin with one comes back as it is. */
export function decimal(value: unknown): unknown {
  const parsed = Number.parseFloat(String(value))
  return Number.isNaN(parsed) ? value : parsed
}

function turnKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnKeys)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [camel(key), inner]))
}

/** Reads one property by its mark in the tables. */
export function read(mark: string, value: unknown): unknown {
  if (mark === '@') return date(value)
  if (mark === '#') return integer(value)
  return mark === '>' ? turnKeys(value) : value
}
