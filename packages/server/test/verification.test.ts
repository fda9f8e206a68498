import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { embeddedDataFolder, eventually, startProcess, type TwimlRequest, walkCall } from '@trunkline/testkit'
import { environment, type RunningServer, startServer } from './support/server-process.ts'

interface Verification {
  readonly id: string
  readonly status: string
  readonly valid: boolean
  readonly channel: string
  readonly attempts: readonly {
    readonly status: string
    readonly gateway: string | null
    readonly converted: boolean
  }[]
}

interface Arrival {
  readonly channel: string
  readonly to: string
  readonly content: { readonly text?: string; readonly url?: string; readonly method?: string } | null
}

/** What arrived last at an address of the built-in gateway. */
async function arrived({ url, demo }: RunningServer, to: string): Promise<Arrival> {
  let found: Arrival | undefined
  await eventually(async () => {
    const headers = { authorization: `Bearer ${demo.adminToken}` }
    const answer = await fetch(`${url}/v1/admin/inbox?to=${encodeURIComponent(to)}`, { headers })
    found = ((await answer.json()) as { messages: Arrival[] }).messages[0]
    assert.ok(found, `nothing arrived at ${to}`)
  })
  return found as Arrival
}

async function ask({ method, url, headers, body }: TwimlRequest) {
  const answer = await fetch(url, { method, headers, ...(method === 'POST' ? { body } : {}) })
  return { status: answer.status, body: await answer.text() }
}

test('npm start verifies people over its built-in gateway: by text with its code on the terminal, by call after a key, by e-mail', async (t) => {
  const server = await startServer(t)
  const { demo, process: started } = server
  const call = async (method: string, path: string, body?: unknown) =>
    (await server.call(method, path, body)).json as Verification

  const text = await call('POST', '/v1/verifications', { to: demo.phoneNumber, channel: 'sms' })
  const { content } = await arrived(server, demo.phoneNumber)
  const code = /\b\d{6}\b/.exec(content?.text ?? '')?.[0] ?? ''
  await started.printed(new RegExp(`sms +to \\${demo.phoneNumber}: ${code} is your Demo verification code`))
  assert.equal((await call('POST', `/v1/verifications/${text.id}/check`, { code })).status, 'approved')
  await eventually(async () => {
    const [attempt] = (await call('GET', `/v1/verifications/${text.id}`)).attempts
    assert.deepEqual([attempt?.status, attempt?.gateway, attempt?.converted], ['delivered', 'channels', true])
  })

  const to = '+14155550123'
  const byCall = await call('POST', '/v1/verifications', { to, channel: 'call', locale: 'de' })
  const ring = await arrived(server, to)
  assert.equal(ring.content?.method, 'GET')
  const walk = (press?: () => string) =>
    walkCall({
      ...{ url: ring.content?.url ?? '', method: 'GET', to, from: demo.phoneNumber, authToken: demo.authToken, ask },
      ...(press === undefined ? {} : { press }),
    })
  const voicemail = await walk()
  assert.equal(
    voicemail.heard.some(({ text: said }) => /^\d$/.test(said)),
    false,
  )
  const person = await walk(() => '1')
  assert.ok(person.heard.every(({ language }) => language === 'de-DE'))
  const digits = person.heard
    .map(({ text: said }) => said)
    .filter((said) => /^\d$/.test(said))
    .join('')
  assert.equal(digits.length, 12)
  const checked = await call('POST', `/v1/verifications/${byCall.id}/check`, { code: digits.slice(0, 6) })
  assert.deepEqual([checked.status, checked.valid], ['approved', true])
  assert.equal((await ask({ method: 'GET', url: ring.content?.url ?? '', headers: {}, body: '' })).status, 403)

  const mail = await call('POST', '/v1/verifications', { to: 'ana@example.com', channel: 'email' })
  const letter = await arrived(server, 'ana@example.com')
  const mailed = /\b\d{6}\b/.exec(letter.content?.text ?? '')?.[0]
  assert.equal((await call('POST', `/v1/verifications/${mail.id}/check`, { code: mailed })).valid, true)

  const service = (await server.call('GET', '/v1/client/verification')).json as { readonly id: string }
  assert.equal(service.id, demo.verifyServiceSid)
})

test('the gateway that logs codes keeps a server from starting that others can reach', async (t) => {
  const folder = await embeddedDataFolder(t)
  const config = join(folder, 'trunkline.yaml')
  writeFileSync(config, 'verify: { methods: { sms: dev }, gateways: { dev: { type: log } } }\n')
  const main = join(import.meta.dirname, '../src/main.ts')
  const started = startProcess(t, process.execPath, ['--conditions=trunkline-source', main, 'start'], {
    cwd: folder,
    env: environment(folder, { TRUNKLINE_CONFIG: config, TRUNKLINE_PUBLIC_URL: 'https://codes.example.com' }),
  })
  assert.equal((await started.ended).code, 1)
  assert.match(
    started.output(),
    /\/verify\/gateways\/dev: the gateway of type log writes codes into the log and is for development alone/,
  )
})
