import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sidPrefixes } from './prefixes.ts'
import { isSid, isUuid, sidFromUuid, uuidFromSid } from './sid.ts'

const uuid = '0192f3a0-1234-7abc-9def-00112233ff00'

test('a SID is the prefix and the digits of the UUID, and goes back to it', () => {
  const sid = sidFromUuid('NT', uuid)
  assert.equal(sid, 'NT0192f3a012347abc9def00112233ff00')
  assert.equal(uuidFromSid(sid), uuid)
})

test('isSid takes the shape and, where asked, the prefix', () => {
  const sid = sidFromUuid('SM', uuid)
  assert.ok(isSid(sid))
  assert.ok(isSid(sid, 'SM'))
  assert.ok(!isSid(sid, 'MM'))
  for (const wrong of [
    '',
    'SM',
    sid.toUpperCase(),
    `${sid}0`,
    sid.slice(0, -1),
    `sm${sid.slice(2)}`,
    `${sid}\n`,
    7,
    null,
  ]) {
    assert.ok(!isSid(wrong), String(wrong))
  }
})

test('isUuid takes canonical lower-case text only', () => {
  assert.ok(isUuid(uuid))
  for (const wrong of [uuid.toUpperCase(), uuid.replaceAll('-', ''), `${uuid} `, undefined]) assert.ok(!isUuid(wrong))
})

test('what is no UUID or SID is refused with a RangeError', () => {
  assert.throws(() => sidFromUuid('AC', 'abc'), RangeError)
  assert.throws(() => uuidFromSid('AC123'), /two letters and 32 lower-case hex/)
})

test('every prefix is two capital letters and says what it names', () => {
  for (const [prefix, row] of Object.entries(sidPrefixes)) {
    assert.match(prefix, /^[A-Z]{2}$/)
    assert.ok(row.names.length > 0 && Object.isFrozen(row))
  }
  assert.equal(sidPrefixes.NT.owner, 'trunkline')
  assert.equal(sidPrefixes.AC.owner, 'twilio')
})
