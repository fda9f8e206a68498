import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { eventually } from '@trunkline/testkit'
import { signJwt } from '@trunkline/wire'
import { WebSocket } from 'ws'
import { accessToken, type Bench, openBench } from './support/browser-bench.ts'

interface Told {
  readonly type: string
  readonly payload: { readonly [name: string]: unknown; readonly error?: { readonly code: number } }
}

/** A page by hand: what it was told, and what it says. It answers heartbeats where it is told to. */
async function openPage(
  t: TestContext,
  bench: Bench,
  headers: Record<string, string> = {},
  { answersBeats = false } = {},
) {
  const socket = new WebSocket(`wss://${bench.host}/signal`, { rejectUnauthorized: false, headers })
  t.after(() => socket.terminate())
  const told: Told[] = []
  let beats = 0
  let closed: number | undefined
  socket.on('message', (data) => {
    if (String(data) !== '\n') told.push(JSON.parse(String(data)))
    else {
      beats += 1
      if (answersBeats) socket.send('\n')
    }
  })
  socket.on('close', (code) => {
    closed = code
  })
  await once(socket, 'open')
  const say = (type: string, payload: object = {}): void =>
    socket.send(JSON.stringify({ type, payload, version: '1.6' }))
  const next = async (type: string): Promise<Told['payload']> => {
    await eventually(() =>
      assert.ok(
        told.some((each) => each.type === type),
        `no ${type} among ${JSON.stringify(told)}`,
      ),
    )
    const at = told.findIndex((each) => each.type === type)
    return told.splice(at, 1)[0]?.payload ?? {}
  }
  return { socket, say, next, told, beats: () => beats, closed: () => closed }
}

const listen = (token: string) => ({ token, browserinfo: {}, reconnectTimeout: 0 })

/** What an offer of Chromium looks like, as far as it is read. */
const offer = [
  ...[
    'v=0',
    'o=- 1 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'm=audio 9 UDP/TLS/RTP/SAVPF 0 126',
    'c=IN IP4 0.0.0.0',
  ],
  ...['a=rtcp-mux', 'a=mid:0', 'a=sendrecv', 'a=ice-ufrag:abcd', 'a=ice-pwd:0123456789012345678901', 'a=setup:actpass'],
  ...[`a=fingerprint:sha-256 ${Array(32).fill('AB').join(':')}`, 'a=rtpmap:126 telephone-event/8000', ''],
].join('\r\n')
const invite = (callsid = 'TJS1', twilio: object = {}) => ({ callsid, sdp: offer, twilio })

test('nothing is done for a page before it has said who it is, and it is sent away when it does not', async (t) => {
  const bench = await openBench(t, { listenWithin: 3_000 })
  const page = await openPage(t, bench)
  page.say('register', { media: { audio: true } })
  assert.equal((await page.next('error')).error?.code, 31204)
  page.say('invite', invite())
  const { callsid, error } = await page.next('hangup')
  assert.deepEqual([callsid, error?.code], ['TJS1', 31204])
  await page.next('close')
  await eventually(() => assert.equal(page.closed(), 1000))
  assert.equal(bench.legs.figures.connections, 0)
})

test('frames that come at once with the token wait for it', async (t) => {
  const bench = await openBench(t)
  const page = await openPage(t, bench)
  const began = performance.now()
  page.say('listen', listen(accessToken(bench.client)))
  page.say('register', { media: { audio: true } })
  page.say('register', { media: { audio: true } })
  const { identity, ttl } = (await page.next('connected')).token as { identity: string; ttl: number }
  const passed = (performance.now() - began) / 1_000
  assert.equal(identity, 'alice')
  assert.ok(ttl <= 3600 && ttl >= 3600 - passed - 2, `${ttl} s after ${passed} s`)
  await page.next('ready')
  await page.next('ready')
  assert.equal(bench.legs.figures.registered, 1)
})

test('the heart beats, and a page that does not answer is let go', async (t) => {
  const bench = await openBench(t, { heartbeatEvery: 100 })
  const lively = await openPage(t, bench, {}, { answersBeats: true })
  const dead = await openPage(t, bench)
  await eventually(() => assert.notEqual(dead.closed(), undefined))
  const beats = lively.beats()
  await eventually(() => assert.ok(lively.beats() > beats + 3))
  assert.equal(lively.closed(), undefined)
})

