/** `trunkline run`: what a program notices of it, and what it does not. The server in these tests only tells what it got. */
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { freePort, tempFolder, withoutPeer } from '@trunkline/testkit'
import { listening, startEcho, startSecureEcho } from './support/echo-server.ts'
import { runCommand, startCommand } from './support/server-process.ts'

const node = process.execPath
const token = (sid: string) => ['--url', sid, '--token', `AC${'1'.repeat(32)}:secret`]

/** A program for `node -e`: posts to a URL and prints the answer. */
const post = (url: string, body = 'Body=a') => `
  const answer = await fetch(${JSON.stringify(url)}, { method: 'POST', body: ${JSON.stringify(body)}, headers: { 'content-type': 'application/x-www-form-urlencoded' } })
  console.log(answer.status, await answer.text())`

test('a request to Twilio arrives at the server with its host, path and headers as they were', async (t) => {
  const echo = await startEcho(t)
  const program = post('https://api.twilio.com/2010-04-01/Accounts.json?Page=%7e1', 'Body=%20+')
  const { code, output } = await runCommand(t, tempFolder(t), [
    'run',
    '--verbose',
    ...token(echo.url),
    '--',
    node,
    '--input-type=module',
    '-e',
    program,
  ])
  assert.equal(code, 0, output)
  const got = echo.requests.at(-1)
  assert.deepEqual([got?.method, got?.url, got?.body], ['POST', '/2010-04-01/Accounts.json?Page=%7e1', 'Body=%20+'])
  assert.equal(got?.headers.host, 'api.twilio.com')
  assert.equal(got?.headers['x-forwarded-proto'], 'https')
  assert.match(output, /^200 POST .*Accounts\.json/m)
  assert.match(
    output,
    /trunkline run: 1 requests to Twilio were answered here\n.* 1 × POST api\.twilio\.com\/2010-04-01\/Accounts\.json 200/,
  )
})

test('a connection is kept for several requests, a long body passes in both directions, and WebSockets are joined', async (t) => {
  const echo = await startEcho(t)
  const program = `
    import https from 'node:https'
    const agent = new https.Agent({ keepAlive: true, maxSockets: 1, proxyEnv: process.env })
    const ask = (body) => new Promise((resolve, reject) => {
      const request = https.request('https://media.twilio.com/upload', { agent, method: 'POST' }, (answer) => {
        let size = 0
        answer.on('data', (chunk) => (size += chunk.length)).on('end', () => resolve([size, request.reusedSocket]))
      }).on('error', reject)
      request.end(body)
    })
    console.log(JSON.stringify([await ask('x'), await ask(Buffer.alloc(20_000_000, 97)), await ask('')]))
    const socket = new WebSocket('wss://voice-js.twilio.com/signal')
    socket.onopen = () => socket.send('hello')
    socket.onmessage = ({ data }) => { console.log('message', data); socket.close() }
    socket.onerror = (error) => console.log('error', error.message ?? error.error)`
  const { code, output } = await runCommand(t, tempFolder(t), [
    'run',
    ...token(echo.url),
    '--',
    node,
    '--input-type=module',
    '-e',
    program,
  ])
  assert.equal(code, 0, output)
  assert.match(output, /^\[\[\d+,false\],\[200000\d\d,true\],\[\d+,true\]\]$/m)
  assert.match(output, /^message hello$/m)
})

