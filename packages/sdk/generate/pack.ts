/** Packs tables for shipping: raw deflate, base64. */
import { deflateRawSync } from 'node:zlib'
import { deflateAsync } from '@gfx/zopfli'
import type { Json } from './tables.ts'

/** A table file to look at: one resource to a line, so that a change shows in a diff. */
export function readable(table: Json): string {
  return `${JSON.stringify(table, null, 1)
    .replace(/\n {7,}/g, ' ')
    .replace(/\n +([\]}])/g, '$1')}\n`
}

// Printable ASCII but for what a string would have to escape: double quote, backslash, backquote, and the dollar sign.
const alphabet = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).filter((c) => !'"$\\`'.includes(c))

/** Base 91: 13 bits in two characters, lowest bits first. 7 % less than base64. */
export function base91(bytes: Uint8Array): string {
  let text = ''
  let held = 0
  let count = 0
  const put = (): void => {
    const value = held & 8191
    text += `${alphabet[Math.floor(value / 91)]}${alphabet[value % 91]}`
    held >>>= 13
    count -= 13
  }
  for (const byte of bytes) {
    held |= byte << count
    count += 8
    if (count >= 13) put()
  }
  if (count > 0) put()
  return text
}

/** The tables packed together by zopfli (5 % less than zlib's best), one to a line: they share so many names that apart they would take a third more. */
export async function pack(tables: readonly Json[]): Promise<string> {
  const text = tables.map((table) => JSON.stringify(table)).join('\n')
  return base91(await deflateAsync(text, { numiterations: 50 }))
}

/**
 * An order of named tables that packs well. Deflate looks back 32 kB and no further, so neighbours matter: each table is
 * tried at every place until nothing gets smaller.
 */
export function packingOrder(tables: ReadonlyMap<string, string>): string[] {
  const size = (order: readonly string[]): number =>
    deflateRawSync(order.map((name) => tables.get(name)).join('\n'), { level: 9, memLevel: 9 }).length
  let order = [...tables.keys()].sort()
  let best = size(order)
  for (let before = Number.POSITIVE_INFINITY; best < before; ) {
    before = best
    for (const name of [...order]) {
      const others = order.filter((other) => other !== name)
      for (let at = 0; at <= others.length; at++) {
        const candidate = [...others.slice(0, at), name, ...others.slice(at)]
        const bytes = size(candidate)
        if (bytes >= best) continue
        best = bytes
        order = candidate
      }
    }
  }
  return order
}
