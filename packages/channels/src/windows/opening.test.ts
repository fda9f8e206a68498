import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type ChannelWindow, type Weekday, weekdays } from './channel-window.ts'
import { findOpening, isOpen, nextClosing, nextOpening } from './opening.ts'

const daily = (opens: string, closes: string): ChannelWindow[] => [{ days: [...weekdays], opens, closes }]
const on = (days: Weekday[], opens: string, closes: string): ChannelWindow[] => [{ days, opens, closes }]
const at = (instant: string): number => Date.parse(instant)
const iso = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant).toISOString().replace(':00.000Z', 'Z')

/** The first stretch at or after `from` in which the window is open, as `[opens, closes]`. */
function firstOpen(windows: ChannelWindow[], zone: string, from: string): (string | null)[] {
  const opens = nextOpening({ windows, zone }, at(from))
  return [iso(opens), opens === null ? null : iso(nextClosing({ windows, zone }, opens))]
}

describe('opening in one zone', () => {
  test('a channel without windows is always open and never closes', () => {
    const rules = { windows: [], zone: 'Asia/Kathmandu' }
    assert.equal(isOpen(rules, 1), true)
    assert.equal(nextOpening(rules, 1), 1)
    assert.equal(nextClosing(rules, 1), null)
  })

  test('the window is open from its first minute to the end of its last', () => {
    const rules = { windows: daily('08:00', '21:00'), zone: 'Asia/Kathmandu' }
    assert.equal(isOpen(rules, at('2026-11-20T02:14:59.999Z')), false)
    assert.equal(isOpen(rules, at('2026-11-20T02:15:00Z')), true)
    assert.equal(isOpen(rules, at('2026-11-20T15:14:59.999Z')), true)
    assert.equal(isOpen(rules, at('2026-11-20T15:15:00Z')), false)
  })

  test('an instant outside waits for the next opening, one inside does not wait', () => {
    const rules = { windows: daily('08:00', '21:00'), zone: 'Asia/Kathmandu' }
    assert.equal(iso(nextOpening(rules, at('2026-11-20T21:00:00Z'))), '2026-11-21T02:15Z')
    assert.equal(nextOpening(rules, at('2026-11-21T02:15:00.123Z')), at('2026-11-21T02:15:00.123Z'))
  })

  test('weekdays that are not listed are closed', () => {
    const windows = on(['mon', 'fri'], '09:00', '17:00')
    assert.deepEqual(firstOpen(windows, 'UTC', '2026-11-20T18:00Z'), ['2026-11-23T09:00Z', '2026-11-23T17:00Z'])
  })

  test('an overnight window belongs to the day on which it opens', () => {
    const windows = on(['fri'], '22:00', '06:00')
    assert.deepEqual(firstOpen(windows, 'UTC', '2026-11-20T12:00Z'), ['2026-11-20T22:00Z', '2026-11-21T06:00Z'])
    assert.equal(isOpen({ windows, zone: 'UTC' }, at('2026-11-21T05:59Z')), true)
    assert.equal(isOpen({ windows, zone: 'UTC' }, at('2026-11-20T05:59Z')), false)
  })

  test('equal times make 24 hours', () => {
    const windows = on(['sat'], '08:00', '08:00')
    assert.deepEqual(firstOpen(windows, 'UTC', '2026-11-20T12:00Z'), ['2026-11-21T08:00Z', '2026-11-22T08:00Z'])
  })

  test('24:00 is the end of the day, and windows that touch are one', () => {
    const windows = [
      ...on(['sat'], '12:00', '24:00'),
      ...on(['sun'], '00:00', '03:00'),
      ...on(['sun'], '02:00', '04:00'),
    ]
    assert.deepEqual(firstOpen(windows, 'UTC', '2026-11-20T12:00Z'), ['2026-11-21T12:00Z', '2026-11-22T04:00Z'])
  })

  test('a window around the clock on every day never closes', () => {
    const rules = { windows: daily('00:00', '24:00'), zone: 'Europe/London' }
    assert.equal(nextOpening(rules, at('2026-10-25T01:30Z')), at('2026-10-25T01:30Z'))
    assert.equal(nextClosing(rules, at('2026-10-25T01:30Z')), null)
  })

  test('the close after an opening to come is that of the same window', () => {
    const rules = { windows: daily('08:00', '21:00'), zone: 'UTC' }
    assert.equal(iso(nextClosing(rules, at('2026-11-20T22:00Z'))), '2026-11-21T21:00Z')
  })
})

