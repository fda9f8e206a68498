import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { type TestContext, test } from 'node:test'
import { eventually, freePort, outboundMessage, RecordedLog, RecordedSink } from '@trunkline/testkit'
import { createTransport } from 'nodemailer'
import { createBounceAddresses } from '../src/gateways/smtp/bounce-address.ts'
import { BounceListener } from '../src/gateways/smtp/bounce-listener.ts'
import { createSmtpGateway } from '../src/gateways/smtp/smtp-gateway.ts'
import { deliveryReport } from './smtp-report.ts'
import { ScriptedMailServer } from './smtp-scripted-server.ts'

const secret = Buffer.alloc(32, 5)
const addresses = createBounceAddresses('bounce@bounces.acme.example', 'relay', secret)
const { deliveryId } = outboundMessage('email')
const address = addresses.addressFor(deliveryId)

interface Bench {
  readonly listener: BounceListener
  readonly log: RecordedLog
  readonly sink: RecordedSink
  /** Brings a message as a mail server does; rejects with the reply code where it is not taken. */
  bring(to: string | string[], raw: string): Promise<unknown>
}

async function open(t: TestContext, listenPort = 0): Promise<Bench> {
  const log = new RecordedLog()
  const sink = new RecordedSink()
  const options = {
    gateway: 'relay',
    listen: `127.0.0.1:${listenPort}`,
    addresses,
    idDomain: 'acme.example',
    clock: { now: () => 1_700_000_000_000 },
    log,
  }
  const listener = new BounceListener(options)
  await listener.start(sink)
  t.after(() => listener.stop())
  const transport = createTransport({ host: '127.0.0.1', port: listener.port ?? 0 })
  return { listener, log, sink, bring: (to, raw) => transport.sendMail({ envelope: { from: '', to }, raw }) }
}

test('a report at an address that we gave out becomes a receipt', async (t) => {
  const { sink, bring } = await open(t)
  await bring(
    address,
    deliveryReport({ to: address, action: 'failed', status: '5.1.1', diagnostic: '550 5.1.1 no such user' }),
  )
  assert.deepEqual(sink.receipts, [
    {
      gateway: 'relay',
      deliveryId,
      providerId: `${deliveryId.toLowerCase()}@acme.example`,
      at: 1_700_000_000_000,
      status: 'undelivered',
      errorCode: '5.1.1',
      reason: 'bounced: 550 5.1.1 no such user',
    },
  ])
})

test('an address that we did not give out is refused, before its mail is read', async (t) => {
  const { sink, bring } = await open(t)
  const report = deliveryReport({ to: address, action: 'failed', status: '5.1.1' })
  for (const to of [
    'bounce@bounces.acme.example',
    'ann@example.org',
    address.replace(/\.[a-z2-7]{16}@/, '.aaaaaaaaaaaaaaaa@'),
  ]) {
    await assert.rejects(bring(to, report), { responseCode: 550 }, to)
  }
  assert.deepEqual(sink.receipts, [])
})

test('one message for several of our addresses is news of each', async (t) => {
  const { sink, bring } = await open(t)
  const other = outboundMessage('email').deliveryId
  await bring(
    [address, addresses.addressFor(other)],
    deliveryReport({ to: address, action: 'failed', status: '5.7.1' }),
  )
  assert.deepEqual(sink.receipts.map((it) => it.deliveryId).sort(), [deliveryId, other].sort())
})

test('a server that is still trying, and mail that is no report, are no news', async (t) => {
  const { sink, bring, log } = await open(t)
  await bring(address, deliveryReport({ to: address, action: 'delayed', status: '4.4.1' }))
  await bring(address, 'Subject: On holiday\r\n\r\nI am away. Action: failed\r\n')
  assert.deepEqual(sink.receipts, [])
  assert.equal(log.lines.filter(({ text }) => text.includes(deliveryId)).length, 2)
})

