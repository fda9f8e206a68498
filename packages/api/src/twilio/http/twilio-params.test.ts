import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TwilioError } from '../errors/twilio-error.ts'
import { parseForm } from './twilio-bodies.ts'
import { TwilioParams } from './twilio-params.ts'

const read = (form: string) => new TwilioParams(parseForm(form))
const refused =
  (code: number, status = 400) =>
  (error: unknown) =>
    error instanceof TwilioError && error.code === code && error.status === status

test('blanks come as + or as %20, and other bytes in UTF-8', () => {
  for (const form of ['Body=two+words%21+%C3%A9', 'Body=two%20words!%20%C3%A9']) {
    assert.equal(read(form).text('Body'), 'two words! é')
  }
  assert.equal(read('To=%2B1555').text('To'), '+1555')
})

test('a repeated parameter is a list; where one is wanted it is the first', () => {
  const params = read('MediaUrl=a&MediaUrl=b&One=x')
  assert.deepEqual(params.texts('MediaUrl'), ['a', 'b'])
  assert.equal(params.text('MediaUrl'), 'a')
  assert.deepEqual(params.texts('One'), ['x'])
  assert.deepEqual(params.texts('None'), [])
})

test('names are case-sensitive; empty and absent differ for text alone', () => {
  const params = read('body=x&Body=')
  assert.equal(params.text('Body'), '')
  assert.equal(params.has('Body'), true)
  assert.equal(params.filled('Body'), undefined)
  assert.equal(params.text('To'), undefined)
  assert.throws(() => params.required('Body', 21602), refused(21602))
})

test('booleans are read in any case, and nothing else is one', () => {
  assert.equal(read('A=true').boolean('A'), true)
  assert.equal(read('A=True').boolean('A'), true)
  assert.equal(read('A=FALSE').boolean('A'), false)
  assert.equal(read('A=').boolean('A'), undefined)
  assert.throws(() => read('A=1').boolean('A'), refused(20001))
})

test('numbers keep to their bounds and to the code of their parameter', () => {
  assert.equal(read('N=36000').integer('N', { min: 1, max: 36_000 }), 36_000)
  assert.equal(read('N=%201%20').integer('N'), 1)
  for (const wrong of ['0', '36001', '1.5', 'x', '1e3', '99999999999999999999']) {
    assert.throws(() => read(`N=${wrong}`).integer('N', { min: 1, max: 36_000, code: 21624 }), refused(21624), wrong)
  }
  assert.equal(read('N=0.25').number('N'), 0.25)
  assert.throws(() => read('N=abc').number('N', 21627), refused(21627))
})

test('date filters leave the span that Twilio means: ends belong to it', () => {
  const day = read('DateSent=2026-11-20').dates('DateSent')
  assert.deepEqual(day, { from: new Date('2026-11-20T00:00:00Z'), until: new Date('2026-11-21T00:00:00Z') })
  const span = read('DateSent%3E=2026-11-18&DateSent%3C=2026-11-20').dates('DateSent')
  assert.deepEqual(span, { from: new Date('2026-11-18T00:00:00Z'), until: new Date('2026-11-21T00:00:00Z') })
  const to = read('DateSent%3C=2026-11-20T10:00:00Z').dates('DateSent')
  assert.deepEqual(to, { until: new Date('2026-11-20T10:00:01Z') })
  assert.deepEqual(read('').dates('DateSent'), {})
  assert.throws(() => read('DateSent=2026-02-30').dates('DateSent'), refused(20001))
})

test('URLs are absolute and http, methods GET or POST, words one of the list', () => {
  assert.equal(read('U=https%3A%2F%2Fa.example%2Fx%3Fy%3Dz%23rc%3D2').url('U'), 'https://a.example/x?y=z#rc=2')
  for (const wrong of [
    '/relative',
    'ftp://a.example',
    'http://',
    'https:// a',
    `https://a.example/${'x'.repeat(4000)}`,
  ]) {
    assert.throws(() => read(`U=${encodeURIComponent(wrong)}`).url('U', 21609), refused(21609), wrong.slice(0, 20))
  }
  assert.equal(read('M=get').method('M'), 'GET')
  assert.throws(() => read('M=PUT').method('M', 21209), refused(21209))
  assert.equal(read('S=FIXED').enumeration('S', ['fixed']), 'fixed')
  assert.throws(() => read('S=other').enumeration('S', ['fixed'], 35126), refused(35126))
})

test('a NUL character, which no store takes, is refused wherever it stands', () => {
  assert.throws(() => read('Body=a%00b').text('Body'), refused(20001))
  assert.throws(() => read('M=a&M=%00').texts('M'), refused(20001))
})

test('a name that objects have by nature is a parameter like others', () => {
  const params = read('__proto__=x&toString=y')
  assert.equal(params.text('toString'), 'y')
  assert.equal(params.text('hasOwnProperty'), undefined)
  assert.equal(params.text('__proto__'), 'x')
})
