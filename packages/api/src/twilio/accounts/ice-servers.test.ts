import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { traversalToken } from './ice-servers.ts'

test('without servers there is nothing, and no credentials', () => {
  assert.deepEqual(traversalToken([], 'AC1', 0, 60), { servers: [], username: null, credential: null })
})

test('a shared secret becomes credentials that run out', () => {
  const servers = [{ url: 'stun:stun.example:3478' }, { url: 'turn:turn.example:3478?transport=udp', secret: 'shared' }]
  const token = traversalToken(servers, 'AC1', 1_000_500, 60)
  assert.equal(token.username, '1060:AC1')
  assert.equal(token.credential, createHmac('sha1', 'shared').update('1060:AC1').digest('base64'))
  assert.deepEqual(token.servers[0], { url: 'stun:stun.example:3478', urls: 'stun:stun.example:3478' })
  assert.ok(!JSON.stringify(token).includes('shared'))
})

test('fixed credentials are handed on', () => {
  const token = traversalToken([{ url: 'turn:t.example', username: 'u', credential: 'p' }], 'AC1', 0, 60)
  assert.deepEqual([token.username, token.credential], ['u', 'p'])
})
