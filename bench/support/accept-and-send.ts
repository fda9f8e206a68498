import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '@trunkline/testkit'
import pg from 'pg'
import { child } from './child-program.ts'
import { authorization, depth } from './own-server.ts'
import { line, perSecond } from './printed.ts'
import { ServerProcess } from './server-process.ts'
import { wrk } from './wrk.ts'

const body = JSON.stringify({
  to: '+14155550123',
  content: { text: 'Your parcel arrives today between 14:00 and 16:00.' },
})
const pacedLoad = new URL('./paced-load.ts', import.meta.url).pathname

const posts = (server: ServerProcess, forSeconds: number, connections = 64) =>
  wrk(
    `${server.url}/v1/sms`,
    { Authorization: authorization(server), 'Content-Type': 'application/json' },
    body,
    connections,
    forSeconds,
  )

/** What a process that only serves the API accepts; what it accepted is then dispatched by one that does all. */
export async function accepting(server: ServerProcess, seconds: number): Promise<number> {
  await posts(server, 3)
  const result = await posts(server, seconds)
  if (result.failed > 0) throw new Error(`${result.failed} requests were refused`)
  line(
    'accepted by single POSTs, 64 connections (role api)',
    `${perSecond(result.perSecond)}  p50 ${result.p50}, p99 ${result.p99}`,
  )
  return result.perSecond
}

/** How many connections send at once where all that counts is how much goes through: whoever is measured is given the better of the two. */
export const manyConnections = [64, 128] as const

/** {@link endToEnd} with each number of connections; what was most. */
export async function mostEndToEnd(server: ServerProcess, seconds: number): Promise<{ endToEnd: number; rss: number }> {
  const most = { endToEnd: 0, rss: 0 }
  for (const connections of manyConnections) {
    const measured = await endToEnd(server, seconds, connections)
    most.endToEnd = Math.max(most.endToEnd, measured.endToEnd)
    most.rss = Math.max(most.rss, measured.rss)
  }
  return most
}

/** End to end: wrk posts as fast as it is answered while the same process dispatches; the clock stops when all is final. */
export async function endToEnd(
  server: ServerProcess,
  seconds: number,
  connections = 64,
): Promise<{ endToEnd: number; rss: number }> {
  await posts(server, 3, connections)
  while ((await depth(server)) > 0) await sleep(50)
  const began = performance.now()
  const result = await posts(server, seconds, connections)
  const rss = server.rss()
  while ((await depth(server)) > 0) await sleep(20)
  const took = (performance.now() - began) / 1000
  if (result.failed > 0) throw new Error(`${result.failed} requests were refused`)
  line(
    `from POST to final status, all in one process, ${connections} connections`,
    `${perSecond(result.requests / took)} (accepted meanwhile ${perSecond(result.perSecond)}, p99 ${result.p99})`,
  )
  return { endToEnd: result.requests / took, rss }
}

/** How fast a backlog goes: it is accepted while nobody dispatches, and then a worker is started beside. */
export async function drain(server: ServerProcess): Promise<void> {
  const database = new pg.Client(server.options.databaseUrl)
  await database.connect()
  const left = async () => Number((await database.query('select count(*) as n from channels_queue')).rows[0].n)
  const waiting = await left()
  const worker = new ServerProcess({ ...server.options, port: await freePort(), roles: 'worker' })
  try {
    await worker.start(false)
    while ((await left()) > waiting * 0.95) await sleep(10)
    const from = { at: performance.now(), left: await left() }
    // Counting the queue costs PostgreSQL 15 ms each time, so not often.
    while ((await left()) > waiting * 0.05) await sleep(250)
    line('a backlog drains at', perSecond((from.left - (await left())) / ((performance.now() - from.at) / 1000)))
  } finally {
    await worker.kill('SIGTERM')
    await database.end()
  }
}

/** What accepting takes while requests come at `rate`, half of what it can. */
export async function halfLoad(server: ServerProcess, rate: number, seconds: number): Promise<void> {
  const out = await child(
    pacedLoad,
    `${server.url}/v1/sms`,
    authorization(server),
    body,
    String(Math.round(rate)),
    String(seconds),
    '64',
  )
  const { requests, p50, p99, max, failed } = JSON.parse(out) as {
    requests: number
    p50: number
    p99: number
    max: number
    failed: object
  }
  line(
    `accept at half that load (${perSecond(rate)}, ${requests} requests)`,
    `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, max ${max.toFixed(0)} ms${Object.keys(failed).length > 0 ? ` FAILED ${JSON.stringify(failed)}` : ''}`,
  )
}
