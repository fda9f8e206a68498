import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChannelSettings } from '../message/schema.ts'
import { resolveSettings } from '../settings/resolved-settings.ts'
import { type PlaceQuestion, placeDelivery } from './place.ts'

const weekdays = { days: ['mon', 'tue', 'wed', 'thu', 'fri'] as const, opens: '08:00', closes: '21:00' }
const friday22 = Date.parse('2026-11-20T21:00:00Z') // 22:00 in Berlin
const mondayOpening = Date.parse('2026-11-23T07:00:00Z')

function ask(settings: ChannelSettings, more: Partial<PlaceQuestion> = {}) {
  const resolved = resolveSettings({ timeZone: 'Europe/Berlin', ...settings }, ['loopback'], 'UTC')
  return placeDelivery({ settings: resolved, category: 'transactional', recipientZones: [], now: friday22, ...more })
}

test('without windows a delivery may leave at once', () => {
  assert.deepEqual(ask({}), { kind: 'queue', validUntil: null })
})

test('outside the window a delivery is held until it opens, and told until when and why', () => {
  assert.deepEqual(ask({ windows: [{ ...weekdays, days: [...weekdays.days] }] }), {
    kind: 'held',
    why: 'window',
    dueAt: mondayOpening,
    validUntil: Date.parse('2026-11-23T20:00:00Z'),
    reason: 'held until Mon 08:00 Europe/Berlin: the window was closed',
  })
})

test('inside the window a delivery may leave until it closes', () => {
  const now = Date.parse('2026-11-20T12:00:00Z')
  assert.deepEqual(ask({ windows: [{ ...weekdays, days: [...weekdays.days] }] }, { now }), {
    kind: 'queue',
    validUntil: Date.parse('2026-11-20T20:00:00Z'),
  })
})

test('a category that bypasses windows leaves at once', () => {
  const settings = { windows: [{ ...weekdays, days: [...weekdays.days] }], bypass: ['otp' as const] }
  assert.equal(ask(settings, { category: 'otp' }).kind, 'queue')
  assert.equal(ask(settings, { category: 'marketing' }).kind, 'held')
})

test('a client may have what is outside the window rejected or expired', () => {
  const windows = [{ ...weekdays, days: [...weekdays.days] }]
  assert.deepEqual(ask({ windows, outside: 'reject' }), {
    kind: 'end',
    status: 'rejected',
    reason: 'rejected: it opens next at Mon 08:00 Europe/Berlin; the window was closed',
  })
  assert.equal((ask({ windows, outside: 'expire' }) as { status: string }).status, 'expired')
})

test('sendAt is waited for, and then the window', () => {
  const windows = [{ ...weekdays, days: [...weekdays.days] }]
  const sendAt = Date.parse('2026-11-23T03:00:00Z')
  assert.equal((ask({}, { sendAt }) as { dueAt: number }).dueAt, sendAt)
  assert.equal((ask({ windows }, { sendAt }) as { dueAt: number }).dueAt, mondayOpening)
  const inside = Date.parse('2026-11-23T09:00:00Z')
  assert.deepEqual(ask({ windows }, { sendAt: inside }), {
    kind: 'held',
    why: 'send-at',
    dueAt: inside,
    validUntil: Date.parse('2026-11-23T20:00:00Z'),
    reason: 'held until 2026-11-23T09:00:00.000Z: the message asks for it',
  })
})

test('a delivery that would expire before the window opens is kept until it expires, and says so', () => {
  const expiresAt = Date.parse('2026-11-21T00:00:00Z')
  const place = ask({ windows: [{ ...weekdays, days: [...weekdays.days] }] }, { expiresAt })
  assert.equal(place.kind, 'held')
  assert.equal((place as { dueAt: number }).dueAt, expiresAt)
  assert.match((place as { reason: string }).reason, /it expires before that, at 2026-11-21T00:00:00.000Z$/)
})

test('what has expired is not sent', () => {
  assert.deepEqual(ask({}, { expiresAt: friday22 - 1 }), {
    kind: 'end',
    status: 'expired',
    reason: 'expired: it was not to be sent after 2026-11-20T20:59:59.999Z',
  })
})

test('in the recipient’s zone, a window opens when it is open in all zones that the recipient may be in', () => {
  const windows = [{ ...weekdays, days: [...weekdays.days] }]
  const now = Date.parse('2026-11-20T14:30:00Z') // 09:30 in New York, 06:30 in Los Angeles
  const place = ask(
    { windows, timeZone: 'recipient' },
    { now, recipientZones: ['America/New_York', 'America/Los_Angeles'] },
  )
  assert.equal((place as { dueAt: number }).dueAt, Date.parse('2026-11-20T16:00:00Z'))
})

test('where the recipient’s zone is not known, the client’s counts', () => {
  const windows = [{ ...weekdays, days: [...weekdays.days] }]
  const place = ask({ windows, timeZone: 'recipient' }, { now: Date.parse('2026-11-20T07:30:00Z') })
  assert.equal((place as { dueAt: number }).dueAt, Date.parse('2026-11-20T08:00:00Z'))
})

test('a window that never opens is told apart', () => {
  const holidays = Array.from({ length: 402 }, (_, day) =>
    new Date(friday22 + day * 86_400_000).toISOString().slice(0, 10),
  )
  const everyDay = {
    days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as ('mon' | 'tue')[],
    opens: '08:00',
    closes: '09:00',
  }
  assert.deepEqual(ask({ windows: [everyDay], holidays }), { kind: 'never' })
})
