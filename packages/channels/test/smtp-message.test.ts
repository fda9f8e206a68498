import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { outboundMessage, RecordedLog } from '@trunkline/testkit'
import PostalMime, { type Email } from 'postal-mime'
import type { SmtpGatewayConfig } from '../src/gateways/smtp/config.ts'
import { createSmtpGateway, type SmtpGatewayDeps } from '../src/gateways/smtp/smtp-gateway.ts'
import type { OutboundMessage, Outcome } from '../src/ports.ts'
import { ScriptedMailServer, type TakenMail } from './smtp-scripted-server.ts'

const at = Date.parse('2026-11-20T21:00:00Z')

interface Bench {
  readonly server: ScriptedMailServer
  send(over?: Partial<OutboundMessage>): Promise<Outcome>
  /** Sends, and gives what the server took, read by another library. */
  delivered(
    over?: Partial<OutboundMessage>,
  ): Promise<{ mail: TakenMail; email: Email; header(name: string): string | undefined }>
}

async function open(
  t: TestContext,
  over: Partial<SmtpGatewayConfig> = {},
  deps: Partial<SmtpGatewayDeps> = {},
): Promise<Bench> {
  const server = new ScriptedMailServer()
  const url = `smtp://127.0.0.1:${await server.start()}`
  const config: SmtpGatewayConfig = { type: 'smtp', url, from: 'Acme <no-reply@acme.example>', ...over }
  const gateway = createSmtpGateway('relay', config, {
    clock: { now: () => at },
    log: new RecordedLog(),
    secret: Buffer.alloc(32),
    ...deps,
  })
  t.after(async () => {
    await gateway.stop?.()
    await server.stop()
  })
  const send = (message: Partial<OutboundMessage> = {}) =>
    gateway.send(outboundMessage('email', message), new AbortController().signal)
  const delivered: Bench['delivered'] = async (message) => {
    const outcome = await send(message)
    assert.equal(outcome.kind, 'accepted', JSON.stringify(outcome))
    const mail = server.mails.at(-1)
    assert.ok(mail)
    const email = await PostalMime.parse(Buffer.from(mail.raw, 'latin1'))
    return { mail, email, header: (name) => email.headers.find(({ key }) => key === name)?.value }
  }
  return { server, send, delivered }
}

test('text and HTML arrive with subject, sender, recipient and date', async (t) => {
  const { delivered } = await open(t, { replyTo: 'Help <help@acme.example>' })
  const { mail, email, header } = await delivered({
    to: 'Ann@Example.ORG',
    content: { subject: 'Grüße 🎉', text: 'Ça va?', html: '<p>Ça va?</p>' },
  })
  assert.deepEqual([mail.from, mail.to], ['no-reply@acme.example', 'Ann@example.org'])
  assert.deepEqual([email.subject, email.text?.trim(), email.html?.trim()], ['Grüße 🎉', 'Ça va?', '<p>Ça va?</p>'])
  assert.deepEqual(email.from, { name: 'Acme', address: 'no-reply@acme.example' })
  assert.deepEqual(email.replyTo, [{ name: 'Help', address: 'help@acme.example' }])
  assert.equal(email.date, '2026-11-20T21:00:00.000Z')
  assert.equal(header('auto-submitted'), 'auto-generated')
})

test("the message's own sender goes before the gateway's", async (t) => {
  const { delivered, send } = await open(t)
  const { email, mail } = await delivered({ from: '"Müller, Söhne" <hallo@müller.example>' })
  assert.deepEqual(email.from, { name: 'Müller, Söhne', address: 'hallo@xn--mller-kva.example' })
  assert.equal(mail.from, 'hallo@xn--mller-kva.example')
  assert.deepEqual(await send({ from: 'nobody' }).then((it) => it.kind === 'refused' && [it.errorCode, it.failover]), [
    'sender-invalid',
    true,
  ])
})

test('the Message-ID is made of the delivery, the same for each attempt', async (t) => {
  const { delivered } = await open(t)
  const deliveryId = 'EM0192f1a2b3c47d5e8f90a1b2c3d4e5f6'
  const first = await delivered({ deliveryId, attempt: 1 })
  const second = await delivered({ deliveryId, attempt: 2 })
  assert.equal(first.email.messageId, '<em0192f1a2b3c47d5e8f90a1b2c3d4e5f6@acme.example>')
  assert.equal(second.email.messageId, first.email.messageId)
})

test('bounces are sent to an address of the delivery, and reports of failure asked for', async (t) => {
  const { server, delivered } = await open(t, { bounce: { address: 'bounce@bounces.acme.example' } })
  const deliveryId = 'EM0192f1a2b3c47d5e8f90a1b2c3d4e5f6'
  const { mail } = await delivered({ deliveryId })
  assert.match(mail.from, /^bounce\+em0192f1a2b3c47d5e8f90a1b2c3d4e5f6\.[a-z2-7]{16}@bounces\.acme\.example$/)
  assert.ok(
    server.commands.some(
      (it) => it.startsWith('MAIL') && it.includes('RET=HDRS') && it.includes(`ENVID=${deliveryId}`),
    ),
  )
  assert.ok(
    server.commands.some((it) => it.startsWith('RCPT') && it.includes('NOTIFY=FAILURE ORCPT=rfc822;ann@example.org')),
  )
})