describe('holidays', () => {
  test('a window that would open on a holiday does not open', () => {
    const rules = { windows: daily('08:00', '21:00'), holidays: ['2026-12-25', '2026-12-26'], zone: 'Europe/Berlin' }
    assert.equal(iso(nextOpening(rules, at('2026-12-24T21:00Z'))), '2026-12-27T07:00Z')
  })

  test('the holiday is a date of the zone, not of UTC', () => {
    const rules = { windows: daily('00:00', '24:00'), holidays: ['2026-12-25'], zone: 'Pacific/Auckland' }
    assert.equal(iso(nextClosing(rules, at('2026-12-24T10:59Z'))), '2026-12-24T11:00Z')
    assert.equal(iso(nextOpening(rules, at('2026-12-24T11:00Z'))), '2026-12-25T11:00Z')
  })

  test('an overnight window that opened on the eve runs on into the holiday', () => {
    const rules = { windows: daily('22:00', '06:00'), holidays: ['2026-12-25'], zone: 'UTC' }
    assert.equal(isOpen(rules, at('2026-12-25T05:59Z')), true)
    assert.equal(isOpen(rules, at('2026-12-25T22:00Z')), false)
    assert.equal(isOpen(rules, at('2026-12-26T05:59Z')), false)
    assert.equal(iso(nextOpening(rules, at('2026-12-25T06:00Z'))), '2026-12-26T22:00Z')
  })

  test('holidays without windows close the whole day', () => {
    const rules = { windows: [], holidays: ['2026-12-25'], zone: 'Asia/Kathmandu' }
    assert.equal(iso(nextClosing(rules, at('2026-12-24T00:00Z'))), '2026-12-24T18:15Z')
    assert.equal(iso(nextOpening(rules, at('2026-12-24T18:15Z'))), '2026-12-25T18:15Z')
  })
})

