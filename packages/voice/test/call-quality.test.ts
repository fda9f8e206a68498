import assert from 'node:assert/strict'
import { test } from 'node:test'
import { migrations as accountMigrations } from '@trunkline/accounts'
import { migrations as eventMigrations } from '@trunkline/events'
import { describeOnEachEngine } from '@trunkline/testkit'
import { createIdGenerator, sidFromUuid, uuidFromSid } from '@trunkline/wire'
import { createCallQuality } from '../src/leg/browser/quality/call-quality.ts'
import { SignallingError } from '../src/leg/browser/signalling-error.ts'
import { migrations } from '../src/migrations.ts'
import { accessToken, accountsOf, benchClient } from './support/browser-bench.ts'

const ids = createIdGenerator({ now: Date.now })
const sample = (values: Record<string, unknown>) => ({ audio_codec: 'pcmu', mos: 4.4, rtt: 20, jitter: 2, ...values })

describeOnEachEngine('call quality', [eventMigrations, accountMigrations, migrations], (open) => {
  async function bench(t: Parameters<typeof open>[0]) {
    const db = await open(t)
    const [client, stranger] = [benchClient(), benchClient()]
    const quality = createCallQuality({ db, accounts: accountsOf([client, stranger]), clock: Date })
    const callSid = sidFromUuid('CA', ids.uuid())
    await db.query({
      text: `insert into voice_call (id, client_id, direction, status, from_address, to_address, created_at, updated_at)
        values ($1, $2, 'inbound', 'in-progress', 'client:alice', '', now(), now())`,
      values: [uuidFromSid(callSid), client.id],
    })
    return { db, quality, client, stranger, callSid, token: accessToken(client) }
  }

  test('samples are added up, and the worst of each is kept', async (t) => {
    const { quality, client, callSid, token } = await bench(t)
    const at = (values: Record<string, unknown>) => sample({ call_sid: callSid, ...values })
    await quality.take(token, { payload: [at({ total_packets_received: 50 }), at({ mos: 4, rtt: 40 })] })
    await quality.take(token, {
      payload: [at({ mos: 2, jitter: 30, total_packets_lost: 3, total_packets_received: 147 })],
    })
    const found = await quality.get(client.id, callSid)
    assert.deepEqual(
      { ...found, updatedAt: undefined },
      {
        seconds: 3,
        mos: { mean: 3.47, worst: 2 },
        roundTrip: { mean: 26.67, worst: 40 },
        jitter: { mean: 11.33, worst: 30 },
        packetsLost: 3,
        packetsReceived: 147,
        packetsSent: 0,
        codec: 'pcmu',
        events: [],
        updatedAt: undefined,
      },
    )
  })

  test('events that say something are kept, so many at most; others, and nonsense, are not', async (t) => {
    const { quality, client, callSid, token } = await bench(t)
    const event = (level: string, group: string, name: string) => ({
      level,
      group,
      name,
      payload: { call_sid: callSid },
    })
    for (const body of [undefined, [], 'x', { payload: null }, { payload: [{ call_sid: 'CA1' }] }, { payload: [7] }])
      await quality.take(token, body)
    await quality.take(token, event('DEBUG', 'ice-candidate', 'found'))
    assert.equal(await quality.get(client.id, callSid), undefined)
    await quality.take(token, event('WARNING', 'network-quality-warning-raised', 'high-rtt'))
    for (let i = 0; i < 60; i += 1) await quality.take(token, event('INFO', 'connection', 'x'.repeat(500)))
    const events = (await quality.get(client.id, callSid))?.events ?? []
    assert.equal(events.length, 50)
    assert.equal(events[0]?.name, 'high-rtt')
    assert.equal(events[1]?.name.length, 64)
  })

  test('another client can neither add to a call nor see it, and a bad token is refused', async (t) => {
    const { quality, client, stranger, callSid, token } = await bench(t)
    const body = { payload: [sample({ call_sid: callSid })] }
    await quality.take(accessToken(stranger), body)
    assert.equal(await quality.get(client.id, callSid), undefined)
    await quality.take(token, body)
    assert.equal(await quality.get(stranger.id, callSid), undefined)
    await assert.rejects(quality.take('nonsense', body), SignallingError)
    await assert.rejects(
      quality.take(accessToken(client, { ttl: -5 }), body),
      (error: SignallingError) => error.code === 31205,
    )
  })
})