test('reports of success are asked for where the settings say so', async (t) => {
  const { server, delivered } = await open(t, {
    bounce: { address: 'bounce@bounces.acme.example', successReports: true },
  })
  await delivered()
  assert.ok(server.commands.some((it) => it.startsWith('RCPT') && it.includes('NOTIFY=SUCCESS,FAILURE')))
})

test('marketing mail has the headers of one-click unsubscription, and they are signed; other mail has none', async (t) => {
  const privateKey = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey.export({
    type: 'pkcs8',
    format: 'pem',
  }) as string
  const { delivered } = await open(t, {
    dkim: { domainName: 'acme.example', keySelector: 'mail', privateKey },
    unsubscribe: { url: 'https://acme.example/u?d={deliveryId}&to={to}', mailto: 'unsubscribe@acme.example' },
  })
  const deliveryId = 'EM0192f1a2b3c47d5e8f90a1b2c3d4e5f6'
  const { header } = await delivered({ deliveryId, to: 'a+b@example.org', category: 'marketing' })
  const url = `<https://acme.example/u?d=${deliveryId}&to=a%2Bb%40example.org>`
  assert.equal(
    header('list-unsubscribe'),
    `${url}, <mailto:unsubscribe@acme.example?subject=unsubscribe%20${deliveryId}>`,
  )
  assert.equal(header('list-unsubscribe-post'), 'List-Unsubscribe=One-Click')
  const signed = (/\bh=([^;]+);/.exec(header('dkim-signature') ?? '')?.[1] ?? '').toLowerCase().split(/[:\s]+/)
  for (const name of ['from', 'to', 'subject', 'date', 'message-id', 'list-unsubscribe', 'list-unsubscribe-post']) {
    assert.ok(signed.includes(name), `${name} is signed`)
  }
  assert.equal((await delivered({ category: 'transactional' })).header('list-unsubscribe'), undefined)
})

test('attachments arrive as they were given, and fetched where they are named by URL', async (t) => {
  const { delivered } = await open(
    t,
    {},
    { fetchFile: async () => ({ content: Buffer.from([0, 255, 10, 13, 46]), type: 'application/pdf' }) },
  )
  const attachments = [
    { name: 'Größe.txt', type: 'text/plain', content: Buffer.from('.\r\n..hidden dots').toString('base64') },
    { name: 'invoice.pdf', url: 'https://files.example/invoice.pdf' },
  ]
  const { email } = await delivered({ content: { text: 'see files', attachments } })
  const got = email.attachments.map(({ filename, mimeType, content }) => [
    filename,
    mimeType,
    Buffer.from(content as ArrayBuffer).toString('hex'),
  ])
  assert.deepEqual(got, [
    ['Größe.txt', 'text/plain', Buffer.from('.\r\n..hidden dots').toString('hex')],
    ['invoice.pdf', 'application/pdf', '00ff0a0d2e'],
  ])
})

test('nothing that a client gives makes a header or a recipient of its own', async (t) => {
  const { server, delivered, send } = await open(t, {
    unsubscribe: { url: 'https://acme.example/{to}', categories: ['otp', 'transactional', 'marketing'] },
  })
  const evil = 'x\r\nBcc: eve@example.com\r\n\r\nbody\u2028X-Evil: 1'
  const attachments = [{ name: `a${evil}`, type: `text/plain${evil}`, content: 'eA==' }]
  const { email } = await delivered({ content: { subject: evil, text: 'hello', attachments } })
  const known = [
    'auto-submitted',
    'content-type',
    'date',
    'from',
    'list-unsubscribe',
    'list-unsubscribe-post',
    'message-id',
    'mime-version',
    'subject',
    'to',
  ]
  assert.deepEqual(email.headers.map(({ key }) => key).sort(), known)
  for (const over of [
    { to: `ann@example.org${evil}` },
    { to: 'ann@example.org> SIZE=1' },
    { from: `Acme${evil} <a@acme.example>` },
    { from: `a@acme.example${evil}` },
  ]) {
    assert.equal((await send(over)).kind, 'refused', JSON.stringify(over))
  }
  assert.ok(server.commands.every((it) => !it.includes('eve@')))
})

test('content cannot make the gateway read a file or call a URL', async (t) => {
  const { delivered } = await open(t)
  const { email } = await delivered({
    content: { html: '<img src="file:///etc/passwd"><img src="http://127.0.0.1/x">' },
  })
  assert.deepEqual(email.attachments, [])
  assert.match(email.html ?? '', /file:\/\/\/etc\/passwd/)
})

test('lines that begin with a dot, long lines and odd characters arrive unharmed', async (t) => {
  const { delivered } = await open(t)
  const text = `.\n..two\n${'long '.repeat(400)}\n日本語 \ud83c\udf89\nend.`
  const { email } = await delivered({ content: { text: `${text}\u0000\ud83d` } })
  assert.equal(email.text?.replace(/\r/g, '').trim(), `${text}\ufffd`)
})

test('a message with nothing in it, or to no address, is refused', async (t) => {
  const { send } = await open(t)
  const refusals = await Promise.all([send({ content: {} }), send({ content: { text: '' } }), send({ to: 'nowhere' })])
  assert.deepEqual(
    refusals.map((it) => it.kind === 'refused' && [it.errorCode, it.failover]),
    [
      ['content-empty', false],
      ['content-empty', false],
      ['recipient-invalid', false],
    ],
  )
})
