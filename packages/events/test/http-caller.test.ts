import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { type TestContext, test } from 'node:test'
import { freePort } from '@trunkline/testkit'
import { createAddressPolicy } from '../src/http/address-policy.ts'
import { mayReach } from '../src/http/guarded-connector.ts'
import { createHttpCaller, type HttpCaller, type HttpRequest } from '../src/http/http-caller.ts'
import { createNameResolver, type Resolve, systemResolve } from '../src/http/name-resolver.ts'
import { startReceiver } from './receiver.ts'

const clock = { now: () => Date.now() }
const toLoopback: Resolve = async () => [{ address: '127.0.0.1', family: 4 }]

function caller(
  t: TestContext,
  options: { policy?: Parameters<typeof createAddressPolicy>[0]; resolve?: Resolve } = {},
): HttpCaller {
  const policy = createAddressPolicy(options.policy ?? { loopback: true })
  const made = createHttpCaller({ clock, policy, resolve: options.resolve ?? systemResolve })
  t.after(() => made.close())
  return made
}

const post = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'POST',
  url: new URL(url),
  headers: { 'content-type': 'application/json' },
  body: '{"a":1}',
  timeoutMs: 20_000,
  maxResponseBytes: 1000,
  ...more,
})

async function rawServer(t: TestContext, onSocket: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    onSocket(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise((resolve) => server.close(resolve))
  })
  return (server.address() as AddressInfo).port
}

test('a request arrives as it was made and its answer comes back', async (t) => {
  const receiver = await startReceiver(t, (_request, response) =>
    response.writeHead(201, { 'X-Kind': 'ok' }).end('made'),
  )
  const { answer, failure } = await caller(t).call(post(`${receiver.url}/hook?a=b`))
  assert.equal(failure, undefined)
  assert.equal(answer?.status, 201)
  assert.equal(answer.headers['x-kind'], 'ok')
  assert.equal(Buffer.from(answer.body).toString(), 'made')
  assert.equal(answer.complete, true)
  const [got] = receiver.received
  assert.deepEqual([got?.method, got?.path, got?.body], ['POST', '/hook?a=b', '{"a":1}'])
  assert.equal(got?.headers['content-type'], 'application/json')
})

test('the Host header names the host of the URL, while the connection goes to the address that was checked', async (t) => {
  const receiver = await startReceiver(t)
  const asked: string[] = []
  const resolve: Resolve = async (name) => {
    asked.push(name)
    return [{ address: '127.0.0.1', family: 4 }]
  }
  const { answer } = await caller(t, { resolve }).call(post(`http://hooks.example.test:${receiver.port}/`))
  assert.equal(answer?.status, 204)
  assert.deepEqual(asked, ['hooks.example.test'])
  assert.equal(receiver.received[0]?.headers.host, `hooks.example.test:${receiver.port}`)
})

test('TLS asks for the host of the URL by name (SNI), while the connection goes to the address that was checked', async (t) => {
  const hello = Promise.withResolvers<Buffer>()
  const port = await rawServer(t, (socket) => {
    socket.once('data', (bytes) => {
      hello.resolve(Buffer.from(bytes))
      socket.end()
    })
  })
  const { failure } = await caller(t, { resolve: toLoopback }).call(post(`https://hooks.example.test:${port}/`))
  assert.ok((await hello.promise).includes('hooks.example.test'), 'the ClientHello names the host')
  assert.ok(failure)
})

test('a name that is at a private address is refused before anything is sent', async (t) => {
  const receiver = await startReceiver(t)
  const { failure } = await caller(t, { policy: {}, resolve: toLoopback }).call(
    post(`http://evil.test:${receiver.port}/`),
  )
  assert.equal(failure?.code, 'address-refused')
  assert.match(failure.message, /127\.0\.0\.1/)
  assert.equal(receiver.received.length, 0)
})

for (const host of ['127.0.0.1', '[::1]', '0x7f.1', '2130706433', '[::ffff:127.0.0.1]', '169.254.169.254', '0.0.0.0']) {
  test(`the literal address ${host} is refused although no name is looked up`, async (t) => {
    const resolve: Resolve = () => assert.fail('looked up')
    const { failure } = await caller(t, { policy: {}, resolve }).call(post(`http://${host}:9/`))
    assert.equal(failure?.code, 'address-refused')
  })
}

