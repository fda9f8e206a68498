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

const types = (events: readonly (PhoneEvent | undefined)[]) => events.map((event) => event?.type)

/** How many bytes were heard in each call that is over; what was heard for long is told in pieces. */
function soundsOf(events: readonly PhoneEvent[]): number[] {
  const whole: number[] = []
  let bytes = 0
  for (const event of events) {
    if (event.type !== 'sound') continue
    bytes += Buffer.from(event.pcm, 'base64').length
    if (event.last) whole.push(bytes)
    if (event.last) bytes = 0
  }
  return whole
}

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
    await eventually(() => assert.equal(soundsOf(events).length, 1))
    const [rang, answered, text, ended, ...sounds] = events
    assert.deepEqual(types([rang, answered, text, ended]), ['ringing', 'answered', 'text', 'ended'])
    assert.deepEqual(new Set(types(sounds)), new Set(['sound']))
    assert.deepEqual(rang, { type: 'ringing', call, from: '+14155550199', to: ownNumber })
    assert.deepEqual(text, { type: 'text', call, text: 'Press one' })
    assert.deepEqual(ended, { type: 'ended', call, cause: 'completed', by: 'party' })
    await world.until(made.sid, 'completed')

    world.documents.set('/voice', '<Response><Say>Welcome</Say><Pause length="30"/></Response>')
    await phones.act(clientId, ownNumber, { action: 'dial', to: answeredNumber })
    await eventually(() => assert.equal(types(events).filter((type) => type === 'text').length, 2))
    await sleep(1_500) // So that there is something to be heard.
    await phones.act(clientId, ownNumber, { action: 'hangUp' })
    await eventually(() => assert.equal(soundsOf(events).length, 2))
    assert.ok((soundsOf(events)[1] ?? 0) >= 3_200)
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
