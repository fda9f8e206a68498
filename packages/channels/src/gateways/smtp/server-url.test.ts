import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mailServerOf } from './server-url.ts'

test('protocol, host, port and credentials are read', () => {
  assert.deepEqual(mailServerOf({ url: 'smtps://user:p%40ss%3A@mail.example' }), {
    host: 'mail.example',
    port: 465,
    secure: true,
    requireTls: false,
    auth: { user: 'user', pass: 'p@ss:' },
  })
  assert.deepEqual(mailServerOf({ url: 'smtp://127.0.0.1' }), {
    host: '127.0.0.1',
    port: 25,
    secure: false,
    requireTls: false,
    auth: null,
  })
  assert.equal(mailServerOf({ url: 'smtp://user:x@mail.example' }).port, 587)
  assert.equal(mailServerOf({ url: 'smtp://[::1]:2525/' }).host, '::1')
})

test('a password wants TLS, unless the server is this machine or the settings say otherwise', () => {
  assert.equal(mailServerOf({ url: 'smtp://user:x@mail.example' }).requireTls, true)
  assert.equal(mailServerOf({ url: 'smtp://mail.example' }).requireTls, false)
  for (const host of ['127.0.0.1', 'localhost', '[::1]'])
    assert.equal(mailServerOf({ url: `smtp://user:x@${host}` }).requireTls, false, host)
  assert.equal(mailServerOf({ url: 'smtp://user:x@127.0.0.1', tls: { required: true } }).requireTls, true)
  assert.equal(mailServerOf({ url: 'smtp://user:x@mail.example', tls: { required: false } }).requireTls, false)
  assert.equal(mailServerOf({ url: 'smtp://user:x@127.0.0.1.example' }).requireTls, true)
})

test('what is no such URL is refused without the password in the words', () => {
  for (const url of [
    'smtp://',
    'smtps://user:hunter2@',
    'smtp://user:hunter2@host/path',
    'smtp://user:hunter2@host?pool=true',
    'smtp://user:hunter2%@host',
    'smtp://user:hunter2#x@host',
  ]) {
    assert.throws(
      () => mailServerOf({ url }),
      (error) => error instanceof Error && error.message.startsWith('url ') && !error.message.includes('hunter2'),
      url,
    )
  }
})
