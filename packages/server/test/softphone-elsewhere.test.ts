import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { eventually, startProcess, startSoftphoneBrowser, tempFolder, withoutChromium } from '@trunkline/testkit'
import { type RunningServer, startServer } from './support/server-process.ts'

const source = join(import.meta.dirname, '../../softphone/src')
const node = ['--conditions=trunkline-source', '--disable-warning=ExperimentalWarning']
const types: Readonly<Record<string, string>> = {
  html: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  svg: 'image/svg+xml',
  json: 'application/json',
}

/** A place that serves files and knows nothing else: an object store. */
async function objectStore(t: TestContext, folder: string): Promise<string> {
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://store').pathname.slice(1) || 'index.html'
    response.setHeader('content-type', types[name.split('.').at(-1) ?? ''] ?? 'text/plain')
    response.end(readFileSync(join(folder, name)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://localhost:${(server.address() as AddressInfo).port}`
}

/** The API server by itself, with the demo client's API key. */
async function apiServer(t: TestContext, { demo, url }: RunningServer, allowedOrigins: string): Promise<string> {
  const numbers = Object.fromEntries(demo.phoneNumbers.map(({ phoneNumber, identity }) => [phoneNumber, identity]))
  const started = startProcess(t, process.execPath, [...node, join(source, 'main.ts')], {
    env: {
      PATH: process.env.PATH,
      TWILIO_ACCOUNT_SID: demo.accountSid,
      TWILIO_API_KEY: demo.apiKey.sid,
      TWILIO_API_SECRET: demo.apiKey.secret,
      TWILIO_AUTH_TOKEN: demo.authToken,
      TWILIO_APPLICATION_SID: demo.applicationSid,
      SOFTPHONE_NUMBERS: JSON.stringify(numbers),
      SOFTPHONE_PORT: '0',
      SOFTPHONE_SIGNALLING: url.replace('http:', 'ws:'),
      SOFTPHONE_ALLOWED_ORIGINS: allowedOrigins,
    },
  })
  const [, api = ''] = await started.printed(/The phone is at (http:\S+)\/\n/)
  return api
}

async function pointAt(server: RunningServer, api: string): Promise<void> {
  const { demo, url } = server
  for (const { phoneNumber } of demo.phoneNumbers)
    await server.call('PUT', `/v1/numbers/${encodeURIComponent(phoneNumber)}`, { voiceUrl: `${api}/voice/incoming` })
  const path = `/2010-04-01/Accounts/${demo.accountSid}/Applications/${demo.applicationSid}.json`
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${demo.accountSid}:${demo.authToken}`).toString('base64')}` },
    body: new URLSearchParams({ VoiceUrl: `${api}/voice/outgoing` }),
  })
  assert.equal(response.status, 200)
}

test('a page in an object store calls one of an API server that runs by itself, over a third server', {
  skip: withoutChromium,
}, async (t) => {
  const server = await startServer(t)
  const folder = tempFolder(t)
  assert.equal((await startProcess(t, process.execPath, [...node, join(source, 'build.ts'), folder], {}).ended).code, 0)
  const store = await objectStore(t, folder)
  const api = await apiServer(t, server, store)
  writeFileSync(
    join(folder, 'config.json'),
    JSON.stringify({ apiUrl: `${api}/`, signalling: server.url.replace('http:', 'ws:') }),
  )
  await pointAt(server, api)

  const browser = await startSoftphoneBrowser(t)
  const [own, other] = server.demo.phoneNumbers.map(({ phoneNumber }) => phoneNumber)
  const inStore = await browser.open(`${store}/?number=${encodeURIComponent(own ?? '')}`)
  const atServer = await browser.open(`${api}/?number=${encodeURIComponent(other ?? '')}`)
  for (const tab of [inStore, atServer]) await tab.page.getByText('Ready', { exact: true }).waitFor()
  await inStore.page.getByLabel('Number to call').fill(other ?? '')
  await inStore.page.getByLabel('Number to call').press('Enter')
  await atServer.page.getByRole('button', { name: 'Accept' }).click()
  for (const tab of [inStore, atServer]) await tab.page.getByText('Connected', { exact: true }).waitFor()
  await inStore.hum(700)
  await eventually(async () => {
    const heard = await atServer.listen(1000)
    const right = heard.filter(({ frequency, level }) => Math.abs(frequency - 700) < 15 && level > -60)
    assert.ok(right.length > heard.length * 0.6, JSON.stringify(heard))
  }, 60_000)
  assert.deepEqual([inStore.complaints, atServer.complaints], [[], []])
})
