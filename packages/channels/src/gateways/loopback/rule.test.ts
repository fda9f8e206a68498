import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Value } from 'typebox/value'
import { loopbackGatewayConfig, settingsOf } from './config.ts'
import { loopbackRuleSchema } from './rule.ts'

test('a rule with a wrong or unknown word is refused', () => {
  const full = {
    match: { to: '+14155550123', channel: 'sms' },
    action: 'lose',
    kept: false,
    receipt: 'undelivered',
    receiptDelayMs: 10,
    times: 3,
  }
  assert.ok(Value.Check(loopbackRuleSchema, full))
  assert.ok(Value.Check(loopbackRuleSchema, { action: 'accept' }))
  const wrong: object[] = [
    {},
    { action: 'explode' },
    { action: 'accept', receipt: 'read' },
    { action: 'accept', times: 0 },
    { action: 'delay', delayMs: -1 },
    { action: 'accept', match: { from: '+1' } },
    { action: 'accept', other: 1 },
  ]
  for (const rule of wrong) assert.ok(!Value.Check(loopbackRuleSchema, rule), JSON.stringify(rule))
})

test('a configuration without words has the defaults', () => {
  assert.ok(Value.Check(loopbackGatewayConfig, { type: 'loopback' }))
  assert.ok(!Value.Check(loopbackGatewayConfig, { type: 'loopback', keep: -1 }))
  assert.deepEqual(settingsOf({ type: 'loopback' }), {
    keep: 50_000,
    keepFor: 120_000,
    concurrency: 2_000,
    receiptTimeout: 60_000,
    answerAfter: 1_000,
    talkFor: 1_000,
  })
})