describe('nights on which the clocks change', () => {
  const cases: readonly [string, string, string, string, string, string, string][] = [
    // what, zone, opens, closes, from, expected opening, expected close
    [
      'New York skips 02:30: it opens after the gap',
      'America/New_York',
      '02:30',
      '05:00',
      '2026-03-08T05:00Z',
      '2026-03-08T07:00Z',
      '2026-03-08T09:00Z',
    ],
    [
      'New York skips 02:30: it closes after the gap',
      'America/New_York',
      '00:30',
      '02:30',
      '2026-03-08T05:00Z',
      '2026-03-08T05:30Z',
      '2026-03-08T07:00Z',
    ],
    [
      'a window wholly in the gap opens on the next day',
      'America/New_York',
      '02:10',
      '02:50',
      '2026-03-08T05:00Z',
      '2026-03-09T06:10Z',
      '2026-03-09T06:50Z',
    ],
    [
      'New York has 01:30 twice: it opens at the first',
      'America/New_York',
      '01:30',
      '05:00',
      '2026-11-01T04:00Z',
      '2026-11-01T05:30Z',
      '2026-11-01T10:00Z',
    ],
    [
      'New York has 01:30 twice: it closes at the second',
      'America/New_York',
      '00:30',
      '01:30',
      '2026-11-01T04:00Z',
      '2026-11-01T04:30Z',
      '2026-11-01T06:30Z',
    ],
    [
      'a window within the fold keeps the repeated hour',
      'America/New_York',
      '01:15',
      '01:45',
      '2026-11-01T04:00Z',
      '2026-11-01T05:15Z',
      '2026-11-01T06:45Z',
    ],
    [
      'London goes forward',
      'Europe/London',
      '01:30',
      '08:00',
      '2026-03-29T00:00Z',
      '2026-03-29T01:00Z',
      '2026-03-29T07:00Z',
    ],
    [
      'London goes back',
      'Europe/London',
      '23:00',
      '01:30',
      '2026-10-24T20:00Z',
      '2026-10-24T22:00Z',
      '2026-10-25T01:30Z',
    ],
    [
      'Lord Howe goes forward by half an hour',
      'Australia/Lord_Howe',
      '02:15',
      '06:00',
      '2026-10-03T15:00Z',
      '2026-10-03T15:30Z',
      '2026-10-03T19:00Z',
    ],
    [
      'Lord Howe goes back by half an hour',
      'Australia/Lord_Howe',
      '00:00',
      '01:45',
      '2026-04-04T12:00Z',
      '2026-04-04T13:00Z',
      '2026-04-04T15:15Z',
    ],
    [
      'Kathmandu is 5:45 ahead',
      'Asia/Kathmandu',
      '08:00',
      '21:00',
      '2026-11-20T21:00Z',
      '2026-11-21T02:15Z',
      '2026-11-21T15:15Z',
    ],
    [
      'São Paulo has not changed its clocks since 2019',
      'America/Sao_Paulo',
      '08:00',
      '21:00',
      '2026-11-01T02:00Z',
      '2026-11-01T11:00Z',
      '2026-11-02T00:00Z',
    ],
    [
      'São Paulo skipped midnight in 2018',
      'America/Sao_Paulo',
      '00:00',
      '02:00',
      '2018-11-04T02:00Z',
      '2018-11-04T03:00Z',
      '2018-11-04T04:00Z',
    ],
    [
      'Cairo skips midnight',
      'Africa/Cairo',
      '00:00',
      '06:00',
      '2026-04-23T20:00Z',
      '2026-04-23T22:00Z',
      '2026-04-24T03:00Z',
    ],
    [
      'Cairo has 23:30 twice',
      'Africa/Cairo',
      '20:00',
      '23:30',
      '2026-10-29T12:00Z',
      '2026-10-29T17:00Z',
      '2026-10-29T21:30Z',
    ],
    [
      'Cairo, open until midnight, keeps the repeated hour',
      'Africa/Cairo',
      '20:00',
      '24:00',
      '2026-10-29T12:00Z',
      '2026-10-29T17:00Z',
      '2026-10-29T22:00Z',
    ],
    [
      'Santiago skips midnight: it opens at 01:00',
      'America/Santiago',
      '00:30',
      '06:00',
      '2026-09-06T02:00Z',
      '2026-09-06T04:00Z',
      '2026-09-06T09:00Z',
    ],
    [
      'Santiago skips midnight: 24:00 is the first instant after the gap',
      'America/Santiago',
      '20:00',
      '24:00',
      '2026-09-05T20:00Z',
      '2026-09-06T00:00Z',
      '2026-09-06T04:00Z',
    ],
    [
      'Beirut skips midnight',
      'Asia/Beirut',
      '00:00',
      '00:30',
      '2026-03-28T12:00Z',
      '2026-03-29T21:00Z',
      '2026-03-29T21:30Z',
    ],
  ]
  for (const [what, zone, opens, closes, from, opening, close] of cases) {
    test(what, () => assert.deepEqual(firstOpen(daily(opens, closes), zone, from), [opening, close]))
  }

  test('24 hours of a Sunday on which the clocks go back last 25', () => {
    const opened = firstOpen(on(['sun'], '00:00', '24:00'), 'Europe/London', '2026-10-24T12:00Z')
    assert.deepEqual(opened, ['2026-10-24T23:00Z', '2026-10-26T00:00Z'])
  })

  test('Apia skipped Friday 2011-12-30: its day window does not open', () => {
    const windows = on(['fri'], '08:00', '21:00')
    assert.deepEqual(firstOpen(windows, 'Pacific/Apia', '2011-12-29T12:00Z'), [
      '2012-01-05T18:00Z',
      '2012-01-06T07:00Z',
    ])
  })

  test('Apia skipped Friday 2011-12-30: the window of Thursday night closes where the gap ends', () => {
    const windows = on(['thu'], '22:00', '06:00')
    assert.deepEqual(firstOpen(windows, 'Pacific/Apia', '2011-12-30T00:00Z'), [
      '2011-12-30T08:00Z',
      '2011-12-30T10:00Z',
    ])
  })

  test('Apia skipped Friday 2011-12-30: what is left of the window of Friday night is open', () => {
    const windows = on(['fri'], '22:00', '06:00')
    assert.deepEqual(firstOpen(windows, 'Pacific/Apia', '2011-12-29T12:00Z'), [
      '2011-12-30T10:00Z',
      '2011-12-30T16:00Z',
    ])
  })
})

