import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { describeOnEachEngine, eventually } from '@trunkline/testkit'
import { uuidFromSid } from '@trunkline/wire'
import { VoiceError } from '../src/errors.ts'
import type { PhoneCall } from '../src/leg/phone/phones.ts'
import { answeredNumber, type CallWorld, makeCallWorld, migrationSets, strange } from './support/call-world.ts'

const long = '<Response><Pause length="60"/></Response>'
const told = { url: 'http://127.0.0.1:9/status', method: 'POST', events: ['completed'] } as const

const refusal =
  (code: number) =>
  (error: unknown): boolean =>
    error instanceof VoiceError && error.code === code

/** A call that was answered and does nothing. */
async function answeredCall(world: CallWorld, more: object = {}): Promise<{ sid: string; phone: PhoneCall }> {
  const held = await world.voice.phones.hold(strange)
  const { sid } = await world.create(strange, long, more)
  const phone = await held.nextCall()
  await phone.answer()
  await world.until(sid, 'in-progress')
  return { sid, phone }
}

const lastTold = async (world: CallWorld) => (await world.callbacks()).at(-1)?.params

describeOnEachEngine('control of calls', migrationSets, (open) => {
  test('nobody answers in time: no-answer, told once; the phone stops ringing', async (t) => {
    const world = await makeCallWorld(t, await open(t))
    const held = await world.voice.phones.hold(strange)
    const { sid } = await world.create(strange, long, { timeoutSeconds: 1, statusCallback: told })
    const phone = await held.nextCall()
    assert.deepEqual(await phone.ended, { cause: 'canceled', by: 'us' })
    const record = await world.until(sid, 'no-answer')
    assert.deepEqual([record.durationSeconds, record.answeredAt], [null, null])
    assert.deepEqual(
      (await world.callbacks()).map(({ params }) => [params.CallStatus, params.SequenceNumber, params.CallDuration]),
      [['no-answer', '0', '0']],
    )
  })

  test('a phone that refuses, and one that is in a call, are busy', async (t) => {
    const world = await makeCallWorld(t, await open(t))
    const held = await world.voice.phones.hold(strange)
    const first = await world.create(strange, long)
    await (await held.nextCall()).reject()
    await world.until(first.sid, 'busy')
    await world.create(strange, long)
    await (await held.nextCall()).answer()
    const third = await world.create(strange, long)
    const record = await world.until(third.sid, 'busy')
    assert.equal(record.sipCode, 486)
  })

  test('a call that nobody was there to dial in time is not dialled', async (t) => {
    const world = await makeCallWorld(t, await open(t), { start: false })
    const held = await world.voice.phones.hold(strange)
    const { sid } = await world.create(strange, long, { notAfter: new Date(Date.now() - 1_000).toISOString() })
    await world.voice.start()
    const record = await world.until(sid, 'failed')
    assert.deepEqual([record.errorCode, held.calls.length], [30001, 0])
  })

  test('whoever has answered is hung up on where what the call was to do cannot be begun', async (t) => {
    const world = await makeCallWorld(t, await open(t), { start: false })
    const { sid } = await world.create(strange, long, { confidential: true, statusCallback: told })
    const broken = `update voice_call set request = jsonb_set(request, '{program,sealed}', '"broken"')`
    await world.db.query({ text: broken, values: [] })
    await world.voice.start()
    const record = await world.until(sid, 'failed')
    assert.notEqual(record.answeredAt, null)
    assert.equal((await lastTold(world))?.CallStatus, 'failed')
  })

  test('a call is canceled while it waits, with nobody there who runs calls', async (t) => {
    const world = await makeCallWorld(t, await open(t), { start: false })
    const { sid } = await world.create(strange, long, { statusCallback: told })
    await assert.rejects(world.voice.calls.update(world.clientId, sid, { program: { twiml: long } }), refusal(21220))
    const record = await world.voice.calls.update(world.clientId, sid, { status: 'canceled' })
    assert.equal(record.status, 'canceled')
    assert.equal((await lastTold(world))?.CallStatus, 'canceled')
    await assert.rejects(world.voice.calls.update(world.clientId, sid, { status: 'canceled' }), refusal(21220))
  })

  test('a call is canceled while it rings; once it is answered it can only be completed', async (t) => {
    const world = await makeCallWorld(t, await open(t))
    const held = await world.voice.phones.hold(strange)
    const { sid } = await world.create(strange, long)
    const ringing = await held.nextCall()
    await assert.rejects(world.voice.calls.update(world.clientId, sid, { program: { twiml: long } }), refusal(21220))
    assert.equal((await world.voice.calls.update(world.clientId, sid, { status: 'canceled' })).status, 'canceled')
    assert.equal((await ringing.ended).cause, 'canceled')
    await held.release()

    const call = await answeredCall(world)
    await assert.rejects(world.voice.calls.update(world.clientId, call.sid, { status: 'canceled' }), refusal(21220))
    await assert.rejects(world.voice.calls.remove(world.clientId, call.sid), refusal(20009))
    const done = await world.voice.calls.update(world.clientId, call.sid, { status: 'completed' })
    assert.equal(done.status, 'completed')
    assert.equal((await call.phone.ended).cause, 'completed')
    await world.voice.calls.remove(world.clientId, call.sid)
    await assert.rejects(world.voice.calls.get(world.clientId, call.sid), /no such call/)
  })

  test('a call is redirected in mid-call by another process, and by nobody else’s client', async (t) => {
    const world = await makeCallWorld(t, await open(t))
    const { sid, phone } = await answeredCall(world)
    const { calls } = world.another()
    await assert.rejects(calls.update(randomUUID(), sid, { status: 'completed' }), /no such call/)
    await calls.update(world.clientId, sid, { program: { twiml: '<Response><Say>Something else</Say></Response>' } })
    assert.equal((await phone.ended).cause, 'completed')
    assert.deepEqual(phone.texts, ['Something else'])
    await world.until(sid, 'completed')
    await assert.rejects(calls.update(world.clientId, sid, { program: { twiml: long } }), refusal(21220))
  })

  test('where nobody runs calls, whoever asks something of one is told so', async (t) => {
    const world = await makeCallWorld(t, await open(t))
    const { sid } = await answeredCall(world)
    await assert.rejects(
      world.another().commands.ask({ kind: 'call.nothing', clientId: world.clientId, body: { sid } }),
      refusal(20500),
    )
  })

  test('a client’s calls are dialled so many a second; those of others do not wait for them', async (t) => {
    const world = await makeCallWorld(t, await open(t), { perSecond: 2 })
    const made = await Promise.all(Array.from({ length: 9 }, () => world.create(strange, long)))
    const other = randomUUID()
    const { sid } = await world.voice.calls.create(other, {
      to: strange,
      from: '+14155550199',
      program: { twiml: long },
    })
    await eventually(async () => assert.notEqual((await world.voice.calls.get(other, sid)).startedAt, null))
    const records = await Promise.all(made.map((call) => world.until(call.sid, 'in-progress')))
    const starts = records.map(({ startedAt }) => startedAt?.getTime() ?? 0).sort((a, b) => a - b)
    // Two at once, and seven more in three seconds and a half; the first may have been begun a little late.
    assert.ok((starts[8] ?? 0) - (starts[0] ?? 0) >= 2_500, String(starts))
    assert.ok((records[0]?.queueMilliseconds ?? -1) >= 0)
  })

  test('keys are pressed after the answer, and a call lasts no longer than it may', async (t) => {
    const world = await makeCallWorld(t, await open(t))
    const { sid, phone } = await answeredCall(world, { sendDigits: 'w12#', timeLimitSeconds: 5 })
    await eventually(() => assert.equal(phone.digits, '12#'))
    await phone.ended
    const { durationSeconds } = await world.until(sid, 'completed')
    assert.ok(durationSeconds !== null && durationSeconds >= 5 && durationSeconds < 30, String(durationSeconds))
  })

  test('a call that is asked for twice under one id is one call', async (t) => {
    const world = await makeCallWorld(t, await open(t), { start: false })
    const id = randomUUID()
    const first = await world.create(strange, long, { id })
    const second = await world.create(strange, '<Response/>', { id })
    assert.equal(first.sid, second.sid)
    assert.equal(uuidFromSid(first.sid), id)
    assert.equal((await world.voice.calls.page(world.clientId, {}, { limit: 10 })).length, 1)
  })

  test('whoever asks for machine detection is told that it is not known', async (t) => {
    const world = await makeCallWorld(t, await open(t))
    world.documents.set('/answered', long)
    const held = await world.voice.phones.hold(strange)
    const program = { document: { url: `${world.url}/answered`, method: 'POST' } } as const
    const { sid } = await world.create(strange, program, { machineDetection: { mode: 'Enable' }, statusCallback: told })
    const phone = await held.nextCall()
    await phone.answer()
    await eventually(() => assert.equal(world.asked[0]?.params.AnsweredBy, 'unknown'))
    await phone.hangUp()
    assert.equal((await world.until(sid, 'completed')).answeredBy, 'unknown')
    assert.equal((await lastTold(world))?.AnsweredBy, 'unknown')
  })

  test('the calls of a process that died are ended as failed by the next, and told', async (t) => {
    const world = await makeCallWorld(t, await open(t), { start: false })
    const { sid } = await world.create(strange, long, { statusCallback: told })
    await world.db.query({
      text: `update voice_call set owner = $2, status = 'in-progress', started_at = now(), answered_at = now() - interval '61 seconds' where id = $1`,
      values: [uuidFromSid(sid), randomUUID()],
    })
    await world.voice.start()
    const record = await world.until(sid, 'failed')
    assert.equal(record.errorCode, 15009)
    const last = await lastTold(world)
    assert.deepEqual([last?.CallStatus, last?.Duration, last?.To], ['failed', '2', strange])
    assert.ok((await world.events()).some(({ type }) => type === 'call.failed'))
  })

  test('a process that stops hangs up: answered calls are completed, others have failed; another takes over', async (t) => {
    const world = await makeCallWorld(t, await open(t))
    const { sid, phone } = await answeredCall(world)
    await world.voice.phones.hold('+14155550191')
    const rings = await world.create('+14155550191', long)
    await world.until(rings.sid, 'ringing')
    const next = world.another()
    await next.start()
    assert.equal(next.state, 'standby')
    await world.voice.stop()
    assert.equal((await phone.ended).cause, 'completed')
    assert.equal((await next.calls.get(world.clientId, sid)).status, 'completed')
    assert.equal((await next.calls.get(world.clientId, rings.sid)).status, 'failed')
    await eventually(() => assert.equal(next.state, 'active'))
  })

  test('the callback of a number is told the end alone', async (t) => {
    const world = await makeCallWorld(t, await open(t))
    world.documents.set('/voice', '<Response><Say>Bye</Say></Response>')
    await world.accounts.numbers.put(world.accountSid, answeredNumber, { statusCallback: 'http://127.0.0.1:9/end' })
    const held = await world.voice.phones.hold(strange)
    const call = await held.dial(answeredNumber)
    await call.ended
    await eventually(async () => assert.equal((await world.callbacks()).length, 1))
    const [only] = await world.callbacks()
    assert.deepEqual(
      [only?.url, only?.params.CallStatus, only?.params.SequenceNumber],
      ['http://127.0.0.1:9/end', 'completed', '0'],
    )
  })

  test('a caller who leaves before the answer had none; one whose number nobody answers is refused', async (t) => {
    const world = await makeCallWorld(t, await open(t))
    world.documents.set('/voice', '<Response><Dial><Number>+14155550191</Number></Dial></Response>')
    const far = await world.voice.phones.hold('+14155550191')
    const held = await world.voice.phones.hold(strange)
    await world.accounts.numbers.put(world.accountSid, answeredNumber, { voiceUrl: `${world.url}/reject` })
    world.documents.set('/reject', '<Response><Reject reason="busy"/></Response>')
    const refused = await held.dial(answeredNumber)
    assert.equal((await refused.ended).cause, 'busy')
    await world.accounts.numbers.put(world.accountSid, answeredNumber, { voiceUrl: `${world.url}/voice` })
    const left = await held.dial(answeredNumber)
    const ringing = await far.nextCall()
    await left.hangUp()
    assert.notEqual((await ringing.ended).cause, 'completed')
    const unset = await held.dial('+14155550100')
    assert.equal((await unset.ended).cause, 'rejected')
    const page = () => world.voice.calls.page(world.clientId, {}, { limit: 10 })
    await eventually(async () => assert.ok((await page()).every(({ endedAt }) => endedAt !== null)))
    const bySid = (await page()).map(({ direction, status, errorCode }) => [direction, status, errorCode])
    assert.deepEqual(bySid.at(-1), ['inbound', 'busy', null])
    assert.deepEqual(bySid[0], ['inbound', 'failed', 11100])
  })

  test('calls are found by what they are, newest first, in pieces', async (t) => {
    const world = await makeCallWorld(t, await open(t), { start: false })
    const made = []
    for (let at = 0; at < 5; at += 1) made.push(await world.create(at % 2 === 0 ? strange : '+14155550191', long))
    await sleep(5)
    const { calls } = world.voice
    const sids = (records: readonly { sid: string }[]) => records.map(({ sid }) => sid)
    const all = sids(made).reverse()
    const page = await calls.page(world.clientId, {}, { limit: 2 })
    assert.deepEqual(sids(page), all.slice(0, 2))
    const after = uuidFromSid(page[1]?.sid ?? '')
    assert.deepEqual(sids(await calls.page(world.clientId, {}, { limit: 9, after })), all.slice(2))
    assert.deepEqual(sids(await calls.page(world.clientId, {}, { limit: 9, before: after })), all.slice(0, 1))
    assert.equal((await calls.page(world.clientId, { to: strange }, { limit: 9 })).length, 3)
    assert.equal((await calls.page(world.clientId, { status: 'completed' }, { limit: 9 })).length, 0)
    assert.equal((await calls.page(world.clientId, { parentCallSid: 'CAnot' }, { limit: 9 })).length, 0)
    assert.equal((await calls.page(randomUUID(), {}, { limit: 9 })).length, 0)
    assert.equal((await calls.page(world.clientId, { startedFrom: new Date(0) }, { limit: 9 })).length, 0)
  })
})
