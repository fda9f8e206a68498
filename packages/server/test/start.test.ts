import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { clonedDatabase, embeddedDataFolder, eventually, tempFolder, withoutPostgres } from '@trunkline/testkit'
import { runCommand, startCommand, startServer } from './support/server-process.ts'

const sms = (text = 'Hello') => ({ to: '+14155550123', content: { text } })
const mode = (file: string) => (statSync(file).mode & 0o777).toString(8)

test('the first start makes a demo client, and the next ones keep it', async (t) => {
  const first = await startServer(t)
  const { demo, folder } = first
  assert.deepEqual(Object.keys(demo), [
    ...['accountSid', 'authToken', 'apiKey', 'phoneNumber', 'identity', 'phoneNumbers', 'applicationSid'],
    ...['verifyServiceSid', 'adminToken', 'url', 'sip'],
  ])
  assert.match(demo.accountSid, /^AC[0-9a-f]{32}$/)
  assert.match(demo.apiKey.sid, /^SK[0-9a-f]{32}$/)
  assert.match(demo.applicationSid, /^AP[0-9a-f]{32}$/)
  assert.match(demo.verifyServiceSid, /^VA[0-9a-f]{32}$/)
  assert.deepEqual(Object.keys(demo.sip), ['host', 'port', 'domain', 'username', 'password'])
  assert.equal(demo.phoneNumbers.length, 2)
  assert.deepEqual({ phoneNumber: demo.phoneNumber, identity: demo.identity }, demo.phoneNumbers[0])
  assert.deepEqual(
    [mode(join(folder, 'demo.json')), mode(join(folder, 'curlrc')), mode(join(folder, 'secret'))],
    ['600', '600', '600'],
  )
  assert.deepEqual(await first.process.stop(), { code: 0, signal: null })
  rmSync(join(folder, 'demo.json'))
  const second = await startServer(t, { folder })
  // Ports are any that are free here, so that they are others each time.
  const lasting = ({ url: _url, sip: { port: _port, ...sip }, ...rest }: typeof demo) => ({ ...rest, sip })
  assert.deepEqual(lasting(second.demo), lasting(demo))
})

test('the curl that is printed sends a message, which is shown on the terminal and at /', async (t) => {
  const server = await startServer(t)
  const [, command = ''] = await server.process.printed(/^ {2}(curl -K .*)$/m)
  const answer = execFileSync('sh', ['-c', command], { encoding: 'utf8' })
  assert.equal(JSON.parse(answer).status, 'queued')
  await server.process.printed(/sms +to \+14155550123.*: Hello/)
  await eventually(async () => {
    const page = await (await fetch(`${server.url}/`)).text()
    assert.match(page, /<p class="text">Hello<\/p>/)
  })
})

test('both keys of demo.json are taken, and its admin token', async (t) => {
  const { demo, url } = await startServer(t)
  const status = async (path: string, authorization: string) =>
    (await fetch(`${url}${path}`, { headers: { authorization } })).status
  const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  assert.equal(await status('/v1/client', basic(demo.apiKey.sid, demo.apiKey.secret)), 200)
  assert.equal(await status('/v1/client', `Bearer ${demo.apiKey.sid}.${demo.apiKey.secret}`), 200)
  assert.equal(await status('/v1/admin/health', `Bearer ${demo.adminToken}`), 200)
})

test('a rotated token stands in demo.json after the next start', async (t) => {
  const first = await startServer(t)
  const path = `${first.url}/v1/admin/clients/${first.demo.accountSid}/rotate`
  const headers = { authorization: `Bearer ${first.demo.adminToken}` }
  const { authToken } = (await (await fetch(path, { method: 'POST', headers })).json()) as { authToken: string }
  await first.process.stop()
  const second = await startServer(t, { folder: first.folder })
  assert.equal(second.demo.authToken, authToken)
  assert.equal((await second.call('GET', '/v1/client')).status, 200)
})

test('a stop finishes what was accepted, and a held message is there after the next start', async (t) => {
  const first = await startServer(t)
  const sendAt = new Date(Date.now() + 86_400_000).toISOString()
  const { json } = await first.call('POST', '/v1/sms', { ...sms(), sendAt })
  const stopping = performance.now()
  assert.deepEqual(await first.process.stop('SIGINT'), { code: 0, signal: null })
  assert.ok(performance.now() - stopping < 15_000)
  const second = await startServer(t, { folder: first.folder })
  const { id } = json as { id: string }
  assert.equal(((await second.call('GET', `/v1/messages/${id}`)).json as { status: string }).status, 'held')
})

