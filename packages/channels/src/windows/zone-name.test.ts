import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonicalZone } from './zone-name.ts'

test('old names become the present ones', () => {
  assert.equal(canonicalZone('Asia/Calcutta'), 'Asia/Kolkata')
  assert.equal(canonicalZone('Asia/Katmandu'), 'Asia/Kathmandu')
  assert.equal(canonicalZone('America/Buenos_Aires'), 'America/Argentina/Buenos_Aires')
  assert.equal(canonicalZone('Europe/Kiev'), 'Europe/Kyiv')
  assert.equal(canonicalZone('US/Eastern'), 'America/New_York')
  assert.equal(canonicalZone('Asia/Choibalsan'), 'Asia/Ulaanbaatar')
})

test('the case of the letters does not matter', () => {
  assert.equal(canonicalZone('europe/BERLIN'), 'Europe/Berlin')
  assert.equal(canonicalZone('utc'), 'UTC')
})

test('zones that share their clocks with another keep their own name', () => {
  assert.equal(canonicalZone('Europe/Amsterdam'), 'Europe/Amsterdam')
  assert.equal(canonicalZone('Europe/Isle_of_Man'), 'Europe/Isle_of_Man')
})

test('every zone that Node lists has a present name that is its own present name', () => {
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const name = canonicalZone(zone)
    assert.ok(name, zone)
    assert.equal(canonicalZone(name), name)
  }
})

test('what is not a zone has no name', () => {
  for (const name of ['', 'Z', '+05:45', 'Mars/Olympus', 'Europe/Berlin ', '../etc/passwd', 'E'.repeat(65)]) {
    assert.equal(canonicalZone(name), null, name)
  }
})
