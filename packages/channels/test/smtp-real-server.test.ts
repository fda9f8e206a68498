import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { eventually, freePort, outboundMessage, RecordedLog, RecordedSink } from '@trunkline/testkit'
import { createSmtpGateway } from '../src/gateways/smtp/smtp-gateway.ts'
import type { Gateway, OutboundMessage } from '../src/ports.ts'
import { type Exim, eximIsThere, startExim } from './smtp-exim.ts'

// Debian's Python, not one that may come first on the PATH: python3-dkim belongs to it.
const python = '/usr/bin/python3'
const dkimIsThere = spawnSync(python, ['-c', 'import dkim']).status === 0
const missing = [...(eximIsThere() ? [] : ['exim4-daemon-light']), ...(dkimIsThere ? [] : ['python3-dkim'])]
const skip =
  missing.length > 0 && !process.env.CI ? `${missing.join(' and ')} not installed: npm run test:setup` : false

const keys = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const txt = `v=DKIM1; k=rsa; p=${keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`

interface Bench {
  readonly exim: Exim
  readonly sink: RecordedSink
  readonly gateway: Gateway
  send(over?: Partial<OutboundMessage>): Promise<OutboundMessage>
}

async function open(t: TestContext): Promise<Bench> {
  const bouncePort = await freePort()
  const exim = await startExim(bouncePort)
  t.after(() => exim.stop())
  const sink = new RecordedSink()
  const gateway = createSmtpGateway(
    'relay',
    {
      type: 'smtp',
      url: `smtp://127.0.0.1:${exim.port}`,
      from: 'Acme <no-reply@acme.example>',
      hostname: 'trunkline.test',
      dkim: {
        domainName: 'acme.example',
        keySelector: 'mail',
        privateKey: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
      },
      bounce: { address: 'bounce@bounces.acme.example', listen: `127.0.0.1:${bouncePort}`, successReports: true },
      unsubscribe: { url: 'https://acme.example/u/{deliveryId}' },
    },
    { clock: Date, log: new RecordedLog(), secret: Buffer.alloc(32, 9) },
  )
  await gateway.start?.(sink)
  t.after(() => gateway.stop?.())
  const send: Bench['send'] = async (over) => {
    const message = outboundMessage('email', over)
    const outcome = await gateway.send(message, new AbortController().signal)
    assert.equal(outcome.kind, 'accepted', `${JSON.stringify(outcome)}\n${exim.log()}`)
    return message
  }
  return { exim, sink, gateway, send }
}

/** Whether python3-dkim takes the signature, given the TXT record instead of the DNS. */
function signatureHolds(raw: Buffer): boolean {
  const script = `
import dkim, sys
def txt(name, timeout=5):
    name = name.decode() if isinstance(name, bytes) else name
    return sys.argv[1].encode() if name.rstrip('.') == 'mail._domainkey.acme.example' else None
print(dkim.verify(sys.stdin.buffer.read(), dnsfunc=txt))`
  return execFileSync(python, ['-c', script, txt], { input: raw }).toString().trim() === 'True'
}

test('an e-mail arrives at a real mail server, with a signature that another program accepts', { skip }, async (t) => {
  const { exim, send } = await open(t)
  const attachments = [{ name: 'Größe.txt', type: 'text/plain', content: Buffer.from('.\n..\nx').toString('base64') }]
  const content = {
    subject: 'Grüße 🎉',
    text: 'Zeile eins\n.\n..zwei  \n\n',
    html: '<p>Hallo&nbsp;Ann</p>',
    attachments,
  }
  await send({ content, category: 'marketing' })
  await eventually('the message is in the mailbox', () => exim.mailbox().length === 1, 60_000)
  const [raw] = exim.mailbox()
  assert.ok(raw)
  assert.match(raw.toString('latin1'), /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m)
  assert.ok(signatureHolds(raw), raw.toString())
  for (const [part, instead] of [
    ['Hallo', 'Hullo'],
    ['One-Click', 'No-Click'],
    ['no-reply@acme', 'n0-reply@acme'],
  ] as const) {
    assert.ok(
      !signatureHolds(Buffer.from(raw.toString('latin1').replace(part, instead), 'latin1')),
      `${part} is not signed`,
    )
  }
})

test('a bounce from a real mail server becomes a receipt of its delivery', { skip }, async (t) => {
  const { exim, sink, send } = await open(t)
  const bounced = await send({ to: 'nobody.here@example.org' })
  await eventually(`a receipt\n${exim.log()}`, () => sink.receipts.length > 0, 60_000)
  const [receipt] = sink.receipts
  assert.deepEqual(
    [receipt?.deliveryId, receipt?.status, receipt?.gateway],
    [bounced.deliveryId, 'undelivered', 'relay'],
  )
  assert.match(receipt?.errorCode ?? '', /^5\.\d+\.\d+$/)
})

test('a report of success from a real mail server becomes a receipt too', { skip }, async (t) => {
  const { sink, send } = await open(t)
  const { deliveryId } = await send()
  await eventually(
    'a receipt',
    () => sink.receipts.some((it) => it.deliveryId === deliveryId && it.status === 'delivered'),
    60_000,
  )
})

test('a bounce that cannot be kept at first is brought again', { skip }, async (t) => {
  const { exim, sink, send } = await open(t)
  sink.failure = new Error('the database is away')
  const { deliveryId } = await send({ to: 'nobody.here@example.org' })
  await eventually('the bounce was put off', () => / 451 /.test(exim.log()), 60_000)
  sink.failure = null
  await eventually('a receipt', () => sink.receipts.some((it) => it.deliveryId === deliveryId), 60_000)
})
