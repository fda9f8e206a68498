import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Client } from '../client/client.ts'
import { CredentialCache } from './credential-cache.ts'
import type { Login } from './login.ts'

const client = (id: string, parentId: string | null = null): Client => ({
  id,
  sid: `AC${id}`,
  name: id,
  status: 'active',
  disabledAt: null,
  disabledReason: null,
  disabledBy: null,
  closedAt: null,
  parentId,
  declared: false,
  createdAt: new Date(0),
  updatedAt: new Date(0),
})

const login = (of: Client): Login => ({ client: of, kind: 'token', sid: of.sid })

test('what is remembered is bounded, and the oldest goes first', () => {
  const cache = new CredentialCache(2)
  for (const id of ['a', 'b', 'c']) cache.put(cache.keyOf(id), login(client(id)))
  assert.deepEqual(
    ['a', 'b', 'c'].map((id) => cache.get(cache.keyOf(id))?.client.id),
    [undefined, 'b', 'c'],
  )
})

test('a client is forgotten with its subaccounts, the others stay', () => {
  const cache = new CredentialCache(10)
  for (const each of [client('a'), client('sub', 'a'), client('b')]) cache.put(cache.keyOf(each.id), login(each))
  cache.forget('a')
  assert.deepEqual(
    ['a', 'sub', 'b'].map((id) => cache.get(cache.keyOf(id))?.client.id),
    [undefined, undefined, 'b'],
  )
  cache.forget()
  assert.equal(cache.get(cache.keyOf('b')), undefined)
})

test('the key does not hold the header, and differs from process to process', () => {
  const header = 'Basic c2VjcmV0'
  const cache = new CredentialCache(10)
  assert.equal(cache.keyOf(header), cache.keyOf(header))
  assert.notEqual(cache.keyOf(header), new CredentialCache(10).keyOf(header))
  assert.ok(!cache.keyOf(header).includes('c2VjcmV0'))
})
