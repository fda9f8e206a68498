/** Packs tables for shipping: raw deflate, base64. */
import { deflateRawSync } from 'node:zlib'
import type { Json } from './tables.ts'

/** A table file to look at: one resource to a line, so that a change shows in a diff. */
export function readable(table: Json): string {
  return `${JSON.stringify(table, null, 1)
    .replace(/\n {7,}/g, ' ')
    .replace(/\n +([\]}])/g, '$1')}\n`
}

/** The tables packed together, one to a line: they share so many names that apart they would take a third more. */
export function pack(tables: readonly Json[]): string {
  const text = tables.map((table) => JSON.stringify(table)).join('\n')
  return deflateRawSync(text, { level: 9, memLevel: 9 }).toString('base64')
}
