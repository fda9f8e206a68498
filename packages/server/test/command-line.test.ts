import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { embeddedDataFolder, freePort, tempFolder } from '@trunkline/testkit'
import { runCommand, startCommand, startServer } from './support/server-process.ts'

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString()

test('clients are made, listed, rotated, disabled and enabled from the command line', async (t) => {
  const { folder, url, demo } = await startServer(t)
  const run = async (...words: string[]) => {
    const { code, output } = await runCommand(t, folder, words)
    assert.equal(code, 0, output)
    return output
  }
  const made = JSON.parse(await run('client', 'create', 'Acme', '--json')) as { id: string; authToken: string }
  assert.match(made.id, /^AC/)
  const shown = await run('client', 'create', 'Other')
  assert.match(shown, /client id +AC[0-9a-f]{32}\nauth token +\S+\nname +Other\nKeep the auth token/)
  const list = await run('client', 'list')
  assert.match(list, new RegExp(`${made.id} +active +api +\\S+ +Acme\n`))
  assert.equal((JSON.parse(await run('client', 'list', '--json')) as unknown[]).length, 3)
  const rotated = JSON.parse(await run('client', 'rotate', made.id, '--json')) as { authToken: string }
  assert.notEqual(rotated.authToken, made.authToken)
  assert.match(await run('client', 'disable', made.id), /status +disabled/)
  assert.match(await run('client', 'enable', made.id), /status +active/)
  const elsewhere = ['--url', url, '--token', demo.adminToken]
  const byFlags = await runCommand(t, tempFolder(t), ['client', 'list', ...elsewhere])
  assert.match(byFlags.output, /Acme/)
})

test('numbers are set for the demo client and, by the operator, for others', async (t) => {
  const { folder } = await startServer(t)
  const own = await runCommand(t, folder, ['number', 'set', '+14155550177', '--identity', 'ana', '--json'])
  assert.equal(own.code, 0, own.output)
  const { clientId, identity } = JSON.parse(own.output) as { clientId: string; identity: string }
  assert.equal(identity, 'ana')
  const taken = await runCommand(t, folder, ['client', 'create', 'Acme', '--json'])
  const other = (JSON.parse(taken.output) as { id: string }).id
  const refused = await runCommand(t, folder, ['number', 'set', '+14155550177', '--client', other])
  assert.deepEqual([refused.code, refused.output.includes('409 number-taken')], [1, true])
  const changed = await runCommand(t, folder, [
    'number',
    'set',
    '+14155550177',
    '--client',
    clientId,
    '--sms-url',
    'https://example.com/',
  ])
  assert.match(changed.output, /smsUrl +https:\/\/example\.com\//)
})

test('send shows each delivery until it is final, and says by its exit code whether it failed', async (t) => {
  const server = await startServer(t)
  const sent = await runCommand(t, server.folder, ['send', '+14155550123', 'Hello', 'there'])
  assert.equal(sent.code, 0, sent.output)
  assert.match(sent.output, /^NT[0-9a-f]{32}\nSM[0-9a-f]{32} {2}sms {4}queued/)
  assert.match(sent.output, /\nSM[0-9a-f]{32} {2}sms {4}delivered .*\+14155550123 {2}by loopback\n$/)
  await server.process.printed(/Hello there/)
  const rule = { match: { to: 'ana@example.com' }, action: 'refuse', errorCode: 'mailbox-full', reason: 'no room' }
  await fetch(`${server.url}/v1/admin/inbox/rules`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.demo.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(rule),
  })
  const failed = await runCommand(t, server.folder, ['send', 'ana@example.com', 'Hi', '--subject', 'Hi'])
  assert.equal(failed.code, 1)
  assert.match(failed.output, /email {2}failed .*\(mailbox-full\)/)
  const held = await runCommand(t, server.folder, [
    'send',
    '+14155550123',
    'Later',
    '--send-at',
    tomorrow(),
    '--no-wait',
  ])
  assert.equal(held.code, 0)
  assert.match(held.output, /held until .*: the message asks for it/)
})

test('tail shows every move, and goes on after the server was restarted', async (t) => {
  const first = await startServer(t, { env: { TRUNKLINE_PORT: String(await freePort()) } })
  const tail = startCommand(t, first.folder, ['tail', '--after', '0-0'])
  await first.call('POST', '/v1/sms', { to: '+14155550123', content: { text: 'one' } })
  await tail.printed(/sms +delivered/)
  const { port } = new URL(first.url)
  await first.process.stop()
  const second = await startServer(t, { folder: first.folder, env: { TRUNKLINE_PORT: port } })
  await second.call('POST', '/v1/calls', { to: '+14155550123', content: { text: 'two' } })
  await tail.printed(/call +delivered/, 60_000)
  assert.equal(tail.output().match(/sms +delivered/g)?.length, 1)
  assert.deepEqual(await tail.stop('SIGINT'), { code: 0, signal: null })
})

