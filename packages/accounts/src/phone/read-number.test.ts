import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readNumber } from './read-number.ts'

test('a valid number is read with its country, national form and kind of line', () => {
  assert.deepEqual(readNumber('+49 (171) 39-20000'), {
    valid: true,
    fault: null,
    e164: '+491713920000',
    callingCode: '49',
    country: 'DE',
    nationalFormat: '0171 3920000',
    kind: 'mobile',
  })
  assert.equal(
    readNumber('+14155550100').kind,
    null,
    'the plan of North America does not tell mobiles from fixed lines',
  )
  assert.equal(readNumber('+18005550100').kind, 'toll-free')
})

test('a national number is read by its country, in any case of letters', () => {
  assert.equal(readNumber('(415) 555-0100', 'us').e164, '+14155550100')
  assert.equal(readNumber('020 7946 0000', 'GB').e164, '+442079460000')
  assert.equal(readNumber('+14155550100', 'DE').country, 'US', 'the international form goes before the country')
})

test('what is wrong is told in one word', () => {
  const cases: readonly (readonly [string, string | undefined, string])[] = [
    ['+1415', undefined, 'TOO_SHORT'],
    ['123', 'DE', 'TOO_SHORT'],
    ['+141555501001', undefined, 'TOO_LONG'],
    ['+15555550100', undefined, 'INVALID_BUT_POSSIBLE'],
    ['4155550100', undefined, 'INVALID_COUNTRY_CODE'],
    ['4155550100', 'ZZ', 'INVALID_COUNTRY_CODE'],
    ['+999123', undefined, 'INVALID_COUNTRY_CODE'],
    ['hello', 'US', 'NOT_A_NUMBER'],
    ['', 'US', 'NOT_A_NUMBER'],
    ['1'.repeat(65), 'US', 'NOT_A_NUMBER'],
    ['+1'.repeat(40), undefined, 'NOT_A_NUMBER'],
  ]
  for (const [text, country, fault] of cases) {
    const reading = readNumber(text, country)
    assert.deepEqual([reading.valid, reading.fault], [false, fault], `${text} ${country}`)
  }
})

test('a number that is not valid but can be read is given in its forms', () => {
  const { e164, nationalFormat, callingCode } = readNumber('+1 555 555 0100')
  assert.deepEqual([e164, nationalFormat, callingCode], ['+15555550100', '(555) 555-0100', '1'])
})
