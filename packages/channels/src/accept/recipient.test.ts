import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ProblemError } from '@trunkline/wire'
import type { ChannelName } from '../ports.ts'
import { normaliseRecipient } from './recipient.ts'

function codeOf(to: string, only?: ChannelName): string {
  try {
    return JSON.stringify(normaliseRecipient(to, only))
  } catch (error) {
    assert.ok(error instanceof ProblemError)
    assert.deepEqual(
      error.errors?.map(({ pointer }) => pointer),
      ['/to'],
    )
    return error.code
  }
}

test('text is a number or an e-mail address, whatever the channel', () => {
  for (const only of [undefined, 'sms', 'email', 'push'] as const) {
    assert.equal(codeOf('+1 415 555 0123', only), '{"phone":"+14155550123"}')
    assert.equal(codeOf('ana@example.com', only), '{"email":"ana@example.com"}')
  }
})

test('text that is neither is wrong as what the channel of the request needs', () => {
  assert.equal(codeOf('nobody'), 'number-invalid')
  assert.equal(codeOf('nobody', 'sms'), 'number-invalid')
  assert.equal(codeOf('nobody', 'call'), 'number-invalid')
  assert.equal(codeOf('nobody', 'email'), 'email-invalid')
  assert.equal(codeOf('nobody', 'push'), 'recipient-missing')
})
