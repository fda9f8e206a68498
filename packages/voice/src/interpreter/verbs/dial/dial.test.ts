import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FakeChild } from '../../../../test/support/interpreter/fake-running-call.ts'
import { Scene } from '../../../../test/support/interpreter/scene.ts'

const bob = '+819059876543'

/** A scene with an action, and a number that answers after two seconds and hangs up after ten. */
function scene(options?: ConstructorParameters<typeof Scene>[0]) {
  const made = new Scene(options).page('/dialled', '<Hangup/>')
  made.parties.set(bob, talks(made, 2, 10))
  return made
}

const talks = (on: Scene, pickUp: number, hangUp?: number) => (child: FakeChild) => {
  on.at(child.dialledAt + pickUp, () => child.pickUp())
  if (hangUp !== undefined) on.at(child.dialledAt + hangUp, () => child.partyHangsUp())
}
const refuses = (on: Scene, after: number, cause: 'busy' | 'failed' | 'no-answer') => (child: FakeChild) =>
  void on.at(child.dialledAt + after, () => child.leg.finish({ cause, by: 'party' }))

const action = (on: Scene) => on.web.one('/dialled').params

test('Dial: a number as text is called and joined, and the next verb comes when it has hung up', async () => {
  const made = scene()
  await made.run(`<Dial>\n  ${bob}\n</Dial><Say>Back again</Say>`)
  assert.deepEqual(made.child().request.to, { kind: 'number', number: bob })
  assert.deepEqual(made.call.leg.media.bridges, [{ with: made.child().sid, from: 2, to: 10 }])
  assert.deepEqual([made.heard.at(-1), made.call.leg.answeredAt], ['Back again', 0])
})

test('Dial action, method: is told how it went, and what follows never runs', async () => {
  const made = scene()
  await made.run(`<Dial action="/dialled" method="GET"><Number>${bob}</Number></Dial><Say>never</Say>`)
  const { DialCallStatus, DialCallSid, DialCallDuration, DialBridged, CallStatus } = action(made)
  assert.equal(made.web.one('/dialled').method, 'GET')
  assert.deepEqual(
    { DialCallStatus, DialCallSid, DialCallDuration, DialBridged, CallStatus },
    {
      ...{ DialCallStatus: 'completed', DialCallSid: made.child().sid, DialCallDuration: '8' },
      ...{ DialBridged: 'true', CallStatus: 'in-progress' },
    },
  )
  assert.ok(!made.heard.includes('never'))
})

test('Dial timeout: a party that does not answer in time is no-answer; thirty seconds where it is not given', async () => {
  const made = scene()
  await made.run('<Dial action="/dialled" timeout="12">+14155550199</Dial>')
  const { DialCallStatus, DialBridged, DialCallDuration } = action(made)
  assert.deepEqual([DialCallStatus, DialBridged, DialCallDuration], ['no-answer', 'false', undefined])
  assert.equal(made.web.one('/dialled').at, 12)
  const usual = scene()
  await usual.run('<Dial>+14155550199</Dial>')
  assert.equal(usual.child().request.timeoutSeconds, 30)
})

test('Dial: busy and failed parties are told as such', async () => {
  for (const cause of ['busy', 'failed'] as const) {
    const made = scene()
    made.parties.set(bob, refuses(made, 1, cause))
    await made.run(`<Dial action="/dialled">${bob}</Dial>`)
    assert.equal(action(made).DialCallStatus, cause)
  }
})

test('Dial callerId: is shown to the party, in whichever way it is written', async () => {
  const cases: [string, string, string | undefined][] = [
    ['+81-50-3123-4567', `<Number>${bob}</Number>`, '+815031234567'],
    ['+815031234567', `<Number>${bob}</Number>`, '+815031234567'],
    ['(415) 555-1212', `<Number>${bob}</Number>`, '+14155551212'],
    ['client:alice', '<Client>bob</Client>', 'client:alice'],
    ['front-desk_1', '<Sip>sip:bob@example.com</Sip>', 'front-desk_1'],
    ['not a number', `<Number>${bob}</Number>`, 'not a number'],
    ['', `<Number>${bob}</Number>`, undefined],
  ]
  for (const [callerId, noun, shown] of cases) {
    const made = scene()
    await made.run(`<Dial timeout="5" callerId="${callerId}">${noun}</Dial>`)
    assert.equal(made.child().request.callerId, shown, callerId)
  }
})

