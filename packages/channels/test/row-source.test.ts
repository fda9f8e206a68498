import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachEngine } from '@trunkline/testkit'
import { rowSource, valueAt } from '../src/store/row-source.ts'

interface Row {
  readonly id: string
  readonly name: string | null
  readonly count: number | null
  readonly done: boolean
  readonly said: object | null
}

const source = rowSource<Row>('r', 2, [
  ['id', 'uuid', (row) => row.id],
  ['name', 'text', (row) => row.name],
  ['count', 'bigint', (row) => row.count],
  ['done', 'boolean', (row) => row.done],
  ['said', 'jsonb', (row) => (row.said === null ? null : JSON.stringify(row.said))],
])
const id = (n: number) => `01a1fcec-fefa-73d6-99ff-${String(n).padStart(12, '0')}`

describeOnEachEngine('rows of a batch', [], (open) => {
  const roundTrip = async (t: Parameters<typeof open>[0], rows: readonly Row[]) => {
    const db = await open(t)
    const { rows: back } = await db.query<Row & { n: number; same: boolean }>({
      text: `select r.*, ${valueAt(2, 'uuid', 'r.n')} = r.id as same from ${source.from} where $1::text = 'first' order by r.n`,
      values: ['first', ...source.values(rows)],
    })
    assert.deepEqual(
      back.map(({ n, same, ...row }) => ({ ...row, n: Number(n), same })),
      rows.map((row, index) => ({ ...row, n: index + 1, same: true })),
    )
  }

  test('come out as they went in, whatever is in their texts and documents', async (t) => {
    const names = [
      'plain',
      'with "quotes", {braces} and \\ backslash',
      'NULL',
      '',
      'two\nlines\r\tand a tab',
      'ü 漢 🎉',
      null,
    ]
    await roundTrip(
      t,
      names.map((name, n) => ({
        ...{ id: id(n), name, count: n === 3 ? null : n * 1e12, done: n % 2 === 0 },
        said: n === 4 ? null : { name, 'a\nkey': ['\\n', '\u2028', { deep: null }] },
      })),
    )
  })

  test('may say the same in all rows, in some that follow one another, or in all but one', async (t) => {
    const same = { name: 'a "name"', count: 7, done: false, said: { a: '\\n' } }
    const none = { name: null, count: null, done: true, said: null }
    const numbered = (rows: readonly Omit<Row, 'id'>[]) => rows.map((row, n) => ({ id: id(n), ...row }))
    await roundTrip(t, numbered([same, same, same]))
    await roundTrip(t, numbered([none, none]))
    await roundTrip(t, numbered([same, same, none, none, same]))
    await roundTrip(t, numbered([none, same, none]))
  })

  test('may be none, or one whose values are all null', async (t) => {
    await roundTrip(t, [])
    await roundTrip(t, [{ id: id(1), name: null, count: null, done: false, said: null }])
  })
})
