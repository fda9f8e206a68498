import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOpenTo, type PageRequest, type Reach } from './page-access.ts'

const home: Reach = { bind: '127.0.0.1', publicUrl: undefined }
const local: PageRequest = { peer: '127.0.0.1', headers: { host: 'localhost:4000' } }

test('a browser on this machine sees the pages of a server on loopback', () => {
  for (const host of ['localhost:4000', '127.0.0.1:4000', '[::1]:4000', 'trunkline.localhost', 'LOCALHOST']) {
    assert.equal(isOpenTo({ peer: '::ffff:127.0.0.1', headers: { host } }, home), true, host)
  }
  assert.equal(isOpenTo(local, { bind: 'localhost', publicUrl: 'http://127.0.0.1:4000' }), true)
})

test('a foreign name that was pointed at this machine does not', () => {
  for (const host of [
    'evil.example',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '',
    undefined,
    'a b',
    '10.0.0.1',
  ]) {
    assert.equal(isOpenTo({ peer: '127.0.0.1', headers: { host } }, home), false, String(host))
  }
})

test('nor does another machine, a proxy, or anybody once the server is reachable from outside', () => {
  assert.equal(isOpenTo({ ...local, peer: '10.0.0.2' }, home), false)
  assert.equal(isOpenTo({ ...local, peer: undefined }, home), false)
  assert.equal(isOpenTo({ ...local, headers: { ...local.headers, 'x-forwarded-for': '127.0.0.1' } }, home), false)
  assert.equal(isOpenTo(local, { bind: '0.0.0.0', publicUrl: undefined }), false)
  assert.equal(isOpenTo(local, { bind: '127.0.0.1', publicUrl: 'https://trunkline.example' }), false)
})
