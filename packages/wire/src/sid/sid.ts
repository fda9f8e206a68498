import type { SidPrefix } from './prefixes.ts'

/** A string identifier at an edge: a two-letter prefix and 32 lower-case hexadecimal digits, those of a UUID. */
export type Sid<Prefix extends string = string> = `${Prefix}${string}`

const sidShape = /^[A-Z]{2}[0-9a-f]{32}$/
const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether `value` has the shape of a SID and, where a prefix is given, begins with it. Upper-case digits are refused: one thing has one name. */
export function isSid<Prefix extends SidPrefix>(value: unknown, prefix?: Prefix): value is Sid<Prefix> {
  return typeof value === 'string' && (prefix === undefined || value.startsWith(prefix)) && sidShape.test(value)
}

/** Whether `value` is a UUID in its canonical text form (RFC 9562 §4), lower case, of any version. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && uuidShape.test(value)
}

/**
 * The SID of a UUID: the prefix and the digits without hyphens.
 * Not checked beyond its length, because every status move passes here; the store gives canonical lower-case text.
 * @throws RangeError when `uuid` is not 36 characters long
 */
export function sidFromUuid<Prefix extends SidPrefix>(prefix: Prefix, uuid: string): Sid<Prefix> {
  if (uuid.length !== 36) throw new RangeError(`not a UUID: ${JSON.stringify(uuid)}`)
  return `${prefix}${uuid.slice(0, 8)}${uuid.slice(9, 13)}${uuid.slice(14, 18)}${uuid.slice(19, 23)}${uuid.slice(24)}`
}

/**
 * The UUID inside a SID, in canonical text form.
 * @throws RangeError when `sid` is not a SID: check what comes from outside with {@link isSid} first
 */
export function uuidFromSid(sid: string): string {
  if (!sidShape.test(sid))
    throw new RangeError(`not a SID (two letters and 32 lower-case hex digits): ${JSON.stringify(sid)}`)
  return `${sid.slice(2, 10)}-${sid.slice(10, 14)}-${sid.slice(14, 18)}-${sid.slice(18, 22)}-${sid.slice(22)}`
}
