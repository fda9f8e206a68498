import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findRestError, type ProblemCode, ProblemError, problemTable } from '@trunkline/wire'
import { uncertain } from '../uncertain.ts'
import { toTwilioError } from './to-twilio-error.ts'
import { notServed, ownCodes, TwilioError } from './twilio-error.ts'

const never = () => false

test('every problem of the domains becomes a code that Twilio has, or our own', () => {
  for (const code of Object.keys(problemTable) as ProblemCode[]) {
    const error = toTwilioError(new ProblemError(code), never)
    assert.ok(error.code === ownCodes.notServed || findRestError(error.code) !== undefined, `${code}: ${error.code}`)
    assert.ok(error.status >= 400, code)
  }
})

test('what is not known is 20500, and its words stay here', () => {
  const error = toTwilioError(new Error('secret detail'), never)
  assert.deepEqual([error.code, error.status], [20500, 500])
  assert.ok(!JSON.stringify(error.toBody()).includes('secret'))
  assert.equal(toTwilioError(new Error('gone'), () => true).code, 20503)
})

test('an error has status, message and page of the table unless it is told otherwise', () => {
  const body = new TwilioError(21211, "The 'To' number 123 is not a valid phone number").toBody()
  assert.deepEqual(body, {
    code: 21211,
    message: "The 'To' number 123 is not a valid phone number",
    more_info: 'https://www.twilio.com/docs/errors/21211',
    status: 400,
  })
  assert.equal(new TwilioError(20404, { status: 401 }).status, 401)
  assert.equal(new TwilioError(30003).status, 400)
  assert.throws(() => new TwilioError(12), RangeError)
})

test('our own code is none of Twilio’s and says where it is explained', () => {
  assert.equal(findRestError(ownCodes.notServed), undefined)
  const { status, code, more_info } = notServed('no').toBody()
  assert.deepEqual([status, code, more_info], [501, 99501, 'docs/reference/twilio-coverage.md'])
})

test('the codes of uncertain choices are in the table', () => {
  for (const choice of Object.values(uncertain)) {
    const code =
      typeof choice === 'number' ? choice : typeof choice === 'object' && 'code' in choice ? choice.code : undefined
    if (code !== undefined) assert.ok(findRestError(code), String(code))
  }
})