test('a name that changes to a private address after the check (DNS rebinding) is refused at the connection', async (t) => {
  const receiver = await startReceiver(t)
  let asked = 0
  const rebinding: Resolve = async () => [{ address: asked++ === 0 ? '93.184.216.34' : '127.0.0.1', family: 4 }]
  const policy = createAddressPolicy()
  assert.equal(await mayReach('rebind.test', { policy, resolve: rebinding }), true)
  const { failure } = await caller(t, { policy: {}, resolve: rebinding }).call(
    post(`http://rebind.test:${receiver.port}/`),
  )
  assert.equal(failure?.code, 'address-refused')
  assert.equal(receiver.received.length, 0)
})

test('of several addresses only those that are permitted are tried', async (t) => {
  const receiver = await startReceiver(t)
  const resolve: Resolve = async () => [
    { address: '10.0.0.1', family: 4 },
    { address: 'fe80::1', family: 6 },
    { address: '127.0.0.1', family: 4 },
  ]
  const { answer } = await caller(t, { resolve }).call(post(`http://mixed.test:${receiver.port}/`))
  assert.equal(answer?.status, 204)
})

test('a redirect is an answer and is not followed, wherever it points', async (t) => {
  const inner = await startReceiver(t)
  const outer = await startReceiver(t, (_request, response) => response.writeHead(307, { location: inner.url }).end())
  const { answer } = await caller(t).call(post(outer.url))
  assert.equal(answer?.status, 307)
  assert.equal(answer.headers.location, inner.url)
  assert.equal(inner.received.length, 0)
})

test('proxies of the environment are not used', async (t) => {
  const receiver = await startReceiver(t)
  const proxy = await startReceiver(t)
  const before = { ...process.env }
  t.after(() => {
    process.env = before
  })
  Object.assign(process.env, { HTTP_PROXY: proxy.url, http_proxy: proxy.url, NODE_USE_ENV_PROXY: '1' })
  const { answer } = await caller(t).call(post(receiver.url))
  assert.equal(answer?.status, 204)
  assert.equal(proxy.received.length, 0)
})

test('of a huge answer only the start is read, and the connection is dropped', async (t) => {
  let written = 0
  const receiver = await startReceiver(t, (_request, response) => {
    const chunk = Buffer.alloc(64 * 1024, 'x')
    const pour = (): void => {
      if (response.destroyed || written > 1 << 30) return
      written += chunk.length
      response.write(chunk, () => setImmediate(pour))
    }
    pour()
  })
  const { answer } = await caller(t).call(post(receiver.url, { maxResponseBytes: 10 }))
  assert.equal(answer?.status, 200)
  assert.equal(Buffer.from(answer.body).toString(), 'x'.repeat(10))
  assert.equal(answer.complete, false)
  assert.ok(written < 1 << 27, `the receiver could write ${written} bytes`)
})

test('a receiver that does not answer is given up when the time is over', async (t) => {
  const receiver = await startReceiver(t, () => {})
  const { failure } = await caller(t).call(post(receiver.url, { timeoutMs: 50 }))
  assert.deepEqual(failure, { code: 'timed-out', message: 'no complete answer within 50 ms' })
})

test('a receiver that answers drop by drop is given up when the time is over, and its status counts', async (t) => {
  const receiver = await startReceiver(t, (_request, response) => {
    response.write('.')
    const timer = setInterval(() => response.write('.'), 10)
    response.on('close', () => clearInterval(timer))
  })
  const { answer } = await caller(t).call(post(receiver.url, { timeoutMs: 2000 }))
  assert.equal(answer?.status, 200)
  assert.equal(answer.complete, false)
})

test('a caller that cancels gets that back', async (t) => {
  const controller = new AbortController()
  const receiver = await startReceiver(t, () => controller.abort())
  const { failure } = await caller(t).call(post(receiver.url, { signal: controller.signal }))
  assert.equal(failure?.code, 'canceled')
  const again = await caller(t).call(post(receiver.url, { signal: controller.signal }))
  assert.equal(again.failure?.code, 'canceled')
})

test('a connection that is cut before the answer is told as such', async (t) => {
  const port = await rawServer(t, (socket) => socket.once('data', () => socket.destroy()))
  const { failure } = await caller(t).call(post(`http://127.0.0.1:${port}/`))
  assert.equal(failure?.code, 'connection-cut')
})

