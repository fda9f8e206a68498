/**
 * What the Twilio-compatible edge costs: messages created a second beside the Send API of the same server, and pages of 50 out of a million
 * messages; both beside an operation of the same edge that does nothing but authenticate.
 *
 *   npm run bench:edge -- [--seconds 10] [--messages 1000000] [--tuned]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { freePort, type PostgresServer } from '@trunkline/testkit'
import pg from 'pg'
import { startCluster } from './support/cluster.ts'
import { multiplyMessages } from './support/multiply-messages.ts'
import { ServerProcess } from './support/server-process.ts'
import { type WrkResult, wrk } from './support/wrk.ts'

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    seconds: { type: 'string', default: '10' },
    messages: { type: 'string', default: '1000000' },
    tuned: { type: 'boolean', default: false },
  },
})
const seconds = Number(values.seconds)
const messages = Number(values.messages)
const advised = { max_wal_size: '8GB', shared_buffers: '1GB', checkpoint_timeout: '15min', wal_buffers: '64MB' }
const text = 'Your parcel arrives today between 14:00 and 16:00.'

const line = (name: string, value: string) => console.log(`${name.padEnd(58)} ${value}`)
const told = ({ perSecond, p50, p99 }: WrkResult) =>
  `${Math.round(perSecond).toLocaleString('en')}/s  p50 ${p50}, p99 ${p99}`
const milliseconds = (time: string) =>
  Number.parseFloat(time) * (time.endsWith('us') ? 0.001 : time.endsWith('ms') ? 1 : 1000)
const verdict = (met: boolean) => (met ? 'met' : 'NOT MET')

/** What the demo client asks with, and for. */
interface Account {
  readonly headers: Readonly<Record<string, string>>
  readonly base: string
  readonly from: string
}

function accountOf(server: ServerProcess): Account {
  const { accountSid, authToken, phoneNumber } = server.demo()
  return {
    headers: { Authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
    base: `${server.url}/2010-04-01/Accounts/${accountSid}`,
    from: phoneNumber,
  }
}

async function measured(
  name: string,
  url: string,
  headers: Account['headers'],
  body: string | undefined,
  connections: number,
): Promise<WrkResult> {
  const result = await wrk(url, headers, body, connections, seconds)
  if (result.failed > 0) throw new Error(`${name}: ${result.failed} of ${result.requests} requests failed`)
  line(name, told(result))
  return result
}

const json = { 'Content-Type': 'application/json' }
const form = { 'Content-Type': 'application/x-www-form-urlencoded' }

async function creating(server: ServerProcess, { headers, base, from }: Account): Promise<void> {
  const sms = JSON.stringify({ to: '+14155550123', from, content: { text } })
  const message = new URLSearchParams({ To: '+14155550123', From: from, Body: text }).toString()
  await wrk(`${server.url}/v1/sms`, { ...headers, ...json }, sms, 64, 3)
  await wrk(`${base}/Messages.json`, { ...headers, ...form }, message, 64, 3)
  await measured('only authenticated (GET Balance), 64 connections', `${base}/Balance.json`, headers, undefined, 64)
  const accepted = await measured(
    'accepted by the Send API (POST /v1/sms), 64 connections',
    `${server.url}/v1/sms`,
    { ...headers, ...json },
    sms,
    64,
  )
  const created = await measured(
    'created by POST Messages, 64 connections',
    `${base}/Messages.json`,
    { ...headers, ...form },
    message,
    64,
  )
  const ratio = created.perSecond / accepted.perSecond
  line('create beside the Send API', `${ratio.toFixed(2)} x (target 0.5 x: ${verdict(ratio >= 0.5)})`)
}

async function listing(database: pg.Client, { headers, base, from }: Account): Promise<void> {
  const began = performance.now()
  const stored = await multiplyMessages(database, messages)
  console.log(
    `${stored.toLocaleString('en')} messages of one client in the store (loaded in ${((performance.now() - began) / 1000).toFixed(0)} s)`,
  )
  await measured('only authenticated (GET Balance), 4 connections', `${base}/Balance.json`, headers, undefined, 4)
  const deep = await pageAt(base, headers, 200)
  const lists = [
    ['the first page', `${base}/Messages.json?PageSize=50`],
    ['the page after 10,000 messages', deep],
    ['the first page of a recipient', `${base}/Messages.json?PageSize=50&To=%2B14155550123`],
    [
      'the first page of a sender and a day',
      `${base}/Messages.json?PageSize=50&From=${encodeURIComponent(from)}&DateSent=${new Date().toISOString().slice(0, 10)}`,
    ],
  ] as const
  for (const [name, url] of lists) {
    await wrk(url, headers, undefined, 4, 1)
    const { p99 } = await measured(`GET Messages, 50 of them: ${name}, 4 connections`, url, headers, undefined, 4)
    line('', `p99 target 30 ms: ${verdict(milliseconds(p99) <= 30)}`)
  }
}

/** The address of a later page, found as every client finds it. */
async function pageAt(base: string, headers: Account['headers'], page: number): Promise<string> {
  let url = `${base}/Messages.json?PageSize=50`
  for (let at = 0; at < page; at++) {
    const answer = await fetch(url, { headers })
    const { next_page_uri: next } = (await answer.json()) as { next_page_uri: string | null }
    if (!next) throw new Error(`there is no page ${at + 1}`)
    url = new URL(next, base).href
  }
  return url
}

async function run(cluster: PostgresServer, folder: string): Promise<void> {
  const api = new ServerProcess({ folder, port: await freePort(), databaseUrl: cluster.url(), roles: 'api' })
  const whole = new ServerProcess({ folder, port: await freePort(), databaseUrl: cluster.url() })
  const database = new pg.Client(cluster.url())
  await database.connect()
  try {
    // One message is sent to its end first: what the million are copies of.
    await whole.start()
    await sendOne(database, accountOf(whole))
    await whole.kill('SIGTERM')
    await api.start()
    // The pages first: what is created afterwards waits for a worker that is not there.
    await listing(database, accountOf(api))
    await creating(api, accountOf(api))
    line('RSS of the process', `${api.rss().toFixed(0)} MB`)
  } finally {
    await database.end()
    await whole.kill()
    await api.kill('SIGTERM')
  }
}

async function sendOne(database: pg.Client, { base, headers, from }: Account): Promise<void> {
  const answer = await fetch(`${base}/Messages.json`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ To: '+14155550123', From: from, Body: text }),
  })
  if (answer.status !== 201) throw new Error(`the first message was refused: ${answer.status} ${await answer.text()}`)
  const end = Date.now() + 30_000
  while (Date.now() < end) {
    const { rows } = await database.query('select 1 from channels_message where final')
    if (rows.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the first message did not become final')
}

console.log(
  `${availableParallelism()} cores (${cpus()[0]?.model}), Node ${process.version}, everything on this machine, fsync on${values.tuned ? ', PostgreSQL with the advised settings' : ''}\n`,
)
const cluster = await startCluster(values.tuned ? advised : {})
const folder = mkdtempSync(join(tmpdir(), 'trunkline-bench-'))
try {
  await run(cluster, folder)
} finally {
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
}
