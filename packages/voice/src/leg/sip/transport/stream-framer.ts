import { readInteger } from '../message/grammar.ts'
import { limits } from '../message/parse-message.ts'

/** What a stream gives: a message's bytes, or a keep-alive that is to be answered (RFC 5626, section 3.5.1). */
export type Framed =
  | { readonly kind: 'message'; readonly bytes: Uint8Array }
  | { readonly kind: 'ping' }
  /** Nothing more can be told apart on this stream. What there is of the message may be answered; then it is closed. */
  | { readonly kind: 'broken'; readonly why: string; readonly bytes?: Uint8Array }

const lengthField = /(?:^|\r\n)(?:content-length|l)[ \t]*:[ \t]*(?:\r\n[ \t]+)?([^\r\n]*)/gi

/** Cuts a stream into messages by Content-Length (RFC 3261, section 18.3). Keeps no more than one message at a time. */
export class StreamFramer {
  #kept: Buffer = Buffer.alloc(0)
  #broken = false
  /** A line end came that may be the first of two. */
  #half = false

  /** Takes what came; gives what is whole. */
  push(bytes: Uint8Array): Framed[] {
    if (this.#broken) return []
    this.#kept = this.#kept.length === 0 ? Buffer.from(bytes) : Buffer.concat([this.#kept, bytes])
    const found: Framed[] = []
    for (;;) {
      const next = this.#next()
      if (next === undefined) return found
      found.push(next)
      if (next.kind === 'broken') {
        this.#broken = true
        this.#kept = Buffer.alloc(0)
        return found
      }
    }
  }

  #next(): Framed | undefined {
    if (this.#kept[0] === 13 || this.#kept[0] === 10) return this.#keepAlive()
    const end = this.#kept.indexOf('\r\n\r\n', 0, 'latin1')
    if (end < 0 || end > limits.head) {
      if (this.#kept.length <= limits.head) return undefined
      return { kind: 'broken', why: 'the headers are too long', bytes: this.#kept.subarray(0, limits.head) }
    }
    const head = this.#kept.subarray(0, end + 4)
    const length = contentLength(head.toString('latin1'))
    // On a stream the field must be there: without it nobody knows where the next message begins.
    if (length === undefined) return { kind: 'broken', why: 'Content-Length is missing or malformed', bytes: head }
    if (length > limits.body) return { kind: 'broken', why: 'the body is too long', bytes: head }
    const total = head.length + length
    if (this.#kept.length < total) return undefined
    this.#half = false
    const message = this.#take(total)
    return { kind: 'message', bytes: message }
  }

  /** Two line ends between messages are a keep-alive; one alone is nothing. */
  #keepAlive(): Framed | undefined {
    if (this.#kept[0] !== 13 || (this.#kept.length > 1 && this.#kept[1] !== 10)) {
      return { kind: 'broken', why: 'a line end is malformed' }
    }
    if (this.#kept.length < 2) return undefined
    // A run of them in one piece, and answered once: to cut off each would copy all that is behind it each time.
    let end = 2
    while (this.#kept[end] === 13 && this.#kept[end + 1] === 10) end += 2
    const ends = end / 2 + (this.#half ? 1 : 0)
    this.#half = ends % 2 === 1
    this.#take(end)
    return ends > 1 ? { kind: 'ping' } : this.#next()
  }

  #take(length: number): Buffer {
    const taken = this.#kept.subarray(0, length)
    this.#kept = Buffer.from(this.#kept.subarray(length))
    return taken
  }
}

/** All Content-Length fields must say the same: with two that differ, two readers would cut the stream differently. */
function contentLength(head: string): number | undefined {
  const values = new Set(Array.from(head.matchAll(lengthField), ([, value = '']) => value.trim()))
  const [only] = values
  return values.size === 1 ? readInteger(only, 2 ** 31) : undefined
}
