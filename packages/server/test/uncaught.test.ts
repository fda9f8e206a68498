import assert from 'node:assert/strict'
import { join } from 'node:path'
import { kill } from 'node:process'
import { describe, type TestContext, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { clonedDatabase, eventually, tempFolder, withoutPostgres } from '@trunkline/testkit'
import pg from 'pg'
import { startServer } from './support/server-process.ts'

const preload = pathToFileURL(join(import.meta.dirname, 'support/fail-on-signal.ts')).href

/** A server that fails at SIGUSR2, over a database of its own. */
async function failing(t: TestContext, fault: string) {
  const databaseUrl = await clonedDatabase(t, [])
  const env = { DATABASE_URL: databaseUrl, NODE_OPTIONS: `--import=${preload}`, TEST_FAULT: fault }
  const server = await startServer(t, { folder: tempFolder(t), env })
  const workers = async () => {
    const db = new pg.Client(databaseUrl)
    await db.connect()
    const { rows } = await db.query('select id from channels_worker')
    await db.end()
    return rows.length
  }
  return { server, workers, fail: () => kill(server.process.pid, 'SIGUSR2') }
}

/** What was logged at a level. */
const logged = (output: string, level: string) =>
  output
    .split('\n')
    .slice(0, -1) // It may not have come whole.
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { level: string; msg: string; err?: { message: string; stack: string } })
    .filter((line) => line.level === level)

describe('an error that nobody caught', { skip: withoutPostgres, concurrency: 4 }, () => {
  for (const fault of ['exception', 'rejection']) {
    test(`stops the process in order, with exit code 1, after it was logged: ${fault}`, async (t) => {
      const { server, workers, fail } = await failing(t, fault)
      await eventually(async () => assert.equal(await workers(), 1))
      fail()
      assert.deepEqual(await server.process.ended, { code: 1, signal: null })
      const [fatal, ...more] = logged(server.process.output(), 'fatal')
      assert.equal(fatal?.msg, 'an error that nobody foresaw: the process stops')
      assert.equal(fatal?.err?.message, 'nobody foresaw this')
      assert.match(fatal?.err?.stack ?? '', /fail-on-signal/)
      assert.deepEqual(more, [])
      // It has signed off, so that the others need not wait until its leases run out.
      assert.equal(await workers(), 0)
    })
  }

  test('stops the process in order also when it is asked to stop meanwhile', async (t) => {
    const { server, workers, fail } = await failing(t, 'exception')
    fail()
    await server.process.printed(/nobody foresaw: the process stops/)
    assert.deepEqual(await server.process.stop(), { code: 1, signal: null })
    assert.equal(await workers(), 0)
  })

  test('ends the process where it cannot stop in order', async (t) => {
    const { server, fail } = await failing(t, 'hang')
    fail()
    assert.deepEqual(await server.process.ended, { code: 1, signal: null })
  })

  test('is not needed: a stop that a part holds up ends all the same, and that part is named', async (t) => {
    const { server, fail } = await failing(t, 'stuck')
    fail()
    await server.process.printed(/now stuck/)
    assert.deepEqual(await server.process.stop(), { code: 1, signal: null })
    const [error] = logged(server.process.output(), 'error') as { msg?: string; unfinished?: string[] }[]
    assert.match(error?.msg ?? '', /^stopping took longer than 28 s/)
    assert.equal(error?.unfinished?.at(-1), 'api')
  })

  test('in a media worker ends that worker alone; it is logged with its place, and another one is started', async (t) => {
    const { server, fail } = await failing(t, 'media')
    // Media workers are started for the first call, and take a while.
    const call = { to: '+14155550123', content: { text: 'Hello' } }
    assert.equal((await server.call('POST', '/v1/calls', call)).status, 202)
    await eventually(() => {
      fail()
      assert.match(server.process.output(), /a media worker died/)
    }, 60_000)
    const [died] = logged(server.process.output(), 'error') as { reason?: string; detail?: string }[]
    assert.equal(died?.reason, 'nobody foresaw this')
    assert.match(died?.detail ?? '', /fail-on-signal/)
    assert.equal((await server.call('GET', '/v1/client')).status, 200)
    assert.deepEqual(await server.process.stop(), { code: 0, signal: null })
  })
})