test('Dial timeLimit: ends the talk, and the call goes on', async () => {
  const made = scene()
  made.parties.set(bob, talks(made, 2))
  await made.run(`<Dial timeLimit="60">${bob}</Dial><Say>Time is up</Say>`)
  assert.deepEqual([made.call.leg.media.bridges[0]?.to, made.child().leg.endedAt], [62, 62])
  assert.equal(made.heard.at(-1), 'Time is up')
})

test('Dial hangupOnStar: the caller’s star ends the talk, and the call goes on; the party’s star does not', async () => {
  const made = scene()
  made.parties.set(bob, talks(made, 2, 100))
  made.press(5, '1*')
  await made.run(`<Dial hangupOnStar="true" action="/dialled">${bob}</Dial>`)
  assert.deepEqual([action(made).DialCallStatus, made.child().leg.endedAt], ['completed', 5])
  const other = scene()
  other.parties.set(bob, talks(other, 2, 20))
  other.press(5, '*').at(6, () => other.child().leg.media.press('*'))
  await other.run(`<Dial>${bob}</Dial>`)
  assert.equal(other.child().leg.endedAt, 20)
})

test('Dial ringTone: the caller hears ringing, as in that country, until the party answers', async () => {
  const made = scene()
  await made.run(`<Dial ringTone="jp">${bob}</Dial>`)
  const [ringing] = made.call.leg.media.played
  assert.deepEqual([ringing?.loops, ringing?.from, ringing?.to, ringing?.end], [0, 0, 2, 'stopped'])
  const american = scene()
  await american.run(`<Dial>${bob}</Dial>`)
  assert.deepEqual([ringing?.what, american.heard[0]], ['sound of 3000 ms', 'sound of 6000 ms'])
})

test('Dial answerOnBridge: the call rings on until the party answers, and was never answered where it does not', async () => {
  const made = scene()
  await made.run(`<Dial answerOnBridge="true">${bob}</Dial>`)
  assert.deepEqual([made.call.leg.rang, made.call.leg.answeredAt, made.heard], [true, 2, []])
  const lonely = scene()
  await lonely.run('<Dial answerOnBridge="true" action="/dialled" timeout="10">+14155550199</Dial>')
  assert.deepEqual([action(lonely).CallStatus, lonely.call.status], ['ringing', 'no-answer'])
})

test('Dial answerOnBridge: a call that was answered already hears ringing', async () => {
  const made = scene()
  await made.run(`<Say>Hello</Say><Dial answerOnBridge="true">${bob}</Dial>`)
  assert.deepEqual([made.call.leg.answeredAt, made.heard], [0, ['Hello', 'sound of 6000 ms']])
})

test('Dial answerOnBridge: during a whisper the caller’s call still rings', async () => {
  const made = scene().page('/whisper', '<Say>A call for you</Say>')
  await made.run(`<Dial answerOnBridge="true"><Number url="/whisper">${bob}</Number></Dial>`)
  assert.deepEqual([made.call.leg.answeredAt, made.call.leg.media.bridges[0]?.from], [4, 4])
})

test('Dial sequential: parties ring one after another until one answers', async () => {
  const made = scene()
  made.parties.set('+14155550111', refuses(made, 3, 'busy'))
  await made.run(
    `<Dial sequential="true" timeout="10" action="/dialled"><Number>+14155550111</Number><Number>+14155550122</Number><Number>${bob}</Number><Number>+14155550133</Number></Dial>`,
  )
  assert.deepEqual(
    made.children.map(({ to, dialledAt }) => [to, dialledAt]),
    [
      ['+14155550111', 0],
      ['+14155550122', 3],
      [bob, 13],
    ],
  )
  assert.deepEqual([action(made).DialCallStatus, action(made).DialCallSid], ['completed', made.child(2).sid])
})

