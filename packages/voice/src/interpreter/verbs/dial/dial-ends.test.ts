import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FakeChild } from '../../../../test/support/interpreter/fake-running-call.ts'
import { Scene } from '../../../../test/support/interpreter/scene.ts'

const bob = '+819059876543'
const talks = (on: Scene, pickUp: number, hangUp?: number) => (child: FakeChild) => {
  on.at(child.dialledAt + pickUp, () => child.pickUp())
  if (hangUp !== undefined) on.at(child.dialledAt + hangUp, () => child.partyHangsUp())
}

function scene() {
  const made = new Scene().page('/dialled', '<Say>never</Say>')
  made.parties.set(bob, talks(made, 2))
  return made
}
const action = (on: Scene) => on.web.one('/dialled').params

test('Dial: the caller hangs up while it rings: the party stops ringing, and the action is told no-answer', async () => {
  const made = scene()
  made.at(1, () => made.call.partyHangsUp())
  assert.deepEqual(await made.run(`<Dial action="/dialled">${bob}</Dial>`), { kind: 'party-left' })
  assert.deepEqual([made.child().leg.end?.cause, made.child().leg.endedAt], ['canceled', 1])
  const { DialCallStatus, DialBridged, CallStatus } = action(made)
  assert.deepEqual([DialCallStatus, DialBridged, CallStatus], ['no-answer', 'false', 'completed'])
  assert.ok(!made.heard.includes('never'))
})

test('Dial: the caller hangs up during the talk: the party is hung up on, and the action is told', async () => {
  const made = scene()
  made.at(9, () => made.call.partyHangsUp())
  await made.run(`<Dial action="/dialled">${bob}</Dial>`)
  const { DialCallStatus, DialCallDuration, DialBridged, CallStatus } = action(made)
  assert.deepEqual([DialCallStatus, DialCallDuration, DialBridged, CallStatus], ['completed', '7', 'true', 'completed'])
})

test('Dial: a redirect of the caller by REST drops the party and asks the action, whose answer is thrown away', async () => {
  const made = scene()
  made.at(5, () => made.stop.abort())
  assert.deepEqual(await made.run(`<Dial action="/dialled">${bob}</Dial>`), { kind: 'aborted' })
  assert.deepEqual(
    [made.child().leg.endedAt, action(made).DialCallStatus, action(made).CallStatus],
    [5, 'completed', 'in-progress'],
  )
  const ringing = scene()
  ringing.at(1, () => ringing.stop.abort())
  await ringing.run(`<Dial action="/dialled">${bob}</Dial>`)
  assert.equal(action(ringing).DialCallStatus, 'canceled')
})

test('Dial: redirected by REST without an action, a Redirect behind it makes its request', async () => {
  const made = scene().page('/next', '<Say>never</Say>')
  made.at(5, () => made.stop.abort())
  await made.run(`<Dial>${bob}</Dial><Redirect>/next</Redirect>`)
  assert.equal(made.web.of('/next').length, 1)
  assert.ok(!made.heard.includes('never'))
  const said = scene()
  said.at(5, () => said.stop.abort())
  await said.run(`<Dial>${bob}</Dial><Say>never</Say>`)
  assert.ok(!said.heard.includes('never'))
})

test('Dial: a party that REST gives a document of its own leaves the talk, and the caller goes on', async () => {
  const made = scene().page('/dialled', '<Hangup/>')
  made.at(5, () => made.child().takeAway())
  await made.run(`<Dial action="/dialled">${bob}</Dial>`)
  assert.deepEqual([made.child().leg.state, made.call.leg.media.bridges[0]?.to], ['answered', 5])
  const { DialCallStatus, DialCallDuration, DialBridged } = action(made)
  assert.deepEqual([DialCallStatus, DialCallDuration, DialBridged], ['completed', undefined, 'true'])
})

test('Dial: a party that REST cancels is canceled', async () => {
  const made = scene()
  made.at(1, () => made.child().cancel())
  await made.run(`<Dial action="/dialled">${bob}</Dial>`)
  assert.equal(action(made).DialCallStatus, 'canceled')
})