test('a wrong setting stops the start with one line that names it', async (t) => {
  const folder = tempFolder(t)
  writeFileSync(join(folder, 'gateways.yaml'), 'gateways: { a: { type: smpp, url: "smpp://x" } }\n')
  writeFileSync(join(folder, 'routes.yaml'), 'gateways: { a: { type: loopback } }\nroutes: { sms: [b] }\n')
  writeFileSync(join(folder, 'twilio.yaml'), 'gateways: { a: { type: twilio } }\n')
  writeFileSync(join(folder, 'numbers.yaml'), 'numbers: { ranges: [{ first: "+4930200", last: "+4930100" }] }\n')
  const cases = [
    [{ TRUNKLINE_PORT: 'many' }, /^trunkline: TRUNKLINE_PORT is "many": give a port number from 0 to 65535\.$/],
    [{ TRUNKLINE_ROLES: 'cook' }, /^trunkline: TRUNKLINE_ROLES is "cook": /],
    [{ TRUNKLINE_CONFIG: 'none.yaml' }, /^trunkline: TRUNKLINE_CONFIG is "none.yaml": there is no such file\.$/],
    [{ DATABASE_URL: 'mysql://x' }, /^trunkline: DATABASE_URL is not usable: /],
    [
      { TRUNKLINE_CONFIG: 'gateways.yaml' },
      /^trunkline: gateways\.yaml: \/gateways\/a\/type is smpp, which is not in this version/,
    ],
    [{ TRUNKLINE_CONFIG: 'twilio.yaml' }, /^trunkline: twilio\.yaml: \/gateways\/a\/accountSid is required\.$/],
    [
      { TRUNKLINE_CONFIG: 'routes.yaml' },
      /^trunkline: routes\.yaml: \/routes\/sms\/0 is b: there is no such gateway; there are a\.$/,
    ],
    [
      { TRUNKLINE_CONFIG: 'numbers.yaml' },
      /^trunkline: numbers\.yaml: \/numbers\/ranges: \+4930200 to \+4930100 are no numbers in a row/,
    ],
  ] as const
  for (const [env, words] of cases) {
    const { code, output } = await runCommand(t, folder, ['start'], env)
    assert.equal(code, 1)
    const lines = output.trim().split('\n')
    assert.match(lines.at(-1) ?? '', words)
    assert.equal(lines.filter((line) => line.startsWith('trunkline:')).length, 1)
  }
})

test('a taken port is told, and the store is left to others', async (t) => {
  const server = await startServer(t)
  const other = await embeddedDataFolder(t)
  const { port } = new URL(server.url)
  const taken = await runCommand(t, other, ['start', '--port', port])
  assert.equal(taken.code, 1)
  assert.match(taken.output, new RegExp(`trunkline: TRUNKLINE_PORT is ${port}: another program listens there`))
  const locked = await runCommand(t, server.folder, ['start'])
  assert.equal(locked.code, 1)
  assert.match(locked.output, /trunkline: the data folder .* is in use by process \d+/)
  const restarted = await startServer(t, { folder: other })
  assert.equal((await restarted.call('GET', '/v1/client')).status, 200)
})

test('a start with another secret is refused', async (t) => {
  const { folder, process: first } = await startServer(t)
  await first.stop()
  const { code, output } = await runCommand(t, folder, ['start'], { TRUNKLINE_SECRET: 'x'.repeat(32) })
  assert.equal(code, 1)
  assert.match(output, /trunkline: this database was sealed with another secret/)
})

test('on PostgreSQL, processes of different roles share the work', { skip: withoutPostgres }, async (t) => {
  const DATABASE_URL = await clonedDatabase(t, [])
  const folder = tempFolder(t)
  const env = { DATABASE_URL, TRUNKLINE_SECRET: 'a secret that both of them know' }
  const api = await startServer(t, { folder, env: { ...env, TRUNKLINE_ROLES: 'api' } })
  assert.match(api.process.output(), /store +PostgreSQL/)
  const { json } = await api.call('POST', '/v1/sms', sms('by two'))
  const { id } = json as { id: string }
  const second = await startServer(t, { folder: tempFolder(t), env: { ...env, TRUNKLINE_ROLES: 'api' } })
  const { url: _a, ...one } = api.demo
  const { url: _b, ...two } = second.demo
  assert.deepEqual(one, two)
  assert.equal(((await second.call('GET', `/v1/messages/${id}`)).json as { status: string }).status, 'queued')
  const worker = startCommand(t, folder, ['start', '--roles', 'worker'], env)
  await worker.printed(/sms +to \+14155550123.*: by two/, 60_000)
  await eventually(async () => {
    assert.equal(((await api.call('GET', `/v1/messages/${id}`)).json as { status: string }).status, 'delivered')
  })
  const [, probes = ''] = await worker.printed(/probes at (\S+)\n/)
  assert.equal((await fetch(probes)).status, 200)
  assert.equal((await fetch(probes.replace('/readyz', '/v1/client'))).status, 404)
  assert.deepEqual(await worker.stop(), { code: 0, signal: null })
})

