import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readNumber } from '../phone/read-number.ts'
import { builtInRanges } from './built-in-ranges.ts'
import { kindOf } from './number-kind.ts'
import { isNumberPattern, NumberStock, type StockFilter } from './number-stock.ts'

const stock = new NumberStock()

const found = (filter: StockFilter, most = 1_000_000, after?: string): string[] =>
  [...stock.search(filter, after)].slice(0, most).map(({ phoneNumber }) => phoneNumber)

test('every built-in number is valid, of its country and of its kind', () => {
  for (const { first, last } of builtInRanges()) {
    for (const number of [first, last]) {
      const offer = stock.find(number)
      assert.ok(readNumber(number).valid, number)
      assert.equal(offer?.country, readNumber(number).country)
      assert.equal(offer?.kind, kindOf(number))
    }
  }
})

test('built-in ranges do not overlap', () => {
  const sorted = builtInRanges()
    .map(({ first, last }) => [Number(first), Number(last)] as const)
    .sort(([a], [b]) => a - b)
  for (const [at, [first]] of sorted.entries()) assert.ok(first > (sorted[at - 1]?.[1] ?? 0), String(first))
})

test('several countries and kinds are offered', () => {
  const countries = stock.countries()
  assert.deepEqual(
    countries.map(({ country }) => country),
    ['AU', 'CA', 'DE', 'FR', 'GB', 'SE', 'US'],
  )
  assert.deepEqual([...(countries.at(-1)?.kinds ?? [])].sort(), ['local', 'toll-free'])
  assert.ok(countries.find(({ country }) => country === 'DE')?.kinds.includes('mobile'))
})

test('the first numbers are of different places', () => {
  const first = found({ country: 'US', kind: 'local' }, 50)
  assert.equal(new Set(first.map((number) => number.slice(0, 5))).size, 50)
})

test('a search goes on behind a number and finds each once, whatever the filters', () => {
  const filters: StockFilter[] = [
    { country: 'SE', kind: 'local' },
    { country: 'GB', kind: 'local', locality: 'london' },
    { country: 'US', kind: 'local', region: 'ny' },
  ]
  for (const filter of filters) {
    const all = found(filter)
    const paged: string[] = []
    for (let after: string | undefined; ; after = paged.at(-1)) {
      const page = found(filter, 97, after)
      paged.push(...page)
      if (page.length < 97) break
    }
    assert.deepEqual(paged, all)
    assert.equal(new Set(all).size, all.length)
  }
})

test('filters by area code, digits, letters, region and place hold together', () => {
  const us = { country: 'US', kind: 'local' } as const
  assert.equal(found({ ...us, areaCode: '415' }).length, 100)
  assert.ok(found({ ...us, areaCode: '415' }).every((number) => number.startsWith('+1415555')))
  assert.deepEqual(found({ ...us, contains: '4155550142' }), ['+14155550142'])
  assert.deepEqual(found({ ...us, contains: '1415***0199' }), ['+14155550199'])
  // 555 is JKL on the keypad.
  assert.equal(found({ ...us, areaCode: '212', contains: 'jkl01' }).length, 100)
  assert.deepEqual(found({ ...us, contains: '9999999' }), [])
  assert.equal(found({ ...us, region: 'DC' }).length, found({ ...us, region: 'dc' }).length)
  assert.ok(found({ ...us, region: 'DC' }).includes('+12025550100'))
  assert.equal(found({ country: 'GB', kind: 'local', locality: 'LONDON' }).length, 1000)
  assert.equal(found({ country: 'GB', kind: 'local', areaCode: '20' }).length, 1000)
  assert.deepEqual(found({ country: 'XX', kind: 'local' }), [])
  assert.deepEqual(found({ ...us, abilities: { sms: false } }), [])
  assert.ok(
    isNumberPattern('415*55') && !isNumberPattern('4') && !isNumberPattern('.*') && !isNumberPattern('1'.repeat(21)),
  )
})

test('numbers of a trunk are offered as they are declared, and alone where the built-in ones are off', () => {
  const own = new NumberStock({
    builtIn: false,
    ranges: [
      { first: '+493012345600', last: '+493012345609', abilities: { sms: false, mms: false } },
      { first: '+4930987654', last: '+4930987654', kind: 'national' },
    ],
  })
  assert.deepEqual(own.countries(), [{ country: 'DE', kinds: ['local', 'national'] }])
  assert.deepEqual(own.find('+493012345605')?.abilities, { voice: true, sms: false, mms: false })
  assert.equal(own.find('+493012345610'), undefined)
  assert.equal(own.find('+14155550100'), undefined)
  assert.equal([...own.search({ country: 'DE', kind: 'local', abilities: { sms: true } })].length, 0)
  assert.equal([...own.search({ country: 'DE', kind: 'local', abilities: { voice: true } })].length, 10)
})

test('a declared range takes the place of the built-in one that it overlaps', () => {
  const own = new NumberStock({ ranges: [{ first: '+14155550110', last: '+14155550119' }] })
  assert.equal([...own.search({ country: 'US', kind: 'local', areaCode: '415' })].length, 10)
})

test('ranges that are none are refused at the start', () => {
  const wrong = [
    ['+14155550109', '+14155550100'],
    ['4155550100', '+14155550100'],
    ['+1415555010', '+14155550100'],
    ['+15000000000', '+15999999999'],
  ] as const
  for (const [first, last] of wrong) assert.throws(() => new NumberStock({ ranges: [{ first, last }] }), RangeError)
})

test('what is no number is not offered', () => {
  for (const text of ['', 'abc', '+1', '4155550100']) assert.equal(stock.find(text), undefined)
})
