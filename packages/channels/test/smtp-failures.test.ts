import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { outboundMessage, RecordedLog } from '@trunkline/testkit'
import type { SmtpGatewayConfig } from '../src/gateways/smtp/config.ts'
import { createSmtpGateway } from '../src/gateways/smtp/smtp-gateway.ts'
import type { Gateway, Outcome } from '../src/ports.ts'
import { type Behaviour, type Place, ScriptedMailServer } from './smtp-scripted-server.ts'

const never = new AbortController().signal

async function open(
  t: TestContext,
  over: Partial<SmtpGatewayConfig> = {},
): Promise<{ server: ScriptedMailServer; gateway: Gateway }> {
  const server = new ScriptedMailServer()
  server.extensions.push('AUTH PLAIN')
  const port = await server.start()
  const url = `smtp://user:secret@127.0.0.1:${port}`
  const config: SmtpGatewayConfig = { type: 'smtp', url, from: 'no-reply@acme.example', maxConnections: 1, ...over }
  const gateway = createSmtpGateway('relay', config, { clock: Date, log: new RecordedLog(), secret: Buffer.alloc(32) })
  t.after(async () => {
    await gateway.stop?.()
    await server.stop()
  })
  return { server, gateway }
}

/** What an outcome comes down to: `deferred!` is one that the gateway is at fault for, `refused>` one that another may be asked about. */
function gist(outcome: Outcome): string {
  if (outcome.kind === 'deferred') return `deferred${outcome.gatewayAtFault ? '!' : ''} ${outcome.errorCode}`
  if (outcome.kind === 'refused') return `refused${outcome.failover ? '>' : ''} ${outcome.errorCode}`
  return outcome.kind === 'unknown' ? `unknown ${outcome.errorCode}` : 'accepted'
}

const dialogue: readonly (readonly [Place, Behaviour, string])[] = [
  ['connect', { say: '421 4.3.2 not now', thenCut: true }, 'deferred! 4.3.2'],
  ['connect', { say: '554 5.3.2 no mail here', thenCut: true }, 'deferred! 5.3.2'],
  ['ehlo', 'cut', 'deferred! smtp-connection'],
  ['auth', { say: '535 5.7.8 wrong password' }, 'deferred! 5.7.8'],
  ['auth', { say: '454 4.7.0 later' }, 'deferred! 4.7.0'],
  ['auth', 'cut', 'deferred! smtp-connection'],
  ['mail', 'cut', 'deferred! smtp-connection'],
  ['mail', { say: '451 4.3.0 disk trouble' }, 'deferred! 4.3.0'],
  ['mail', { say: '421 4.7.0 too many connections', thenCut: true }, 'deferred! 4.7.0'],
  ['mail', { say: '550 5.7.1 sender not allowed' }, 'refused> 5.7.1'],
  ['mail', { say: '553 no such domain' }, 'refused> 553'],
  ['rcpt', 'cut', 'deferred! smtp-connection'],
  ['rcpt', { say: '450 4.7.1 greylisted, please wait' }, 'deferred 4.7.1'],
  ['rcpt', { say: '452 4.2.2 mailbox full' }, 'deferred 4.2.2'],
  ['rcpt', { say: '452 4.3.1 system storage' }, 'deferred! 4.3.1'],
  ['rcpt', { say: '421 4.7.0 enough', thenCut: true }, 'deferred! 4.7.0'],
  ['rcpt', { say: '550 5.1.1 no such user' }, 'refused 5.1.1'],
  ['rcpt', { say: '550-5.1.1 The account does not exist.\r\n550 5.1.1 Look for typos.' }, 'refused 5.1.1'],
  ['rcpt', { say: '550 no such user' }, 'refused 550'],
  ['rcpt', { say: '550 relaying denied' }, 'refused> 550'],
  ['rcpt', { say: '552 5.2.2 mailbox full' }, 'refused 5.2.2'],
  ['rcpt', { say: '550 5.1.8 sender domain unknown' }, 'refused> 5.1.8'],
  ['rcpt', { say: '554 5.7.1 blocked by policy' }, 'refused> 5.7.1'],
  ['rcpt', { say: '554 no' }, 'refused> 554'],
  ['data', 'cut', 'deferred! smtp-connection'],
  ['data', { say: '451 4.3.2 not now' }, 'deferred! 4.3.2'],
  ['data', { say: '554 5.5.1 no' }, 'refused> 5.5.1'],
  ['end', 'cut', 'unknown smtp-no-answer'],
  ['end', { say: '451 4.3.0 queue is full' }, 'deferred! 4.3.0'],
  ['end', { say: '451 4.7.1 scanner is away' }, 'deferred 4.7.1'],
  ['end', { say: '421 4.3.2 closing', thenCut: true }, 'deferred! 4.3.2'],
  ['end', { say: '550 5.1.1 no such user after all' }, 'refused 5.1.1'],
  ['end', { say: '554 5.7.1 looks like spam' }, 'refused> 5.7.1'],
  ['end', { say: '552 5.3.4 too big' }, 'refused> 5.3.4'],
]

