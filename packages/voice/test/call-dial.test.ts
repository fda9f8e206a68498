import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachEngine, eventually } from '@trunkline/testkit'
import { endedLeg } from '../src/leg/ended-leg.ts'
import {
  answeredNumber,
  type CallWorld,
  makeCallWorld,
  migrationSets,
  ownNumber,
  strange,
} from './support/call-world.ts'
import { fakeCall } from './support/fake-call.ts'

const caller = '+14155550191'

/** A call that somebody makes to the answered number, whose program dials as it is told. */
async function callAndDial(world: CallWorld, dial: string) {
  world.documents.set('/voice', `<Response><Dial action="/after"${dial}</Dial></Response>`)
  world.documents.set('/after', '<Response/>')
  const held = await world.voice.phones.hold(caller)
  const call = await held.dial(answeredNumber)
  return { held, call }
}

const after = (world: CallWorld) => world.asked.find(({ path }) => path === '/after')?.params

async function children(world: CallWorld) {
  const all = await world.voice.calls.page(world.clientId, {}, { limit: 50 })
  return all.filter(({ direction }) => direction === 'outbound-dial')
}

describeOnEachEngine('calls that Dial makes', migrationSets, (open) => {
  test('a number without a country code is read in the caller’s; the caller is shown, and hears what the other says', async (t) => {
    const world = await makeCallWorld(t, await open(t))
    const far = await world.voice.phones.hold(strange)
    const { call } = await callAndDial(world, '><Number>(415) 555-0190</Number>')
    const ringing = await far.nextCall()
    assert.deepEqual([ringing.from, ringing.to], [caller, strange])
    await ringing.answer()
    assert.equal(await call.answered, true)
    // The caller was answered before the other was: until the two are joined, a key goes nowhere.
    await eventually(async () => {
      await call.press('5')
      assert.match(ringing.digits, /^5+$/)
    })
    await ringing.hangUp()
    await call.ended
    await eventually(() => assert.equal(after(world)?.DialCallStatus, 'completed'))
    const [child] = await children(world)
    assert.deepEqual([child?.status, child?.to, child?.from], ['completed', strange, caller])
  })

  test('what a document shows as caller must be the client’s to show', async (t) => {
    const shown = async (callerId: string, verified = false) => {
      const world = await makeCallWorld(t, await open(t))
      const far = await world.voice.phones.hold(strange)
      if (verified) await world.accounts.callerIds.add(world.accountSid, '+14155550195')
      await callAndDial(world, ` callerId="${callerId}"><Number>${strange}</Number>`)
      await eventually(() => assert.ok(far.calls.length > 0 || after(world)?.DialCallStatus === 'failed'))
      const [child] = await children(world)
      return { from: far.calls[0]?.from, code: child?.errorCode }
    }
    assert.deepEqual(await shown('+1-415-555-0100'), { from: ownNumber, code: null })
    assert.deepEqual(await shown(answeredNumber), { from: answeredNumber, code: null })
    assert.deepEqual(await shown('+14155550195', true), { from: '+14155550195', code: null })
    assert.deepEqual(await shown('+14155550195'), { from: undefined, code: 13214 })
    assert.deepEqual(await shown('nobody'), { from: undefined, code: 13214 })
  })

  test('a call that is to prove who has a number does not end at a built-in phone beside trunks; the route counts when it is dialled', async (t) => {
    let besideTrunks = true
    const world = await makeCallWorld(t, await open(t), { route: async () => ({ kind: 'loopback', besideTrunks }) })
    const program = '<Response><Pause length="1"/></Response>'
    const prove = (more: object = {}) => world.create(strange, program, { provesNumber: true, ...more })
    await assert.rejects(prove(), { code: 13224 })
    await world.until((await world.create(strange, program)).sid, 'completed')
    besideTrunks = false
    await world.until((await prove()).sid, 'completed')
    const later = await prove({ notBefore: new Date(Date.now() + 4_000).toISOString() })
    besideTrunks = true
    assert.equal((await world.until(later.sid, 'failed')).errorCode, 13224)
  })

  test('a party that is dialled while the process stops leaves no call that rings for ever', async (t) => {
    const world = await makeCallWorld(t, await open(t))
    await world.voice.stop()
    const parent = fakeCall(world.clientId, endedLeg('x', { cause: 'failed', by: 'us' }).media)
    const to = { kind: 'number', number: strange } as const
    await assert.rejects(world.voice.dialer.dial(parent, { to, callerId: ownNumber, timeoutSeconds: 5 }))
    assert.deepEqual(
      (await children(world)).map(({ status }) => status),
      ['failed'],
    )
  })

  test('what is no number, and what nothing leads to, has failed with Twilio’s code and one line in the log', async (t) => {
    for (const [number, code] of [
      ['twelve', 13223],
      ['+12', 13223],
      [strange, 13224],
    ] as const) {
      const world = await makeCallWorld(t, await open(t), { route: async () => undefined })
      await callAndDial(world, `><Number>${number}</Number>`)
      await eventually(() => assert.equal(after(world)?.DialCallStatus, 'failed'))
      const [child] = await children(world)
      assert.deepEqual([child?.status, child?.errorCode], ['failed', code])
      const lines = world.log.lines.filter(({ fields }) => fields.callSid === child?.sid)
      assert.deepEqual(
        lines.map(({ level, fields }) => [level, fields.code]),
        [['warn', code]],
      )
    }
  })

  test('when the caller leaves, the phone that rings for it stops', async (t) => {
    const world = await makeCallWorld(t, await open(t))
    const far = await world.voice.phones.hold(strange)
    const { call } = await callAndDial(world, `><Number>${strange}</Number>`)
    const ringing = await far.nextCall()
    await call.hangUp()
    assert.equal((await ringing.ended).cause, 'canceled')
    await eventually(async () => assert.equal((await children(world))[0]?.status, 'canceled'))
  })

  test('a call that rings too long has no answer, and its parent goes on', async (t) => {
    const world = await makeCallWorld(t, await open(t))
    const far = await world.voice.phones.hold(strange)
    const { call } = await callAndDial(world, ` timeout="5"><Number>${strange}</Number>`)
    world.documents.set('/after', '<Response><Say>Nobody is there</Say></Response>')
    await far.nextCall()
    await eventually(() => assert.deepEqual(call.texts, ['Nobody is there']), 30_000)
    assert.equal(after(world)?.DialCallStatus, 'no-answer')
  })

  test('a child is taken away by a redirect, and the parent goes on without it', async (t) => {
    const world = await makeCallWorld(t, await open(t))
    const far = await world.voice.phones.hold(strange)
    const { call } = await callAndDial(world, `><Number>${strange}</Number>`)
    world.documents.set('/after', '<Response><Say>Alone again</Say></Response>')
    const other = await far.nextCall()
    await other.answer()
    await eventually(async () => assert.equal((await children(world))[0]?.status, 'in-progress'))
    const [child] = await children(world)
    const program = { twiml: '<Response><Say>Come with me</Say><Pause length="30"/></Response>' }
    await world.voice.calls.update(world.clientId, child?.sid ?? '', { program })
    await eventually(() => assert.deepEqual([call.texts, other.texts], [['Alone again'], ['Come with me']]))
    await call.ended
    assert.equal(other.state, 'answered')
  })

  test('numbers that dial each other do not go on for ever', async (t) => {
    const world = await makeCallWorld(t, await open(t))
    await callAndDial(world, `><Number>${answeredNumber}</Number>`)
    await eventually(
      async () => assert.ok((await children(world)).some(({ errorCode }) => errorCode === 13224)),
      120_000,
    )
    const before = (await children(world)).length
    assert.ok(before <= 21, `${before} calls`)
  })

  test('who may not call is not called either', async (t) => {
    const world = await makeCallWorld(t, await open(t), { mayCall: async () => false })
    const { call } = await callAndDial(world, `><Number>${strange}</Number>`)
    assert.equal((await call.ended).cause, 'failed')
    const made = await world.create(strange, '<Response/>')
    assert.equal((await world.until(made.sid, 'failed')).errorCode, 10001)
    assert.deepEqual(world.asked, [])
  })
})
