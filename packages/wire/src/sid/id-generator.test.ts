import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createIdGenerator } from './id-generator.ts'
import { isMessageUuid, uuidMilliseconds } from './lineage.ts'
import { isSid } from './sid.ts'

const uuidv7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('ids are UUIDv7 that carry the time', () => {
  const ids = createIdGenerator({ now: () => 1_795_000_000_123 })
  for (const id of [ids.uuid(), ids.messageUuid()]) {
    assert.match(id, uuidv7)
    assert.equal(uuidMilliseconds(id), 1_795_000_000_123)
  }
  assert.ok(isMessageUuid(ids.messageUuid()))
  assert.ok(isSid(ids.sid('WE'), 'WE'))
})

test('ids grow while the clock stands still, past a full counter, and while the clock goes back', () => {
  let time = 1_795_000_000_000
  const ids = createIdGenerator({ now: () => time })
  let last = ''
  for (let made = 0; made < 20_000; made++) {
    if (made === 15_000) time -= 5_000
    const id = made % 2 ? ids.uuid() : ids.messageUuid()
    assert.ok(id > last, `${id} after ${last}`)
    last = id
  }
})

test('chance comes from the given source, in a fixed order', () => {
  const make = () => {
    let next = 0
    const randomBytes = (length: number) => Uint8Array.from({ length }, () => next++ & 0xff)
    return createIdGenerator({ now: () => 1_795_000_000_000, randomBytes })
  }
  const [one, two] = [make(), make()]
  const a = Array.from({ length: 2_000 }, () => one.uuid())
  assert.deepEqual(
    a,
    Array.from({ length: 2_000 }, () => two.uuid()),
  )
  assert.equal(a[0], '01a1ee56-5e00-7001-8203-040506070809')
})

test('generators of two processes do not meet', () => {
  const now = () => 1_795_000_000_000
  const [one, two] = [createIdGenerator({ now }), createIdGenerator({ now })]
  const seen = new Set<string>()
  for (let made = 0; made < 5_000; made++) seen.add(one.messageUuid()).add(two.messageUuid())
  assert.equal(seen.size, 10_000)
})
