import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createDirectory, DirectoryError } from './directory.ts'
import { callingCodeOf, readDialled, readInternational } from './phone-number.ts'

test('reads numbers in international form, however they are written', () => {
  for (const written of [
    '+819012345678',
    '+81 90 1234 5678',
    '+81 (0)90-1234-5678',
    '0081.90.1234.5678',
    'tel:+81-90-1234-5678',
  ])
    assert.equal(readInternational(written), '+819012345678', written)
  for (const written of [
    '',
    '+',
    '09012345678',
    '+0123456789',
    '+12345',
    '+1234567890123456',
    '+81 90 abc',
    'sip:+8190',
  ])
    assert.equal(readInternational(written), undefined, written)
})

test('tells calling codes of one, two and three digits', () => {
  assert.deepEqual(
    ['+14155550123', '+74951234567', '+815012345678', '+4930123456', '+358401234567', '+97250123456'].map(
      callingCodeOf,
    ),
    ['1', '7', '81', '49', '358', '972'],
  )
})

for (const [caller, dialled, called] of [
  ['+14155550123', '(212) 555-0100', '+12125550100'],
  ['+14155550123', '1 212 555 0100', '+12125550100'],
  ['+14155550123', '911', '911'],
  ['+815031234567', '03-1234-5678', '+81312345678'],
  ['+390612345678', '06 1234 5678', '+390612345678'],
  ['+4930123456', '0176 12345678', '+4917612345678'],
  ['+815031234567', '+1 415 555 0123', '+14155550123'],
] as const) {
  test(`${dialled}, dialled from ${caller}, is ${called}`, () => assert.equal(readDialled(dialled, caller), called))
}

test('a directory that is wrong is refused, with the entry named', () => {
  for (const wrong of [
    { '050-1234-9876': 'x' },
    { '+815012349876': '' },
    { '+815012349876': 'a b' },
    { '+815012349876': 7 },
  ])
    assert.throws(() => createDirectory(wrong), DirectoryError)
  assert.throws(() => createDirectory({ '+81-50-1234-9876': 'a', '+815012349876': 'b' }), /twice/)
})

test('a national number that could be two is neither', async () => {
  const directory = createDirectory({ '+815012349876': 'a', '+495012349876': 'b' })
  assert.equal(await directory.find('050-1234-9876'), undefined)
  assert.equal((await directory.find('+81 50 1234 9876'))?.identity, 'a')
})