test('an answer that breaks off has its status and is not complete', async (t) => {
  const port = await rawServer(t, (socket) =>
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf')),
  )
  const { answer } = await caller(t).call(post(`http://127.0.0.1:${port}/`))
  assert.deepEqual([answer?.status, answer?.complete], [200, false])
})

for (const [what, bytes] of [
  ['something that is not HTTP', 'SSH-2.0-OpenSSH_9.2\r\n\r\n'],
  ['endless headers', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`],
] as const) {
  test(`${what} is a malformed answer`, async (t) => {
    const port = await rawServer(t, (socket) => socket.once('data', () => socket.end(bytes)))
    const { failure } = await caller(t).call(post(`http://127.0.0.1:${port}/`))
    assert.equal(failure?.code, 'response-malformed')
  })
}

test('a port that nobody listens on is told as a failed connection', async (t) => {
  const { failure } = await caller(t).call(post(`http://127.0.0.1:${await freePort()}/`))
  assert.equal(failure?.code, 'connect-failed')
})

test('a name that does not exist is told as such', async (t) => {
  const resolve: Resolve = () =>
    Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND no.test'), { code: 'ENOTFOUND' }))
  const { failure } = await caller(t, { resolve }).call(post('http://no.test/'))
  assert.equal(failure?.code, 'name-unresolved')
  assert.equal(await mayReach('no.test', { policy: createAddressPolicy(), resolve }), true)
})

test('a server that does not speak TLS is told as a failure of TLS', async (t) => {
  const port = await rawServer(t, (socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')))
  const { failure } = await caller(t).call(post(`https://127.0.0.1:${port}/`))
  assert.equal(failure?.code, 'tls-failed')
})

test('a header that cannot be sent is told as an invalid request', async (t) => {
  const receiver = await startReceiver(t)
  const { failure } = await caller(t).call(post(receiver.url, { headers: { 'x-a': 'a\r\nb: c' } }))
  assert.equal(failure?.code, 'request-invalid')
})

test('a name is looked up once for all who ask, and again after ten seconds', async () => {
  let now = 0
  let asked = 0
  const resolve = createNameResolver({
    clock: { now: () => now },
    resolve: async () => [{ address: `10.0.0.${++asked}`, family: 4 }],
  })
  const [first, second] = await Promise.all([resolve('a.test'), resolve('a.test')])
  assert.deepEqual(first, second)
  now = 9_999
  assert.equal((await resolve('a.test'))[0]?.address, '10.0.0.1')
  now = 10_000
  assert.equal((await resolve('a.test'))[0]?.address, '10.0.0.2')
})

test('a failed lookup is not remembered', async () => {
  let asked = 0
  const resolve = createNameResolver({
    clock: { now: () => 0 },
    resolve: () => (++asked === 1 ? Promise.reject(new Error('EAI_AGAIN')) : Promise.resolve([])),
  })
  await assert.rejects(resolve('a.test'))
  assert.deepEqual(await resolve('a.test'), [])
})

test('names are remembered within bounds', async () => {
  const asked: string[] = []
  const resolve = createNameResolver({
    clock: { now: () => 0 },
    resolve: async (name) => {
      asked.push(name)
      return []
    },
  })
  for (let i = 0; i <= 1000; i += 1) await resolve(`n${i}.test`)
  await resolve('n1000.test')
  assert.equal(asked.length, 1001)
  await resolve('n0.test')
  assert.equal(asked.length, 1002)
})

test('a call may ask for less patience while connecting, and for less while nothing comes', async (t) => {
  const hanging: Resolve = () => new Promise(() => undefined)
  const unconnected = await caller(t, { resolve: hanging }).call(
    post('http://slow.example/', { connectTimeoutMs: 120 }),
  )
  assert.equal(unconnected.failure?.code, 'connect-failed')
  const port = await rawServer(t, (socket) => void socket.resume())
  const silent = await caller(t).call(post(`http://127.0.0.1:${port}/`, { readTimeoutMs: 150 }))
  assert.equal(silent.failure?.code, 'timed-out')
  assert.ok(silent.durationMs < 15_000 && unconnected.durationMs < 15_000)
})
