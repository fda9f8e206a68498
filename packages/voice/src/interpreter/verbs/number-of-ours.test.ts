import assert from 'node:assert/strict'
import { test } from 'node:test'
import { numberOf } from './number-of-ours.ts'

test('a number is read in every common way to write it', () => {
  const american = { to: '+15005550006', from: '+14155550123' }
  assert.equal(numberOf('+81-50-3123-4567', american), '+815031234567')
  assert.equal(numberOf('(415) 555-1212', american), '+14155551212')
  assert.equal(numberOf('nobody', american), undefined)
})

test('without its country’s code, a number is one of the country of the call’s own number', () => {
  assert.equal(numberOf('090-5987-6543', { to: '+815031234567', from: '+14155550123' }), '+819059876543')
  assert.equal(numberOf('090-5987-6543', { to: 'client:alice', from: '+815031234567' }), '+819059876543')
  assert.equal(numberOf('(415) 555-1212', { to: '', from: 'client:alice' }), '+14155551212')
})
