import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChannelWindow, Weekday } from './channel-window.ts'
import { MAX_HOLIDAYS, MAX_WINDOWS, type RegulationInput, validateWindows } from './validate-windows.ts'

const now = Date.parse('2026-11-20T12:00:00Z')
const window = (over: Partial<ChannelWindow> = {}): ChannelWindow => ({
  days: ['mon'],
  opens: '08:00',
  closes: '21:00',
  ...over,
})
const faultyPointers = (input: RegulationInput): string[] => validateWindows(input, now).map((it) => it.pointer)
const days = (count: number): string[] =>
  Array.from({ length: count }, (_, day) => new Date(now + day * 86_400_000).toISOString().slice(0, 10))

test('a sound regulation has no fault', () => {
  assert.deepEqual(validateWindows({}, now), [])
  const holidays = ['2026-12-25', '2028-02-29']
  assert.deepEqual(validateWindows({ timeZone: 'europe/berlin', windows: [window()], holidays }, now), [])
  const around = window({ opens: '00:00', closes: '24:00' })
  assert.deepEqual(validateWindows({ timeZone: 'recipient', windows: [around, window({ closes: '08:00' })] }, now), [])
})

test('a time zone that does not exist is pointed at', () => {
  for (const timeZone of ['Mars/Olympus', '', '+05:45', 'Europe/Berlin\n', 'a'.repeat(100)]) {
    assert.deepEqual(faultyPointers({ timeZone }), ['/timeZone'], timeZone)
  }
})

test('times of day that do not exist are pointed at', () => {
  for (const time of ['8:00', '08:60', '25:00', '', '08:00:00', '24:01']) {
    const windows = [window(), window({ opens: time, closes: time })]
    assert.deepEqual(faultyPointers({ windows }), ['/windows/1/opens', '/windows/1/closes'], time)
  }
  assert.deepEqual(faultyPointers({ windows: [window({ opens: '24:00' })] }), ['/windows/0/opens'])
})

test('days that do not exist, and no day at all, are pointed at', () => {
  assert.deepEqual(faultyPointers({ windows: [window({ days: ['mon', 'Tue' as Weekday] })] }), ['/windows/0/days/1'])
  assert.deepEqual(faultyPointers({ windows: [window({ days: [] })] }), ['/windows/0/days'])
})

test('dates that do not exist are pointed at', () => {
  const holidays = ['2026-12-25', '2026-02-29', '25.12.2026', '2026-13-01']
  assert.deepEqual(faultyPointers({ holidays }), ['/holidays/1', '/holidays/2', '/holidays/3'])
})

test('too many entries are refused', () => {
  const windows = Array.from({ length: MAX_WINDOWS + 1 }, () => window())
  assert.deepEqual(faultyPointers({ windows, holidays: days(MAX_HOLIDAYS + 1) }), ['/windows', '/holidays'])
})

test('a window whose days are all holidays never opens', () => {
  const mondays = days(400).filter((date) => new Date(date).getUTCDay() === 1)
  const windows = [window({ days: ['tue'] }), window({ days: ['mon'] })]
  assert.deepEqual(faultyPointers({ windows, holidays: mondays }), ['/windows/1'])
})

test('holidays without windows that leave no day are refused', () => {
  const lastYear = Array.from({ length: 400 }, (_, day) => new Date(now + day * 86_400_000).toISOString().slice(0, 10))
  assert.deepEqual(faultyPointers({ holidays: lastYear }), [])
  assert.deepEqual(faultyPointers({ holidays: lastYear.slice(0, 300) }), [])
})
