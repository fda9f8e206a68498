import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonicalZone } from '../windows/zone-name.ts'
import { loadPhoneZones, zonesOfNumber } from './zones-of-number.ts'

test('a number with an area has the zones of its area', () => {
  assert.deepEqual(zonesOfNumber('+12125550123'), ['America/New_York'])
  assert.deepEqual(zonesOfNumber('+14805550123'), ['America/Phoenix'])
  assert.deepEqual(zonesOfNumber('+12085550123'), ['America/Boise', 'America/Los_Angeles'])
})

test('a number of a country with one zone has that zone, by its present name', () => {
  assert.deepEqual(zonesOfNumber('+9779812345678'), ['Asia/Kathmandu'])
  assert.deepEqual(zonesOfNumber('+919812345678'), ['Asia/Kolkata'])
})

test('a number of no area has all zones of its country code', () => {
  const zones = zonesOfNumber('+18005550123')
  assert.ok(zones.length > 30)
  assert.ok(zones.includes('America/New_York') && zones.includes('Pacific/Honolulu'))
  assert.equal(new Set(zones).size, zones.length)
  for (const zone of zones) assert.equal(canonicalZone(zone), zone)
})

test('what is not known, or not a number, has no zone', () => {
  for (const number of ['+99912345', '', '+', '4155550123', 'whatsapp:+14155550123', '+1415555012345678']) {
    assert.deepEqual(zonesOfNumber(number), [], number)
  }
})

test('numbers of one area share one frozen answer', () => {
  loadPhoneZones()
  const zones = zonesOfNumber('+12125550123')
  assert.equal(zonesOfNumber('+12125550124'), zones)
  assert.ok(Object.isFrozen(zones) && Object.isFrozen(zonesOfNumber('+999')))
})