test('while the news cannot be kept, the server is told to come again', async (t) => {
  const { sink, bring } = await open(t)
  const report = deliveryReport({ to: address, action: 'failed', status: '5.1.1' })
  sink.failure = new Error('the database is away')
  await assert.rejects(bring(address, report), { responseCode: 451 })
  sink.failure = null
  await bring(address, report)
  assert.equal(sink.receipts.length, 1)
})

test('a report is read though the message behind it is long; a message without end is refused', async (t) => {
  const { sink, bring } = await open(t)
  await bring(
    address,
    deliveryReport({
      to: address,
      action: 'failed',
      status: '5.2.2',
      original: `Subject: x\r\n\r\n${'y'.repeat(70)}\r\n`.repeat(40_000),
    }),
  )
  assert.equal(sink.receipts[0]?.errorCode, '5.2.2')
  const endless = `Subject: x\r\n\r\n${`${'z'.repeat(998)}\r\n`.repeat(27_000)}`
  await assert.rejects(bring(address, endless), { responseCode: 552 })
  assert.equal(sink.receipts.length, 1)
})

test('there is no login and nothing but bounces to be had', async (t) => {
  const { listener } = await open(t)
  const said = await converse(listener.port ?? 0, [
    'EHLO x',
    'AUTH PLAIN AHVzZXIAcGFzcw==',
    'STARTTLS',
    'VRFY root',
    'QUIT',
  ])
  assert.doesNotMatch(said, /250[- ](AUTH|STARTTLS)/)
  assert.equal(said.match(/^50[02] /gm)?.length, 2, said)
})

test('a port that is taken is told by log, fault and check, and does not keep the gateway from sending', async (t) => {
  const { listener } = await open(t)
  const log = new RecordedLog()
  const server = new ScriptedMailServer()
  const url = `smtp://127.0.0.1:${await server.start()}`
  const bounce = { address: 'bounce@bounces.acme.example', listen: `127.0.0.1:${listener.port}` }
  const gateway = createSmtpGateway(
    'relay',
    { type: 'smtp', url, from: 'a@acme.example', bounce },
    { clock: Date, log, secret },
  )
  t.after(async () => {
    await gateway.stop?.()
    await server.stop()
  })
  await gateway.start?.(new RecordedSink())
  assert.equal(log.lines.filter(({ level, text }) => level === 'warn' && text.includes('EADDRINUSE')).length, 1)
  const check = await gateway.check?.(new AbortController().signal)
  assert.equal(check?.ok, false)
  assert.match(check?.detail ?? '', /bounces are not listened for: 127\.0\.0\.1:\d+ is taken/)
  assert.equal((await gateway.send(outboundMessage('email'), new AbortController().signal)).kind, 'accepted')
})

test('a listener that stood by takes over when the port is free', async (t) => {
  const { listener: first } = await open(t, await freePort())
  const log = new RecordedLog()
  const listen = `127.0.0.1:${first.port}`
  const second = new BounceListener({
    gateway: 'relay',
    listen,
    addresses,
    idDomain: 'acme.example',
    clock: Date,
    log,
    retryMs: 20,
  })
  t.after(() => second.stop())
  await second.start(new RecordedSink())
  assert.equal(second.port, null)
  assert.match(second.fault ?? '', /is taken/)
  await first.stop()
  await eventually('the second listens', () => second.port !== null)
  assert.equal(second.fault, null)
})

test('it starts and stops as often as it is told to', async (t) => {
  const { listener, sink } = await open(t)
  await Promise.all([listener.start(sink), listener.start(sink)])
  assert.ok(listener.port)
  await Promise.all([listener.stop(), listener.stop()])
  assert.equal(listener.port, null)
  await listener.start(sink)
  assert.ok(listener.port)
})

/** Says lines one after the other and gives all that was answered. */
function converse(port: number, lines: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let said = ''
    const left = [...lines]
    socket.on('error', reject).on('close', () => resolve(said))
    socket.on('data', (chunk) => {
      said += chunk.toString()
      const ended = said.endsWith('\r\n') && /^\d{3} /.test(said.trimEnd().split('\r\n').at(-1) ?? '')
      const next = ended ? left.shift() : undefined
      if (next !== undefined) socket.write(`${next}\r\n`)
    })
  })
}
