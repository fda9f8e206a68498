import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { knownOperations } from './operations.ts'

interface Documented {
  readonly id: string
  readonly method: string
  readonly url: string
}

const fixture = new URL('../../test/fixtures/operations.json', import.meta.url)
const documented = (JSON.parse(readFileSync(fixture, 'utf8')) as { operations: Documented[] }).operations

const shape = (host: string, method: string, path: string) =>
  `${method.toUpperCase()} ${host}${path.replace(/\{\w+\}/g, '{}').replace(/\/$/, '')}`

test('the flat list holds every documented operation, at its host, method and path', () => {
  const known = new Set(knownOperations().map(({ host, method, path }) => shape(host, method, path)))
  const missing = documented.filter(({ method, url }) => {
    const { hostname, pathname } = new URL(url.replaceAll('{', '%7B').replaceAll('}', '%7D'))
    return !known.has(shape(hostname.replace('.twilio.com', ''), method, decodeURIComponent(pathname)))
  })
  assert.deepEqual(
    missing.map(({ id, url }) => `${id} ${url}`),
    [],
  )
})

test('places, parameters and verbs are named as on the wire', () => {
  const all = knownOperations()
  const find = (host: string, method: string, path: string) =>
    all.find((op) => op.host === host && op.method === method && op.path === path)
  const create = find('api', 'POST', '/2010-04-01/Accounts/{AccountSid}/Messages.json')
  assert.equal(create?.verb, 'create')
  assert.equal(create?.resource, 'api.v2010.accounts.messages')
  assert.deepEqual(create?.parameters[0], { name: 'To', place: 'form', required: true })
  assert.equal(find('lookups', 'GET', '/v2/PhoneNumbers/{PhoneNumber}')?.verb, 'fetch')
  assert.equal(find('lookups', 'POST', '/v2/batch/query')?.json, true)
})
