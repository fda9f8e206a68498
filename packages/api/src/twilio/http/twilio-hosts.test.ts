import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createOperationTable } from '../operations/operation-table.ts'
import { TwilioHosts } from './twilio-hosts.ts'

const hosts = new TwilioHosts(createOperationTable().all)

test('the 2010 API is the same with .json and without, and under the prefix of its host', () => {
  assert.equal(
    hosts.route('/2010-04-01/Accounts/AC1/Messages.json?To=a.json', 'x'),
    '/2010-04-01/Accounts/AC1/Messages?To=a.json',
  )
  assert.equal(hosts.route('/2010-04-01/Accounts/AC1/Messages', 'x'), '/2010-04-01/Accounts/AC1/Messages')
  assert.equal(hosts.route('/api/2010-04-01/Accounts.json', undefined), '/2010-04-01/Accounts')
  assert.equal(hosts.route('/2010-04-01/Accounts.csv', 'x'), '/2010-04-01/.other/Accounts.csv')
})

test('a product is found by its host, whatever region, edge, port and domain', () => {
  for (const host of [
    'verify.twilio.com',
    'VERIFY.dublin.ie1.twilio.com',
    'verify.acme.example:4000',
    'verify.localhost:4000',
  ]) {
    assert.equal(hosts.route('/v2/Services?Page=1', host), '/verify/v2/Services?Page=1', host)
  }
  assert.equal(hosts.route('/v2/batch/query', 'lookups.acme.example'), '/lookups/v2/batch/query')
  assert.equal(
    hosts.route('/Organizations/OR1/Accounts', 'preview-iam.twilio.com'),
    '/preview-iam/Organizations/OR1/Accounts',
  )
})

test('Trunkline’s own paths stay its own on a host that is called like a product', () => {
  for (const path of ['/v1/messages', '/v1/client', '/healthz', '/docs', '/', '/verify/v2/Services']) {
    assert.equal(hosts.route(path, 'messaging.acme.example'), path)
  }
  assert.equal(hosts.route('/v1/messages', 'messaging.twilio.com'), '/messaging/v1/messages')
})

test('an ordinary host changes nothing', () => {
  for (const host of [undefined, '', 'localhost:4000', '127.0.0.1:4000', '[::1]:4000', 'trunkline.example', 'verify']) {
    assert.equal(hosts.route('/v2/Services', host), '/v2/Services', String(host))
  }
})

test('every product has its prefixes', () => {
  const prefixes = hosts.prefixes()
  for (const prefix of ['/verify/v2', '/lookups/v1', '/lookups/v2', '/messaging/v1', '/iam/v1', '/flex-api/v1']) {
    assert.ok(prefixes.includes(prefix), prefix)
  }
  assert.ok(!prefixes.some((prefix) => prefix.startsWith('/api/')))
})