describe('opening in several zones', () => {
  test('it is open while it is open in all of them', () => {
    const rules = { windows: daily('08:00', '21:00'), zones: ['America/Boise', 'America/Los_Angeles'] }
    assert.equal(iso(nextOpening(rules, at('2026-11-20T12:00Z'))), '2026-11-20T16:00Z')
    assert.equal(iso(nextClosing(rules, at('2026-11-20T16:00Z'))), '2026-11-21T04:00Z')
    assert.equal(isOpen(rules, at('2026-11-20T15:30Z')), false)
    assert.equal(isOpen(rules, at('2026-11-21T04:30Z')), false)
  })

  test('it never opens where the windows do not meet', () => {
    const rules = { windows: daily('08:00', '10:00'), zones: ['Pacific/Auckland', 'America/New_York'] }
    assert.equal(nextOpening(rules, at('2026-11-20T12:00Z')), null)
    assert.equal(nextClosing(rules, at('2026-11-20T12:00Z')), null)
    assert.equal(isOpen(rules, at('2026-11-20T12:00Z')), false)
  })

  test("the client's zone decides where the recipient's zones never open together", () => {
    const question = {
      windows: daily('08:00', '10:00'),
      zones: ['Pacific/Auckland', 'America/New_York'],
      fallbackZone: 'Europe/Berlin',
    }
    const opening = findOpening(question, at('2026-11-20T12:00Z'))
    assert.deepEqual(opening, { at: at('2026-11-21T07:00Z'), zones: ['Europe/Berlin'], fellBack: true })
  })

  test("the client's zone decides where no zone of the recipient is known", () => {
    const question = { windows: daily('08:00', '10:00'), zones: [], fallbackZone: 'Europe/Berlin' }
    const opening = findOpening(question, at('2026-11-20T12:00Z'))
    assert.deepEqual(opening, { at: at('2026-11-21T07:00Z'), zones: ['Europe/Berlin'], fellBack: true })
  })

  test("the recipient's zones decide where they open together", () => {
    const zones = ['America/Boise', 'America/Los_Angeles']
    const opening = findOpening(
      { windows: daily('08:00', '21:00'), zones, fallbackZone: 'Europe/Berlin' },
      at('2026-11-20T12:00Z'),
    )
    assert.deepEqual(opening, { at: at('2026-11-20T16:00Z'), zones, fellBack: false })
  })
})

describe('the horizon of 400 days', () => {
  const year = (from: string, days: number): string[] =>
    Array.from({ length: days }, (_, day) => new Date(at(from) + day * 86_400_000).toISOString().slice(0, 10))

  test('an opening after 400 days is an opening, a later one is none', () => {
    const rules = { windows: daily('08:00', '21:00'), holidays: year('2026-01-01', 400), zone: 'UTC' }
    assert.equal(iso(nextOpening(rules, at('2026-01-01T08:00Z'))), '2027-02-05T08:00Z')
    assert.equal(nextOpening(rules, at('2026-01-01T07:59Z')), null)
  })

  test('never is asked anew as time goes by', () => {
    const rules = { windows: daily('08:00', '21:00'), holidays: year('2026-01-01', 500), zone: 'UTC' }
    assert.equal(nextOpening(rules, at('2026-01-01T08:00Z')), null)
    assert.equal(nextOpening(rules, at('2026-01-02T09:00Z')), null)
    assert.equal(iso(nextOpening(rules, at('2026-06-01T00:00Z'))), '2027-05-16T08:00Z')
  })
})

describe('input that cannot be computed with', () => {
  test('an unknown zone, a missing zone, a bad time and a bad instant throw', () => {
    const windows = daily('08:00', '21:00')
    assert.throws(() => nextOpening({ windows, zone: 'Mars/Olympus' }, 0), RangeError)
    assert.throws(() => nextOpening({ windows }, 0), /no zone was given/)
    assert.throws(() => nextOpening({ windows, zones: [] }, 0), /no zone was given/)
    assert.throws(() => nextOpening({ windows: daily('8:00', '21:00'), zone: 'UTC' }, 0), /not a time of day/)
    assert.throws(
      () => nextOpening({ windows: on(['day' as Weekday], '08:00', '21:00'), zone: 'UTC' }, 0),
      /not a weekday/,
    )
    assert.throws(() => nextOpening({ windows, zone: 'UTC' }, Number.NaN), /not a number of milliseconds/)
    assert.throws(() => nextOpening({ windows, holidays: ['2026-02-30'], zone: 'UTC' }, 0), /not a date/)
  })
})
