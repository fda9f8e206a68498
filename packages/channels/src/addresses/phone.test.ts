import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parsePhone } from './phone.ts'

function e164(raw: string): string {
  const parsed = parsePhone(raw)
  assert.ok(parsed.ok, `${raw}: ${JSON.stringify(parsed)}`)
  return parsed.e164
}

function reason(raw: string): string {
  const parsed = parsePhone(raw)
  assert.ok(!parsed.ok, raw)
  return parsed.reason
}

test('the common ways to write a number in international form are read', () => {
  const spellings = [
    '+14155550123',
    '+1 415 555 0123',
    '+1 (415) 555-0123',
    '+1.415.555.0123',
    '+1\u00a0415\u2011555\u20110123',
    '  +1-415-555-0123 ',
    '0014155550123',
    '00 1 415/555 0123',
    'tel:+1-415-555-0123',
  ]
  for (const spelling of spellings) assert.equal(e164(spelling), '+14155550123', spelling)
  assert.equal(e164('+49 (0)30 123456'), '+4930123456')
})

test('country and kind of line come with the number', () => {
  const details = ['+447400123456', '+33123456789', '+80012345678', '+390612345678'].map((raw) => {
    const parsed = parsePhone(raw)
    return parsed.ok && [parsed.country, parsed.type]
  })
  assert.deepEqual(details, [
    ['GB', 'mobile'],
    ['FR', 'fixed-line'],
    [null, 'toll-free'],
    ['IT', 'fixed-line'],
  ])
})

test('a prefix is kept with the number', () => {
  const parsed = parsePhone('WhatsApp:+1 (415) 555-0123')
  assert.deepEqual(parsed, {
    ok: true,
    address: 'whatsapp:+14155550123',
    prefix: 'whatsapp',
    e164: '+14155550123',
    country: 'US',
    type: 'fixed-line-or-mobile',
  })
})

test('a number without its country is refused, and the reason says how to write it', () => {
  for (const raw of ['4155550123', '(415) 555-0123', '030 123456', '14155550123', 'whatsapp:4155550123']) {
    assert.match(reason(raw), /does not say its country: write it in international form, such as \+14155550123/, raw)
  }
})

test('numbers that cannot be are refused with what is wrong', () => {
  assert.match(reason('+999123456'), /no country has this calling code/)
  assert.match(reason('+1'), /too few digits/)
  assert.match(reason('+1415555'), /too few or too many digits for a number of \+1/)
  assert.match(reason('+1415555012345'), /too few or too many digits/)
  assert.match(reason('+10000000000'), /not in a range of numbers that are in use in \+1/)
  assert.match(reason('+1415555012345678901234'), /too many digits|too few or too many/)
})

test('what is no number is refused', () => {
  for (const raw of [
    '',
    ' ',
    'ann',
    '+',
    '+1415555O123',
    '+1 415 555 0123\r\nBcc: x',
    '＋14155550123',
    'whatsapp:',
    '+<script>',
  ]) {
    assert.ok(reason(raw).length > 0, raw)
  }
  assert.match(reason('+1 415 555 0123 ext. 5'), /extension/)
  assert.match(reason('+1'.padEnd(100, '4')), /longer than 64/)
})

test('the same text gives the same answer from the cache', () => {
  assert.equal(parsePhone('+14155550123'), parsePhone('+14155550123'))
  assert.equal(parsePhone('not a number'), parsePhone('not a number'))
})
