import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ProblemError } from '@trunkline/wire'
import { Scene } from '../../../test/support/interpreter/scene.ts'

test('Pause length: waits so many seconds, one by default, and leaves a call unanswered', async () => {
  const scene = new Scene()
  await scene.run('<Pause length="10"/><Pause/>')
  assert.deepEqual([scene.time.seconds, scene.call.status], [11, 'ringing'])
})

test('Pause length: what is no number of seconds counts as one, with 13910', async () => {
  const scene = new Scene()
  await scene.run('<Pause length="0"/><Pause length="1.5"/><Pause length="long"/>')
  assert.deepEqual([scene.codes, scene.time.seconds], [[13910, 13910, 13910], 3])
})

test('Pause: a redirect that follows an unanswered wait tells that it still rings', async () => {
  const scene = new Scene().page('next', '<Say>Hello</Say>')
  await scene.run('<Pause length="3"/><Redirect>next</Redirect>')
  const request = scene.web.one('/ivr/next')
  assert.deepEqual([request.params.CallStatus, request.at], ['ringing', 3])
})

test('Redirect method: asks the next document by POST, or as it says; nothing after it runs', async () => {
  const scene = new Scene().page('next', '<Redirect method="get">/last?a=1</Redirect>').page('/last', '<Hangup/>')
  const end = await scene.run('<Redirect>next</Redirect><Say>never</Say>')
  assert.deepEqual(end, { kind: 'hung-up' })
  assert.deepEqual([scene.web.one('/ivr/next').method, scene.web.one('/last').method], ['POST', 'GET'])
  assert.equal(scene.web.one('/last').params.CallSid, scene.call.sid)
  assert.deepEqual(scene.heard, [])
})

test('Redirect method: another one than GET and POST counts as POST, with 13710', async () => {
  const scene = new Scene().page('next', '')
  await scene.run('<Redirect method="PUT">next</Redirect>')
  assert.deepEqual([scene.codes, scene.web.one('/ivr/next').method], [[13710], 'POST'])
})

test('Redirect: an empty one asks for the same document again', async () => {
  const scene = new Scene()
  await scene.run(() => (scene.web.requests.length < 3 ? '<Redirect/>' : '<Hangup/>'))
  assert.equal(scene.web.of('/ivr/start').length, 3)
})

test('Redirect: what is no URL ends the call with 11100 and the spoken error', async () => {
  const scene = new Scene()
  const end = await scene.run('<Redirect>mailto:x@example.com</Redirect>')
  assert.deepEqual(end.kind === 'failed' && end.code, 11100)
  assert.deepEqual(scene.heard, ['We are sorry. An application error has occurred. Goodbye.'])
})

test('Hangup: ends a call as completed, and as no-answer where it was never answered', async () => {
  const answered = new Scene()
  assert.deepEqual(await answered.run('<Say>Bye</Say><Hangup/><Say>never</Say>'), { kind: 'hung-up' })
  assert.deepEqual([answered.call.status, answered.heard], ['completed', ['Bye']])
  const unanswered = new Scene()
  await unanswered.run('<Hangup/>')
  assert.equal(unanswered.call.status, 'no-answer')
})

test('Reject reason: refuses a call as busy or, by default, as rejected, without answering', async () => {
  const busy = new Scene()
  assert.deepEqual(await busy.run('<Reject reason="busy"/><Say>never</Say>'), { kind: 'hung-up' })
  assert.deepEqual([busy.call.status, busy.call.leg.answeredAt], ['busy', undefined])
  const refused = new Scene()
  await refused.run('<Reject/>')
  assert.deepEqual([refused.call.status, refused.call.leg.rejectedFor], ['no-answer', 'rejected'])
})

test('Reject reason: an unknown one counts as rejected, with 13810', async () => {
  const scene = new Scene()
  await scene.run('<Reject reason="tired"/>')
  assert.deepEqual([scene.codes, scene.call.leg.rejectedFor], [[13810], 'rejected'])
})

test('Reject: behind something that was heard it hangs up', async () => {
  const scene = new Scene()
  await scene.run('<Say>Hello</Say><Reject/>')
  assert.equal(scene.call.status, 'completed')
})

test('Sms: a text goes to the caller from the number that was called', async () => {
  const scene = new Scene()
  await scene.run('<Sms>\n Thank you \n</Sms><Say>Sent</Say>')
  const [clientId, text] = scene.texts.sent[0] ?? []
  assert.deepEqual(text, { to: '+14155550123', from: '+15005550006', body: 'Thank you' })
  assert.equal(clientId, scene.call.clientId)
  assert.deepEqual(scene.heard, ['Sent'])
})

test('Sms to, from, statusCallback: are as the document says', async () => {
  const scene = new Scene({ direction: 'outbound-api' })
  await scene.run('<Sms to="+44 20 7946 0000" from="(415) 555-1212" statusCallback="/told">Hi</Sms>')
  assert.deepEqual(scene.texts.sent[0]?.[1], {
    ...{ to: '+442079460000', from: '+14155551212', body: 'Hi' },
    statusCallback: 'https://app.example.com/told',
  })
})

test('Sms: on a call that we made, the text goes to who was called', async () => {
  const scene = new Scene({ direction: 'outbound-api' })
  await scene.run('<Sms>Hi</Sms>')
  assert.deepEqual([scene.texts.sent[0]?.[1].to, scene.texts.sent[0]?.[1].from], ['+15005550006', '+14155550123'])
})

test('Sms action, method: the next document is told what became of the text', async () => {
  const scene = new Scene().page('/sent', '<Hangup/>')
  await scene.run('<Sms action="/sent" method="GET">Hi</Sms><Say>never</Say>')
  const { params, method } = scene.web.one('/sent')
  assert.deepEqual([method, params.SmsStatus, params.SmsSid], ['GET', 'sending', `SM${'0'.repeat(31)}1`])
  assert.deepEqual(scene.heard, [])
})

test('Sms to, from, method, statusCallback: what is wrong has its code, and the text is not sent where it cannot be', async () => {
  const scene = new Scene().page('/sent', '')
  await scene.run(
    '<Sms to="nobody">Hi</Sms><Sms from="me">Hi</Sms><Sms/><Sms statusCallback="ftp://x">Hi</Sms>' +
      '<Sms method="PUT" action="/sent" to="x">Hi</Sms>',
  )
  assert.deepEqual(scene.codes.toSorted(), [14101, 14101, 14102, 14103, 14104, 14105])
  assert.equal(scene.texts.sent.length, 1)
  assert.equal(scene.web.one('/sent').params.SmsStatus, 'invalid')
})

test('Sms: a text that is refused does not end the call, and the action is told', async () => {
  const scene = new Scene().page('/sent', '<Say>Never mind</Say>')
  scene.texts.refusal = new ProblemError('number-invalid', 'whoever it is wants none')
  await scene.run('<Sms>Hi</Sms><Say>Still here</Say><Sms action="/sent">Hi</Sms>')
  assert.deepEqual([scene.codes, scene.web.one('/sent').params.SmsStatus], [[30008, 30008], 'failed'])
  assert.deepEqual(scene.heard[0], 'Still here')
})
