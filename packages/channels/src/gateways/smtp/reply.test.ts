import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blameOf, oneLine, parseReply, type SessionStep, waitOf } from './reply.ts'

test('a reply is read into its codes and its text', () => {
  assert.deepEqual(parseReply('550 5.1.1 no such user'), { code: 550, enhanced: '5.1.1', text: 'no such user' })
  assert.deepEqual(parseReply('550 no such user'), { code: 550, enhanced: null, text: 'no such user' })
  assert.deepEqual(parseReply('421'), { code: 421, enhanced: null, text: '' })
  assert.deepEqual(parseReply('550 5.1.1'), { code: 550, enhanced: '5.1.1', text: '' })
})

test('the lines of a long reply are joined, and the enhanced code of each is taken off', () => {
  const reply =
    '550-5.7.26 This mail has been blocked\r\n550-5.7.26 because the sender is unauthenticated.\n550 5.7.26 See the page'
  assert.deepEqual(parseReply(reply), {
    code: 550,
    enhanced: '5.7.26',
    text: 'This mail has been blocked because the sender is unauthenticated. See the page',
  })
})

test('an enhanced code of another class than the reply is not believed', () => {
  assert.equal(parseReply('450 5.1.1 greylisted')?.enhanced, null)
})

test('what is no negative reply is none', () => {
  for (const response of ['', '250 2.0.0 ok', '354 go ahead', 'hello', '5 1 1', '600 x'])
    assert.equal(parseReply(response), null, response)
})

test('text of others comes out on one line, printable and of bounded length', () => {
  assert.equal(oneLine(' a\r\n b\u0000\u001b[31mc\u0085 '), 'a b [31mc')
  assert.equal(oneLine('x'.repeat(1_000)).length, 300)
})

const cases: readonly (readonly [string, SessionStep, 'recipient' | 'gateway'])[] = [
  ['550 5.1.1 x', 'recipient', 'recipient'],
  ['550 5.1.0 x', 'recipient', 'recipient'],
  ['550 5.1.2 x', 'data', 'recipient'],
  ['556 5.1.10 x', 'recipient', 'recipient'],
  ['550 5.1.7 x', 'recipient', 'gateway'],
  ['550 5.1.8 x', 'recipient', 'gateway'],
  ['550 5.2.1 x', 'recipient', 'recipient'],
  ['552 5.2.3 x', 'data', 'recipient'],
  ['550 5.3.4 x', 'data', 'gateway'],
  ['550 5.4.1 x', 'recipient', 'gateway'],
  ['550 5.7.1 x', 'recipient', 'gateway'],
  ['550 5.1.1 x', 'sender', 'gateway'],
  ['550 5.0.0 no such user', 'recipient', 'recipient'],
  ['550 5.0.0 sender verify failed', 'recipient', 'gateway'],
  ['551 user not local', 'recipient', 'recipient'],
  ['554 no', 'recipient', 'gateway'],
  ['550 no', 'data', 'gateway'],
]
for (const [response, step, blame] of cases) {
  test(`"${response}" at ${step} blames the ${blame}`, () => assert.equal(blameOf(parseReply(response)!, step), blame))
}

test('a time to wait is read where the server names one', () => {
  const waits = [
    'try again in 300 seconds',
    'Greylisted, wait 5 min',
    'retry after 10s',
    'come back in 2 minutes',
    'try later',
  ].map((text) => waitOf({ code: 450, enhanced: null, text }))
  assert.deepEqual(waits, [300_000, 300_000, 10_000, 120_000, undefined])
})
