import assert from 'node:assert/strict'
import { test } from 'node:test'
import { routeOf } from './outer-proxy.ts'

test('what passes goes by the proxy that was there before, but for the exceptions that were made', () => {
  const route = routeOf({
    HTTPS_PROXY: 'http://ana:p%40ss@proxy.example:3128',
    http_proxy: 'proxy.example',
    NO_PROXY: 'intern.example, .corp.example,*.lab.example,one.example:8443',
  })
  const secure = route(true, 'example.com', 443)
  assert.equal(secure?.url.host, 'proxy.example:3128')
  assert.equal(secure.authorization, `Basic ${Buffer.from('ana:p@ss').toString('base64')}`)
  assert.equal(route(false, 'example.com', 80)?.url.host, 'proxy.example')
  const straight = [
    'intern.example',
    'a.intern.example',
    'a.corp.example',
    'a.lab.example',
    'localhost',
    '127.0.0.1',
    '::1',
  ]
  for (const host of straight) assert.equal(route(true, host, 443), undefined, host)
  assert.equal(route(true, 'one.example', 8443), undefined)
  assert.ok(route(true, 'one.example', 443))
  assert.equal(routeOf({ HTTPS_PROXY: 'http://proxy.example', no_proxy: '*' })(true, 'example.com', 443), undefined)
  assert.equal(routeOf({})(true, 'example.com', 443), undefined)
})

test('a proxy of a kind that cannot be used is told, without its password', () => {
  assert.throws(() => routeOf({ HTTPS_PROXY: 'socks5://ana:secret@proxy.example' }), {
    name: 'CommandError',
    message: 'HTTPS_PROXY names a socks5 proxy: run can hand on to http:// and https:// proxies only',
  })
})
