import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Result, Statement } from '@trunkline/postgres'
import { WatchedClients } from './watched-clients.ts'

function watching(...ids: readonly string[]) {
  const watched = new Set(ids)
  const asked: (readonly string[])[] = []
  const db = {
    async query<Row>({ values }: Statement): Promise<Result<Row>> {
      const [among] = values as [readonly string[]]
      asked.push(among)
      const rows = among.filter((id) => watched.has(id)).map((clientId) => ({ clientId }))
      return { rows: rows as Row[], rowCount: rows.length }
    },
  }
  const clients = new WatchedClients(db)
  const rowsOf = (...of: readonly string[]) => clients.rowsOf(of.map((clientId) => ({ clientId })))
  return { watched, asked, rowsOf }
}

const a = { clientId: 'a' }
const b = { clientId: 'b' }

test('gives the rows of clients whose texts ask for callbacks, in their order', async () => {
  const { rowsOf, asked } = watching('a')
  assert.deepEqual(await rowsOf('b', 'a', 'b', 'a'), [a, a])
  assert.deepEqual(asked, [['b', 'a']])
})

test('remembers who asks for callbacks, and looks each time whether somebody has begun to', async () => {
  const { rowsOf, asked, watched } = watching('a')
  await rowsOf('a', 'b')
  assert.deepEqual(await rowsOf('a', 'b'), [a])
  watched.add('b')
  assert.deepEqual(await rowsOf('b', 'a'), [b, a])
  assert.deepEqual(await rowsOf('b', 'a'), [b, a])
  assert.deepEqual(asked, [['a', 'b'], ['b'], ['b']])
})

test('asks nothing where there is no row of a client that it does not know', async () => {
  const { rowsOf, asked } = watching()
  assert.deepEqual(await rowsOf(), [])
  assert.deepEqual(asked, [])
})
