import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { type TestContext, test } from 'node:test'
import { DatabaseError } from '@trunkline/postgres'
import { eventually } from '@trunkline/testkit'
import { type Bench, basic, openBench } from './support/api-bench.ts'
import { breakable } from './support/breakable-database.ts'

const sms = { to: '+14155550123', content: { text: 'Hello' } }

/** An open stream: what has come so far, and whether it ended. */
interface Reader {
  readonly text: () => string
  readonly ended: () => boolean
  close(): void
}

async function read(t: TestContext, url: string, headers: Record<string, string>): Promise<Reader> {
  const leave = new AbortController()
  t.after(() => leave.abort())
  const response = await fetch(url, { headers, signal: leave.signal })
  assert.equal(response.status, 200)
  let text = ''
  let ended = false
  const decoder = new TextDecoder()
  const pump = async () => {
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true })
  }
  pump()
    .catch(() => undefined)
    .finally(() => {
      ended = true
    })
  return { text: () => text, ended: () => ended, close: () => leave.abort() }
}

const idsOf = (reader: Reader) => [...reader.text().matchAll(/^id: (.+)$/gm)].map(([, id]) => id as string)
const typesOf = (reader: Reader) => [...reader.text().matchAll(/^event: (.+)$/gm)].map(([, type]) => type as string)

async function serve({ api }: Bench): Promise<string> {
  return `http://127.0.0.1:${(await api.start()).port}`
}

test('every move of the client’s messages is told live, and nobody else’s', async (t) => {
  const bench = await openBench(t)
  const url = await serve(bench)
  const other = await bench.accounts.clients.create({ name: 'Other' })
  const mine = await read(t, `${url}/v1/events`, { authorization: basic(bench.clientId, bench.authToken) })
  const theirs = await read(t, `${url}/v1/events`, { authorization: basic(other.client.sid, other.authToken) })
  const { json: sent } = await bench.call('POST', '/v1/sms', { ...sms, metadata: { order: 7 } })
  await eventually(() => assert.deepEqual(typesOf(mine).at(-1), 'delivery.delivered'))
  assert.deepEqual(
    typesOf(mine),
    ['accepted', 'queued', 'sending', 'sent', 'delivered'].map((status) => `delivery.${status}`),
  )
  const event = JSON.parse(/^data: (.+)$/m.exec(mine.text())?.[1] ?? '')
  assert.deepEqual(Object.keys(event), ['id', 'type', 'timestamp', 'data'])
  assert.deepEqual([event.data.messageId, event.data.metadata], [sent.id, { order: 7 }])
  assert.match(mine.text(), /^retry: 1000\n\n/)
  assert.deepEqual(idsOf(theirs), [])
})

test('a reader that comes back goes on after the last event that it saw', async (t) => {
  const bench = await openBench(t)
  const url = await serve(bench)
  const authorization = basic(bench.clientId, bench.authToken)
  await bench.call('POST', '/v1/sms', sms)
  const first = await read(t, `${url}/v1/events?after=0-0`, { authorization })
  await eventually(() => assert.equal(idsOf(first).length, 5))
  const third = idsOf(first)[2] as string
  // The header of a reconnecting browser goes before the query of its first connection.
  const second = await read(t, `${url}/v1/events?after=0-0`, { authorization, 'last-event-id': third })
  await eventually(() => assert.deepEqual(idsOf(second), idsOf(first).slice(3)))
})

test('a place that is none is refused', async (t) => {
  const { call } = await openBench(t, { dispatch: false })
  const { status, json } = await call('GET', '/v1/events?after=yesterday')
  assert.deepEqual([status, json.code, json.errors[0].pointer], [400, 'query-invalid', '/after'])
})

test('silence is broken by comments, and a disabled client’s stream ends', async (t) => {
  const bench = await openBench(t, { dispatch: false, limits: { streamHeartbeat: 50 } })
  const url = await serve(bench)
  const reader = await read(t, `${url}/v1/events`, { authorization: basic(bench.clientId, bench.authToken) })
  await eventually(() => assert.match(reader.text(), /: still here\n\n/))
  await bench.accounts.clients.disable(bench.clientId)
  await eventually(() => assert.ok(reader.ended()))
})