test('what is too large or too much is cut off, and nonsense is told to be that', async (t) => {
  const bench = await openBench(t, { messageBytes: 4_000, messageBurst: 20, messagesPerSecond: 1 })
  const large = await openPage(t, bench)
  large.say('listen', { token: 'x'.repeat(5_000) })
  await eventually(() => assert.equal(large.closed(), 1009))
  const flood = await openPage(t, bench)
  for (let i = 0; i < 40; i += 1) flood.say('register', { media: { audio: true } })
  await eventually(() => assert.equal(flood.closed(), 1008))
  assert.equal(flood.told.at(-1)?.payload.error?.code, 31206)
  const odd = await openPage(t, bench)
  for (const text of ['{', '[]', '{"type":"connected"}', '{"type":7}', 'null']) {
    odd.socket.send(text)
    assert.equal((await odd.next('error')).error?.code, 31100, text)
  }
  odd.socket.send(Buffer.from([1, 2, 3]))
  assert.equal((await odd.next('error')).error?.code, 31100)
})

test('connections are counted, in all and by address', async (t) => {
  const bench = await openBench(t, { connectionsPerAddress: 2 })
  const first = await openPage(t, bench)
  await openPage(t, bench)
  await assert.rejects(openPage(t, bench), /429/)
  first.socket.close()
  await eventually(() => assert.equal(bench.legs.figures.connections, 1))
  await openPage(t, bench)
})

test('pages of other origins are refused where origins are given, and all while nobody takes calls here', async (t) => {
  const bench = await openBench(t, {}, ['https://app.example'])
  await openPage(t, bench, { origin: 'https://app.example' })
  await assert.rejects(openPage(t, bench, { origin: 'https://evil.example' }), /403/)
  await assert.rejects(openPage(t, bench), /403/)
  await bench.legs.stop()
  await assert.rejects(openPage(t, bench, { origin: 'https://app.example' }), /503/)
})

test('tokens of others, of no algorithm, without a grant and for too long are refused, each with its code', async (t) => {
  const bench = await openBench(t)
  const page = await openPage(t, bench)
  const { client, stranger } = bench
  const unsigned = `${Buffer.from('{"alg":"none","cty":"twilio-fpa;v=1"}').toString('base64url')}.${accessToken(client).split('.')[1]}.`
  const now = Math.floor(Date.now() / 1000)
  const noGrant = signJwt(
    { alg: 'HS256', cty: 'twilio-fpa;v=1' },
    { iss: client.keySid, sub: client.accountSid, exp: now + 60, grants: { identity: 'a' } },
    client.keySecret,
  )
  for (const [token, code] of [
    ['', 31204],
    ['a.b.c', 31204],
    [unsigned, 31204],
    [noGrant, 31204],
    [accessToken({ ...client, keySecret: 'x' }), 31202],
    [accessToken({ ...client, keySid: `SK${'0'.repeat(32)}` }), 31201],
    [accessToken({ ...client, accountSid: stranger.accountSid }), 31201],
    [accessToken({ ...client, accountSid: `AC${'0'.repeat(32)}` }), 31203],
    [accessToken(client, { ttl: -1 }), 31205],
    [accessToken(client, { ttl: 90_000 }), 31207],
    [accessToken(client, { identity: 'a b' }), 31105],
    [accessToken(client, { identity: 'half\ud800' }), 31105],
  ] as const) {
    page.say('listen', listen(token))
    assert.equal((await page.next('error')).error?.code, code, token)
  }
  assert.equal(page.told.length, 0)
})

test('calls: what is not allowed or can not be read is told as the end of that call', async (t) => {
  const bench = await openBench(t, { callsPerPage: 2 })
  const page = await openPage(t, bench)
  page.say('listen', listen(accessToken(bench.client)))
  await page.next('connected')
  const refused = async (payload: object): Promise<number | undefined> => {
    page.say('invite', payload)
    return (await page.next('hangup')).error?.code
  }
  assert.equal(await refused({ callsid: 'TJS1' }), 31100)
  assert.equal(await refused({ ...invite(), sdp: 'v=0\r\nm=audio 9 RTP/AVP 0\r\n' }), 31100)
  assert.equal(await refused({ ...invite(), sdp: offer.replace('a=rtcp-mux\r\n', '') }), 31100)
  assert.equal(await refused(invite('TJS1', { params: `a=${'x'.repeat(9_000)}` })), 31103)
  assert.equal(await refused({ ...invite('CA1'), reconnect: 'guess' }), 31209)
  page.say('invite', invite('TJS2'))
  const { leg } = await bench.nextCall()
  assert.equal(await refused(invite('TJS3')), 31486, 'one unanswered call at a time: the SDK could not tell them apart')
  await leg.answer()
  const { reconnect, callsid } = (await page.next('answer')) as { reconnect: string; callsid: string }
  page.say('invite', { ...invite(callsid), reconnect })
  assert.equal((await page.next('answer')).callsid, callsid, 'asked for again, it is the same call')
  page.say('hangup', { callsid })
  assert.equal((await leg.ended).cause, 'completed')
  page.say('invite', { ...invite(callsid), reconnect })
  assert.deepEqual(await page.next('hangup'), { callsid }, 'a call that is over ends without an error')
})

