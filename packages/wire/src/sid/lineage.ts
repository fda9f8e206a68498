/**
 * Ids that carry their parent, so that no index is needed to go from a delivery or an event to its message.
 *
 * ```
 *            bytes 0-5     6-7         8-13                     14        15
 * message    unix ms       7, counter  variant, 46 random bits  0         0
 * delivery   the message's bytes 0-13                           ordinal   0
 * event      the message's bytes 0-13                           ordinal   sequence of the move
 * ```
 *
 * Ordinal and sequence run from 1 to 255. All three are well-formed UUIDv7 (RFC 9562 §5.7 leaves these bytes to the maker), and they
 * sort as message, first delivery, its events, second delivery, and so on. All functions here work on canonical text (36 characters,
 * lower case) and only cut and join strings, because they run for every status move.
 */
const hexOfByte: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

function checked(name: string, value: number): string {
  const hex = value >= 1 && hexOfByte[value]
  if (!hex) throw new RangeError(`${name} is ${value}; it must be a whole number from 1 to 255`)
  return hex
}

function checkedUuid(uuid: string): string {
  if (uuid.length !== 36) throw new RangeError(`not a UUID: ${JSON.stringify(uuid)}`)
  return uuid
}

/**
 * The UUID of a message's delivery.
 * @param ordinal which of the message's deliveries, 1 to 255
 * @throws RangeError when the ordinal is out of range, or `messageUuid` is not a UUID
 */
export function deliveryUuid(messageUuid: string, ordinal: number): string {
  return `${checkedUuid(messageUuid).slice(0, 32)}${checked('the ordinal of a delivery', ordinal)}00`
}

/**
 * The UUID of the event that tells of one status move of a delivery.
 * @param sequence which of the delivery's moves, 1 to 255
 * @throws RangeError when the sequence is out of range, or `delivery` is not a UUID
 */
export function eventUuid(delivery: string, sequence: number): string {
  return checkedUuid(delivery).slice(0, 34) + checked('the sequence of an event', sequence)
}

/** The message's UUID, from that of the message itself, one of its deliveries or one of its events. */
export function messageUuidOf(uuid: string): string {
  return `${checkedUuid(uuid).slice(0, 32)}0000`
}

/** The delivery's UUID, from that of the delivery itself or one of its events. */
export function deliveryUuidOf(uuid: string): string {
  return `${checkedUuid(uuid).slice(0, 34)}00`
}

/** Which of its message's deliveries a delivery's or event's UUID names, 1 to 255; 0 for a message. */
export function deliveryOrdinalOf(uuid: string): number {
  return Number.parseInt(checkedUuid(uuid).slice(32, 34), 16)
}

/** Which of its delivery's moves an event's UUID names, 1 to 255; 0 for a delivery or a message. */
export function eventSequenceOf(uuid: string): number {
  return Number.parseInt(checkedUuid(uuid).slice(34, 36), 16)
}

/** Whether the UUID may be a message's: its last two bytes are zero. */
export function isMessageUuid(uuid: string): boolean {
  return uuid.length === 36 && uuid.endsWith('0000')
}

/** Milliseconds since 1970 at which a UUIDv7, or the message that it descends from, was made (RFC 9562 §5.7). */
export function uuidMilliseconds(uuid: string): number {
  return Number.parseInt(checkedUuid(uuid).slice(0, 8) + uuid.slice(9, 13), 16)
}