test('places are bounded, and free again when a reader leaves', async (t) => {
  const bench = await openBench(t, { dispatch: false, limits: { streams: 2, streamsPerClient: 1 } })
  const url = await serve(bench)
  const headers = { authorization: basic(bench.clientId, bench.authToken) }
  const first = await read(t, `${url}/v1/events`, headers)
  const refused = await fetch(`${url}/v1/events`, { headers })
  assert.deepEqual([refused.status, refused.headers.get('retry-after')], [429, '5'])
  await refused.body?.cancel()
  first.close()
  await eventually(async () => {
    const again = await fetch(`${url}/v1/events`, { headers })
    await again.body?.cancel()
    assert.equal(again.status, 200)
  })
})

test('a reader that takes nothing is cut off and costs no more than the socket’s buffer', async (t) => {
  const bench = await openBench(t, { limits: { streamStall: 200, streamHeartbeat: 100 } })
  const { port } = await bench.api.start()
  const socket = connect(port, '127.0.0.1')
  t.after(() => socket.destroy())
  await once(socket, 'connect')
  const authorization = basic(bench.clientId, bench.authToken)
  socket.write(`GET /v1/events?after=0-0 HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\n\r\n`)
  await once(socket, 'data')
  socket.pause()
  const metadata = { note: 'x'.repeat(60_000) }
  const ended = new Promise((resolve) => socket.once('close', resolve))
  for (let sent = 0; sent < 60; sent++) await bench.call('POST', '/v1/sms', { ...sms, metadata })
  // Nothing is read until the server has cut it off: a reader that takes something again is given more.
  await eventually(async () => assert.equal(await connectionsOf(bench), 0), 60_000)
  socket.on('error', () => undefined).resume()
  await ended
})

const connectionsOf = ({ api }: Bench) =>
  new Promise<number>((resolve, reject) =>
    api.server.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  )

test('a stream is there only once it misses nothing', async (t) => {
  const switches = breakable()
  const bench = await openBench(t, { dispatch: false, wrap: switches.wrap })
  const url = await serve(bench)
  const head = switches.hold(/^select position from events_head$/)
  let there = false
  const opening = read(t, `${url}/v1/events`, { authorization: basic(bench.clientId, bench.authToken) })
  const reader = opening.finally(() => {
    there = true
  })
  await head.reached
  // Where its head is not waited for, it has come by now.
  await fetch(`${url}/healthz`).then((answer) => answer.text())
  await new Promise((resolve) => setTimeout(resolve, 100))
  assert.equal(there, false)
  head.release()
  await reader
})

test('a log that cannot be read is a problem, and no stream that is cut', async (t) => {
  const switches = breakable()
  const { call } = await openBench(t, { dispatch: false, wrap: switches.wrap })
  switches.break(new DatabaseError('UNAVAILABLE', 'away'), /^select position from events_head$/)
  const { status, json } = await call('GET', '/v1/events')
  switches.break(undefined)
  assert.deepEqual([status, json.code], [503, 'unavailable'])
})

test('a reader that leaves while its stream is being prepared leaves its place, too', async (t) => {
  const switches = breakable()
  const bench = await openBench(t, { dispatch: false, wrap: switches.wrap, limits: { streamsPerClient: 1 } })
  const url = await serve(bench)
  const headers = { authorization: basic(bench.clientId, bench.authToken) }
  const head = switches.hold(/^select position from events_head$/)
  const leave = new AbortController()
  const opening = fetch(`${url}/v1/events`, { headers, signal: leave.signal })
  await head.reached
  leave.abort()
  await assert.rejects(opening)
  await eventually(async () => assert.equal(await connectionsOf(bench), 0))
  head.release()
  await eventually(async () => {
    const again = await fetch(`${url}/v1/events`, { headers })
    await again.body?.cancel()
    assert.equal(again.status, 200)
  })
})

test('streams end when the server stops, and what is in flight is answered', async (t) => {
  const bench = await openBench(t, { dispatch: false })
  const url = await serve(bench)
  const reader = await read(t, `${url}/v1/events`, { authorization: basic(bench.clientId, bench.authToken) })
  const headers = { authorization: basic(bench.clientId, bench.authToken), 'content-type': 'application/json' }
  const sending = request(`${url}/v1/sms`, { method: 'POST', headers: { ...headers, expect: '100-continue' } })
  const answered = once(sending, 'response')
  sending.flushHeaders()
  // Now it is surely there.
  await once(sending, 'continue')
  const stopped = bench.api.stop()
  sending.end(JSON.stringify(sms))
  const [answer] = (await answered) as [IncomingMessage]
  assert.ok(answer.statusCode === 202 || answer.statusCode === 503, String(answer.statusCode))
  answer.resume()
  await stopped
  await eventually(() => assert.ok(reader.ended()))
  await assert.rejects(fetch(`${url}/healthz`))
})
