import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { getExpectedTwilioSignature } from '@trunkline/sdk'
import { startProcess, tempFolder } from '@trunkline/testkit'

const source = join(import.meta.dirname, '../src')
const node = ['--conditions=trunkline-source', '--disable-warning=ExperimentalWarning']
const environment = {
  TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`,
  TWILIO_API_KEY: `SK${'2'.repeat(32)}`,
  TWILIO_API_SECRET: 'secret',
  TWILIO_AUTH_TOKEN: 'token',
  TWILIO_APPLICATION_SID: `AP${'3'.repeat(32)}`,
  SOFTPHONE_NUMBERS: '{"+81-50-1234-9876": "DeviceId_0001"}',
  SOFTPHONE_PORT: '0',
}

async function start(t: TestContext, env: Record<string, string> = {}): Promise<string> {
  const started = startProcess(t, process.execPath, [...node, join(source, 'main.ts')], {
    env: { PATH: process.env.PATH, ...environment, ...env },
  })
  const [, url = ''] = await started.printed(/The phone is at (http:\S+\/)\n/, 60_000)
  return url
}

const askToken = (url: string, headers: Record<string, string> = {}) =>
  fetch(new URL('token', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: '{"phoneNumber": "+81-50-1234-9876"}',
  })

test('runs by itself: the page, its script, tokens and webhooks', async (t) => {
  const url = await start(t)
  const page = await fetch(url)
  assert.match(await page.text(), /<title>Phone<\/title>/)
  assert.match(page.headers.get('content-security-policy') ?? '', /wss:\/\/\*\.twilio\.com/)
  const script = await fetch(new URL('app.js', url))
  assert.match(script.headers.get('content-type') ?? '', /javascript/)
  assert.ok((await script.text()).length > 100_000)
  const token = (await (await askToken(url)).json()) as { success: boolean; identity: string }
  assert.deepEqual([token.success, token.identity], [true, 'DeviceId_0001'])
  const params = { From: '+14155550123', To: '+815012349876' }
  const target = new URL('voice/incoming', url).href
  const answer = await fetch(target, {
    method: 'POST',
    headers: { 'x-twilio-signature': getExpectedTwilioSignature('token', target, params) },
    body: new URLSearchParams(params),
  })
  assert.match(await answer.text(), /<Client>DeviceId_0001<\/Client>/)
  assert.equal((await fetch(new URL('nothing', url))).status, 404)
  for (const length of [70_000, 5_000_000]) {
    assert.equal((await fetch(target, { method: 'POST', body: 'x'.repeat(length) })).status, 413)
  }
})

test('with a password, gives tokens to who has it', async (t) => {
  const url = await start(t, { SOFTPHONE_PASSWORD: 'open sesame' })
  assert.equal((await askToken(url)).status, 403)
  assert.equal((await askToken(url, { authorization: 'Bearer wrong' })).status, 403)
  assert.equal((await askToken(url, { authorization: 'Bearer open sesame' })).status, 200)
  const config = (await (await fetch(new URL('config.json', url))).json()) as { password: boolean }
  assert.equal(config.password, true)
})

test('says in one line what is missing, and ends', async (t) => {
  const started = startProcess(t, process.execPath, [...node, join(source, 'main.ts')], {
    env: { PATH: process.env.PATH },
  })
  assert.equal((await started.ended).code, 1)
  assert.match(started.output(), /^TWILIO_ACCOUNT_SID is missing[^\n]*\n$/)
})

test('builds the page into a folder for any place that serves files, and leaves settings that are there', async (t) => {
  const folder = tempFolder(t)
  const build = () => startProcess(t, process.execPath, [...node, join(source, 'build.ts'), folder], {}).ended
  assert.equal((await build()).code, 0)
  assert.deepEqual(readdirSync(folder).sort(), ['app.js', 'config.json', 'icon.svg', 'index.html', 'style.css'])
  const before = readFileSync(join(folder, 'config.json'), 'utf8')
  assert.equal((await build()).code, 0)
  assert.equal(readFileSync(join(folder, 'config.json'), 'utf8'), before)
})
