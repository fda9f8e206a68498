import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeFields, placeOfNumber } from './place-of-number.ts'

test('a fixed line tells city, state and country', () => {
  assert.deepEqual(placeOfNumber('+14155550100'), { city: 'San Francisco', state: 'CA', country: 'US' })
  assert.deepEqual(placeOfNumber('+442079460000'), { city: 'London', state: null, country: 'GB' })
  assert.deepEqual(placeOfNumber('+551155256325'), { city: 'São Paulo', state: 'SP', country: 'BR' })
})

test('where only the state is known, the city is not made up', () => {
  assert.deepEqual(placeOfNumber('+12015550100'), { city: null, state: 'NJ', country: 'US' })
  assert.equal(placeOfNumber('+12505550100').state, 'BC')
})

test('mobiles, freephones and numbers that are not valid have a country at most', () => {
  assert.deepEqual(placeOfNumber('+491713920000'), { city: null, state: null, country: 'DE' })
  assert.deepEqual(placeOfNumber('+18005550100'), { city: null, state: null, country: 'US' })
  for (const number of ['+80012345678', '+999123', '+15555550100', 'abc', '']) {
    assert.deepEqual(placeOfNumber(number), { city: null, state: null, country: null }, number)
  }
})

test('webhooks carry all four fields of a plain number, empty where nothing is known', () => {
  assert.deepEqual(placeFields('From', '+14155550100'), {
    FromCity: 'SAN FRANCISCO',
    FromState: 'CA',
    FromZip: '',
    FromCountry: 'US',
  })
  assert.deepEqual(placeFields('Called', '+999123'), {
    CalledCity: '',
    CalledState: '',
    CalledZip: '',
    CalledCountry: '',
  })
})

test('what is no plain number has no such fields', () => {
  for (const address of ['client:alice', 'whatsapp:+14155550100', '12345', 'ACME', 'sip:a@b.example', '']) {
    assert.deepEqual(placeFields('To', address), {}, address)
  }
})

test('what is remembered stays bounded and true', () => {
  for (let line = 0; line < 10_050; line += 1) placeOfNumber(`+4420794${String(60000 + line).padStart(5, '0')}`)
  assert.equal(placeOfNumber('+442079460000').city, 'London')
})
