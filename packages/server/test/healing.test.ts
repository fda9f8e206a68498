import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { eventually, startPostgres, tempFolder, withoutPostgres } from '@trunkline/testkit'
import { startCommand, startServer } from './support/server-process.ts'

const sms = { to: '+14155550123', content: { text: 'Hello' } }

test('a database that is killed makes the process unready, loses nothing, and heals', {
  skip: withoutPostgres,
}, async (t) => {
  const database = await startPostgres({ tcp: true, fsync: true })
  t.after(() => database.stop())
  const env = { DATABASE_URL: database.url(), TRUNKLINE_LOG: 'error' }
  const server = await startServer(t, { folder: tempFolder(t), env })
  const ready = async () => {
    const response = await fetch(`${server.url}/readyz`)
    return [response.status, ((await response.json()) as { status: string }).status]
  }
  assert.deepEqual(await ready(), [200, 'ready'])
  const { json } = await server.call('POST', '/v1/sms', sms)
  const { id } = json as { id: string }
  await database.kill()
  // A backend of the killed server goes on until it notices.
  await eventually(async () => {
    const refused = await server.call('POST', '/v1/sms', sms)
    assert.deepEqual([refused.status, (refused.json as { code: string }).code], [503, 'unavailable'])
  })
  await eventually(async () => assert.deepEqual(await ready(), [503, 'not-ready']))
  await database.start()
  await eventually(async () => assert.equal((await ready())[0], 200), 60_000)
  await eventually(async () => {
    const { json: message } = await server.call('GET', `/v1/messages/${id}`)
    assert.equal((message as { final: boolean }).final, true)
  }, 90_000)
  assert.equal((await server.call('POST', '/v1/sms', sms)).status, 202)
  assert.deepEqual(await server.process.stop(), { code: 0, signal: null })
})

test('a start waits for a database that is not there yet', { skip: withoutPostgres }, async (t) => {
  const database = await startPostgres({ tcp: true })
  t.after(() => database.stop())
  await database.halt()
  const starting = startCommand(t, tempFolder(t), ['start'], { DATABASE_URL: database.url() })
  await starting.printed(/the database does not answer yet; waiting for it/, 60_000)
  await database.start()
  await starting.printed(/What arrives is shown below/, 60_000)
})

test('a second signal ends the process at once', async (t) => {
  const server = await startServer(t)
  const hanging = createServer(() => undefined)
  await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    hanging.close()
    hanging.closeAllConnections()
  })
  const url = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}/`
  const asked = new Promise((resolve) => hanging.once('request', resolve))
  await server.call('POST', '/v1/webhooks', { url })
  await server.call('POST', '/v1/sms', sms)
  await asked
  process.kill(server.process.pid, 'SIGTERM')
  await server.process.printed(/a second signal ends at once/)
  assert.deepEqual(await server.process.stop('SIGTERM'), { code: 143, signal: null })
})

test('requests are traced to the collector that is named', async (t) => {
  const bodies: string[] = []
  const collector = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    bodies.push(body)
    response.end('{}')
  })
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
  t.after(() => collector.close())
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`
  const server = await startServer(t, { env: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } })
  await server.call('POST', '/v1/sms', sms)
  await eventually(() => {
    assert.match(bodies.join(''), /"name":"POST \/v1\/sms"/)
    assert.match(bodies.join(''), /"name":"send loopback"/)
  })
  assert.doesNotMatch(bodies.join(''), /5550123|Hello/)
})