test('a page can neither hang up nor press keys in a call that is not its own', async (t) => {
  const bench = await openBench(t)
  const [page, thief] = [await openPage(t, bench), await openPage(t, bench)]
  for (const one of [page, thief]) {
    one.say('listen', listen(accessToken(bench.client)))
    await one.next('connected')
  }
  page.say('invite', invite())
  const { leg, callSid } = await bench.nextCall()
  await leg.answer()
  let keys = ''
  leg.media.onDigit((digit) => {
    keys += digit
  })
  for (const type of ['hangup', 'reject', 'answer', 'reinvite', 'dtmf', 'message'])
    thief.say(type, { callsid: callSid, dtmf: '1', sdp: offer })
  // The second has as many characters as a token, and more bytes.
  for (const letter of ['x', 'ä']) {
    thief.say('invite', { ...invite(callSid), reconnect: letter.repeat(32) })
    await thief.next('hangup')
  }
  page.say('dtmf', { callsid: callSid, dtmf: '77' })
  await eventually('the own keys', () => keys === '77')
  assert.equal(leg.state, 'answered')
})

test('a call whose page and sound are both gone is given up after a while', async (t) => {
  const bench = await openBench(t, { reconnectWithin: 400, mediaWithin: 60_000 })
  const page = await openPage(t, bench)
  page.say('listen', listen(accessToken(bench.client)))
  await page.next('connected')
  page.say('invite', invite())
  const { leg } = await bench.nextCall()
  await leg.answer()
  page.socket.terminate()
  const { cause, errorCode, reason } = await leg.ended
  assert.deepEqual([cause, errorCode, reason], ['failed', 53405, 'the page did not come back'])
})

test('a call whose sound never gets through is given up, and the page is told why', async (t) => {
  const bench = await openBench(t, { mediaWithin: 500 })
  const page = await openPage(t, bench)
  page.say('listen', listen(accessToken(bench.client)))
  await page.next('connected')
  page.say('invite', invite())
  const { leg } = await bench.nextCall()
  await leg.answer()
  assert.equal((await leg.ended).errorCode, 53405)
  assert.equal((await page.next('hangup')).error?.code, 53405)
})

test('when its token runs out a page is told and sent away, but not in the middle of a call', async (t) => {
  const bench = await openBench(t)
  const page = await openPage(t, bench)
  page.say('listen', listen(accessToken(bench.client, { ttl: 5 })))
  page.say('register', { media: { audio: true } })
  await page.next('ready')
  assert.equal((await page.next('error')).error?.code, 31205)
  assert.equal(bench.legs.figures.registered, 0)
  page.say('register', { media: { audio: true } })
  assert.equal((await page.next('error')).error?.code, 31205)
  page.say('invite', invite())
  assert.equal((await page.next('hangup')).error?.code, 31205)
  await sleep(200)
  assert.equal(page.closed(), undefined, 'there is time to bring another one')
})

test('too many pages of one identity: the oldest is told that it rings no more', async (t) => {
  const bench = await openBench(t, { pagesPerIdentity: 2 })
  const pages = [await openPage(t, bench), await openPage(t, bench), await openPage(t, bench)]
  for (const page of pages) {
    page.say('listen', listen(accessToken(bench.client)))
    page.say('register', { media: { audio: true } })
    await page.next('ready')
  }
  await pages[0]?.next('offline')
  const leg = await bench.dial('alice')
  await pages[1]?.next('invite')
  await pages[2]?.next('invite')
  assert.ok(pages[0]?.told.every(({ type }) => type === 'connected'))
  await leg.hangUp('canceled')
})