for (const pipelining of [true, false]) {
  for (const [place, behaviour, expected] of dialogue) {
    const told = typeof behaviour === 'string' ? behaviour : behaviour.say.split('\r\n')[0]
    test(`${told} at ${place}${pipelining ? '' : ', without pipelining,'} gives: ${expected}`, async (t) => {
      const { server, gateway } = await open(t)
      if (!pipelining) server.extensions = server.extensions.filter((it) => it !== 'PIPELINING')
      server.next(place, behaviour)
      const outcome = await gateway.send(outboundMessage('email'), never)
      assert.equal(gist(outcome), expected, JSON.stringify(outcome))
      assert.equal(server.mails.length, place === 'end' ? 1 : 0)
      assert.equal((await gateway.send(outboundMessage('email'), never)).kind, 'accepted')
    })
  }
}

test('a connection that is cut in the middle of a message: it was certainly not sent', async (t) => {
  const { server, gateway } = await open(t)
  server.next('body', 'cut')
  // More than the buffers between the two ends hold.
  const content = Buffer.alloc(12_000_000, 'x').toString('base64')
  const message = outboundMessage('email', {
    content: { text: 'see file', attachments: [{ name: 'big.bin', content }] },
  })
  assert.equal(gist(await gateway.send(message, never)), 'deferred! smtp-connection')
  assert.equal(server.mails.length, 0)
})

test('a connection that is cut when a small message has left us whole: it may have been taken', async (t) => {
  const { server, gateway } = await open(t)
  server.next('body', 'cut')
  assert.equal(gist(await gateway.send(outboundMessage('email'), never)), 'unknown smtp-no-answer')
})

test('one connection that is cut before the greeting is made up for at once, two are not', async (t) => {
  const { server, gateway } = await open(t)
  server.next('connect', 'cut')
  assert.equal(gist(await gateway.send(outboundMessage('email'), never)), 'accepted')
  server.dropConnections()
  server.next('connect', 'cut')
  server.next('connect', 'cut')
  assert.equal(gist(await gateway.send(outboundMessage('email'), never)), 'deferred! smtp-connection')
  assert.equal(server.mails.length, 1)
})

test('connections that the server ended in between cost no message and send none twice', async (t) => {
  const { server, gateway } = await open(t, { maxConnections: 3 })
  for (let round = 0; round < 5; round++) {
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => gateway.send(outboundMessage('email'), never)))
    assert.deepEqual(
      outcomes.map(gist),
      Array.from({ length: 6 }, () => 'accepted'),
    )
    server.dropConnections()
  }
  assert.equal(server.mails.length, 30)
  assert.equal(new Set(server.mails.map(({ raw }) => raw)).size, 30)
})

for (const [place, expected] of [
  ['connect', 'deferred! smtp-timeout'],
  ['ehlo', 'deferred! smtp-timeout'],
  ['mail', 'deferred! smtp-timeout'],
  ['data', 'deferred! smtp-timeout'],
  ['end', 'unknown smtp-no-answer'],
] as const) {
  test(`no answer at ${place} within the time gives: ${expected}`, async (t) => {
    // At the end, what was before it has to be in time even where the machine is busy.
    const seconds = place === 'end' ? 3 : 0.4
    const { server, gateway } = await open(t, { timeoutSeconds: seconds, connectTimeoutSeconds: seconds })
    server.next(place, 'stall')
    assert.equal(gist(await gateway.send(outboundMessage('email'), never)), expected)
  })
}

test('a send that is given up before the message left was not sent, and the gateway is at fault where the time was up', async (t) => {
  const { server, gateway } = await open(t)
  server.next('ehlo', 'stall')
  const controller = new AbortController()
  const sending = gateway.send(outboundMessage('email'), controller.signal)
  setTimeout(() => controller.abort(), 50)
  assert.equal(gist(await sending), 'deferred aborted')
  server.next('ehlo', 'stall')
  assert.equal(gist(await gateway.send(outboundMessage('email'), AbortSignal.timeout(50))), 'deferred! aborted')
})

test('a password is not said in the clear to a server elsewhere that offers no TLS', async (t) => {
  const { server, gateway } = await open(t, { tls: { required: true } })
  assert.match(gist(await gateway.send(outboundMessage('email'), never)), /^deferred! /)
  assert.ok(!server.commands.some((it) => it.startsWith('AUTH')))
})
