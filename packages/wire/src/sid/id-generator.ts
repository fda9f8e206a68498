import { randomBytes as systemRandomBytes } from '#crypto'
import type { SidPrefix } from './prefixes.ts'
import { type Sid, sidFromUuid } from './sid.ts'

/** Where an id generator takes time and chance from. */
export interface IdGeneratorOptions {
  /** Milliseconds since 1970; may stand still or go back, the ids don't. */
  readonly now: () => number
  /** Gives `length` random bytes. Default: the platform's cryptographic generator. Asked for a few kilobytes at a time. */
  readonly randomBytes?: (length: number) => Uint8Array
}

/** Makes ids that grow: each is greater, as text and as bytes, than all that the same generator gave before. */
export interface IdGenerator {
  /** A UUIDv7 with 62 random bits, for anything that is no message, delivery or event. */
  uuid(): string
  /** A UUIDv7 whose last two bytes are zero: room for deliveries and events (see `lineage.ts`). 46 random bits and a counter that starts at random. */
  messageUuid(): string
  /** A SID with the digits of {@link uuid}. */
  sid<Prefix extends SidPrefix>(prefix: Prefix): Sid<Prefix>
}

const poolSize = 4096
const counterLimit = 0x1000
const hexOfByte: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const hexOfCounter: readonly string[] = Array.from({ length: counterLimit }, (_, n) => n.toString(16).padStart(3, '0'))

/**
 * Makes an {@link IdGenerator}.
 *
 * Layout: 48 bits of Unix milliseconds, version 7, a 12-bit counter, the variant, random bits. Within a millisecond the counter
 * counts up from a random value below 2,048 (RFC 9562 §6.2, method 1), so it has room for at least 2,048 ids; when it is full, the
 * stamp runs one millisecond ahead of the clock. When the clock goes back, the last stamp stays until time has caught up. Two
 * processes that make 30,000 message ids a second each meet about once in five thousand years, and then a unique key refuses the second.
 */
export function createIdGenerator({ now, randomBytes = systemRandomBytes }: IdGeneratorOptions): IdGenerator {
  let pool: Uint8Array = new Uint8Array(0)
  let used = 0
  let stamp = -1
  let counter = 0
  let stampText = ''

  function take(length: number): number {
    if (used + length > pool.length) {
      pool = randomBytes(poolSize)
      used = 0
    }
    const start = used
    used += length
    return start
  }

  function startMillisecond(millisecond: number): void {
    const at = take(2)
    stamp = millisecond
    counter = (((pool[at] ?? 0) << 8) | (pool[at + 1] ?? 0)) & 0x7ff
    const hex = millisecond.toString(16).padStart(12, '0')
    stampText = `${hex.slice(0, 8)}-${hex.slice(8)}-7`
  }

  /** Bytes 0 to 13 as text: `tttttttt-tttt-7ccc-vrrr-rrrrrrrr`. */
  function head(): string {
    const millisecond = Math.floor(now())
    if (millisecond > stamp) startMillisecond(millisecond)
    else if (++counter >= counterLimit) startMillisecond(stamp + 1)
    const at = take(6)
    const variant = hexOfByte[((pool[at] ?? 0) & 0x3f) | 0x80]
    return `${stampText}${hexOfCounter[counter]}-${variant}${hexOfByte[pool[at + 1] ?? 0]}-${hexOfByte[pool[at + 2] ?? 0]}${hexOfByte[pool[at + 3] ?? 0]}${hexOfByte[pool[at + 4] ?? 0]}${hexOfByte[pool[at + 5] ?? 0]}`
  }

  function uuid(): string {
    const start = head()
    const at = take(2)
    return start + hexOfByte[pool[at] ?? 0] + hexOfByte[pool[at + 1] ?? 0]
  }

  return {
    uuid,
    messageUuid: () => `${head()}0000`,
    sid: (prefix) => sidFromUuid(prefix, uuid()),
  }
}
