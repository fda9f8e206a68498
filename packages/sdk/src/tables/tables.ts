/** The tables of the products, unpacked when the first resource of one is touched. */
import { packedApi, packedOthers, productNames } from '../generated/packed.ts'
import type { ProductTable } from '../rest/table.ts'
import { inflateRaw } from './inflate.ts'

// The digits are printable ASCII without the characters 34, 36, 92 and 96, which strings would have to escape.
const digit = (code: number): number =>
  code - 32 - Number(code > 34) - Number(code > 36) - Number(code > 92) - Number(code > 96)

/** Reads base 91: 13 bits in two characters, lowest bits first. */
export function readBase91(text: string): Uint8Array {
  const bytes: number[] = []
  let held = 0
  let count = 0
  for (let at = 0; at < text.length; at += 2) {
    held |= (digit(text.charCodeAt(at)) * 91 + digit(text.charCodeAt(at + 1))) << count
    for (count += 13; count > 7; count -= 8) {
      bytes.push(held & 255)
      held >>>= 8
    }
  }
  return Uint8Array.from(bytes)
}

/** Unpacks tables, one to a line. */
export function unpack(packed: string): string[] {
  return new TextDecoder().decode(inflateRaw(readBase91(packed))).split('\n')
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
