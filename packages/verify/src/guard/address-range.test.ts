import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressRange } from './address-range.ts'

test('an IPv4 address is counted as itself, an IPv6 one as its /64, in whatever spelling', () => {
  const ranges: readonly (readonly [string, string])[] = [
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:0DB8:0000:0000:9:8:7:6', '2001:db8:0:0::/64'],
    ['2001:db8:0:1:ffff::', '2001:db8:0:1::/64'],
    ['::1', '0:0:0:0::/64'],
    ['64:ff9b::192.0.2.33', '64:ff9b:0:0::/64'],
    ['nonsense', 'nonsense'],
  ]
  for (const [ip, range] of ranges) assert.equal(addressRange(ip), range, ip)
  assert.equal(addressRange(undefined), undefined)
})
