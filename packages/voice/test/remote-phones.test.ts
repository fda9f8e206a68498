import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { describeOnEachEngine, eventually } from '@trunkline/testkit'
import { ProblemError } from '@trunkline/wire'
import type { PhoneEvent, RemotePhones } from '../src/leg/phone/remote-phones.ts'
import { answeredNumber, makeCallWorld, migrationSets, ownNumber, strange } from './support/call-world.ts'

const problem = (code: string) => (error: unknown) => error instanceof ProblemError && error.code === code

/** Reads the events of a phone into a list until it is put down. */
function follow(phones: RemotePhones, clientId: string, number: string): PhoneEvent[] {
  const seen: PhoneEvent[] = []
  const read = async () => {
    for (let after: number | null = 0; after !== null; ) {
      const { events, next } = await phones.events(clientId, number, after)
      seen.push(...events)
      after = next
    }
  }
  read().catch(() => undefined) // The test is over, and with it whoever answers.
  return seen
}

const types = (events: readonly PhoneEvent[]) => events.map(({ type }) => type)

describeOnEachEngine('phones held from afar', migrationSets, (open) => {
  test('a phone is answered, dialled from, heard and put down, by way of another process', async (t) => {
    const world = await makeCallWorld(t, await open(t))
    const phones = world.another().remotePhones
    world.documents.set('/done', '<Response/>')
    const { clientId } = world
    assert.deepEqual(await phones.hold(clientId, '+1 415 555 0100', { record: true }), { number: ownNumber })
    const events = follow(phones, clientId, ownNumber)
    const made = await world.voice.calls.create(clientId, {
      ...{ to: ownNumber, from: '+14155550199' },
      program: {
        twiml: `<Response><Gather numDigits="1" timeout="20" action="${world.url}/done"><Say>Press one</Say></Gather></Response>`,
      },
    })
    await eventually(() => assert.deepEqual(types(events), ['ringing']))
    const { call } = await phones.act(clientId, ownNumber, { action: 'answer' })
    await eventually(() => assert.ok(types(events).includes('text')))
    await phones.act(clientId, ownNumber, { action: 'press', digits: '1' })
    await eventually(() => assert.ok(types(events).includes('sound')))
    assert.deepEqual(types(events), ['ringing', 'answered', 'text', 'ended', 'sound'])
    const [rang, , text, ended, sound] = events
    assert.deepEqual(rang, { type: 'ringing', call, from: '+14155550199', to: ownNumber })
    assert.deepEqual(text, { type: 'text', call, text: 'Press one' })
    assert.deepEqual(ended, { type: 'ended', call, cause: 'completed', by: 'party' })
    assert.ok(sound?.type === 'sound' && sound.last)
    await world.until(made.sid, 'completed')

    world.documents.set('/voice', '<Response><Say>Welcome</Say><Pause length="30"/></Response>')
    await phones.act(clientId, ownNumber, { action: 'dial', to: answeredNumber })
    await eventually(() => assert.equal(types(events).filter((type) => type === 'text').length, 2))
    await sleep(600)
    await phones.act(clientId, ownNumber, { action: 'hangUp' })
    await eventually(() => assert.equal(types(events).filter((type) => type === 'sound').length, 2))
    const last = events.at(-1)
    assert.ok(last?.type === 'sound' && Buffer.from(last.pcm, 'base64').length >= 3_200)
    await phones.act(clientId, ownNumber, { action: 'release' })
    await assert.rejects(phones.act(clientId, ownNumber, { action: 'answer' }), problem('not-found'))
  })

  test('a phone is held by one at a time, and by whom it is meant for', async (t) => {
    const world = await makeCallWorld(t, await open(t))
    const { remotePhones: phones } = world.voice
    const stranger = randomUUID()
    await assert.rejects(phones.hold(stranger, ownNumber, { record: false }), problem('number-taken'))
    await assert.rejects(phones.hold(world.clientId, '12', { record: false }), problem('number-invalid'))
    await phones.hold(world.clientId, ownNumber, { record: false })
    await assert.rejects(phones.hold(world.clientId, ownNumber, { record: false }), problem('number-taken'))
    await assert.rejects(phones.events(stranger, ownNumber, 0), problem('not-found'))
    await assert.rejects(phones.act(stranger, ownNumber, { action: 'release' }), problem('not-found'))
    await assert.rejects(phones.act(world.clientId, ownNumber, { action: 'answer' }), problem('validation-failed'))
    await assert.rejects(
      phones.act(world.clientId, ownNumber, { action: 'dial', to: strange }),
      problem('number-invalid'),
    )
    for (let at = 0; at < 49; at += 1)
      await phones.hold(world.clientId, `+141555502${String(at).padStart(2, '0')}`, { record: false })
    await assert.rejects(phones.hold(world.clientId, strange, { record: false }), problem('rate-limited'))
  })

  test('nobody takes a number of nobody’s where calls to it leave for a carrier', async (t) => {
    const world = await makeCallWorld(t, await open(t), { route: async () => ({ kind: 'trunk', gateway: 'carrier' }) })
    await assert.rejects(
      world.voice.remotePhones.hold(world.clientId, strange, { record: false }),
      problem('number-taken'),
    )
    const held = await world.voice.phones.hold(strange)
    const { sid } = await world.create(strange, '<Response/>')
    const record = await world.until(sid, 'failed')
    assert.equal(record.errorCode, 13224)
    assert.equal(held.calls.length, 0)
  })
})