test('wrong input, a wrong token and a missing server are told in one line', async (t) => {
  const server = await startServer(t)
  const { folder } = server
  const cases = [
    [['send', '12', 'Hello'], /422 number-invalid: /],
    [['send', '+14155550123', 'Hi', '--channel', 'fax'], /--channel is fax: give sms, email, push or call/],
    [['client', 'rotate', 'AC1'], /"AC1" is not a client id/],
    [['client', 'list', '--token', 'wrong'], /403 admin-required/],
    [['client', 'list', '--token', `${server.demo.accountSid}:x`], /needs the operator’s token/],
    [['send', '+14155550123', 'Hi', '--token', server.demo.adminToken], /needs a client’s credentials/],
    [['send', '+14155550123', 'Hi', '--url', 'http://127.0.0.1:1'], /http:\/\/127\.0\.0\.1:1 does not answer/],
    [['phone', '12'], /422 number-invalid: 12 is no phone number/],
    [['verify'], /verify is not in this version/],
  ] as const
  for (const [words, told] of cases) {
    const { code, output } = await runCommand(t, folder, words)
    assert.equal(code, 1, words.join(' '))
    assert.match(output, told)
    assert.equal(output.trim().split('\n').length, 1, output)
  }
  const nowhere = await runCommand(t, tempFolder(t), ['client', 'list'])
  assert.match(nowhere.output, /There is no demo\.json in \S+\. Start the server, or name one with --url and --token\./)
})

test('the doctor finds a running server well, and says what to do about one that is down', async (t) => {
  const server = await startServer(t, { env: { TRUNKLINE_PORT: String(await freePort()) } })
  const well = await runCommand(t, server.folder, ['doctor'])
  assert.equal(well.code, 0, well.output)
  for (const name of ['server', 'database', 'clock', 'gateway loopback', 'public URL', 'disk']) {
    assert.match(well.output, new RegExp(`^(ok|look) +${name}: `, 'm'))
  }
  await server.process.stop()
  const down = await runCommand(t, server.folder, ['doctor'])
  assert.equal(down.code, 1)
  assert.match(down.output, /^FAIL {2}server: .* does not answer\n {6}Start it with npm start/m)
  assert.match(down.output, /^ok {4}data folder: /m)
})

test('the doctor sees a public URL that does not reach the server', async (t) => {
  const { folder } = await startServer(t, { env: { TRUNKLINE_PUBLIC_URL: 'http://127.0.0.1:1' } })
  const { code, output } = await runCommand(t, folder, ['doctor'])
  assert.equal(code, 1)
  assert.match(output, /^FAIL {2}public URL: http:\/\/127\.0\.0\.1:1\/healthz: .*\n {6}Check DNS/m)
})

test('migrate brings the schema up to date and ends', async (t) => {
  const folder = await embeddedDataFolder(t)
  for (let times = 0; times < 2; times++) {
    const { code, output } = await runCommand(t, folder, ['migrate'], { TRUNKLINE_LOG: 'warn' })
    assert.deepEqual([code, output], [0, 'The schema is up to date.\n'])
  }
  await startServer(t, { folder })
})

test('help names every command, and every setting has a flag that works', async (t) => {
  const folder = tempFolder(t)
  const { output } = await runCommand(t, folder, ['--help'])
  for (const name of ['start', 'migrate', 'client', 'number', 'send', 'tail', 'phone', 'doctor', 'run']) {
    assert.match(output, new RegExp(`^ {2}${name}\\b`, 'm'))
  }
  const wrong = await runCommand(t, folder, ['start', '--rtp-ports', 'none'])
  assert.match(wrong.output, /TRUNKLINE_RTP_PORTS \(--rtp-ports\) is "none"/)
  const unknown = await runCommand(t, folder, ['strat'])
  assert.equal(unknown.code, 1)
  assert.match(unknown.output, /unknown command 'strat'/)
})

test('a command whose output nobody reads any more ends quietly', async (t) => {
  const folder = tempFolder(t)
  // The doctor writes after it has looked at ports, when the reader has long gone.
  const script = `import { spawn } from 'node:child_process'
    const doctor = spawn(process.execPath, process.argv.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] })
    doctor.stdout.destroy()
    doctor.on('exit', (code, signal) => console.log('ended', code, signal))`
  const main = join(import.meta.dirname, '../src/main.ts')
  const words = [
    '--input-type=module',
    '-e',
    script,
    '--',
    '--conditions=trunkline-source',
    main,
    'doctor',
    '--data',
    folder,
  ]
  const { stdout, stderr } = await promisify(execFile)(process.execPath, words, { cwd: folder })
  assert.doesNotMatch(stderr, /EPIPE|at /)
  assert.match(stdout, /^ended \d null$/m)
})
