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

/**
 * Base 85, four bytes in five characters that need no escape in a string of any kind: 6 % less than base64. The last
 * group is filled up with zeros, which inflating does not look at.
 */
export function base85(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 4) {
    let value = 0
    for (let i = 0; i < 4; i++) value = value * 256 + (bytes[at + i] ?? 0)
    let group = ''
    for (let i = 0; i < 5; i++) {
      const digit = value % 85
      group = String.fromCharCode(digit + (digit < 52 ? 40 : digit < 55 ? 41 : 42)) + group
      value = Math.floor(value / 85)
    }
    text += group
  }
  return text
}

/** The tables packed together by zopfli (5 % less than zlib's best), one to a line: they share so many names that apart they would take a third more. */
export async function pack(tables: readonly Json[]): Promise<string> {
  const text = tables.map((table) => JSON.stringify(table)).join('\n')
  return base85(await deflateAsync(text, { numiterations: 50 }))
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
