import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createBounceAddresses } from './bounce-address.ts'

const secret = Buffer.alloc(32, 1)
const deliveryId = 'EM0192f1a2b3c47d5e8f90a1b2c3d4e5f6'
const addresses = createBounceAddresses('Bounce@Bounces.Acme.example', 'relay', secret)

test('each delivery has an address of its own that leads back to it', () => {
  const address = addresses.addressFor(deliveryId)
  assert.match(address, /^bounce\+em0192f1a2b3c47d5e8f90a1b2c3d4e5f6\.[a-z2-7]{16}@bounces\.acme\.example$/)
  assert.equal(addresses.deliveryOf(address), deliveryId)
  assert.ok(address.indexOf('@') <= 64)
})

test('a change of case on the way does no harm', () => {
  assert.equal(addresses.deliveryOf(addresses.addressFor(deliveryId).toUpperCase()), deliveryId)
})

test('an address that was not made here leads nowhere', () => {
  const address = addresses.addressFor(deliveryId)
  const other = address.replace('em0192', 'em0193')
  const mac = /\.([a-z2-7]{16})@/.exec(address)?.[1] ?? ''
  const wrong = [
    other,
    address.replace(mac, 'a'.repeat(16)),
    address.replace(`.${mac}`, ''),
    address.replace('bounce+', 'other+'),
  ]
  for (const text of [
    ...wrong,
    `x${address}`,
    `${address}.org`,
    'bounce@bounces.acme.example',
    '',
    'bounce+x@bounces.acme.example',
  ]) {
    assert.equal(addresses.deliveryOf(text), null, text)
  }
})

test('the address of another gateway, secret or domain leads nowhere', () => {
  const address = addresses.addressFor(deliveryId)
  assert.equal(createBounceAddresses('bounce@bounces.acme.example', 'other', secret).deliveryOf(address), null)
  assert.equal(
    createBounceAddresses('bounce@bounces.acme.example', 'relay', Buffer.alloc(32, 2)).deliveryOf(address),
    null,
  )
  assert.equal(createBounceAddresses('bounce@acme.example', 'relay', secret).deliveryOf(address), null)
})

test('a base that is no address, or leaves no room, is refused', () => {
  assert.throws(() => createBounceAddresses('bounce', 'relay', secret), /bounce\.address: /)
  assert.throws(() => createBounceAddresses('thirteenchars@acme.example', 'relay', secret), /12 characters at most/)
  assert.ok(
    createBounceAddresses('twelve-chars@acme.example', 'relay', secret).addressFor(deliveryId).indexOf('@') <= 64,
  )
})
