import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Compile } from 'typebox/compile'
import { type SmtpGatewayConfig, smtpGatewayConfig } from './config.ts'
import { createSmtpGateway } from './smtp-gateway.ts'

const log = { debug() {}, info() {}, warn() {}, error() {} }
const deps = { clock: Date, log, secret: Buffer.alloc(32) }
const config: SmtpGatewayConfig = {
  type: 'smtp',
  url: 'smtps://user:hunter2@mail.example',
  from: 'Acme <no-reply@acme.example>',
}
const bounce = { address: 'bounce@bounces.acme.example', listen: '[::1]:2525' }

test('the schema takes the settings of the guide and nothing else', () => {
  const schema = Compile(smtpGatewayConfig)
  assert.ok(schema.Check(config))
  const full = {
    ...config,
    replyTo: 'help@acme.example',
    hostname: 'mail.acme.example',
    dkim: { domainName: 'acme.example', keySelector: 'mail', privateKeyFile: './dkim.pem' },
    bounce: { ...bounce, successReports: true },
    unsubscribe: { url: 'https://acme.example/u/{deliveryId}', mailto: 'u@acme.example', categories: ['marketing'] },
    tls: { required: true, caFile: './ca.pem', servername: 'mail', rejectUnauthorized: false },
    maxConnections: 10,
    maxMessagesPerConnection: 50,
    rate: 5,
    timeoutSeconds: 60,
    connectTimeoutSeconds: 5,
    maxMessageBytes: 5_000_000,
  }
  assert.ok(schema.Check(full), JSON.stringify(schema.Errors(full)))
  const wrong = [
    { ...config, url: 'http://x' },
    { ...config, form: 'x' },
    { type: 'smtp' },
    { ...config, bounce: { ...bounce, listen: '2525' } },
  ]
  const alsoWrong = [
    { ...config, unsubscribe: { url: 'http://acme.example/{to}' } },
    { ...config, dkim: { domainName: 'a.example', keySelector: 'a;b' } },
  ]
  for (const value of [...wrong, ...alsoWrong]) assert.ok(!schema.Check(value), JSON.stringify(value))
})

test('the gateway tells what it is', () => {
  const gateway = createSmtpGateway('relay', { ...config, maxConnections: 7, rate: 20 }, deps)
  const { name, type, channels, receiptTimeout, concurrency, rate, lookUp } = gateway
  assert.deepEqual(
    { name, type, channels, receiptTimeout, concurrency, rate, lookUp },
    {
      name: 'relay',
      type: 'smtp',
      channels: ['email'],
      receiptTimeout: 0,
      concurrency: 7,
      rate: 20,
      lookUp: undefined,
    },
  )
})

test('settings that cannot be used are refused in one line that names the gateway and the field', () => {
  const cases: readonly (readonly [Partial<SmtpGatewayConfig>, RegExp])[] = [
    [{ from: 'Acme' }, /^gateways\.relay: from: /],
    [{ replyTo: 'a@b@c' }, /^gateways\.relay: replyTo: /],
    [{ url: 'smtp://user:hunter2@host/x' }, /^gateways\.relay: url /],
    [{ bounce: { address: 'x' } }, /^gateways\.relay: bounce\.address: /],
    [{ dkim: { domainName: 'acme.example', keySelector: 'mail' } }, /^gateways\.relay: dkim: /],
    [{ unsubscribe: { url: 'https://acme.example/u' } }, /^gateways\.relay: unsubscribe\.url: /],
    [{ unsubscribe: { url: 'https://acme.example/{to}', mailto: 'x' } }, /^gateways\.relay: unsubscribe\.mailto: /],
    [
      { tls: { caFile: '/nonexistent/ca.pem' } },
      /^gateways\.relay: tls\.caFile: \/nonexistent\/ca\.pem cannot be read \(ENOENT\)/,
    ],
  ]
  for (const [over, words] of cases) {
    assert.throws(
      () => createSmtpGateway('relay', { ...config, ...over }, deps),
      (error) => error instanceof Error && words.test(error.message) && !/\n|hunter2/.test(error.message),
      String(words),
    )
  }
})