test('Number url, method: the party hears a document first, and the caller ringing', async () => {
  const made = scene().page('/whisper', '<Say>A call for you</Say><Pause/>')
  made.parties.set(bob, talks(made, 2, 20))
  await made.run(`<Dial><Number url="/whisper" method="GET">${bob}</Number></Dial>`)
  const { params, method, at } = made.web.one('/whisper')
  assert.deepEqual([method, at, params.CallSid, params.ParentCallSid], ['GET', 2, made.child().sid, made.call.sid])
  assert.deepEqual([params.Direction, params.CallStatus], ['outbound-dial', 'in-progress'])
  assert.deepEqual(made.child().leg.media.played[0]?.what, 'A call for you')
  assert.deepEqual([made.call.leg.media.bridges[0]?.from, made.call.leg.media.played[0]?.to], [5, 5])
})

test('Number url: a party that declines, or hangs up, is completed and was never joined', async () => {
  for (const [screen, leave] of [
    ['<Hangup/>', undefined],
    ['<Pause length="60"/>', 6],
  ] as const) {
    const made = scene().page('/whisper', screen)
    made.parties.set(bob, talks(made, 2, leave))
    await made.run(`<Dial action="/dialled"><Number url="/whisper">${bob}</Number></Dial>`)
    const { DialCallStatus, DialBridged } = action(made)
    assert.deepEqual([DialCallStatus, DialBridged], ['completed', 'false'], screen)
    assert.deepEqual(made.call.leg.media.bridges, [])
  }
})

test('Number url: a screening by Gather puts through who presses a key', async () => {
  const made = scene()
    .page('/screen', '<Gather numDigits="1" action="/accept"><Say>Press a key</Say></Gather><Hangup/>')
    .page('/accept', '<Say>Connecting</Say>')
  made.parties.set(bob, talks(made, 2, 30))
  made.at(5, () => made.child().leg.media.press('1'))
  await made.run(`<Dial><Number url="/screen">${bob}</Number></Dial>`)
  assert.deepEqual(
    [made.web.one('/accept').params.CallSid, made.call.leg.media.bridges[0]?.from],
    [made.child().sid, 7],
  )
})

test('Number url: a whisper cannot dial; the party is hung up on', async () => {
  const made = scene().page('/whisper', '<Dial>+14155550100</Dial>')
  await made.run(`<Dial action="/dialled"><Number url="/whisper">${bob}</Number></Dial>`)
  const failed = made.log.lines.find(({ fields }) => fields.callSid === made.child().sid && fields.code === 13201)
  assert.ok(failed)
  assert.deepEqual([action(made).DialBridged, made.children.length], ['false', 1])
})

test('Number url: the caller hangs up meanwhile, and so does the whisper', async () => {
  const made = scene().page('/whisper', '<Pause length="60"/>')
  made.at(6, () => made.call.partyHangsUp())
  await made.run(`<Dial action="/dialled"><Number url="/whisper">${bob}</Number></Dial>`)
  assert.deepEqual([made.child().leg.endedAt, action(made).DialBridged], [6, 'false'])
})

test('Number sendDigits: keys are pressed after the answer, before the parties are joined', async () => {
  const made = scene()
  made.parties.set(bob, talks(made, 2, 20))
  await made.run(`<Dial><Number sendDigits="ww12#">${bob}</Number></Dial>`)
  assert.deepEqual(made.child().leg.media.sent, [{ digits: 'ww12#', at: 2 }])
  assert.equal(made.call.leg.media.bridges[0]?.from, 4.5)
})

test('Number sendDigits, method, statusCallbackMethod: wrong values have their codes', async () => {
  const made = scene()
  made.parties.set(bob, talks(made, 1, 2))
  await made.run(`<Dial><Number sendDigits="1x" method="PUT" statusCallbackMethod="PUT">${bob}</Number></Dial>`)
  assert.deepEqual([made.codes, made.child().leg.media.sent], [[13221, 13221, 13222], []])
})

test('Number statusCallback, statusCallbackMethod, statusCallbackEvent: say where the party’s call is told of', async () => {
  const made = scene()
  made.parties.set(bob, talks(made, 1, 2))
  await made.run(
    `<Dial><Number statusCallback="/told" statusCallbackMethod="GET" statusCallbackEvent="initiated answered">${bob}</Number></Dial>`,
  )
  assert.deepEqual(made.child().request.statusCallback, {
    ...{ url: 'https://app.example.com/told', method: 'GET', events: ['initiated', 'answered'] },
  })
  const usual = scene()
  usual.parties.set(bob, talks(usual, 1, 2))
  await usual.run(`<Dial><Number statusCallback="/told" statusCallbackEvent="nothing">${bob}</Number></Dial>`)
  assert.deepEqual([usual.child().request.statusCallback?.events, usual.codes], [['completed'], [12200]])
})