test('Dial: several parties ring at once; the first who answers has the call, and the others stop', async () => {
  const made = scene()
  made.parties.set('client:bob', talks(made, 4))
  await made.run(`<Dial><Client>bob</Client><Number>${bob}</Number><Sip>sip:bob@example.com</Sip></Dial>`)
  assert.deepEqual(
    made.children.map(({ leg, dialledAt }) => [dialledAt, leg.end?.cause, leg.endedAt]),
    [
      [0, 'canceled', 2],
      [0, 'completed', 10],
      [0, 'canceled', 2],
    ],
  )
})

test('Dial: where nobody answers, the one that ended last is told', async () => {
  const made = scene()
  made.parties.set(bob, refuses(made, 1, 'busy'))
  await made.run(`<Dial action="/dialled" timeout="8"><Number>${bob}</Number><Number>+14155550199</Number></Dial>`)
  assert.deepEqual([action(made).DialCallStatus, action(made).DialCallSid], ['no-answer', made.child(1).sid])
})

test('Dial: more than ten parties are one too many', async () => {
  const made = scene()
  const many = (tag: string, name: (index: number) => string) =>
    Array.from({ length: 11 }, (_, index) => `<${tag}>${name(index)}</${tag}>`).join('')
  await made.run(`<Dial timeout="5">${many('Client', (index) => `c${index}`)}</Dial>`)
  assert.deepEqual([made.children.length, made.codes], [10, [13215]])
  const sip = scene()
  await sip.run(`<Dial timeout="5">${many('Sip', (index) => `sip:u${index}@example.com`)}</Dial>`)
  assert.deepEqual(sip.codes, [13250])
})

test('Dial: numbers and callers are taken as the three flows of a browser phone write them', async () => {
  const incoming = new Scene()
  incoming.parties.set('client:DeviceId_0001', talks(incoming, 1, 3))
  await incoming.run('<Dial timeout="60"><Client>DeviceId_0001</Client></Dial>')
  assert.deepEqual(incoming.child().request, {
    to: { kind: 'client', identity: 'DeviceId_0001', parameters: {} },
    timeoutSeconds: 60,
  })
  const outgoing = scene()
  await outgoing.run('<Dial timeout="60" callerId="+815031234567"><Number>+819059876543</Number></Dial>')
  assert.deepEqual(outgoing.child().request, {
    ...{ to: { kind: 'number', number: bob }, callerId: '+815031234567', timeoutSeconds: 60 },
  })
})

test('Dial method, timeout, timeLimit, hangupOnStar, answerOnBridge, sequential, ringTone, record, recordingTrack, trim, recordingStatusCallback, recordingStatusCallbackEvent: wrong values have their codes, and the defaults hold', async () => {
  const made = scene()
  await made.run(
    `<Dial action="/dialled" method="PUT" timeout="4" timeLimit="14401" hangupOnStar="x" answerOnBridge="x" sequential="x" ringTone="xx" record="x" recordingTrack="x" trim="x" recordingStatusCallback="ftp://x" recordingStatusCallbackEvent="x">${bob}</Dial>`,
  )
  assert.deepEqual(
    made.codes.toSorted(),
    [13210, 13212, 13213, 13216, 13217, 13218, 13219, 13220, 13256, 13621, 13622, 13699],
  )
  assert.deepEqual([made.child().request.timeoutSeconds, made.web.one('/dialled').method], [30, 'POST'])
})

test('Dial: calling nobody fails with 13223', async () => {
  const made = scene()
  await made.run('<Dial action="/dialled"> </Dial>')
  assert.deepEqual([action(made).DialCallStatus, made.codes], ['failed', [13223]])
})

test('Dial: what the signalling of a SIP party tells is told on', async () => {
  const made = scene()
  made.parties.set('sip:bob@example.com', (child) => {
    child.leg.parameters = { SipCallId: 'abc@host', 'SipHeader_X-Team': 'red', SipDomain: 'example.com' }
    child.sipCode = 486
    child.leg.finish({ cause: 'busy', by: 'party' })
  })
  await made.run('<Dial action="/dialled"><Sip>sip:bob@example.com</Sip></Dial>')
  const { DialSipCallId, DialSipResponseCode, DialSipDomain } = action(made)
  assert.deepEqual([DialSipCallId, DialSipResponseCode, DialSipDomain], ['abc@host', '486', undefined])
  assert.equal(action(made)['DialSipHeader_X-Team'], 'red')
})
