import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { type AddressInfo, connect, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { RequestClient, type RequestClientOptions, type TransportError } from '@trunkline/sdk'
import { freePort, selfSigned } from '@trunkline/testkit'
import { nodeTransport } from '../src/http/node-transport.ts'

const { key, cert } = selfSigned()
const answering: RequestListener = (request, response) => {
  let body = ''
  request.on('data', (chunk) => (body += chunk))
  request.on('end', () => {
    response.setHeader('set-cookie', ['a=1', 'b=2'])
    response.end(
      JSON.stringify({
        method: request.method,
        url: request.url,
        body,
        length: request.headers['content-length'] ?? null,
      }),
    )
  })
}

const sockets = new WeakMap<Server, Set<Socket>>()

async function listen<S extends Server>(server: S): Promise<S> {
  const open = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    open.add(socket.on('error', () => {}).once('close', () => open.delete(socket)))
  })
  sockets.set(server, open)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
const portOf = (server: Server): number => (server.address() as AddressInfo).port
const close = (server: Server): Promise<unknown> => {
  for (const socket of sockets.get(server) ?? []) socket.destroy()
  return new Promise((resolve) => server.close(resolve))
}

describe("the transport on Node's own client", () => {
  let https: Server
  let http: Server
  before(async () => {
    https = await listen(createHttpsServer({ key, cert }, answering))
    http = await listen(createHttpServer(answering))
  })
  after(async () => {
    await close(https)
    await close(http)
  })

  const secure = (path = '/'): string => `https://localhost:${portOf(https)}${path}`
  const send = (
    options: RequestClientOptions,
    uri = secure(),
  ): Promise<{ body: unknown; headers: Record<string, string> }> =>
    new RequestClient(options).request({ method: 'get', uri })

  test('trusts the certificates that it is given, and no others', async () => {
    assert.equal(((await send({ ca: cert })).body as { method: string }).method, 'GET')
    await assert.rejects(
      send({ maxSockets: 1 }),
      (error: TransportError) => error.failure === 'connect' && !error.sent && /SELF_SIGNED|UNABLE_TO/.test(error.code),
    )
  })

  test('takes them from the file that TWILIO_CA_BUNDLE names', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sdk-ca-'))
    process.env.TWILIO_CA_BUNDLE = join(folder, 'ca.pem')
    try {
      writeFileSync(process.env.TWILIO_CA_BUNDLE, cert)
      assert.equal(((await send({})).body as { url: string }).url, '/')
    } finally {
      delete process.env.TWILIO_CA_BUNDLE
      rmSync(folder, { recursive: true })
    }
  })

  test('sends forms with their length, and joins repeated headers', async () => {
    const client = new RequestClient({ keepAlive: true, keepAliveMsecs: 500, scheduling: 'lifo' })
    const response = await client.request({
      method: 'post',
      uri: `http://127.0.0.1:${portOf(http)}/x`,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      data: { Body: 'ü' },
    })
    assert.deepEqual(response.body, { method: 'POST', url: '/x', body: 'Body=%C3%BC', length: '11' })
    assert.equal(response.headers['set-cookie'], 'a=1, b=2')
  })

  test('knows that nothing was sent before the connection stands', async () => {
    const silent = await listen(createTcpServer(() => {}))
    // The TLS handshake never ends, so the request never left.
    await assert.rejects(
      new RequestClient({ ca: cert, timeout: 50 }).request({
        method: 'post',
        uri: `https://localhost:${portOf(silent)}/`,
      }),
      (error: TransportError) => error.failure === 'connect' && !error.sent && error.code === 'ECONNABORTED',
    )
    await assert.rejects(
      new RequestClient({ ca: cert }).request({ method: 'post', uri: `http://127.0.0.1:${await freePort()}/` }),
      (error: TransportError) => error.code === 'ECONNREFUSED' && !error.sent,
    )
    await close(silent)
  })

  test('knows that the request may have arrived after that', async (t) => {
    // The timer is ours, so that it goes off when the request has arrived and not before.
    t.mock.timers.enable({ apis: ['setTimeout'] })
    let onArrival = (): void => {}
    const mute = await listen(createHttpServer(() => onArrival()))
    const rude = await listen(
      createTcpServer((socket) => {
        socket.once('data', () => socket.destroy())
      }),
    )
    const client = new RequestClient({ keepAlive: false, timeout: 100 })
    const request = { method: 'post', uri: `http://127.0.0.1:${portOf(mute)}/` } as const
    onArrival = () => t.mock.timers.tick(100)
    await assert.rejects(client.request(request), (error: TransportError) => error.failure === 'timeout' && error.sent)
    await assert.rejects(
      client.request({ method: 'post', uri: `http://127.0.0.1:${portOf(rude)}/` }),
      (error: TransportError) => error.failure === 'broken' && error.sent,
    )
    const controller = new AbortController()
    onArrival = () => controller.abort()
    await assert.rejects(
      client.request({ ...request, signal: controller.signal }),
      (error: TransportError) => error.failure === 'aborted' && error.sent,
    )
    await assert.rejects(
      client.request({ ...request, signal: AbortSignal.abort() }),
      (error: TransportError) => error.failure === 'aborted' && !error.sent,
    )
    await close(mute)
    await close(rude)
  })

  test('follows redirects when told to, without credentials to another host', async () => {
    const seen: unknown[] = []
    const target = await listen(
      createHttpServer((request, response) => {
        seen.push([request.method, request.url, request.headers.authorization])
        const to = { '/a': '/b', '/b': `http://localhost:${portOf(target)}/c` }[request.url ?? '']
        if (to === undefined) return response.end('{}')
        return response.writeHead(request.url === '/a' ? 307 : 302, { location: to }).end()
      }),
    )
    const client = new RequestClient({ maxSockets: 2 })
    const request = {
      method: 'post',
      uri: `http://127.0.0.1:${portOf(target)}/a`,
      username: 'u',
      password: 'p',
      data: {},
    } as const
    assert.equal((await client.request(request)).statusCode, 307)
    seen.length = 0
    assert.equal((await client.request({ ...request, allowRedirects: true })).statusCode, 200)
    assert.deepEqual(seen, [
      ['POST', '/a', 'Basic dTpw'],
      ['POST', '/b', 'Basic dTpw'],
      ['GET', '/c', undefined],
    ])
    await close(target)
  })

  test('uses a connection again, and knows that it stands', async () => {
    const client = new RequestClient({ ca: cert, maxSockets: 1 })
    for (const path of ['/1', '/2'])
      assert.equal(((await client.request({ method: 'get', uri: secure(path) })).body as { url: string }).url, path)
  })

  describe('through a proxy (HTTP_PROXY)', () => {
    const connected: (string | undefined)[] = []
    let proxy: Server
    before(async () => {
      const server = createHttpServer()
      server.on('connect', (request, socket) => {
        connected.push(request.headers['proxy-authorization'])
        if (request.url?.startsWith('refused')) return socket.end('HTTP/1.1 407 No\r\n\r\n')
        if (request.url?.startsWith('silent')) return
        const [host = '', port] = request.url?.split(':') ?? []
        const onward = connect(Number(port), host, () => {
          socket.write('HTTP/1.1 200 OK\r\n\r\n')
          onward.pipe(socket)
          socket.pipe(onward)
        })
        onward.on('error', () => socket.destroy())
        socket.on('error', () => onward.destroy())
      })
      proxy = await listen(server)
    })
    after(() => close(proxy))

    const via = (address: string, uri: string, timeout = 60_000): Promise<unknown> => {
      const transport = nodeTransport({ ca: cert }, { HTTP_PROXY: address })
      return transport({
        method: 'get',
        url: uri,
        headers: {},
        body: undefined,
        timeout,
        signal: undefined,
        redirects: false,
      })
    }
    const address = (): string => `http://user:p%40ss@127.0.0.1:${portOf(proxy)}`

    test('goes by CONNECT, with the credentials of the proxy', async () => {
      const answer = (await via(address(), secure('/p'))) as { status: number; text: string }
      assert.equal(answer.status, 200)
      assert.equal(JSON.parse(answer.text).url, '/p')
      assert.equal(connected[0], `Basic ${Buffer.from('user:p@ss').toString('base64')}`)
    })

    test('says that nothing was sent where the proxy refuses, is silent or is not there', async () => {
      const cases: [address: string, uri: string, code: string, timeout?: number][] = [
        [address(), 'https://refused:1/', 'PROXY_407'],
        [address(), 'https://silent:1/', 'PROXY_TIMEOUT', 200],
        [`http://127.0.0.1:${await freePort()}`, secure(), 'PROXY_UNREACHABLE'],
      ]
      for (const [proxyAddress, uri, code, timeout] of cases) {
        await assert.rejects(
          via(proxyAddress, uri, timeout),
          (error: TransportError) => error.code === code && !error.sent && error.failure === 'connect',
        )
      }
    })

    test('is taken from the environment', async () => {
      process.env.HTTP_PROXY = address()
      try {
        assert.equal(((await send({ ca: cert })).body as { method: string }).method, 'GET')
      } finally {
        delete process.env.HTTP_PROXY
      }
    })
  })
})

describe('without Node', () => {
  test('options that need it are refused with what to do', (t) => {
    t.mock.method(process, 'getBuiltinModule', () => undefined)
    assert.throws(() => new RequestClient({ ca: cert }), /no node:https: leave out ca/)
  })
})
