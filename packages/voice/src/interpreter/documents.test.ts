import assert from 'node:assert/strict'
import { test } from 'node:test'
import { home, Scene } from '../../test/support/interpreter/scene.ts'

const fallback = { url: 'https://app.example.com/fallback', method: 'POST' } as const
const error = 'We are sorry. An application error has occurred. Goodbye.'

test('the first request has the parameters of the call, is signed, and says who asks', async () => {
  const scene = new Scene()
  await scene.run('<Hangup/>', { parameters: { AnsweredBy: 'human' } } as object)
  const { params, headers, method, purpose } = scene.web.one('/ivr/start')
  assert.deepEqual(params, {
    ...{ CallSid: scene.call.sid, AccountSid: scene.call.accountSid, From: '+14155550123', To: '+15005550006' },
    ...{ CallStatus: 'ringing', ApiVersion: '2010-04-01', Direction: 'inbound', AnsweredBy: 'human' },
  })
  assert.deepEqual([method, purpose], ['POST', 'call-document'])
  assert.equal(headers['content-type'], 'application/x-www-form-urlencoded; charset=UTF-8')
  assert.match(headers['i-twilio-idempotency-token'] ?? '', /^[0-9a-f-]{36}$/)
  assert.equal(headers['user-agent'], 'TwilioProxy/1.1')
})

test('a document that is asked for by GET has its parameters in the query', async () => {
  const scene = new Scene().page('/doc', '<Hangup/>')
  await scene.runProgram({ document: { url: 'https://app.example.com/doc?a=1', method: 'GET' } })
  const { url, params } = scene.web.one('/doc')
  assert.deepEqual([url.startsWith('https://app.example.com/doc?a=1&CallSid=CA'), params.a], [true, '1'])
})

test('a document in place is run without a request', async () => {
  const scene = new Scene()
  assert.deepEqual(await scene.runProgram({ twiml: '<Response><Say>Hi</Say></Response>' }), { kind: 'done' })
  assert.deepEqual([scene.heard, scene.web.requests], [['Hi'], []])
})

test('redirects are followed with the parameters, and what is relative is so to where the document came from', async () => {
  const scene = new Scene()
    .page('/moved', { status: 301, headers: { location: '/there/doc' } })
    .page('/there/doc', '<Redirect>next</Redirect>')
    .page('/there/next', '<Hangup/>')
  await scene.run('<Redirect>/moved</Redirect>')
  assert.equal(scene.web.one('/there/doc').params.CallSid, scene.call.sid)
  assert.equal(scene.web.of('/there/next').length, 1)
})

test('cookies go with the call, not with others', async () => {
  const scene = new Scene().page('next', '<Redirect>last</Redirect>').page('last', '<Pause/>')
  const cookie = {
    status: 200,
    headers: { 'set-cookie': 'session=1; Path=/' },
    body: '<Response><Redirect>next</Redirect></Response>',
  }
  await scene.run(() => cookie)
  assert.deepEqual(
    scene.web.requests.map(({ headers }) => headers.cookie),
    [undefined, 'session=1', 'session=1'],
  )
  scene.parties.set('client:bob', (child) => scene.at(child.dialledAt + 1, () => child.pickUp()))
  scene.page('/whisper', '<Hangup/>').page('dial', '<Dial><Client url="/whisper">bob</Client></Dial>')
  await scene.runProgram({ document: { url: new URL('dial', home).href, method: 'POST' } })
  assert.deepEqual(
    [scene.web.one('/ivr/dial').headers.cookie, scene.web.one('/whisper').headers.cookie],
    ['session=1', undefined],
  )
})

test('the fragment of an address says how patient a request is', async () => {
  const scene = new Scene()
  scene.page('/doc', () => (scene.web.requests.length < 3 ? { status: 503 } : '<Hangup/>'))
  await scene.runProgram({ document: { url: 'https://app.example.com/doc#rc=2&rp=5xx', method: 'POST' } })
  assert.equal(scene.web.of('/doc').length, 3)
  const bad = await new Scene().runProgram({ document: { url: 'https://app.example.com/doc#rp=6xx', method: 'POST' } })
  assert.equal(bad.kind === 'failed' && bad.code, 11243)
})

