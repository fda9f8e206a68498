import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { asyncApi } from './asyncapi.ts'

interface Document {
  readonly channels: Readonly<Record<string, { readonly address: string }>>
  readonly operations: Readonly<Record<string, { readonly action: string }>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

const document = asyncApi('1.2.3') as unknown as Document

test('the document is valid by the schema that the AsyncAPI initiative publishes', () => {
  const official: object = createRequire(import.meta.url)('@asyncapi/specs/schemas/3.0.0.json')
  const ajv = new Ajv({ strict: false, allErrors: true, meta: false, validateSchema: false, logger: false })
  addFormats.default(ajv)
  const check = ajv.compile(official)
  assert.ok(check(JSON.parse(JSON.stringify(document))), JSON.stringify(check.errors, undefined, 1)?.slice(0, 3000))
  assert.equal(
    check({ ...document, operations: { wrong: { action: 'shout' } } }),
    false,
    'the schema is one that refuses',
  )
})

test('it tells of all topics that clients share, with the schema that checks their records', () => {
  const addresses = Object.values(document.channels).map(({ address }) => address)
  const sources = ['trunkline.send', ...['sms', 'email', 'push', 'call'].map((name) => `trunkline.send.${name}`)]
  assert.deepEqual(addresses, [...sources, 'trunkline.events', 'trunkline.dead'])
  const ajv = new Ajv({ strict: false, allowUnionTypes: true })
  addFormats.default(ajv)
  const check = ajv.compile(document.components.schemas.send ?? false)
  const clientId = `AC${'0'.repeat(32)}`
  assert.ok(check({ clientId, to: '+14155550123', content: { text: 'x' } }))
  assert.equal(check({ clientId, content: { text: 'x' } }), false)
  assert.equal(check({ clientId, to: '+14155550123', content: { text: 'x' }, surprise: 1 }), false)
})
