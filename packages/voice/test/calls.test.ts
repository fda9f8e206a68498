import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachEngine, eventually } from '@trunkline/testkit'
import { answeredNumber, makeCallWorld, migrationSets, ownNumber, strange } from './support/call-world.ts'

const progress = (url: string) =>
  ({ url, method: 'POST', events: ['initiated', 'ringing', 'answered', 'completed'] }) as const

describeOnEachEngine('calls', migrationSets, (open) => {
  test('a call through the API is queued, rings, is answered, runs its document and ends; each move is told', async (t) => {
    const world = await makeCallWorld(t, await open(t))
    const phone = await world.voice.phones.hold(strange)
    const made = await world.create(strange, '<Response><Say>Hello there</Say><Pause length="1"/></Response>', {
      statusCallback: progress('http://127.0.0.1:9/status'),
      origin: { from: 'a test' },
    })
    assert.equal(made.status, 'queued')
    const call = await phone.nextCall(t.signal)
    assert.deepEqual([call.from, call.to, call.direction], [ownNumber, strange, 'in'])
    await world.until(made.sid, 'ringing')
    await call.answer()
    await eventually(() => assert.deepEqual(call.texts, ['Hello there']))
    assert.equal((await call.ended).cause, 'completed')
    const done = await world.until(made.sid, 'completed')
    assert.equal(done.direction, 'outbound-api')
    assert.ok((done.durationSeconds ?? 0) >= 1)
    assert.deepEqual(done.origin, { from: 'a test' })
    const told = (await world.callbacks()).map(({ params }) => params)
    assert.deepEqual(
      told.map(({ CallStatus, SequenceNumber }) => [CallStatus, SequenceNumber]),
      [
        ['initiated', '0'],
        ['ringing', '1'],
        ['in-progress', '2'],
        ['completed', '3'],
      ],
    )
    const last = told.at(-1) ?? {}
    assert.equal(last.CallSid, made.sid)
    assert.equal(last.AccountSid, world.accountSid)
    assert.deepEqual([last.Direction, last.From, last.Called, last.Duration], ['outbound-api', ownNumber, strange, '1'])
    assert.equal(last.CallbackSource, 'call-progress-events')
    assert.match(last.Timestamp ?? '', /^\w{3}, \d\d \w{3} \d{4} [\d:]{8} \+0000$/)
    assert.deepEqual(
      (await world.events()).filter(({ type }) => type.startsWith('call.')).map(({ type }) => type),
      ['call.queued', 'call.ringing', 'call.in-progress', 'call.completed'],
    )
  })

  test('a call from a built-in phone to a number is asked about with every parameter, and what it answers is heard', async (t) => {
    const world = await makeCallWorld(t, await open(t))
    world.documents.set('/voice', '<Response><Gather numDigits="2" action="/keys"><Say>Press</Say></Gather></Response>')
    world.documents.set('/keys', '<Response><Say>Thanks</Say></Response>')
    const phone = await world.voice.phones.hold('+1 (415) 555-0190')
    const call = await phone.dial('+1 415-555-0101')
    assert.equal(await call.answered, true)
    await eventually(() => assert.deepEqual(call.texts, ['Press']))
    await call.press('42')
    await call.ended
    assert.deepEqual(call.texts, ['Press', 'Thanks'])
    const [first, second] = world.asked
    assert.deepEqual(
      { ...first?.params, CallSid: '' },
      {
        ...{ AccountSid: world.accountSid, ApiVersion: '2010-04-01', CallSid: '', CallStatus: 'ringing' },
        ...{ Direction: 'inbound', From: strange, Caller: strange, To: answeredNumber, Called: answeredNumber },
        ...Object.fromEntries(
          ['From', 'Caller', 'To', 'Called'].flatMap((party) => [
            [`${party}City`, 'SAN FRANCISCO'],
            [`${party}State`, 'CA'],
            [`${party}Zip`, ''],
            [`${party}Country`, 'US'],
          ]),
        ),
      },
    )
    assert.deepEqual([second?.path, second?.params.Digits, second?.params.CallStatus], ['/keys', '42', 'in-progress'])
    const sid = first?.params.CallSid ?? ''
    const record = await world.until(sid, 'completed')
    assert.deepEqual([record.direction, record.from, record.to], ['inbound', strange, answeredNumber])
    assert.ok((await call.heard()).length > 800)
  })

  test('a number here is reached over an inside line: two calls, a parent and a child', async (t) => {
    const world = await makeCallWorld(t, await open(t))
    world.documents.set('/voice', '<Response><Say>You have reached us</Say><Hangup/></Response>')
    const phone = await world.voice.phones.hold(strange)
    const made = await world.create(
      strange,
      `<Response><Dial action="${world.url}/after"><Number statusCallback="http://127.0.0.1:9/child" statusCallbackEvent="initiated ringing answered completed">${answeredNumber}</Number></Dial></Response>`,
    )
    world.documents.set('/after', '<Response/>')
    const call = await phone.nextCall(t.signal)
    await call.answer()
    await call.ended
    await world.until(made.sid, 'completed')
    const children = await world.voice.calls.page(world.clientId, { parentCallSid: made.sid }, { limit: 10 })
    assert.equal(children.length, 1)
    assert.deepEqual(
      [children[0]?.direction, children[0]?.status, children[0]?.from],
      ['outbound-dial', 'completed', ownNumber],
    )
    const after = world.asked.find(({ path }) => path === '/after')
    assert.deepEqual(
      [after?.params.DialCallStatus, after?.params.DialCallSid, after?.params.CallSid],
      ['completed', children[0]?.sid, made.sid],
    )
    const inbound = world.asked.find(({ path }) => path === '/voice')
    assert.deepEqual([inbound?.params.From, inbound?.params.Direction], [ownNumber, 'inbound'])
    const told = (await world.callbacks()).map(({ params }) => params)
    assert.deepEqual(
      told.map(({ CallStatus }) => CallStatus),
      ['initiated', 'ringing', 'in-progress', 'completed'],
    )
    assert.ok(told.every(({ ParentCallSid }) => ParentCallSid === made.sid))
  })
})