test('sound is played and plain text is spoken, then the call is over', async () => {
  const sound = new Scene()
  const huge = { status: 200, headers: { 'content-type': 'audio/mpeg' }, body: 'ID3', complete: false }
  assert.deepEqual(await sound.run(() => huge), { kind: 'done' })
  assert.deepEqual(sound.heard, [home])
  const text = new Scene()
  await text.run(() => ({ headers: { 'content-type': 'text/plain; charset=utf-8' }, body: ' Hello & <b>you \u0007' }))
  assert.deepEqual(text.heard, ['Hello & <b>you'])
  const twiml = new Scene()
  await twiml.run(() => ({ headers: { 'content-type': 'text/plain' }, body: '<Response><Say>Hi</Say></Response>' }))
  assert.deepEqual(twiml.heard, ['Hi'])
})

test('what is no document ends the call with its code and the spoken error', async () => {
  const cases: [Parameters<Scene['page']>[1], number][] = [
    [{ headers: { 'content-type': 'application/json' }, body: '{}' }, 12300],
    [{ body: '' }, 11770],
    [{ body: '<Response>' }, 12100],
    [{ body: ' <?xml version="1.0"?><Response/>' }, 12100],
    [{ body: '<Answer/>' }, 12102],
    [{ body: '<Response version="2099-01-01"/>' }, 12101],
    [{ body: '<Response/>', complete: false }, 11750],
    [{ status: 500, body: '<Response><Say>never</Say></Response>' }, 11200],
    [{ status: 302, headers: {} }, 11216],
    [{ status: 302, headers: { location: '/ivr/start' } }, 11215],
  ]
  for (const [page, code] of cases) {
    const scene = new Scene()
    const end = await scene.run(page as never)
    assert.equal(end.kind === 'failed' && end.code, code, JSON.stringify(page))
    assert.deepEqual(scene.heard, [error])
    assert.equal(scene.web.requests.at(-1)?.fault?.code, String(code))
    const line = scene.log.lines.find(({ message }) => message.startsWith('a call ends'))
    assert.deepEqual([line?.level, line?.fields.callSid, line?.fields.code], ['warn', scene.call.sid, code])
  }
})

test('the fallback is asked where the document cannot be had, with the code and the address', async () => {
  const scene = new Scene().page('/fallback', '<Say>Later</Say>')
  assert.deepEqual(await scene.run(() => ({ status: 404 }), { fallback }), { kind: 'done' })
  const { params, purpose } = scene.web.one('/fallback')
  assert.deepEqual([params.ErrorCode, params.ErrorUrl, purpose], ['11200', home, 'call-fallback'])
  assert.equal(params.CallSid, scene.call.sid)
  assert.deepEqual(scene.heard, ['Later'])
})

test('the fallback is asked for actions and redirects that fail, with their parameters, and for documents in place', async () => {
  const scene = new Scene().press(1, '5#').page('/fallback', '<Hangup/>')
  await scene.run('<Gather action="/gone"/>', { fallback })
  const { params } = scene.web.one('/fallback')
  assert.deepEqual([params.ErrorUrl, params.Digits], ['https://app.example.com/gone', '5'])
  const inline = new Scene().page('/fallback', '<Hangup/>')
  await inline.runProgram({ twiml: '<Response', fallback })
  assert.deepEqual(
    [inline.web.one('/fallback').params.ErrorCode, inline.web.one('/fallback').params.ErrorUrl],
    ['12100', ''],
  )
})

test('a fallback that fails too ends the call', async () => {
  const scene = new Scene().page('/fallback', { status: 500 })
  const end = await scene.run(() => ({ status: 404 }), { fallback })
  assert.equal(end.kind === 'failed' && end.code, 11200)
  assert.deepEqual([scene.web.requests.length, scene.heard], [2, [error]])
})

test('what the schema does not know is passed over with 12200, in the log and with the request', async () => {
  const scene = new Scene()
  await scene.run('<Shout>Hi</Shout><Say colour="red" voice="man">Hello</Say>')
  assert.deepEqual([scene.codes, scene.heard], [[12200, 12200], ['Hello']])
  const { fault } = scene.web.one('/ivr/start')
  assert.equal(fault?.code, '12200')
  assert.match(fault?.message ?? '', /Shout.*colour/)
})

