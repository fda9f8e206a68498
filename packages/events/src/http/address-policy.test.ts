import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAddressPolicy } from './address-policy.ts'

const privateAddresses = [
  ['this host', '0.0.0.0'],
  ['private', '10.0.0.1'],
  ['private', '172.31.255.255'],
  ['private', '192.168.1.1'],
  ['carrier-grade NAT', '100.64.0.1'],
  ['loopback', '127.0.0.1'],
  ['loopback', '127.255.255.254'],
  ['link-local, metadata', '169.254.169.254'],
  ['metadata', '100.100.100.200'],
  ['metadata', '192.0.0.192'],
  ['metadata', '168.63.129.16'],
  ['benchmarks', '198.19.0.1'],
  ['documentation', '203.0.113.9'],
  ['multicast', '224.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['unspecified', '::'],
  ['loopback', '::1'],
  ['loopback written out', '0:0:0:0:0:0:0:1'],
  ['IPv4-mapped loopback', '::ffff:127.0.0.1'],
  ['IPv4-mapped private in hex', '::ffff:a00:1'],
  ['IPv4-mapped, written out', '0:0:0:0:0:ffff:10.0.0.1'],
  ['IPv4-compatible', '::10.0.0.1'],
  ['NAT64 of a private address', '64:ff9b::a00:1'],
  ['NAT64, local use', '64:ff9b:1::1'],
  ['discard', '100::1'],
  ['Teredo', '2001::1'],
  ['documentation', '2001:db8::1'],
  ['6to4', '2002:a00:1::1'],
  ['documentation', '3fff::1'],
  ['segment routing', '5f00::1'],
  ['unique local', 'fc00::1'],
  ['unique local, metadata', 'fd00:ec2::254'],
  ['link-local', 'fe80::1'],
  ['link-local with a zone', 'fe80::1%eth0'],
  ['site-local', 'fec0::1'],
  ['multicast', 'ff02::1'],
] as const

for (const [kind, address] of privateAddresses) {
  test(`refuses ${address} (${kind})`, () => {
    assert.equal(createAddressPolicy().permits(address), false)
  })
}

test('permits public addresses, also when they come IPv4-mapped', () => {
  const policy = createAddressPolicy()
  for (const address of [
    '8.8.8.8',
    '1.1.1.1',
    '172.32.0.1',
    '2606:4700::1111',
    '2a00:1450:4001::1',
    '::ffff:8.8.8.8',
  ]) {
    assert.equal(policy.permits(address), true, address)
  }
})

test('permits what is listed, and nothing beside it', () => {
  const policy = createAddressPolicy({ allow: ['10.1.0.0/16', 'fd00:1::/32', '192.168.7.7'] })
  for (const address of ['10.1.2.3', 'fd00:1::5', '192.168.7.7', '::ffff:10.1.0.1']) {
    assert.equal(policy.permits(address), true, address)
  }
  for (const address of ['10.2.0.1', 'fd00:2::1', '192.168.7.8', '127.0.0.1']) {
    assert.equal(policy.permits(address), false, address)
  }
})

test('loopback is permitted where the server itself is bound to loopback', () => {
  const policy = createAddressPolicy({ loopback: true })
  assert.ok(policy.permits('127.0.0.1') && policy.permits('::1') && policy.permits('::ffff:127.0.0.1'))
  assert.ok(!policy.permits('10.0.0.1'))
})

test('a text that is no address is never permitted', () => {
  const policy = createAddressPolicy({ allow: ['0.0.0.0/0', '::/0'] })
  for (const text of ['', 'localhost', '1.2.3', '0x7f.1', '[::1]']) assert.equal(policy.permits(text), false, text)
})

test('a range that is none stops the start and is named', () => {
  for (const cidr of ['10.0.0.0/33', 'fd00::/129', 'ten/8', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0.0/-1', '']) {
    assert.throws(() => createAddressPolicy({ allow: [cidr] }), RangeError, cidr)
  }
})
