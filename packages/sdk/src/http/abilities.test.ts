import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ability, install } from './abilities.ts'
import { RequestClient } from './request-client.ts'

test('a part that a bundle lacks is asked for with what to do', () => {
  assert.throws(
    () => new RequestClient({ ca: 'x' }),
    /What ca asks for is not in this bundle: add import '@trunkline\/sdk\/node'/,
  )
  assert.throws(
    () => ability('validationSigner', 'Client validation'),
    /^Error: Client validation is not in this bundle/,
  )
})

test('a part that was put in place is there', () => {
  const validationSigner = () => async () => ({})
  install({ validationSigner })
  assert.equal(ability('validationSigner', 'x'), validationSigner)
})