test('a verb that is not there yet ends the call with 13750 and says so in the log', async () => {
  for (const tag of ['Enqueue', 'Leave', 'Refer', 'Connect', 'Start', 'Stop', 'Pay', 'Queue', 'Prompt', 'Echo']) {
    const scene = new Scene()
    const end = await scene.run(`<Say>First</Say><${tag}/><Say>never</Say>`)
    assert.equal(end.kind === 'failed' && end.code, 13750, tag)
    assert.match(end.kind === 'failed' ? end.reason : '', new RegExp(`<${tag}> is not there yet`))
    assert.deepEqual(scene.heard, ['First', error])
  }
})

test('documents that lead to one another for ever wait after some, and end the call after more', async () => {
  const scene = new Scene().page('/fallback', '<Redirect>/ivr/start</Redirect>')
  const end = await scene.run('<Redirect/>', { fallback })
  assert.equal(end.kind === 'failed' && end.code, 11215)
  assert.deepEqual([scene.web.requests.length, scene.time.seconds], [50, 42])
  assert.equal(scene.web.of('/fallback').length, 0)
})

test('documents between which something happens go on for as long as the call does', async () => {
  const scene = new Scene()
  scene.at(400, () => scene.call.partyHangsUp())
  assert.deepEqual(await scene.run('<Pause/><Redirect/>'), { kind: 'party-left' })
  assert.equal(scene.web.requests.length, 400)
})

test('a redirect by REST does not begin to count anew', async () => {
  const scene = new Scene()
  let requests = 0
  scene.page(home, () => {
    requests += 1
    return '<Redirect/>'
  })
  const first = new AbortController()
  const program = { document: { url: home, method: 'POST' } } as const
  scene.at(20, () => first.abort())
  await scene.time.until(scene.interpreter.run(scene.call, program, { signal: first.signal }))
  const end = await scene.runProgram(program)
  assert.equal(end.kind, 'failed')
  assert.ok(requests <= 50, `${requests} requests`)
})

test('while a document is fetched, hanging up ends the run at once', async () => {
  const scene = new Scene()
  scene.web.delay = 10
  scene.at(3, () => scene.call.partyHangsUp())
  assert.deepEqual(await scene.run('<Say>never</Say>'), { kind: 'party-left' })
  assert.deepEqual([scene.time.seconds, scene.heard], [3, []])
})

test('hold music may only play, and carries its parameters through its redirects', async () => {
  const scene = new Scene()
    .page('/wait', '<Play>music.mp3</Play><Redirect>/more</Redirect>')
    .page('/more', '<Dial>1</Dial>')
  const program = {
    document: { url: 'https://app.example.com/wait', method: 'POST' },
    parameters: { ConferenceSid: 'CF1' },
  } as const
  const verbs = ['Play', 'Say', 'Pause', 'Redirect']
  const end = await scene.time.until(scene.interpreter.run(scene.call, program, { signal: scene.stop.signal, verbs }))
  assert.deepEqual([end.kind === 'failed' && end.code, scene.heard.length], [13238, 1])
  assert.equal(scene.web.one('/more').params.ConferenceSid, 'CF1')
})

test('a fault of our own ends the call with 12400 and is logged as an error', async () => {
  const scene = new Scene()
  scene.speech.say = async () => {
    throw new TypeError('a slip')
  }
  const end = await scene.run('<Say>Hello</Say>')
  assert.equal(end.kind === 'failed' && end.code, 12400)
  assert.ok(scene.log.lines.some(({ level, fields }) => level === 'error' && fields.callSid === scene.call.sid))
})

test('the last request of a call that is over tells the status that it ended with', async () => {
  const scene = new Scene().page('/recorded', '')
  scene.at(5, () => scene.call.partyHangsUp())
  await scene.run('<Record action="/recorded"/>')
  assert.equal(scene.web.one('/recorded').params.CallStatus, 'completed')
})