test('nothing but Twilio’s hosts is decrypted: what goes elsewhere ends at the certificate of elsewhere', async (t) => {
  const echo = await startEcho(t)
  const elsewhere = await startSecureEcho(t)
  const plain = await startEcho(t)
  const program = `
    import { connect } from 'node:tls'
    import http from 'node:http'
    const seen = await new Promise((resolve, reject) => {
      http.request({ host: '127.0.0.1', port: new URL(process.env.HTTPS_PROXY).port, method: 'CONNECT', path: 'localhost:${elsewhere.port}' })
        .on('connect', (answer, socket) => {
          const tls = connect({ socket, servername: 'localhost', rejectUnauthorized: false }, () => resolve([answer.statusCode, tls.getPeerCertificate().fingerprint256, tls.end()][1]))
        }).on('error', reject).end()
    })
    console.log('fingerprint', seen)
    const bare = await new Promise((resolve) => http.get({ host: '127.0.0.1', port: new URL(process.env.HTTP_PROXY).port, path: '${plain.url}/plain?a=b', headers: { host: '${new URL(plain.url).host}', 'proxy-authorization': 'x' } }, resolve))
    console.log('plain', bare.statusCode)
    process.exit()`
  const { code, output } = await runCommand(t, tempFolder(t), [
    'run',
    '--verbose',
    ...token(echo.url),
    '--',
    node,
    '--input-type=module',
    '-e',
    program,
  ])
  assert.equal(code, 0, output)
  assert.match(output, new RegExp(`fingerprint ${elsewhere.fingerprint}`))
  assert.match(output, /plain 200/)
  assert.deepEqual(
    plain.requests.map(({ url, headers }) => [url, headers['proxy-authorization'], headers['x-forwarded-proto']]),
    [['/plain?a=b', undefined, undefined]],
  )
  assert.equal(echo.requests.length, 1, 'only the question who this is')
  assert.match(output, /0 requests to Twilio were answered here\n.*2 other connections were let through\n/)
})

test('a host of Twilio’s on another port than 443 is let through like any other', async (t) => {
  const echo = await startEcho(t)
  const program = `
    import http from 'node:http'
    http.request({ host: '127.0.0.1', port: new URL(process.env.HTTPS_PROXY).port, method: 'CONNECT', path: 'no-such-host.twilio.com:8443' })
      .on('connect', (answer) => { console.log('answered', answer.statusCode); process.exit() }).end()`
  const { output } = await runCommand(t, tempFolder(t), [
    'run',
    '--verbose',
    ...token(echo.url),
    '--',
    node,
    '--input-type=module',
    '-e',
    program,
  ])
  assert.match(output, /answered 502/)
  assert.match(output, /1 × no-such-host\.twilio\.com:8443/)
})

test('what passes goes by the proxy that was there before', async (t) => {
  const echo = await startEcho(t)
  const elsewhere = await startSecureEcho(t)
  const asked: string[] = []
  const outer = await listening(t, (server) =>
    server.on('connect', (request, socket) => {
      asked.push(`${request.url} ${request.headers['proxy-authorization']}`)
      elsewhere.take(socket)
    }),
  )
  const program = `process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
    console.log('status', (await fetch('https://elsewhere.example:${elsewhere.port}/')).status)`
  const { output } = await runCommand(
    t,
    tempFolder(t),
    ['run', ...token(echo.url), '--', node, '--input-type=module', '-e', program],
    {
      HTTPS_PROXY: `http://ana:secret@127.0.0.1:${outer}`,
    },
  )
  assert.match(output, /status 200/)
  assert.deepEqual(asked, [`elsewhere.example:${elsewhere.port} Basic ${Buffer.from('ana:secret').toString('base64')}`])
})

test('a proxy that was there before and hangs up is told at once', async (t) => {
  const echo = await startEcho(t)
  const outer = await listening(t, (server) => server.on('connect', (_request, socket) => socket.end()))
  const program = `
    import http from 'node:http'
    http.request({ host: '127.0.0.1', port: new URL(process.env.HTTPS_PROXY).port, method: 'CONNECT', path: 'elsewhere.example:443' })
      .on('connect', (answer) => { console.log('answered', answer.statusCode); process.exit() }).end()
    setTimeout(() => process.exit(9), 20_000)`
  const { output } = await runCommand(
    t,
    tempFolder(t),
    ['run', ...token(echo.url), '--', node, '--input-type=module', '-e', program],
    { HTTPS_PROXY: `http://127.0.0.1:${outer}` },
  )
  assert.match(output, /answered 502/)
})

