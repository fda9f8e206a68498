import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultRetryPolicy } from '../gateways/retry.ts'
import type { Gateway, Outcome } from '../ports.ts'
import { type ClientSettings, resolveRouting, resolveSettings } from '../settings/resolved-settings.ts'
import type { ClaimedRow } from '../store/claim-store.ts'
import type { NextAction } from './after-outcome.ts'
import type { Finisher } from './finisher.ts'
import { createSender, type SenderOptions } from './sender.ts'

const client = '0190b0a0-0000-7000-8000-000000000001'
const message = '0192f1d0-0000-7000-8000-000000000000'
const at = '2026-11-21T16:54:32.717Z'
const never = new AbortController().signal

const settings: ClientSettings = {
  routing: resolveRouting({}),
  channels: {
    sms: resolveSettings({}, ['one'], 'UTC'),
    email: resolveSettings({}, ['one'], 'UTC'),
    push: resolveSettings({}, ['one'], 'UTC'),
    call: resolveSettings({}, ['one'], 'UTC'),
  },
  suppresses: false,
}

const row: ClaimedRow = {
  delivery_id: `${message.slice(0, 32)}0100`,
  client_id: client,
  message_id: message,
  ...{ route: 'one', priority: 1, tag: 1, lane: null, attempt: 1, sequence: 3, valid_until: null, final: false },
  started_at: new Date(at),
  created_at: new Date(at),
  state: { gateways: ['one'], index: 0, event: { of: 'SM', channel: 'sms' }, sendingAt: at },
  request: {
    to: { phone: '+14155550123', locale: 'de' },
    steps: [{ channel: 'sms' }],
    strategy: 'all',
    category: 'transactional',
    content: { text: 'hello' },
  },
  deliveries: [
    {
      ...{ channel: 'sms', to: '+14155550123', from: null, gateways: ['one'], gateway: null, status: 'queued' },
      ...{ final: false, dueAt: null, reason: null, segments: 1, errorCode: null, attempts: [] },
      timeline: [{ status: 'queued', at }],
    },
  ],
}

/** Sends a row, and resolves with how it ended and what was written down. */
function sending(send: Gateway['send'], over: Partial<SenderOptions> = {}, finish?: Finisher['finish'], claimed = row) {
  const gateway: Gateway = {
    ...{ name: 'one', type: 'test', channels: ['sms'], receiptTimeout: 0, concurrency: 1 },
    send,
  }
  const actions: NextAction[] = []
  const errors: string[] = []
  const log = {
    debug() {},
    info() {},
    warn: (_: object, text: string) => errors.push(text),
    error: (_: object, text: string) => errors.push(text),
  }
  const sender = createSender({
    ...{ log, clock: { now: () => Date.parse(at) + 5 }, random: () => 0.5, retryPolicy: defaultRetryPolicy },
    meter: { count() {}, gauge() {}, observe() {} },
    gateways: new Map([['one', gateway]]),
    breakers: new Map(),
    settingsOf: () => settings,
    open: () => ({}),
    db: undefined as never,
    suppressions: { find: async () => undefined, unsubscribeUrl: async () => undefined },
    verdicts: { means: () => false, take: async () => undefined } as never,
    finisher: {
      finish:
        finish ??
        ((_trip, action, done) => {
          actions.push(action)
          setImmediate(done)
        }),
    } as Finisher,
    ...over,
  })
  return new Promise<{ end: string; actions: NextAction[]; errors: string[] }>((resolve) =>
    sender(claimed, never, (end) => resolve({ end, actions, errors })),
  )
}

const accepted: Outcome = { kind: 'accepted', providerId: 'P1' }

test('an accepted attempt is written down before its delivery has landed', async () => {
  const got: unknown[] = []
  const { end, actions } = await sending(async (message) => {
    got.push(message)
    return accepted
  })
  assert.equal(end, 'done')
  assert.deepEqual(got, [
    {
      deliveryId: `SM${row.delivery_id.replaceAll('-', '')}`,
      messageId: `NT${message.replaceAll('-', '')}`,
      clientId: `AC${client.replaceAll('-', '')}`,
      ...{ attempt: 1, channel: 'sms', to: '+14155550123', content: { text: 'hello' }, category: 'transactional' },
      locale: 'de',
    },
  ])
  assert.deepEqual(
    actions.map(({ kind, delivery }) => [kind, delivery.status, delivery.final, delivery.attempts[0]?.providerId]),
    [['done', 'sent', true, 'P1']],
  )
})

test('a gateway that throws, at once or later, leaves an attempt of unknown outcome', async () => {
  const late = async () => Promise.reject(new Error('bug'))
  const atOnce = () => {
    throw new Error('bug')
  }
  for (const send of [late, atOnce]) {
    const { end, actions } = await sending(send)
    assert.equal(end, 'done')
    assert.equal(actions[0]?.delivery.attempts[0]?.outcome, 'unknown')
    assert.equal(actions[0]?.delivery.attempts[0]?.errorCode, 'gateway-bug')
  }
})

test('what cannot be begun is given back, whether its settings fail at once or later', async () => {
  const late = () => Promise.reject(new Error('away'))
  const atOnce = () => {
    throw new Error('away')
  }
  for (const settingsOf of [late, atOnce]) {
    const { end, actions, errors } = await sending(async () => accepted, { settingsOf })
    assert.deepEqual([end, actions.length, errors.length], ['not-begun', 0, 1])
  }
  const { end } = await sending(async () => accepted, { settingsOf: async () => settings })
  assert.equal(end, 'done')
})

test('content that cannot be opened is refused, and nothing is sent', async () => {
  let sent = 0
  const send = async () => {
    sent++
    return accepted
  }
  const open = () => {
    throw new Error('another secret')
  }
  const { content: _content, ...request } = row.request
  const sealed = { ...row, request: { ...request, sealed: 'x' } }
  const { actions } = await sending(send, { open }, undefined, sealed)
  assert.deepEqual([sent, actions[0]?.delivery.errorCode], [0, 'message-unreadable'])
})

test('an end that cannot be written down is told, and the delivery lands', async () => {
  const failing: Finisher['finish'] = (_trip, _action, done) => setImmediate(done, new Error('refused'))
  const throwing: Finisher['finish'] = () => {
    throw new Error('refused')
  }
  for (const finish of [failing, throwing]) {
    const { end, errors } = await sending(async () => accepted, {}, finish)
    assert.equal(end, 'done')
    assert.match(errors[0] ?? '', /could not be written down/)
  }
})
