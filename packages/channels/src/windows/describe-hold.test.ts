import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ChannelWindow, weekdays } from './channel-window.ts'
import { describeHold } from './describe-hold.ts'
import { findOpening } from './opening.ts'

const daily = (opens: string, closes: string): ChannelWindow[] => [{ days: [...weekdays], opens, closes }]

function words(windows: ChannelWindow[], zones: string[], from: string, holidays?: string[]): string {
  const now = Date.parse(from)
  const opening = findOpening({ windows, holidays, zones, fallbackZone: 'Europe/Berlin' }, now)
  return describeHold({ windows, holidays, opening, now })
}

test('a hold names the weekday, the time and the zone', () => {
  const said = words(daily('08:00', '21:00'), ['Asia/Kathmandu'], '2026-11-20T21:00:00Z')
  assert.equal(said, 'held until Sat 08:00 Asia/Kathmandu: the window was closed')
})

test('a hold of six days or more names the date too', () => {
  const windows: ChannelWindow[] = [{ days: ['mon'], opens: '08:30', closes: '21:00' }]
  const said = words(windows, ['UTC'], '2026-11-16T22:00:00Z')
  assert.equal(said, 'held until Mon 2026-11-23 08:30 UTC: the window was closed')
})

test('of several zones the one that opens last is named', () => {
  const said = words(daily('08:00', '21:00'), ['America/Boise', 'America/Los_Angeles'], '2026-11-20T12:00:00Z')
  const expected = 'held until Fri 08:00 America/Los_Angeles (the last of 2 zones to open): the window was closed'
  assert.equal(said, expected)
})

test("a hold by the client's zone says so", () => {
  const said = words(daily('08:00', '10:00'), ['Pacific/Auckland', 'America/New_York'], '2026-11-20T12:00:00Z')
  assert.equal(said, "held until Sat 08:00 Europe/Berlin: the window was closed by the client's zone")
})

test('a hold on a holiday names the holiday', () => {
  const said = words(daily('08:00', '21:00'), ['UTC'], '2026-12-25T12:00:00Z', ['2026-12-25'])
  assert.equal(said, 'held until Sat 08:00 UTC: the window was closed, 2026-12-25 being a holiday')
})

test('a time that the clocks skip is told as the time at which the window does open', () => {
  const said = words(daily('02:30', '05:00'), ['America/New_York'], '2026-03-08T05:00:00Z')
  assert.equal(said, 'held until Sun 03:00 America/New_York: the window was closed')
})

test('a window that never opens is told as such', () => {
  const opening = { at: null, zones: ['UTC'], fellBack: false }
  const said = describeHold({ windows: daily('08:00', '21:00'), opening, now: 0 })
  assert.equal(said, 'held: the window does not open within 400 days in UTC')
})
