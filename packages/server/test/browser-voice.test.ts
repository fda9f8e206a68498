import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import {
  type BrowserPhone,
  embeddedDataFolder,
  eventually,
  loudestFrequency,
  selfSigned,
  sine,
  startBaresip,
  startBrowser,
  startKamailio,
  withoutBaresip,
  withoutChromium,
  withoutKamailio,
} from '@trunkline/testkit'
import { type RunningServer, startServer } from './support/server-process.ts'

/** A page that speaks for one of the demo client's numbers, by the token that its API server would ask for. */
async function openPhone(t: TestContext, server: RunningServer, phoneNumber: string): Promise<BrowserPhone> {
  const { json } = await server.call('POST', '/v1/voice/token', { phoneNumber })
  const { capabilityToken: token } = json as { capabilityToken: string }
  const phone = await (await startBrowser(t, { eventsUrl: server.url })).openPhone()
  await phone.begin({ token, chunderw: new URL(server.url).host, plain: true })
  return phone
}

/** The tone of the last second that a phone has heard. */
const lastTone = (heard: Int16Array): number => loudestFrequency(heard.subarray(Math.max(0, heard.length - 8_000)))

async function assertTone(phone: BrowserPhone, hertz: number): Promise<void> {
  await eventually(async () => {
    const heard = await phone.listen(1_000)
    assert.ok(Math.abs(heard.frequency - hertz) < 10 && heard.share > 0.9, `${hertz} Hz: ${JSON.stringify(heard)}`)
  }, 40_000)
}

test('a SIP phone calls a number, the browser of its identity rings, and both hear each other', {
  skip: withoutChromium || withoutBaresip,
  timeout: 240_000,
}, async (t) => {
  const server = await startServer(t)
  const { demo } = server
  const phone = await openPhone(t, server, demo.phoneNumber)
  await phone.register()
  await phone.hum(900)
  const { host, port, username, password } = demo.sip
  const desk = await startBaresip(t, { server: `${host}:${port}`, username, password, says: sine(600, 2) })
  await desk.process.printed(/200 OK/)
  desk.dial(`sip:${demo.phoneNumber}@${host}:${port}`)
  const incoming = (await phone.event('device.incoming')).detail as { parameters: Record<string, string> }
  assert.equal(incoming.parameters.To, `client:${demo.identity}`)
  await phone.accept()
  await phone.event('call.accept')
  await desk.until('CALL_ESTABLISHED')
  await assertTone(phone, 600)
  await eventually(() => assert.ok(Math.abs(lastTone(desk.heard()) - 900) <= 5, `${lastTone(desk.heard())}`), 40_000)
  // A browser that gets no processor time lets packets go that have reached it.
  const { lost = 0, received = 0 } = await phone.figures()
  assert.ok(received > 50 && lost <= received * 0.05, `${lost} of ${received} packets were lost`)
  await phone.hangUp()
  await desk.until('CALL_CLOSED')
  const sid = incoming.parameters.CallSid
  await eventually(async () => {
    const { status, json } = await server.call('GET', `/v1/calls/${sid}/quality`)
    assert.equal(status, 200)
    assert.ok((json as { events: { group: string }[] }).events.some(({ group }) => group === 'connection'))
  }, 40_000)
})

test('a browser calls a number through its application and a carrier, and both hear each other', {
  skip: withoutChromium || withoutBaresip || withoutKamailio,
  timeout: 240_000,
}, async (t) => {
  const folder = await embeddedDataFolder(t)
  const users = { trunkline: 'of-the-trunk', '4930123456': 'of-the-phone' }
  const kamailio = await startKamailio(t, { users, numbers: { '+4930123456': '4930123456' } })
  const carrier = { type: 'sip', uri: `sip:${kamailio.address}`, username: 'trunkline', password: users.trunkline }
  writeFileSync(
    join(folder, 'trunkline.yaml'),
    JSON.stringify({ gateways: { carrier }, routes: { call: ['carrier'] } }),
  )
  const server = await startServer(t, { folder })
  const far = await startBaresip(t, {
    server: kamailio.address,
    username: '4930123456',
    password: users['4930123456'],
    says: sine(740, 2),
  })
  await far.process.printed(/200 OK/)
  const { phoneNumber } = server.demo
  const phone = await openPhone(t, server, phoneNumber)
  await phone.hum(880)
  await phone.connect({ callerPhoneNumber: phoneNumber, callOutgoingPhoneNumber: '+4930123456' })
  await far.until('CALL_INCOMING')
  far.accept()
  await far.until('CALL_ESTABLISHED')
  await assertTone(phone, 740)
  await eventually(() => assert.ok(Math.abs(lastTone(far.heard()) - 880) <= 5, `${lastTone(far.heard())}`), 40_000)
  far.hangUp()
  await phone.event('call.disconnect')
})

test('signalling over TLS, with the certificate that the server is given', {
  skip: withoutChromium,
  timeout: 240_000,
}, async (t) => {
  const folder = await embeddedDataFolder(t)
  const { key, cert } = selfSigned()
  writeFileSync(join(folder, 'key.pem'), key)
  writeFileSync(join(folder, 'cert.pem'), cert)
  const env = { TRUNKLINE_TLS_CERT: 'cert.pem', TRUNKLINE_TLS_KEY: 'key.pem' }
  const { demo } = await startServer(t, { folder, env })
  const { AccessToken } = await import('@trunkline/wire')
  const token = new AccessToken(demo.accountSid, demo.apiKey.sid, demo.apiKey.secret, { identity: demo.identity })
  token.addGrant(new AccessToken.VoiceGrant({ incomingAllow: true }))
  const phone = await (await startBrowser(t)).openPhone()
  await phone.register({ token: token.toJwt(), chunderw: new URL(demo.url).host })
  assert.equal(await phone.deviceState(), 'registered')
})
