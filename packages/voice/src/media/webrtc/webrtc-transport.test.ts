import assert from 'node:assert/strict'
import { randomBytes, randomInt } from 'node:crypto'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { type TestContext, test } from 'node:test'
import { Ticker } from '../worker/ticker.ts'
import type { PartyPort, Surroundings } from '../worker/transport.ts'
import { createDtlsCertificate } from './dtls/self-signed.ts'
import { WebRtcTransport } from './webrtc-transport.ts'

async function boundSocket(): Promise<Socket> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return socket
}

const partsOf = (socket: Socket) => ({
  ...{ socket, address: '127.0.0.1', random: randomBytes },
  certificate: createDtlsCertificate(Date.now(), randomBytes),
})

const offerOf = (fingerprint: string): string =>
  [
    ...['v=0', 'o=- 1 2 IN IP4 127.0.0.1', 's=-', 't=0 0', 'm=audio 9 UDP/TLS/RTP/SAVPF 0', 'c=IN IP4 0.0.0.0'],
    ...['a=ice-ufrag:Jq2L', 'a=ice-pwd:mZ9pGn+0Vg3u0qkCpcqhVWsG', `a=fingerprint:sha-256 ${fingerprint}`],
    ...['a=setup:actpass', 'a=mid:0', 'a=sendrecv', 'a=rtcp-mux', ''],
  ].join('\r\n')

/** A party over WebRTC whose next socket comes when the test says so. */
async function openTransport(t: TestContext) {
  const nothing = (): void => undefined
  const [said, event, pressed, text] = [nothing, nothing, nothing, nothing]
  const party: PartyPort = { id: 1, said, event, pressed, text, changed: nothing, tell: nothing, gone: nothing }
  const now = () => performance.now()
  const around: Surroundings = {
    options: { index: 0, address: '127.0.0.1', bind: '127.0.0.1', ports: { from: 0, to: 0 }, maxEndpoints: 10 },
    ...{ ticker: new Ticker(now, nothing), now, wallClock: Date.now, random32: () => randomInt(2 ** 32) },
  }
  const next = Promise.withResolvers<ReturnType<typeof partsOf>>()
  const transport = new WebRtcTransport(party, around, () => next.promise, partsOf(await boundSocket()))
  t.after(() => around.ticker.stop())
  return { transport, next }
}

test('a call that ends while another browser takes it over leaves no port open', async (t) => {
  const { transport, next } = await openTransport(t)
  await transport.request('answer', offerOf('AA:BB'))
  const answered = transport.request('answer', offerOf('CC:DD'))
  const socket = await boundSocket()
  const closed = once(socket, 'close')
  transport.close()
  next.resolve(partsOf(socket))
  await assert.rejects(Promise.resolve(answered), /the call was over/)
  await closed
})
