/** A SIP phone, a browser and a built-in phone in one conference: each hears the others, and not itself. */
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import {
  amplitudeAt,
  eventually,
  sine,
  startBaresip,
  startBrowser,
  withoutBaresip,
  withoutChromium,
} from '@trunkline/testkit'
import { listening } from './support/echo-server.ts'
import { type RunningServer, startServer } from './support/server-process.ts'

const document = '<Response><Dial><Conference beep="false">three</Conference></Dial></Response>'

/** Answers every request with the same document. */
const serveDocument = async (t: TestContext): Promise<string> =>
  `http://127.0.0.1:${await listening(t, (server) => {
    server.on('request', (request, response) => {
      request.resume()
      response.writeHead(200, { 'content-type': 'text/xml' }).end(document)
    })
  })}/room`

/** A built-in phone in the hands of this test: what happened at it, and what it has heard once its call was over. */
async function holdPhone(t: TestContext, { url, demo }: RunningServer, number: string) {
  const authorization = `Basic ${Buffer.from(`${demo.accountSid}:${demo.authToken}`).toString('base64')}`
  const path = `${url}/v1/phones/${encodeURIComponent(number)}`
  const stop = new AbortController()
  t.after(() => stop.abort())
  const response = await fetch(`${path}/events?record=true`, { headers: { authorization }, signal: stop.signal })
  assert.equal(response.status, 200)
  const news: { type: string; pcm?: string; last?: boolean }[] = []
  const read = async (): Promise<void> => {
    let text = ''
    for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += piece
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const data = block.split('\n').find((line) => line.startsWith('data:'))
        if (data !== undefined) news.push(JSON.parse(data.slice(5)))
      }
    }
  }
  // It ends with the test, when the stream is cut.
  void read().catch(() => undefined)
  const act = async (action: object): Promise<void> => {
    const headers = { authorization, 'content-type': 'application/json' }
    const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(action) })
    assert.equal(answer.status, 200, await answer.text())
  }
  const until = (type: string): Promise<void> =>
    eventually(
      () =>
        assert.ok(
          news.some((each) => each.type === type),
          JSON.stringify(news),
        ),
      60_000,
    )
  return {
    act,
    until,
    async heard(): Promise<Int16Array> {
      await eventually(() => assert.ok(news.some(({ last }) => last === true)), 40_000)
      const bytes = Buffer.concat(news.map(({ pcm = '' }) => Buffer.from(pcm, 'base64')))
      return Int16Array.from({ length: bytes.length >> 1 }, (_, at) => bytes.readInt16LE(at * 2))
    },
  }
}

/** What is in the last second of a piece: the tones that are to be there, and those that are not. */
function assertTones(sound: Int16Array, there: readonly number[], absent: readonly number[]): void {
  const last = sound.subarray(Math.max(0, sound.length - 12_000), sound.length - 4_000)
  for (const hertz of there) assert.ok(amplitudeAt(last, hertz) > 0.05, `${hertz} Hz: ${amplitudeAt(last, hertz)}`)
  for (const hertz of absent) assert.ok(amplitudeAt(last, hertz) < 0.01, `${hertz} Hz: ${amplitudeAt(last, hertz)}`)
}

test('a SIP phone, a browser and a built-in phone meet in a conference: each hears the others, and not itself', {
  skip: withoutChromium || withoutBaresip,
  timeout: 240_000,
}, async (t) => {
  const server = await startServer(t)
  const { demo, url } = server
  const voiceUrl = await serveDocument(t)
  assert.equal((await server.call('PUT', `/v1/numbers/${demo.phoneNumber}`, { voiceUrl })).status, 200)
  const authorization = `Basic ${Buffer.from(`${demo.accountSid}:${demo.authToken}`).toString('base64')}`
  const application = `${url}/2010-04-01/Accounts/${demo.accountSid}/Applications/${demo.applicationSid}.json`
  const body = new URLSearchParams({ VoiceUrl: voiceUrl })
  assert.equal((await fetch(application, { method: 'POST', headers: { authorization }, body })).status, 200)

  const builtIn = await holdPhone(t, server, '+14155550177')
  await builtIn.until('held')
  await builtIn.act({ action: 'dial', to: demo.phoneNumber })
  await builtIn.until('answered')

  const { host, port, username, password } = demo.sip
  const desk = await startBaresip(t, { server: `${host}:${port}`, username, password, says: sine(600, 2) })
  await desk.process.printed(/200 OK/)
  desk.dial(`sip:${demo.phoneNumber}@${host}:${port}`)
  await desk.until('CALL_ESTABLISHED')

  const { json } = await server.call('POST', '/v1/voice/token', { phoneNumber: demo.phoneNumber })
  const { capabilityToken: token } = json as { capabilityToken: string }
  const phone = await (await startBrowser(t)).openPhone()
  await phone.begin({ token, chunderw: new URL(url).host, plain: true })
  await phone.hum(900)
  await phone.connect({})
  await phone.event('call.accept')

  await eventually(async () => {
    const heard = await phone.listen(800)
    assert.ok(Math.abs(heard.frequency - 600) < 10 && heard.share > 0.9, `the browser: ${JSON.stringify(heard)}`)
  }, 40_000)
  await eventually(() => assertTones(desk.heard(), [900], [600]), 40_000)
  await builtIn.act({ action: 'hangUp' })
  const heard = await builtIn.heard()
  // Told as a whole when the call is over: not each second of it has both, where a browser got no processor time.
  const seconds = Array.from({ length: Math.floor(heard.length / 4_000) }, (_, at) =>
    heard.subarray(at * 4_000, at * 4_000 + 8_000),
  )
  const both = (second: Int16Array) => [600, 900].every((hertz) => amplitudeAt(second, hertz) > 0.05)
  assert.ok(seconds.some(both), `of ${seconds.length / 2} s none has both`)
  await phone.hangUp()
  desk.hangUp()
})
