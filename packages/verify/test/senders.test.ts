import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeSender, FakeTwilio, freshDatabase, type SenderArrival } from '@trunkline/testkit'
import { signTwilioRequest } from '@trunkline/wire'
import { createLogSender } from '../src/gateways/log/log-sender.ts'
import { createTwilioSender } from '../src/gateways/twilio/twilio-sender.ts'
import { createTwilioVerifySender } from '../src/gateways/twilio-verify/twilio-verify-sender.ts'
import { callerId } from './support/calls.ts'
import { startFakeVerify } from './support/fake-verify.ts'
import { baseUrl, KeptLog, makeWorld, migrationSets, problem } from './support/world.ts'

const serviceSid = `VA${'0'.repeat(31)}1`
const credentials = { accountSid: `AC${'0'.repeat(31)}1`, authToken: 'a-token' }
const to = '+14155550123'

describeSender('twilio', { methods: ['sms', 'call', 'whatsapp'], refuses: true, remote: true }, async (t) => {
  const twilio = await FakeTwilio.start({ numbers: [callerId, `whatsapp:${callerId}`] })
  t.after(() => twilio.close())
  const { accountSid, authToken, url } = twilio
  const sender = createTwilioSender({ accountSid, authToken, callerId, baseUrl: url, timeout: 20_000 })
  const arrivals = async (): Promise<SenderArrival[]> =>
    twilio.records.map((record) => {
      const whatsapp = record.to.startsWith('whatsapp:')
      const method = record.kind === 'call' ? 'call' : whatsapp ? 'whatsapp' : 'sms'
      const raw = twilio.requests.map(({ form }) => form.toString()).join('\n')
      return { method, to: record.to.replace('whatsapp:', ''), text: record.body, url: record.url ?? '', raw }
    })
  return { sender, arrivals, refuse: () => void twilio.account.optedOut.add(to), disappear: () => twilio.close() }
})

describeSender(
  'twilio-verify',
  { methods: ['sms', 'call', 'email', 'whatsapp'], refuses: true, remote: true, delegates: true },
  async (t) => {
    const fake = await startFakeVerify(serviceSid)
    t.after(() => fake.close())
    return {
      sender: createTwilioVerifySender({ ...credentials, serviceSid, baseUrl: fake.url, timeout: 20_000 }),
      arrivals: async () =>
        fake.started.map(({ channel, to: address }) => ({
          method: channel as 'sms',
          to: address,
          raw: fake.forms.join('\n'),
        })),
      refuse() {
        fake.refuseNext = { status: 403, code: 60410 }
      },
      disappear: () => fake.close(),
      providerCode: () => fake.started.at(-1)?.code ?? '',
    }
  },
)

describeSender('log', { methods: ['sms', 'call', 'email', 'push', 'whatsapp'] }, async () => {
  const log = new KeptLog()
  const arrivals = async () =>
    log.lines.map(({ fields }) => {
      const { method, number } = fields as { method: 'sms'; number: string }
      return { method, to: number, raw: JSON.stringify(fields) }
    })
  return { sender: createLogSender({ log, production: false }), arrivals }
})

test('a verification whose code Twilio Verify makes is checked there, and counted, limited and ended here', async (t) => {
  const fake = await startFakeVerify(serviceSid)
  t.after(() => fake.close())
  const senders = {
    delegated: () => createTwilioVerifySender({ ...credentials, serviceSid, baseUrl: fake.url, timeout: 20_000 }),
  }
  const gateways = { sms: 'delegated' }
  const { verify, clientId, db } = await makeWorld(await freshDatabase(t, { migrations: migrationSets }), {
    senders,
    gateways,
  })
  const start = () => verify.verifications.start(clientId, { to, channel: 'sms', locale: 'pt-BR' })
  const { id } = await start()
  assert.equal((await verify.verifications.check(clientId, id, '123456')).valid, false, 'before it has left')
  await verify.round()
  assert.equal(new URLSearchParams(fake.forms[0]).get('Locale'), 'pt-BR')
  const right = fake.started[0]?.code ?? ''
  assert.equal((await verify.verifications.check(clientId, id, '000000')).valid, false)
  assert.deepEqual((await verify.verifications.check(clientId, id, right)).status, 'approved')
  await assert.rejects(verify.verifications.check(clientId, id, right), problem('verification-ended'))
  await assert.rejects(
    verify.verifications.start(clientId, { to, channel: 'sms', code: '123456' }),
    problem('validation-failed', '/code'),
  )
  const { rows } = await db.query({ text: 'select code_sealed, code_hash, delegate from verify_challenge', values: [] })
  assert.deepEqual(rows, [{ code_sealed: null, code_hash: null, delegate: 'delegated' }])
  const other = await start()
  await verify.round()
  await fake.close()
  await assert.rejects(verify.verifications.check(clientId, other.id, '123456'), problem('unavailable'))
  assert.equal((await verify.verifications.get(clientId, other.id)).checks, 1, 'a try is a try')
})

test('what Twilio tells of texts and calls moves the verification, by signed callbacks alone', async (t) => {
  const twilio = await FakeTwilio.start({ numbers: [callerId] })
  t.after(() => twilio.close())
  const { accountSid, authToken, url } = twilio
  const { verify, clientId } = await makeWorld(await freshDatabase(t, { migrations: migrationSets }), {
    gateways: { sms: 'direct', call: 'direct' },
    senders: { direct: () => createTwilioSender({ accountSid, authToken, callerId, baseUrl: url }) },
    gatewayTokens: { direct: authToken },
  })
  const fallback = { channel: 'call', afterSeconds: 600 } as const
  const { id } = await verify.verifications.start(clientId, { to, channel: 'sms', fallback })
  await verify.round()
  const statusUrl = twilio.messages[0]?.statusCallback ?? ''
  assert.ok(statusUrl.startsWith(`${baseUrl}/hooks/verify/status/direct?send=VL`))
  const tell = (callback: string, params: Record<string, string>, token = authToken) =>
    verify.statuses.answer({
      gateway: 'direct',
      url: callback,
      rawBody: new URLSearchParams(params).toString(),
      signature: signTwilioRequest(token, { url: callback, params }).headers['X-Twilio-Signature'],
    })
  const lost = { MessageSid: twilio.messages[0]?.sid ?? '', MessageStatus: 'undelivered', ErrorCode: '30003' }
  assert.equal((await tell(statusUrl, lost, 'wrong')).status, 403)
  assert.equal((await tell(statusUrl.replace('/direct', '/nobody'), lost)).status, 204)
  await verify.round()
  const ofCall = twilio.calls[0]
  assert.equal(ofCall?.to, to)
  assert.equal(
    (await tell(ofCall?.statusCallback ?? '', { CallSid: ofCall?.sid ?? '', CallStatus: 'no-answer' })).status,
    204,
  )
  const detail = await verify.verifications.get(clientId, id)
  assert.deepEqual([detail.status, detail.reason], ['failed', 'nobody answered'])
  assert.deepEqual(
    detail.attempts.map(({ channel, status, errorCode }) => [channel, status, errorCode]),
    [
      ['sms', 'undelivered', '30003'],
      ['call', 'undelivered', 'no-answer'],
    ],
  )
})
