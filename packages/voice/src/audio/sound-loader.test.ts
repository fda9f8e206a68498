import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HttpAnswer, HttpCaller, HttpRequest, HttpResult } from '@trunkline/events'
import { fakeClock, loudestFrequency, sine } from '@trunkline/testkit'
import { VoiceError } from '../errors.ts'
import { createSoundDecoder } from './sound-decoder.ts'
import { createSoundLoader } from './sound-loader.ts'
import { encodeWav } from './wav-write.ts'

const wav = encodeWav([sine(600, 0.5)])

type Reply = Partial<HttpAnswer> | 'refused'

/** A web that answers with what it is given, in turn, and keeps what it was asked. */
function web(...replies: Reply[]): HttpCaller & { readonly asked: HttpRequest[] } {
  const asked: HttpRequest[] = []
  const times = { startedAt: 0, durationMs: 1 }
  const call = async (request: HttpRequest): Promise<HttpResult> => {
    asked.push(request)
    const reply = replies[Math.min(asked.length, replies.length) - 1]
    if (reply === 'refused' || !reply) return { failure: { code: 'address-refused', message: 'not public' }, ...times }
    const headers = { 'content-type': 'audio/wav', ...reply.headers }
    return { answer: { status: 200, body: wav, complete: true, ...reply, headers }, ...times }
  }
  return { asked, call, close: async () => {} }
}

const decoder = createSoundDecoder()
const clock = fakeClock()
const loaderOf = (http: HttpCaller) => createSoundLoader({ http, decoder, clock, maxBytes: 100_000 })
const url = 'https://media.example/tone.wav'

const fails = (promise: Promise<unknown>, code: number): Promise<void> =>
  assert.rejects(promise, (error) => error instanceof VoiceError && error.code === code)

test('fetches by GET, without parameters, and decodes', async () => {
  const http = web({})
  const sound = await loaderOf(http).load(` ${url}\n`, {})
  assert.equal(loudestFrequency(sound), 600)
  assert.equal(http.asked[0]?.method, 'GET')
  assert.equal(http.asked[0]?.url.href, url)
})

for (const type of ['audio/wav', 'audio/wave', 'audio/x-wav', 'Audio/WAV; codecs=1', 'audio/mpeg', 'audio/aiff']) {
  test(`plays a WAV that is served as ${type}`, async () => {
    assert.equal(loudestFrequency(await loaderOf(web({ headers: { 'content-type': type } })).load(url, {})), 600)
  })
}

for (const type of ['text/html', 'application/octet-stream', 'video/mp4', 'audio/ogg', '', 'constructor']) {
  test(`refuses the type ${JSON.stringify(type)} with 13420`, () =>
    fails(loaderOf(web({ headers: { 'content-type': type } })).load(url, {}), 13420))
}

test('refuses what says that it is sound and is not', async () => {
  const body = Buffer.from('<html>'.repeat(100))
  for (const type of ['audio/wav', 'audio/mpeg', 'audio/aiff', 'audio/gsm'])
    await fails(loaderOf(web({ body, headers: { 'content-type': type } })).load(url, {}), 13420)
})

test('asks with the ETag and the date that it was given, and plays what it has on 304', async () => {
  const validators = { etag: '"v1"', 'last-modified': 'Fri, 20 Nov 2026 12:00:00 GMT' }
  const http = web({ headers: validators }, { status: 304, body: new Uint8Array(0) })
  const loader = loaderOf(http)
  const first = await loader.load(url, {})
  assert.equal(await loader.load(url, {}), first)
  assert.equal(http.asked[1]?.headers['if-none-match'], '"v1"')
  assert.equal(http.asked[1]?.headers['if-modified-since'], validators['last-modified'])
})

test('plays the new sound when the file has changed', async () => {
  const http = web({ headers: { etag: '"v1"' } }, { headers: { etag: '"v2"' }, body: encodeWav([sine(900, 0.5)]) })
  const loader = loaderOf(http)
  await loader.load(url, {})
  assert.equal(loudestFrequency(await loader.load(url, {})), 900)
})

test('does not ask again while max-age lasts, and does afterwards', async () => {
  const http = web({ headers: { 'cache-control': 'public, max-age=60' } })
  const loader = loaderOf(http)
  await loader.load(url, {})
  clock.advance(59_000)
  await loader.load(url, {})
  assert.equal(http.asked.length, 1)
  clock.advance(2000)
  await loader.load(url, {})
  assert.equal(http.asked.length, 2)
})

test('keeps nothing that must not be stored', async () => {
  const http = web({ headers: { 'cache-control': 'no-store', etag: '"v1"' } })
  const loader = loaderOf(http)
  await loader.load(url, {})
  await loader.load(url, {})
  assert.equal(http.asked[1]?.headers['if-none-match'], undefined)
})

test('follows redirects, relative ones too, each through the guard', async () => {
  const moved = { status: 302, headers: { location: '/other/tone.wav' } }
  const http = web(moved, {})
  await loaderOf(http).load(url, {})
  assert.equal(http.asked[1]?.url.href, 'https://media.example/other/tone.wav')
  await fails(loaderOf(web(moved, 'refused')).load(url, {}), 11200)
})

test('sends the name and password of an URL to its own host as Basic, and to none that it redirects to', async () => {
  const http = web({ status: 302, headers: { location: 'https://elsewhere.example/a.wav' } }, {})
  await loaderOf(http).load('https://user:p%40ss@media.example/tone.wav', {})
  assert.equal(http.asked[0]?.headers.authorization, `Basic ${Buffer.from('user:p@ss').toString('base64')}`)
  assert.equal(http.asked[0]?.url.href, url)
  assert.equal(http.asked[1]?.headers.authorization, undefined)
})

test('gives up behind ten redirects, and on one that leads nowhere', async () => {
  await fails(loaderOf(web({ status: 301, headers: { location: url } })).load(url, {}), 11215)
  await fails(loaderOf(web({ status: 301, headers: { location: 'file:///etc/passwd' } })).load(url, {}), 11216)
})

for (const wrong of ['', 'tone.wav', 'ftp://media.example/tone.wav', 'file:///etc/passwd']) {
  test(`refuses ${JSON.stringify(wrong)} as URL`, () => fails(loaderOf(web({})).load(wrong, {}), 11100))
}

test('tells what went wrong by code: an error of the server, an empty body, one that is too large, one that breaks off', async () => {
  await fails(loaderOf(web({ status: 404 })).load(url, {}), 11200)
  await fails(loaderOf(web({ body: new Uint8Array(0) })).load(url, {}), 11770)
  await fails(loaderOf(web({ body: new Uint8Array(100_000), complete: false })).load(url, {}), 11751)
  await fails(loaderOf(web({ headers: { 'content-length': '100001' }, complete: false })).load(url, {}), 11751)
  await fails(loaderOf(web({ complete: false })).load(url, {}), 11205)
})

test('stops when told to', async () => {
  await assert.rejects(loaderOf(web({})).load(url, { signal: AbortSignal.abort(new Error('gone')) }), /gone/)
})
