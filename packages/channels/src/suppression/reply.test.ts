import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeAgain } from '../dispatch/advance.ts'
import type { StoredDelivery } from '../message/stored.ts'
import { type ClientSettings, resolveRouting, resolveSettings } from '../settings/resolved-settings.ts'

const closed = resolveSettings({ windows: [{ days: ['mon'], opens: '08:00', closes: '20:00' }] }, ['text'], 'UTC')
const settings: ClientSettings = {
  routing: resolveRouting({}),
  channels: { sms: closed, email: closed, push: closed, call: closed },
  suppresses: true,
}
const delivery = { channel: 'sms' } as StoredDelivery
const request = {
  to: { phone: '+14155550123' },
  steps: [{ channel: 'sms' }],
  strategy: 'all',
  category: 'transactional',
} as const

test('the answer to a STOP that was put off is not held by a window when its place is worked out anew', () => {
  // A Wednesday.
  const context = { now: Date.parse('2031-03-05T03:00:00Z'), settings }
  const place = (origin: object) =>
    placeAgain({ request: { ...request, origin: { ...origin } } }, delivery, context).kind
  assert.equal(place({ keywordReply: 'stop' }), 'queue')
  assert.equal(place({ edge: 'twilio' }), 'held')
})
