import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkAccount } from './check.ts'
import { ClaimedIds } from './claimed-ids.ts'
import { type TwilioAccount, type TwilioApi, type TwilioFailure, TwilioFault } from './twilio-api.ts'

const never = new AbortController().signal
const options = {
  name: 'eu',
  config: { type: 'twilio', accountSid: `AC${'0'.repeat(32)}`, authToken: 'x' },
  publicUrl: () => 'https://example.com',
} as const

function api(account: TwilioAccount | TwilioFailure): TwilioApi {
  const fail = () => Promise.reject(new Error('not asked for'))
  return {
    createMessage: fail,
    createCall: fail,
    list: () => {
      throw new Error('not asked for')
    },
    fetchAccount: async () => {
      if ('kind' in account) throw new TwilioFault(account)
      return account
    },
  }
}

test('an account that may send is well, and says where receipts come', async () => {
  const full = await checkAccount(options, api({ friendlyName: 'Acme', status: 'active', type: 'Full' }), never)
  assert.deepEqual(full, {
    ok: true,
    detail: 'the account Acme is active; receipts come to https://example.com/hooks/twilio/eu',
  })
  const trial = await checkAccount(options, api({ friendlyName: 'Acme', status: 'active', type: 'Trial' }), never)
  assert.match(trial.detail, /verified numbers only/)
})

test('what is wrong comes with what to do', async () => {
  const cases: [TwilioAccount | TwilioFailure, RegExp][] = [
    [{ friendlyName: 'Acme', status: 'suspended', type: 'Full' }, /bill/],
    [{ kind: 'answer', status: 401, code: 20003 }, /accountSid and authToken/],
    [{ kind: 'answer', status: 503 }, /status\.twilio\.com/],
    [{ kind: 'transport', sent: false, why: 'unreachable', detail: 'ENOTFOUND' }, /`region`, `edge`/],
  ]
  for (const [answer, advice] of cases) {
    const check = await checkAccount(options, api(answer), never)
    assert.equal(check.ok, false)
    assert.match(check.advice ?? '', advice)
  }
})

test('of the claimed ids the oldest are forgotten first', () => {
  const ids = new ClaimedIds(2)
  for (const id of ['a', 'b', 'a', 'c']) ids.claim(id, `attempt ${id}`)
  assert.ok(ids.isTaken('a', 'other') && ids.isTaken('c', 'other'))
  assert.ok(!ids.isTaken('b', 'other'))
  assert.ok(ids.isOwn('a', 'attempt a') && !ids.isTaken('a', 'attempt a'))
})
