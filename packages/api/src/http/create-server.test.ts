import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { type TestContext, test } from 'node:test'
import { ProblemError } from '@trunkline/wire'
import { Type } from 'typebox'
import type { ApiServer } from './api-server.ts'
import { createServer } from './create-server.ts'
import { defaultLimits, type HttpLimits } from './limits.ts'

interface LogLine {
  readonly level: string
  readonly fields: Record<string, unknown>
  readonly message: string
}

function serverWith(t: TestContext, limits: Partial<HttpLimits> = {}) {
  const lines: LogLine[] = []
  const observed: string[] = []
  const line = (level: string) => (fields: object, message: string) =>
    void lines.push({ level, fields: { ...fields }, message })
  const app = createServer({
    limits: { ...defaultLimits, ...limits },
    log: { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') },
    observe: (route, method, status) => void observed.push(`${method} ${route} ${status}`),
    isUnavailable: (error) => error instanceof Error && error.message === 'gone',
    randomBytes,
  })
  t.after(() => app.close())
  addRoutes(app)
  return { app, lines, observed }
}

function addRoutes(app: ApiServer): void {
  const body = Type.Object({ name: Type.String() }, { additionalProperties: false })
  app.post('/things', { schema: { body } }, async (request) => ({ hello: request.body.name }))
  app.get('/things/:id', async () => ({}))
  app.post('/things/:id/act', async () => ({ done: true }))
  app.get('/broken', async () => {
    throw new Error('the secret is 42')
  })
  app.get('/away', async () => {
    throw new Error('gone')
  })
  app.get('/full', async () => {
    throw Object.assign(new Error('no space'), { code: 'DISK_FULL' })
  })
  app.get('/who', async () => {
    throw new ProblemError('credentials-missing')
  })
}

const json = { 'content-type': 'application/json' }

test('every refusal is a problem with its code, status and media type', async (t) => {
  const { app } = serverWith(t)
  const cases = [
    [{ method: 'GET', url: '/nowhere' }, 404, 'not-found'],
    [{ method: 'DELETE', url: '/things/1' }, 405, 'method-not-allowed'],
    [{ method: 'POST', url: '/things', payload: '{"name":', headers: json }, 400, 'json-malformed'],
    [
      { method: 'POST', url: '/things', payload: Buffer.from([0x22, 0xff, 0x22]), headers: json },
      400,
      'json-malformed',
    ],
    [{ method: 'POST', url: '/things', payload: '{"__proto__":{}}', headers: json }, 400, 'json-malformed'],
    [{ method: 'POST', url: '/things', payload: '', headers: json }, 400, 'body-empty'],
    [{ method: 'POST', url: '/things' }, 400, 'body-empty'],
    [{ method: 'POST', url: '/things', payload: '{}', headers: json }, 400, 'validation-failed'],
    [{ method: 'POST', url: '/things', payload: '[]', headers: json }, 400, 'validation-failed'],
    [{ method: 'POST', url: '/things', payload: '{"name":"a","b":1}', headers: json }, 400, 'field-unknown'],
    [
      { method: 'POST', url: '/things', payload: 'a=b', headers: { 'content-type': 'text/plain' } },
      415,
      'media-type-unsupported',
    ],
    [{ method: 'POST', url: '/things', payload: ' '.repeat(2000), headers: json }, 413, 'body-too-large'],
    [{ method: 'GET', url: '/%zz' }, 404, 'not-found'],
    [{ method: 'GET', url: '/broken' }, 500, 'internal'],
    [{ method: 'GET', url: '/away' }, 503, 'unavailable'],
    [{ method: 'GET', url: '/full' }, 507, 'storage-full'],
    [{ method: 'GET', url: '/who' }, 401, 'credentials-missing'],
  ] as const
  app.server.unref()
  const small = serverWith(t, { bodyBytes: 1000 }).app
  for (const [request, status, code] of cases) {
    const answer = await (code === 'body-too-large' ? small : app).inject({ ...request })
    const told = answer.json()
    assert.equal(answer.statusCode, status, `${request.url} ${code}`)
    assert.equal(answer.headers['content-type'], 'application/problem+json')
    assert.deepEqual([told.code, told.status, told.type], [code, status, `urn:trunkline:problem:${code}`])
    assert.equal(told.instance, answer.headers['x-request-id'])
  }
})

test('a wrong method is told the right ones', async (t) => {
  const { app } = serverWith(t)
  const answer = await app.inject({ method: 'PUT', url: '/things/7/act?x=1' })
  assert.equal(answer.headers.allow, 'POST')
  assert.match(answer.json().detail, /does not take PUT; it takes POST/)
})

test('a 401 names the schemes and a 503 says when to come back', async (t) => {
  const { app } = serverWith(t)
  assert.match(String((await app.inject('/who')).headers['www-authenticate']), /^Basic .*Bearer$/)
  assert.equal((await app.inject('/away')).headers['retry-after'], '2')
})

test('malformed JSON is told by its place and without a piece of it', async (t) => {
  const { app } = serverWith(t)
  const answer = await app.inject({ method: 'POST', url: '/things', headers: json, payload: '{"code": 123456 oops}' })
  assert.match(answer.json().detail, /at position \d+/)
  assert.doesNotMatch(answer.body, /oops|123456/)
})

test('what went wrong inside is logged and not told', async (t) => {
  const { app, lines } = serverWith(t)
  const answer = await app.inject('/broken')
  // The id of the request is random, and may hold any digits.
  const { instance: _, ...told } = answer.json()
  assert.doesNotMatch(JSON.stringify(told), /secret|42/)
  const failed = lines.find((line) => line.level === 'error')
  assert.equal(failed?.message, 'request failed')
  assert.equal(failed?.fields.requestId, answer.headers['x-request-id'])
})

test('a usable request id is kept and any other is replaced', async (t) => {
  const { app } = serverWith(t)
  const kept = await app.inject({ url: '/things/1', headers: { 'x-request-id': 'abc-1.2:3' } })
  assert.equal(kept.headers['x-request-id'], 'abc-1.2:3')
  const replaced = await app.inject({ url: '/things/1', headers: { 'x-request-id': 'a b' } })
  assert.match(String(replaced.headers['x-request-id']), /^[\w-]{8}-\w+$/)
})

test('an action without a body takes JSON without content', async (t) => {
  const { app } = serverWith(t)
  for (const headers of [{}, json]) {
    const answer = await app.inject({ method: 'POST', url: '/things/1/act', headers })
    assert.deepEqual(answer.json(), { done: true })
  }
})

test('answers are measured by route, and never logged with the path', async (t) => {
  const { app, observed, lines } = serverWith(t)
  await app.inject('/things/+14155550123')
  await app.inject('/things2/+14155550123')
  assert.deepEqual(observed, ['GET /things/:id 200', 'GET unmatched 404'])
  assert.doesNotMatch(JSON.stringify(lines), /5550123/)
})

test('a body over the limit is answered, though it is still being sent', async (t) => {
  const { app } = serverWith(t, { bodyBytes: 1000 })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const body = JSON.stringify({ name: 'x'.repeat(5_000_000) })
  const answer = await fetch(`${url}/things`, { method: 'POST', headers: json, body })
  assert.equal(answer.status, 413)
  assert.equal((await answer.json()).code, 'body-too-large')
})

test('headers that are too large and lines that are no HTTP are answered with a problem', async (t) => {
  const { app } = serverWith(t, { headerBytes: 2000 })
  const { port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }))
  const large = await rawAnswer(Number(port), `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(5000)}\r\n\r\n`)
  assert.match(large, /^HTTP\/1\.1 431 [\s\S]*application\/problem\+json[\s\S]*"status":431/)
  assert.match(await rawAnswer(Number(port), 'hello\r\n\r\n'), /^HTTP\/1\.1 400 [\s\S]*"type":"about:blank"/)
})

function rawAnswer(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(request))
    socket.setEncoding('utf8').on('data', (chunk) => (text += chunk))
    socket.on('end', () => resolve(text)).on('error', reject)
  })
}
