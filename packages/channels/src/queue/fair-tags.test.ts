import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FairTags } from './fair-tags.ts'

const at = (ms: number) => ({ now: () => ms })

/** Serves rows in order of tags, as the queue does, and returns whose they were. */
function serve(rows: readonly { readonly client: string; readonly tag: number }[]): string[] {
  return [...rows].sort((a, b) => a.tag - b.tag).map((row) => row.client)
}

test('clients take turns, whatever each has waiting', () => {
  const tags = new FairTags(at(1000))
  const rows = Array.from({ length: 100 }, () => ({ client: 'big', tag: tags.next('r', 1, 'big') }))
  rows.push(...Array.from({ length: 3 }, () => ({ client: 'small', tag: tags.next('r', 1, 'small') })))
  assert.deepEqual(
    serve(rows)
      .slice(0, 6)
      .filter((client) => client === 'small').length,
    3,
  )
})

test('a client that comes late starts at what is being served, not behind all that waits', () => {
  const tags = new FairTags(at(1000))
  const first = Array.from({ length: 1000 }, () => tags.next('r', 1, 'big'))
  tags.served('r', 1, first[499] as number)
  assert.equal(tags.next('r', 1, 'late'), first[499])
  assert.equal(tags.ahead('r', 1, 'big'), 500)
})

test('a client that was idle has saved nothing up', () => {
  const tags = new FairTags(at(1000))
  tags.next('r', 1, 'idle')
  const served = Array.from({ length: 50 }, () => tags.next('r', 1, 'busy'))
  tags.served('r', 1, served[49] as number)
  assert.equal(tags.next('r', 1, 'idle'), served[49])
})

test('an empty route starts anew at the present, so tags of before and after a restart compare', () => {
  const clock = { ms: 1000, now: () => clock.ms }
  const tags = new FairTags(clock)
  const before = tags.next('r', 1, 'a')
  clock.ms = 2000
  tags.observe([])
  assert.ok(tags.next('r', 1, 'a') >= before + 1_000_000)
})

test('what waits in the table decides what is being served', () => {
  const tags = new FairTags(at(1000))
  tags.observe([{ route: 'r', priority: 1, tag: 5_000_000 }])
  assert.equal(tags.next('r', 1, 'new'), 5_000_000)
})

test('a client goes on after the last tag that it was given before the restart', () => {
  const tags = new FairTags(at(1000))
  tags.seed([{ route: 'r', priority: 1, clientId: 'a', tag: 7_000_000 }])
  assert.equal(tags.next('r', 1, 'a'), 7_000_001)
})

test('routes and priorities do not disturb each other', () => {
  const tags = new FairTags(at(1000))
  const base = tags.next('r', 1, 'a')
  assert.equal(tags.next('r', 0, 'a'), base)
  assert.equal(tags.next('s', 1, 'a'), base)
})

test('a look at the table from before tags were given does not make a client forget how far ahead it is', () => {
  const clock = { ms: 1000, now: () => clock.ms }
  const tags = new FairTags(clock)
  const first = tags.next('r', 1, 'a')
  tags.seed([{ route: 'r', priority: 1, clientId: 'a', tag: first + 499 }])
  clock.ms = 1500
  tags.observe([])
  assert.equal(tags.ahead('r', 1, 'a'), 499)
  clock.ms = 2500
  tags.observe([])
  assert.equal(tags.ahead('r', 1, 'a'), 0)
})

test('a route that is always busy and never has anything waiting keeps up with the wall clock', () => {
  const clock = { ms: 1000, now: () => clock.ms }
  const tags = new FairTags(clock)
  for (let second = 0; second < 60; second++) {
    tags.next('r', 1, 'a')
    clock.ms += 900
    tags.observe([])
  }
  assert.ok(tags.next('r', 1, 'a') > (clock.ms - 11_000) * 1000)
})

test('tags that come in late never take a client back', () => {
  const tags = new FairTags(at(1000))
  tags.seed([{ route: 'r', priority: 1, clientId: 'a', tag: 7_000_000 }])
  tags.seed([{ route: 'r', priority: 1, clientId: 'a', tag: 6_000_000 }])
  assert.equal(tags.next('r', 1, 'a'), 7_000_001)
})

test('of more clients than are remembered, those that were seen longest ago are forgotten', () => {
  const tags = new FairTags(at(1000))
  for (const client of ['seen again', 'seen once', 'seen again', 'seen again']) tags.next('r', 1, client)
  tags.seed([{ route: 'r', priority: 1, clientId: 'seeded', tag: 2_000_000 }])
  for (const client of ['seen again', 'seeded', 'seen again']) tags.next('r', 1, client)
  for (let other = 0; other < 49_998; other += 1) tags.next('r', 1, `other ${other}`)
  const isAhead = (client: string) => tags.ahead('r', 1, client) > 0
  assert.deepEqual([isAhead('seen once'), isAhead('seeded'), isAhead('seen again')], [false, true, true])
  tags.next('r', 1, 'one more')
  assert.deepEqual([isAhead('seeded'), isAhead('seen again')], [false, true])
})
