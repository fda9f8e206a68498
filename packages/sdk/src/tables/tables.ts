/** The tables of the products, unpacked when the first resource of one is touched. */
import { packedApi, packedOthers, productNames } from '../generated/packed.ts'
import type { ProductTable } from '../rest/table.ts'
import { inflateRaw } from './inflate.ts'

/** Reads base 85: five characters for four bytes, from `(` to `~` without backslash and backquote. */
function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array((text.length / 5) * 4)
  const view = new DataView(bytes.buffer)
  for (let group = 0; group * 5 < text.length; group++) {
    let value = 0
    for (let i = 0; i < 5; i++) {
      const code = text.charCodeAt(group * 5 + i)
      value = value * 85 + code - (code < 92 ? 40 : code < 96 ? 41 : 42)
    }
    view.setUint32(group * 4, value)
  }
  return bytes
}

/** Unpacks tables, one to a line. */
export function unpack(packed: string): string[] {
  return new TextDecoder().decode(inflateRaw(bytesOf(packed))).split('\n')
}

const tables = new Map<string, ProductTable>()
let lines: Map<string, string> | undefined

/** One line of what is packed: the table of a product, or `advice`. */
export function packedLine(name: string): string {
  if (name === 'api') return unpack(packedApi)[0] ?? ''
  if (lines === undefined) {
    const names = [...productNames.slice(1), 'advice']
    lines = new Map(unpack(packedOthers).map((line, i) => [names[i] ?? '', line]))
  }
  return lines.get(name) ?? ''
}

/** The table of a product, by the name of its property on the client. */
export function productTable(product: string): ProductTable {
  const table = tables.get(product) ?? (JSON.parse(packedLine(product)) as ProductTable)
  tables.set(product, table)
  return table
}
