import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type ChannelWindow, type Weekday, weekdays } from '../src/windows/channel-window.ts'
import { isOpen, nextClosing, nextOpening } from '../src/windows/opening.ts'
import { type ClockTable, openMinutes, watchClocks } from './windows-reference.ts'

const MINUTE = 60_000
const DAY = 86_400_000
/** Days of clocks that are watched, and the days at each end that only give the middle its surroundings. */
const WATCHED = 11
const MARGIN = 3

// By default the same cases on every run, so that a red build is a matter of the change; with a number given, new ones.
const runs = Number(process.env.TRUNKLINE_FUZZ_RUNS ?? 1)
const seed = process.env.TRUNKLINE_FUZZ_RUNS === undefined ? 20_261_120 : Date.now()

const clockTime = fc.oneof(
  // Times at which clocks are changed somewhere come more often than others.
  fc.constantFrom('00:00', '00:30', '01:00', '01:30', '02:00', '02:15', '02:30', '03:00', '23:00', '23:30'),
  fc
    .nat(24 * 60 - 1)
    .map((it) => `${String(Math.floor(it / 60)).padStart(2, '0')}:${String(it % 60).padStart(2, '0')}`),
)
const window: fc.Arbitrary<ChannelWindow> = fc.record({
  days: fc.subarray<Weekday>([...weekdays], { minLength: 1 }),
  opens: clockTime,
  closes: fc.oneof({ arbitrary: clockTime, weight: 5 }, { arbitrary: fc.constant('24:00'), weight: 1 }),
})
const ruleSets = fc.array(
  fc.record({
    windows: fc.array(window, { minLength: 1, maxLength: 4 }),
    holidayOffsets: fc.uniqueArray(fc.nat(WATCHED - 1), { maxLength: 3 }),
  }),
  { minLength: 3, maxLength: 6 },
)

const mostlyTrue = fc.nat(3).map((it) => it > 0)

/** Some instant from 1975 on (before, some zones had seconds in their offsets), or one next to a change of the clocks. */
function instantNear(zone: string, random: number, nearChange: boolean): number {
  const from = Date.UTC(1975, 0, 1)
  const instant = from + Math.floor(random * (Date.UTC(2037, 0, 1) - from))
  const clock = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
  const change = nearChange ? (clock.getTimeZoneTransition('next') ?? clock.getTimeZoneTransition('previous')) : null
  const chosen = Math.max(from, change?.epochMilliseconds ?? instant)
  return Math.floor(chosen / MINUTE) * MINUTE - (WATCHED * DAY) / 2
}

interface Case {
  readonly zones: readonly string[]
  readonly windows: ChannelWindow[]
  readonly holidays: string[]
}

/** Compares every minute of the middle days with the reference. */
function compare(tables: readonly ClockTable[], { zones, windows, holidays }: Case): void {
  const each = tables.map((table) => openMinutes(table, windows, holidays))
  const open = each[0]!.map((_, minute) => each.every((it) => it[minute]))
  const rules = zones.length === 1 ? { windows, holidays, zone: zones[0] } : { windows, holidays, zones }
  const begins = tables[0]!.begins
  let opening: number | null = null
  let closing: number | null = null
  const lastMinute = (WATCHED - MARGIN) * 24 * 60
  for (let minute = lastMinute; minute >= MARGIN * 24 * 60; minute--) {
    const instant = begins + minute * MINUTE
    if (open[minute]) opening = instant
    if (open[minute] && !open[minute + 1] && minute < lastMinute) closing = instant + MINUTE
    const place = `${new Date(instant).toISOString()} in ${zones.join(', ')}`
    if (isOpen(rules, instant) !== open[minute]) assert.fail(`isOpen is not ${open[minute]} at ${place}`)
    if (opening !== null && nextOpening(rules, instant) !== opening) {
      assert.fail(`nextOpening is not ${new Date(opening).toISOString()} at ${place}`)
    }
    if (opening === null && (nextOpening(rules, instant) ?? Number.POSITIVE_INFINITY) <= begins + lastMinute * MINUTE) {
      assert.fail(`nextOpening is too early at ${place}`)
    }
    if (closing !== null && nextClosing(rules, instant) !== closing) {
      assert.fail(`nextClosing is not ${new Date(closing).toISOString()} at ${place}`)
    }
  }
}

const zones = Intl.supportedValuesOf('timeZone')

test(`windows agree with the clocks minute by minute in all ${zones.length} zones`, () => {
  for (const zone of zones) {
    const property = fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      mostlyTrue,
      ruleSets,
      (random, near, sets) => {
        const table = watchClocks(zone, instantNear(zone, random, near), WATCHED)
        for (const { windows, holidayOffsets } of sets)
          compare([table], { zones: [zone], windows, holidays: datesOf(table, holidayOffsets) })
      },
    )
    fc.assert(property, { numRuns: runs, seed: seed + zones.indexOf(zone) })
  }
})

test('windows in several zones agree with the clocks minute by minute', () => {
  const some = fc.uniqueArray(fc.constantFrom(...zones), { minLength: 2, maxLength: 4 })
  const property = fc.property(some, fc.double({ min: 0, max: 1, noNaN: true }), ruleSets, (names, random, sets) => {
    const begins = instantNear(names[0]!, random, true)
    const tables = names.map((zone) => watchClocks(zone, begins, WATCHED))
    for (const { windows, holidayOffsets } of sets)
      compare(tables, { zones: names, windows, holidays: datesOf(tables[0]!, holidayOffsets) })
  })
  fc.assert(property, { numRuns: 20 * runs, seed })
})

function datesOf(table: ClockTable, offsets: readonly number[]): string[] {
  return offsets.map((days) => new Date(table.begins + days * DAY).toISOString().slice(0, 10))
}
