import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { createAddressPolicy, createHttpCaller, createNameResolver } from '@trunkline/events'
import { fakeClock, loudestFrequency, sine } from '@trunkline/testkit'
import { createSoundDecoder, createSoundLoader, encodeWav, type SoundLoader, VoiceError } from '@trunkline/voice'

function loaderFor(t: TestContext, loopback: boolean): SoundLoader {
  const clock = fakeClock()
  const http = createHttpCaller({
    clock,
    policy: createAddressPolicy({ loopback }),
    resolve: createNameResolver({ clock }),
  })
  const decoder = createSoundDecoder()
  t.after(() => Promise.all([http.close(), decoder.close()]))
  return createSoundLoader({ http, decoder, clock })
}

async function serve(t: TestContext, body: Uint8Array): Promise<string> {
  const server = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'audio/wav' }).end(body),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.wav`
}

test('sound at a private address is not fetched', async (t) => {
  const url = await serve(t, encodeWav([sine(500, 1)]))
  await assert.rejects(
    loaderFor(t, false).load(url, {}),
    (error) => error instanceof VoiceError && error.code === 11200,
  )
})

test('sound is fetched where the address is permitted', async (t) => {
  const url = await serve(t, encodeWav([sine(500, 1)]))
  assert.equal(loudestFrequency(await loaderFor(t, true).load(url, {})), 500)
})

test('a body of more than ten million bytes is refused with 11751', async (t) => {
  const url = await serve(t, new Uint8Array(10_000_001))
  await assert.rejects(loaderFor(t, true).load(url, {}), (error) => error instanceof VoiceError && error.code === 11751)
})
