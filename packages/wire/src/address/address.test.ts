import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatAddress, parseAddress } from './address.ts'
import { isAlphanumericSender, isE164, isShortCode, parseE164 } from './e164.ts'

test('E.164 is a plus sign and 2 to 15 digits, the first not zero', () => {
  for (const right of ['+14155550123', '+4915112345678', '+12', '+123456789012345']) assert.ok(isE164(right), right)
  for (const wrong of [
    '14155550123',
    '+0123456',
    '+1',
    '+1234567890123456',
    '+1415555012a',
    '+1 415',
    '+14155550123\n',
    '',
    1,
  ]) {
    assert.ok(!isE164(wrong), String(wrong))
  }
})

test('a number written with separators is read; one without its plus sign is not', () => {
  assert.equal(parseE164('+1 (415) 555-0123'), '+14155550123')
  assert.equal(parseE164('+44.20.7946.0000'), '+442079460000')
  assert.equal(parseE164('+49\u00a0151\u2011123'), '+49151123')
  assert.equal(parseE164('(415) 555-0123'), undefined)
  assert.equal(parseE164('+1 415 555 CALL'), undefined)
  assert.equal(parseE164(`+1${' '.repeat(100)}4155550123`), undefined)
})

test('the prefix of an address is kept', () => {
  assert.deepEqual(parseAddress('whatsapp:+14155550123'), { prefix: 'whatsapp', value: '+14155550123', isNumber: true })
  assert.deepEqual(parseAddress('client:alice'), { prefix: 'client', value: 'alice', isNumber: false })
  assert.deepEqual(parseAddress('sip:bob@example.com:5061;transport=tls'), {
    prefix: 'sip',
    value: 'bob@example.com:5061;transport=tls',
    isNumber: false,
  })
  assert.deepEqual(parseAddress('+14155550123'), { prefix: null, value: '+14155550123', isNumber: true })
  assert.deepEqual(parseAddress('ACME'), { prefix: null, value: 'ACME', isNumber: false })
})

test('an address goes back to the text that it came from', () => {
  for (const text of ['whatsapp:+1415', 'client:a:b', '+1415', 'rcs:brand_agent', 'me@example.com']) {
    const address = parseAddress(text)
    assert.ok(address)
    assert.equal(formatAddress(address), text)
  }
})

test('nothing, and a prefix with nothing behind it, is no address', () => {
  assert.equal(parseAddress(''), undefined)
  assert.equal(parseAddress('whatsapp:'), undefined)
})

test('short codes and alphanumeric senders are told by their form', () => {
  assert.ok(isShortCode('12345') && !isShortCode('+12345') && !isShortCode('123456789'))
  assert.ok(isAlphanumericSender('ACME 24') && !isAlphanumericSender('12345') && !isAlphanumericSender('much too long'))
})
