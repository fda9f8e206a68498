import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { readConfig } from '../config.ts'
import { ConfigError } from './config-error.ts'
import { readSettings } from './read-settings.ts'
import { type Setting, settings } from './settings.ts'

/** How a file names an environment variable. */
const variable = (name: string) => `$\{${name}}`

function refusal(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    assert.ok(error instanceof ConfigError)
    assert.doesNotMatch(error.message, /\n/)
    return error.message
  }
  throw new Error('it should have been refused')
}

function fileWith(t: TestContext, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-config-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'trunkline.yaml')
  writeFileSync(file, text)
  return file
}

test('with nothing given the defaults hold', () => {
  const values = readSettings({}, {})
  assert.equal(values.host, '127.0.0.1')
  assert.equal(values.port, 4000)
  assert.equal(values.data, './.trunkline')
  assert.deepEqual(values.roles, ['api', 'worker', 'intake', 'voice'])
  assert.deepEqual(values.rtpPorts, { from: 10000, to: 20000 })
  assert.equal(values.databaseUrl, undefined)
})

test('a flag goes before the environment, which goes before the default', () => {
  const env = { TRUNKLINE_PORT: '5000', TRUNKLINE_HOST: '' }
  assert.equal(readSettings({}, env).port, 5000)
  assert.equal(readSettings({ port: '6000' }, env).port, 6000)
  assert.equal(readSettings({}, env).host, '127.0.0.1')
})

test('every wrong value is refused in one line that names its variable', () => {
  const wrong = {
    host: 'no host',
    port: '70000',
    publicUrl: 'trunkline.example',
    data: 'a\0b',
    config: 'a\0b',
    tlsCert: 'a\0b',
    tlsKey: 'a\0b',
    roles: 'api,cook',
    log: 'loud',
    secret: 'short',
    adminToken: 'with space',
    sipPort: '-1',
    rtpPorts: '20000-10000',
    mediaAddress: 'here',
    databaseUrl: 'mysql://x',
    kafkaBrokers: 'localhost',
    otlpEndpoint: 'collector:4318',
  } satisfies Record<keyof typeof settings, string>
  for (const [name, text] of Object.entries(wrong)) {
    const { env, flag, secret }: Setting<unknown> = settings[name as keyof typeof settings]
    const fromEnv = refusal(() => readSettings({}, { [env]: text }))
    assert.ok(fromEnv.startsWith(`${env} is `), fromEnv)
    assert.equal(fromEnv.includes(text), !secret && !text.includes('\0'), 'secrets are not shown')
    assert.match(
      refusal(() => readSettings({ [name]: text }, {})),
      new RegExp(`^${env} \\(${flag.split(' ')[0]}\\)`),
    )
  }
})

test('a certificate without its key is refused, and a file that is no certificate', async (t) => {
  assert.match(
    refusal(() => readSettings({}, { TRUNKLINE_TLS_CERT: 'cert.pem' })),
    /^TRUNKLINE_TLS_KEY is missing/,
  )
  assert.match(
    refusal(() => readSettings({}, { TRUNKLINE_TLS_KEY: 'key.pem' })),
    /^TRUNKLINE_TLS_CERT is missing/,
  )
  const file = fileWith(t, 'no certificate')
  const env = { TRUNKLINE_TLS_CERT: file, TRUNKLINE_TLS_KEY: file }
  await assert.rejects(readConfig({}, env), { name: 'ConfigError', message: /^TRUNKLINE_TLS_CERT .* is not PEM\.$/ })
})

test('the file may be absent at its default place and not where it was named', async () => {
  assert.deepEqual((await readConfig({}, {})).file, {})
  await assert.rejects(readConfig({ config: '/nowhere/x.yaml' }, {}), {
    message: 'TRUNKLINE_CONFIG is "/nowhere/x.yaml": there is no such file.',
  })
})

test('variables take their place in the file after it was parsed', async (t) => {
  const config = fileWith(
    t,
    `gateways:\n  eu: { type: twilio, authToken: "${variable('TOKEN')}", price: "5$$", n: 3 }\n`,
  )
  const { file } = await readConfig({ config }, { TOKEN: 'a: {b}' })
  assert.deepEqual(file.gateways, { eu: { type: 'twilio', authToken: 'a: {b}', price: '5$', n: 3 } })
  await assert.rejects(readConfig({ config }, {}), {
    message: `${config}/gateways/eu/authToken: the environment variable TOKEN is not set.`,
  })
})

test('a fault of the file is told with its place', async (t) => {
  const cases = [
    ['gateways:\n  - [', /^\S+trunkline\.yaml:\d+: /],
    ['gatewys: {}', /gatewys is not a field here; did you mean gateways\?$/],
    ['limits: { bodyBytes: big }', /\/limits\/bodyBytes must be a whole number\.$/],
    ['routes: { fax: [a] }', /\/routes\/fax is not a field here\.$/],
    ['gateways: { Bad Name: { type: smtp } }', /Bad Name/],
    [`gateways: { a: { type: "${variable('no name')}" } }`, /does not name an environment variable/],
  ] as const
  for (const [text, words] of cases) {
    await assert.rejects(readConfig({ config: fileWith(t, text) }, {}), (error: Error) => {
      assert.equal(error.name, 'ConfigError')
      assert.match(error.message, words)
      assert.doesNotMatch(error.message, /\n/)
      return true
    })
  }
})

test('a variable that is misspelt is told', async () => {
  assert.deepEqual((await readConfig({}, { TRUNKLINE_PROT: '1', TRUNKLINE_PORT: '1' })).unknownVariables, [
    'TRUNKLINE_PROT',
  ])
})
