/** The tables of the products, unpacked when the first resource of one is touched. */
import { packedApi, packedOthers, productNames } from '../generated/packed.ts'
import type { ProductTable } from '../rest/table.ts'
import { inflateRaw } from './inflate.ts'

/** Unpacks tables, one to a line. */
export function unpack(packed: string): string[] {
  const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0))
  return new TextDecoder().decode(inflateRaw(bytes)).split('\n')
}

const tables = new Map<string, ProductTable>()
let lines: Map<string, string> | undefined

function lineOf(product: string): string {
  if (product === 'api') return unpack(packedApi)[0] ?? ''
  if (lines === undefined) {
    const names = productNames.filter((name) => name !== 'api')
    lines = new Map(unpack(packedOthers).map((line, i) => [names[i] ?? '', line]))
  }
  return lines.get(product) ?? ''
}

/** The table of a product, by the name of its property on the client. */
export function productTable(product: string): ProductTable {
  const table = tables.get(product) ?? (JSON.parse(lineOf(product)) as ProductTable)
  tables.set(product, table)
  return table
}
