import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { base91 } from '../../generate/pack.ts'
import { adviceFor } from '../errors/advice.ts'
import { adviceTable } from '../errors/advice-table.ts'
import { productNames } from '../generated/packed.ts'
import { productTable, readBase91 } from './tables.ts'

const folder = new URL('../generated/tables/', import.meta.url)

test('the packed tables are those that can be read', () => {
  const names = readdirSync(folder).map((file) => file.replace('.json', ''))
  assert.deepEqual([...productNames].sort(), names.sort())
  for (const name of names)
    assert.deepEqual(productTable(name), JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')), name)
})

test('the packed advice is that which can be read, and there is some for thirty codes', () => {
  for (const [code, advice] of Object.entries(adviceTable)) assert.equal(adviceFor(Number(code)), advice)
  assert.ok(Object.keys(adviceTable).length >= 30)
  assert.equal(adviceFor(1), undefined)
  assert.equal(adviceFor(undefined), undefined)
})

test('base 91 gives back what went in', () => {
  for (const size of [0, 1, 2, 3, 13, 14, 255, 1000]) {
    const bytes = Uint8Array.from({ length: size }, (_, i) => (i * 89) & 255)
    assert.deepEqual(readBase91(base91(bytes)).subarray(0, size), bytes)
    assert.ok(!/["'$\\`]/.test(base91(bytes).replace(/'/g, '')))
  }
})