test('metrics and probes are served', async (t) => {
  const { url, call } = await startServer(t)
  await call('POST', '/v1/sms', sms())
  let metrics = ''
  await eventually(async () => {
    metrics = await (await fetch(`${url}/metrics`)).text()
    assert.match(metrics, /trunkline_http_request_seconds_count\{route="\/v1\/sms",method="POST",status="202"\} 1/)
  })
  assert.match(metrics, /process_cpu_seconds_total/)
  assert.equal((await fetch(`${url}/healthz`)).status, 200)
})

test('no secret and no message is logged at info', async (t) => {
  const server = await startServer(t, { env: { TRUNKLINE_LOG: 'info' } })
  await server.call('POST', '/v1/sms', sms('a private matter'))
  await server.call('POST', '/v1/sms', { to: '+14155550199', content: { txt: 'a private matter' } })
  await server.process.stop()
  const logged = server.process
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
  assert.ok(logged.length > 0)
  for (const line of logged) assert.doesNotMatch(line, /private matter|5550199/)
  const { authToken, adminToken, apiKey } = server.demo
  for (const secret of [
    authToken,
    adminToken,
    apiKey.secret,
    readFileSync(join(server.folder, 'secret'), 'utf8').trim(),
  ]) {
    for (const line of logged) assert.ok(!line.includes(secret))
  }
})

test('a declared client works by its file and cannot be changed by the API', async (t) => {
  const folder = await embeddedDataFolder(t)
  const accountSid = `AC${'1'.repeat(32)}`
  const file = `clients:\n  - { accountSid: ${accountSid}, authToken: a-token-of-the-file, numbers: [{ phoneNumber: "+14155550166" }] }\n`
  writeFileSync(join(folder, 'clients.yaml'), file)
  const { url } = await startServer(t, { folder, env: { TRUNKLINE_CONFIG: 'clients.yaml' } })
  const authorization = `Basic ${Buffer.from(`${accountSid}:a-token-of-the-file`).toString('base64')}`
  const numbers = await fetch(`${url}/v1/numbers`, { headers: { authorization } })
  assert.match(await numbers.text(), /"phoneNumber":"\+14155550166"/)
  const headers = { authorization, 'content-type': 'application/json' }
  const put = await fetch(`${url}/v1/numbers/+14155550199`, { method: 'PUT', headers, body: '{}' })
  assert.equal(put.status, 409)
})

test('the numbers of a carrier are offered to programs that were written for Twilio, and may be the only ones', async (t) => {
  const folder = await embeddedDataFolder(t)
  const file =
    'numbers: { builtIn: false, ranges: [{ first: "+493012345600", last: "+493012345601" }, { first: "+4930987654" }] }\n'
  writeFileSync(join(folder, 'numbers.yaml'), file)
  const { url, demo } = await startServer(t, { folder, env: { TRUNKLINE_CONFIG: 'numbers.yaml' } })
  const authorization = `Basic ${Buffer.from(`${demo.accountSid}:${demo.authToken}`).toString('base64')}`
  const offers = `${url}/2010-04-01/Accounts/${demo.accountSid}/AvailablePhoneNumbers`
  const found = (await (await fetch(`${offers}/DE/Local.json`, { headers: { authorization } })).json()) as {
    available_phone_numbers: { phone_number: string }[]
  }
  assert.deepEqual(
    found.available_phone_numbers.map(({ phone_number }) => phone_number),
    ['+493012345600', '+4930987654', '+493012345601'],
  )
  assert.equal((await fetch(`${offers}/US/Local.json`, { headers: { authorization } })).status, 404)
})

test('with a gateway of the file, a channel without a route is refused and the others work', async (t) => {
  const folder = await embeddedDataFolder(t)
  writeFileSync(join(folder, 'routes.yaml'), 'gateways: { test: { type: loopback } }\nroutes: { sms: [test] }\n')
  const server = await startServer(t, { folder, env: { TRUNKLINE_CONFIG: 'routes.yaml' } })
  assert.equal((await server.call('POST', '/v1/sms', sms())).status, 202)
  const refused = await server.call('POST', '/v1/calls', sms())
  assert.deepEqual([refused.status, (refused.json as { code: string }).code], [422, 'channel-unrouted'])
})
