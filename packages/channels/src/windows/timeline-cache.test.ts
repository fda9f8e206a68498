import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ChannelWindow, weekdays } from './channel-window.ts'
import { TimelineCache } from './timeline-cache.ts'

const daily = (opens: string): ChannelWindow[] => [{ days: [...weekdays], opens, closes: '21:00' }]

test('rules of the same content share one timeline a zone', () => {
  const cache = new TimelineCache()
  const windows = daily('08:00')
  const timeline = cache.timelineOf({ windows, zone: 'UTC' })
  assert.equal(cache.timelineOf({ windows, zone: 'UTC' }), timeline)
  assert.equal(cache.timelineOf({ windows: daily('08:00'), holidays: [], zone: 'UTC' }), timeline)
  assert.equal(cache.timelineOf({ windows, zones: ['UTC'] }), timeline)
  assert.notEqual(cache.timelineOf({ windows, zone: 'Asia/Tokyo' }), timeline)
})

test('the same windows with other holidays are other rules', () => {
  const cache = new TimelineCache()
  const windows = daily('08:00')
  const noon = Date.parse('2026-12-25T12:00:00Z')
  assert.equal(cache.timelineOf({ windows, zone: 'UTC' }).stretchAt(noon).open, true)
  assert.equal(cache.timelineOf({ windows, holidays: ['2026-12-25'], zone: 'UTC' }).stretchAt(noon).open, false)
  assert.equal(cache.timelineOf({ windows, zone: 'UTC' }).stretchAt(noon).open, true)
})

test('a full cache starts afresh and goes on answering', () => {
  const cache = new TimelineCache()
  const windows = daily('08:00')
  const first = cache.timelineOf({ windows, zone: 'UTC' })
  for (let index = 0; index < 5_000; index++) {
    cache.timelineOf({ windows: daily('08:00'), holidays: [holiday(index)], zone: 'UTC' })
  }
  const again = cache.timelineOf({ windows, zone: 'UTC' })
  assert.notEqual(again, first)
  assert.deepEqual(again.stretchAt(0), first.stretchAt(0))
})

function holiday(index: number): string {
  return new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10)
}