test('the program gets credentials, keeps its own environment, and the certificates are gone afterwards', async (t) => {
  const echo = await startEcho(t)
  const program = `
    import { statSync, readFileSync, readdirSync } from 'node:fs'
    import { dirname } from 'node:path'
    const folder = dirname(process.env.NODE_EXTRA_CA_CERTS)
    const modes = readdirSync(folder).map((file) => (statSync(folder + '/' + file).mode & 0o777).toString(8))
    const keys = readdirSync(folder).filter((file) => readFileSync(folder + '/' + file, 'latin1').includes('PRIVATE KEY'))
    const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_API_KEY, NO_PROXY, MINE } = process.env
    console.log(JSON.stringify({ folder, mode: (statSync(folder).mode & 0o777).toString(8), modes: [...new Set(modes)], keys, TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_API_KEY, NO_PROXY, MINE }))`
  const { output } = await runCommand(
    t,
    tempFolder(t),
    ['run', ...token(echo.url), '--', node, '--input-type=module', '-e', program],
    {
      MINE: 'kept',
      TWILIO_API_KEY: 'SK of another account',
      TWILIO_AUTH_TOKEN: 'of another account',
      NO_PROXY: 'intern.example,.twilio.com,*',
    },
  )
  const seen = JSON.parse(output) as Record<string, unknown> & { folder: string }
  assert.deepEqual(
    { ...seen, folder: '' },
    {
      folder: '',
      mode: '700',
      modes: ['600'],
      keys: [],
      TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`,
      TWILIO_AUTH_TOKEN: 'secret',
      NO_PROXY: 'intern.example,localhost,127.0.0.1,::1',
      MINE: 'kept',
    },
  )
  assert.ok(!existsSync(seen.folder))
})

test('certificates that the program was given before are still trusted', async (t) => {
  const echo = await startEcho(t)
  const elsewhere = await startSecureEcho(t)
  const folder = tempFolder(t)
  const pem = join(folder, 'own.pem')
  writeFileSync(pem, elsewhere.cert)
  const authorities = join(folder, 'authorities')
  mkdirSync(authorities)
  writeFileSync(join(authorities, '1.pem'), elsewhere.cert)
  const program = `
    import { readFileSync } from 'node:fs'
    const { status } = await fetch('https://localhost:${elsewhere.port}/')
    const holds = ['SSL_CERT_FILE', 'CURL_CA_BUNDLE', 'REQUESTS_CA_BUNDLE'].map((name) => readFileSync(process.env[name], 'utf8').split('BEGIN CERTIFICATE').length - 1)
    console.log(JSON.stringify([status, holds, (await fetch('https://api.twilio.com/')).status]))`
  const { output } = await runCommand(
    t,
    folder,
    ['run', ...token(echo.url), '--', node, '--input-type=module', '-e', program],
    {
      NODE_EXTRA_CA_CERTS: pem,
      SSL_CERT_FILE: pem,
      // Python's requests looks here, too, where its own variable is not set.
      CURL_CA_BUNDLE: authorities,
    },
  )
  assert.equal(output.trim(), '[200,[2,2,2],200]')
})

test('the exit code is the program’s, also where it cannot be run or is ended by a signal', async (t) => {
  const echo = await startEcho(t)
  const folder = tempFolder(t)
  writeFileSync(join(folder, 'no-program'), 'x', { mode: 0o600 })
  const cases = [
    [[node, '-e', 'process.exit(7)'], 7, /^$/],
    [[node, '-e', 'process.kill(process.pid, "SIGKILL")'], 137, /^$/],
    [['/no/such/program'], 127, /^trunkline: \/no\/such\/program cannot be run: there is no such program\n$/],
    [[join(folder, 'no-program')], 126, /no-program cannot be run: .*EACCES/],
  ] as const
  for (const [words, expected, told] of cases) {
    const { code, output } = await runCommand(t, folder, ['run', ...token(echo.url), '--', ...words])
    assert.equal(code, expected, output)
    assert.match(output, told)
  }
})

test('signals reach the program, which decides when it ends', async (t) => {
  const echo = await startEcho(t)
  const program = `process.on('SIGTERM', () => { console.log('tidying up'); setTimeout(() => process.exit(3), 50) }); setInterval(() => {}, 1000); console.log('up')`
  const started = startCommand(t, tempFolder(t), ['run', ...token(echo.url), '--', node, '-e', program])
  await started.printed(/up\n/)
  assert.deepEqual(await started.stop('SIGTERM'), { code: 3, signal: null })
  assert.match(started.output(), /tidying up/)
})

test('a server that ends during the run is told to the program in the shape of Twilio’s errors', async (t) => {
  // A port that nobody else is given while nobody listens there.
  const echo = await startEcho(t, await freePort())
  const program = `setInterval(() => {}, 1_000); console.log('up'); await new Promise((go) => process.once('SIGUSR1', go))
    ${post('https://api.twilio.com/2010-04-01/Accounts.json')}; process.exit()`
  const started = startCommand(t, tempFolder(t), [
    'run',
    ...token(echo.url),
    '--',
    node,
    '--input-type=module',
    '-e',
    program,
  ])
  await started.printed(/up\n/)
  await echo.close()
  process.kill(started.pid, 'SIGUSR1')
  await started.ended
  assert.match(
    started.output(),
    /^503 \{"code":20503,"message":"trunkline run: http:\S+ does not answer \(connect ECONNREFUSED/m,
  )
})

test('a wrong token, a server that is not there and a command that is missing are told in one line before anything runs', async (t) => {
  const echo = await startEcho(t)
  const folder = tempFolder(t)
  const program = [node, '-e', 'console.log("ran")']
  const wrong = await runCommand(t, folder, [
    'run',
    '--url',
    echo.url,
    '--token',
    `AC${'1'.repeat(32)}:wrong`,
    '--',
    ...program,
  ])
  const nobody = await runCommand(t, folder, ['run', ...token('http://127.0.0.1:1'), '--', ...program])
  const unnamed = await runCommand(t, folder, ['run', '--', ...program])
  const operator = await runCommand(t, folder, ['run', '--url', echo.url, '--token', 'operator', '--', ...program])
  const lines = [wrong, nobody, unnamed, operator].map(({ code, output }) => {
    assert.equal(code, 1, output)
    assert.equal(output.trim().split('\n').length, 1, output)
    return output
  })
  const told = [/401 credentials-invalid/, /does not answer/, /There is no demo\.json/, /needs a client’s credentials/]
  for (const [index, pattern] of told.entries()) assert.match(lines[index] ?? '', pattern)
  const nothing = await runCommand(t, folder, ['run'])
  assert.equal(nothing.code, 1)
  assert.match(nothing.output, /missing required argument 'command'/)
})

const java = '/usr/bin/java'
test('Java’s own client is taken in and trusts the run', { skip: withoutPeer('java', existsSync(java)) }, async (t) => {
  const echo = await startEcho(t)
  const folder = tempFolder(t)
  writeFileSync(
    join(folder, 'Ask.java'),
    `import java.net.URI; import java.net.http.*;
     class Ask { public static void main(String[] a) throws Exception {
       var url = URI.create("https://api.twilio.com/2010-04-01/Accounts.json");
       System.out.println("modern " + HttpClient.newHttpClient().send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString()).statusCode());
       System.out.println("classic " + ((java.net.HttpURLConnection) url.toURL().openConnection()).getResponseCode());
     } }`,
  )
  const { output } = await runCommand(t, folder, ['run', ...token(echo.url), '--', java, join(folder, 'Ask.java')])
  assert.match(output, /modern 200\nclassic 200\n/)
})
