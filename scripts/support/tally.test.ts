import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Tally, type TestData, type TestEvent } from './tally.ts'

const pass = (name: string, more: Partial<TestData> = {}): TestEvent => ({
  type: 'test:pass',
  data: { name, file: 'a.test.ts', details: { duration_ms: 5 }, ...more },
})
const fail = (name: string, details: TestData['details'] = {}): TestEvent => ({
  type: 'test:fail',
  data: { name, file: 'a.test.ts', details: { error: { cause: new Error('because') }, ...details } },
})
const report = (events: TestEvent[], inCi = false, problems: string[] = []) => {
  const tally = new Tally(inCi, () => undefined)
  for (const event of events) tally.take(event)
  return tally.report(problems, 1000)
}
const last = (lines: readonly string[]) => lines.at(-1)

describe('the tally of a test run', () => {
  test('ends with the counts', () => {
    const { lines, failed } = report([pass('one'), pass('two'), pass('three', { skip: 'not here' })])
    assert.equal(last(lines), '2 passed, 0 failed, 1 skipped')
    assert.equal(failed, false)
  })

  test('a failure is told with its reason and what the file had printed, and fails the run', () => {
    const printed: TestEvent = { type: 'test:stderr', data: { file: 'a.test.ts', message: 'printed words' } }
    const { lines, failed } = report([pass('one'), printed, fail('two')])
    assert.equal(last(lines), '1 passed, 1 failed, 0 skipped')
    assert.equal(failed, true)
    assert.match(lines.join('\n'), /FAILED .*a\.test\.ts: two[\s\S]*because[\s\S]*printed words/)
  })

  test('a suite counts neither as passed nor, when its tests failed, as failed', () => {
    const suite = { type: 'suite' }
    const events = [
      pass('suite', { details: suite }),
      fail('suite', { ...suite, error: { failureType: 'subtestsFailed' } }),
      fail('one'),
    ]
    assert.equal(last(report(events).lines), '0 passed, 1 failed, 0 skipped')
  })

  test('a suite that fails by itself, before or after its tests, does fail', () => {
    const hook = fail('suite', { type: 'suite', error: { failureType: 'hookFailed', cause: new Error('after') } })
    assert.equal(report([pass('one'), hook]).failed, true)
  })

  test('a suite that is skipped as a whole is listed with its reason', () => {
    const { lines } = report([
      pass('one'),
      pass('two on PostgreSQL', {
        skip: 'PostgreSQL is not installed: npm run test:setup',
        details: { type: 'suite' },
      }),
    ])
    assert.equal(last(lines), '1 passed, 0 failed, 1 skipped')
    assert.match(
      lines.join('\n'),
      /skipped 1: PostgreSQL is not installed[\s\S]*two on PostgreSQL[\s\S]*runs after: npm run test:setup/,
    )
  })

  test('in CI a test that is skipped for a missing program fails, one that is skipped for another reason does not', () => {
    const missing = pass('one', { skip: 'PostgreSQL is not installed: npm run test:setup' })
    const other = pass('two', { skip: 'needs to mount a small disk, which takes root' })
    const { lines, failed } = report([pass('three'), missing, other], true)
    assert.equal(last(lines), '1 passed, 1 failed, 1 skipped')
    assert.equal(failed, true)
  })

  test('what is to be done yet may fail', () => {
    const todo = { ...fail('later'), data: { ...fail('later').data, todo: true } } as TestEvent
    assert.equal(last(report([pass('one'), todo]).lines), '1 passed, 0 failed, 0 skipped')
  })

  test('problems that are no tests count as failures', () => {
    const { lines, failed } = report([pass('one')], true, ['types'])
    assert.equal(last(lines), '1 passed, 1 failed, 0 skipped')
    assert.equal(failed, true)
  })

  test('a run without a test that passed is no success', () => {
    assert.equal(report([]).failed, true)
  })

  test('slow tests are named', () => {
    const { lines } = report([pass('snail', { details: { duration_ms: 30_000 } })])
    assert.match(lines.join('\n'), /slow: 30 s {2}.*snail/)
  })
})
