import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { countPartitions, watchPartitions } from './partition-watch.ts'

const log = { debug() {}, info() {}, warn() {}, error() {} }
const lookEvery = 15_000
/** Lets all promises go on. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

/** Watches a topic that had two partitions before the group was joined. */
function watched(t: TestContext, join: () => Promise<void>) {
  t.mock.timers.enable({ apis: ['setInterval'] })
  const topic = { partitionsCount: 2 }
  const topics = async () => new Map([['a', { ...topic }]])
  const known = countPartitions([['a', { ...topic }]])
  let joins = 0
  const onGrown = () => {
    joins += 1
    return join()
  }
  const start = async () => {
    const timer = watchPartitions({ known, topics, onGrown, log })
    t.after(() => clearInterval(timer))
    await settled()
  }
  const later = async () => {
    t.mock.timers.tick(lookEvery)
    await settled()
  }
  return { topic, start, later, joins: () => joins }
}

test('partitions that came while the group was joined are shared out at once, and those of later at the next look', async (t) => {
  const { topic, start, later, joins } = watched(t, async () => {})
  topic.partitionsCount = 3
  await start()
  assert.equal(joins(), 1)
  await later()
  assert.equal(joins(), 1)
  topic.partitionsCount = 6
  await later()
  assert.equal(joins(), 2)
})

test('a rejoin that fails is tried again', async (t) => {
  let failures = 1
  const { topic, start, later, joins } = watched(t, async () => {
    if (failures-- > 0) throw new Error('the coordinator moves')
  })
  await start()
  assert.equal(joins(), 0)
  topic.partitionsCount = 3
  await later()
  await later()
  assert.equal(joins(), 2)
  await later()
  assert.equal(joins(), 2)
})
