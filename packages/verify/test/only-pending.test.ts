import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@trunkline/postgres'
import { describeOnEachEngine } from '@trunkline/testkit'
import { challengeUuid } from '../src/challenge/challenges.ts'
import type { VerificationView } from '../src/index.ts'
import { makeWorld, migrationSets, problem } from './support/world.ts'

const to = '+14155550123'

/** One client, and the verification of several processes on one database. */
async function processes(db: Database) {
  const { clientId, verify, clock } = await makeWorld(db)
  const others = await Promise.all(Array.from({ length: 3 }, () => makeWorld(db)))
  const all = [verify, ...others.map((other) => other.verify)].map(({ verifications }) => verifications)
  await verify.services.update(clientId, (await verify.services.of(clientId)).id, { settings: { cooldown: [0] } })
  const advance = (ms: number) => {
    clock.advance(ms)
    for (const other of others) other.clock.advance(ms)
  }
  return { clientId, verify, all, advance }
}

async function pendings(db: Database): Promise<{ id: string; sends: number }[]> {
  const text = `select 'VE' || replace(id::text, '-', '') as id, sends from verify_challenge where status = 'pending'`
  return (await db.query<{ id: string; sends: number }>({ text, values: [] })).rows
}

/** What succeeded; whoever did not came too soon. */
function winners(results: readonly PromiseSettledResult<VerificationView>[]): readonly VerificationView[] {
  for (const result of results) {
    if (result.status === 'rejected') problem('verification-too-soon')(result.reason)
  }
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
}

describeOnEachEngine('the only pending verification of an address', migrationSets, (open) => {
  test('many starts at once, in several processes, are one verification', async (t) => {
    const db = await open(t)
    const { clientId, all } = await processes(db)
    const results = await Promise.allSettled(
      Array.from({ length: 48 }, (_, n) =>
        all[n % all.length]?.startOrResend(clientId, { to, channel: 'sms' }),
      ) as Promise<VerificationView>[],
    )
    const won = winners(results)
    const [only, ...others] = await pendings(db)
    assert.deepEqual(others, [])
    assert.deepEqual([...new Set(won.map(({ id }) => id))], [only?.id])
    assert.equal(only?.sends, won.length)
  })

  test('another one of the same address with a code of its own takes the place of the one before, also of many at once', async (t) => {
    const db = await open(t)
    const { clientId, all, verify } = await processes(db)
    const [first] = all
    assert.ok(first)
    const before = await first.startOrResend(clientId, { to, channel: 'sms' })
    const results = await Promise.allSettled(
      Array.from({ length: 24 }, (_, n) =>
        all[n % all.length]?.startOrResend(clientId, { to, channel: 'sms', code: `1234${n}` }),
      ) as Promise<VerificationView>[],
    )
    const won = winners(results)
    assert.ok(won.length > 0)
    const [only, ...others] = await pendings(db)
    assert.deepEqual(others, [])
    assert.ok(won.some(({ id }) => id === only?.id))
    const { status, reason } = await verify.verifications.get(clientId, before.id)
    assert.deepEqual([status, reason], ['canceled', 'another verification took its place'])
  })

  test('sends the same code again while it is pending, and starts anew once its time is up', async (t) => {
    const db = await open(t)
    const { clientId, verify, advance } = await processes(db)
    const { verifications } = verify
    const first = await verifications.startOrResend(clientId, { to, channel: 'sms' })
    const again = await verifications.startOrResend(clientId, { to: '+1 (415) 555-0123', channel: 'call' })
    assert.deepEqual([again.id, again.channel, again.sends], [first.id, 'call', 2])
    const elsewhere = await verifications.startOrResend(clientId, { to: '+14155550124', channel: 'sms' })
    assert.notEqual(elsewhere.id, first.id)
    advance(600_001)
    const later = await verifications.startOrResend(clientId, { to, channel: 'sms' })
    assert.notEqual(later.id, first.id)
  })

  test('waits for the one whose place it takes before it counts, as one that is sent again does: neither waits for the other', async (t) => {
    const db = await open(t)
    const { clientId, verify } = await processes(db)
    const { id } = await verify.verifications.startOrResend(clientId, { to, channel: 'sms' })
    const starting = await db.transaction(async (tx) => {
      await tx.query({ text: 'select 1 from verify_challenge where id = $1 for update', values: [challengeUuid(id)] })
      const start = verify.verifications.startOrResend(clientId, { to, channel: 'sms', code: '123456' })
      await sleep(500)
      const text = 'select key from verify_counter order by key for update skip locked'
      const free = await tx.query({ text, values: [] })
      const all = await tx.query({ text: 'select key from verify_counter', values: [] })
      assert.ok(all.rowCount > 0)
      assert.equal(free.rowCount, all.rowCount)
      return { start }
    })
    assert.notEqual((await starting.start).id, id)
  })
})
