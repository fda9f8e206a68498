/**
 * What the main job costs: messages accepted a second, messages from POST to final status, latency at half load and memory; beside the
 * raw limit of the database, and two job queues that do one job a message on the same PostgreSQL.
 *
 *   npm run bench:channels -- [--seconds 15] [--held 1000000] [--history 1000000] [--only accept,peers,window,embedded,history] [--tuned]
 */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { freePort, type PostgresServer } from '@trunkline/testkit'
import pg from 'pg'
import { startCluster } from './support/cluster.ts'
import { History, type StepCosts } from './support/history.ts'
import { rawLimit } from './support/raw-limit.ts'
import { ServerProcess } from './support/server-process.ts'
import { holdMany, watchWindow } from './support/window-opening.ts'
import { wrk } from './support/wrk.ts'

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    seconds: { type: 'string', default: '15' },
    held: { type: 'string', default: '1000000' },
    history: { type: 'string', default: '1000000' },
    only: { type: 'string', default: 'accept,peers,window,embedded,history' },
    tuned: { type: 'boolean', default: false },
  },
})
const seconds = Number(values.seconds)
const parts = new Set(values.only.split(','))
const body = JSON.stringify({
  to: '+14155550123',
  content: { text: 'Your parcel arrives today between 14:00 and 16:00.' },
})
// What an operator is advised to set; without it the server runs on PostgreSQL's own defaults. Durability is the same in both.
const advised = {
  max_wal_size: '8GB',
  shared_buffers: '1GB',
  wal_compression: 'lz4',
  checkpoint_timeout: '15min',
  wal_buffers: '64MB',
}

const here = (path: string) => new URL(path, import.meta.url).pathname
const line = (name: string, value: string) => console.log(`${name.padEnd(52)} ${value}`)
const perSecond = (rate: number) => `${Math.round(rate).toLocaleString('en')}/s`
const ratio = (a: number, b: number) => (b === 0 ? '–' : `${(a / b).toFixed(2)} x`)

function child(program: string, ...parameters: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const run = spawn(process.execPath, [here(program), ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] })
    let out = ''
    run.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
    })
    run.once('exit', (code) => (code === 0 ? resolve(out) : reject(new Error(`${program} ended with ${code}`))))
  })
}

/** Runs `work` with a server of its own, on PostgreSQL or embedded. */
async function withServer<T>(
  cluster: PostgresServer | null,
  work: (server: ServerProcess, folder: string) => Promise<T>,
  { config = '', roles }: { readonly config?: string; readonly roles?: string } = {},
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-bench-'))
  writeFileSync(join(folder, 'trunkline.yaml'), config)
  let databaseUrl: string | undefined
  if (cluster !== null) {
    const name = `bench_${Date.now()}`
    const admin = new pg.Client(cluster.url())
    await admin.connect()
    await admin.query(`create database ${name}`)
    await admin.end()
    databaseUrl = cluster.url(name)
  }
  const server = new ServerProcess({
    folder,
    port: await freePort(),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(roles === undefined ? {} : { roles }),
  })
  try {
    await server.start()
    return await work(server, folder)
  } finally {
    await server.kill('SIGTERM')
    // Its vacuum would run beside what is measured next.
    if (cluster !== null && databaseUrl !== undefined) await dropDatabase(cluster, databaseUrl)
    rmSync(folder, { recursive: true, force: true })
  }
}

async function dropDatabase(cluster: PostgresServer, url: string): Promise<void> {
  const admin = new pg.Client(cluster.url())
  await admin.connect()
  await admin.query(`drop database ${new URL(url).pathname.slice(1)} with (force)`)
  await admin.end()
}

const authorization = (server: ServerProcess) => {
  const { accountSid, authToken } = server.demo()
  return `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
}

async function depth(server: ServerProcess): Promise<number> {
  const answer = await fetch(`${server.url}/v1/admin/queue`, {
    headers: { authorization: `Bearer ${server.demo().adminToken}` },
  })
  const { queued, sending, awaiting } = (await answer.json()) as { queued: number; sending: number; awaiting: number }
  return queued + sending + awaiting
}

const posts = (server: ServerProcess, forSeconds: number) =>
  wrk(
    `${server.url}/v1/sms`,
    { Authorization: authorization(server), 'Content-Type': 'application/json' },
    body,
    64,
    forSeconds,
  )

/** What a process that only serves the API accepts; what it accepted is then dispatched by one that does all. */
async function accepting(server: ServerProcess): Promise<number> {
  await posts(server, 3)
  const result = await posts(server, seconds)
  if (result.failed > 0) throw new Error(`${result.failed} requests were refused`)
  line(
    'accepted by single POSTs, 64 connections (role api)',
    `${perSecond(result.perSecond)}  p50 ${result.p50}, p99 ${result.p99}`,
  )
  return result.perSecond
}

/** End to end: wrk posts as fast as it is answered while the same process dispatches; the clock stops when all is final. */
async function endToEnd(server: ServerProcess): Promise<{ endToEnd: number; rss: number }> {
  await posts(server, 3)
  while ((await depth(server)) > 0) await sleep(50)
  const began = performance.now()
  const result = await posts(server, seconds)
  const rss = server.rss()
  while ((await depth(server)) > 0) await sleep(20)
  const took = (performance.now() - began) / 1000
  if (result.failed > 0) throw new Error(`${result.failed} requests were refused`)
  line(
    'from POST to final status, all in one process',
    `${perSecond(result.requests / took)} (accepted meanwhile ${perSecond(result.perSecond)}, p99 ${result.p99})`,
  )
  return { endToEnd: result.requests / took, rss }
}

/** How fast a backlog goes: it is accepted while nobody dispatches, and then a worker is started beside. */
async function drain(server: ServerProcess): Promise<void> {
  const database = new pg.Client(server.options.databaseUrl)
  await database.connect()
  const left = async () => Number((await database.query('select count(*) as n from channels_queue')).rows[0].n)
  const waiting = await left()
  const worker = new ServerProcess({ ...server.options, port: await freePort(), roles: 'worker' })
  try {
    await worker.start(false)
    while ((await left()) > waiting * 0.95) await sleep(10)
    const from = { at: performance.now(), left: await left() }
    while ((await left()) > waiting * 0.05) await sleep(50)
    line('a backlog drains at', perSecond((from.left - (await left())) / ((performance.now() - from.at) / 1000)))
  } finally {
    await worker.kill('SIGTERM')
    await database.end()
  }
}

async function halfLoad(server: ServerProcess, rate: number): Promise<void> {
  const out = await child(
    './support/paced-load.ts',
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

async function main(): Promise<void> {
  console.log(
    `${availableParallelism()} cores (${cpus()[0]?.model}), Node ${process.version}, everything on this machine, fsync on${values.tuned ? ', PostgreSQL with the advised settings' : ''}\n`,
  )
  const cluster = await startCluster(values.tuned ? advised : {})
  try {
    let ours = { accepted: 0, endToEnd: 0, rss: 0 }
    if (parts.has('accept')) {
      const raw = await rawLimit(cluster.url(), 64, Math.min(seconds, 8))
      line('raw limit: the same rows in batches of 64, nothing else', perSecond(raw))
      const accepted = await withServer(
        cluster,
        async (server) => {
          const rate = await accepting(server)
          await halfLoad(server, rate / 2)
          await drain(server)
          return rate
        },
        { roles: 'api' },
      )
      line('accept beside the raw limit', ratio(accepted, raw))
      const measured = await withServer(cluster, endToEnd)
      line('RSS of the process under load', `${measured.rss.toFixed(0)} MB`)
      ours = { ...measured, accepted }
    }
    if (parts.has('peers')) await peers(cluster, ours)
    if (parts.has('embedded')) {
      console.log('\nembedded (PGlite, fsync on)')
      await withServer(null, endToEnd)
    }
    if (parts.has('window')) await windowOpening(cluster)
    if (parts.has('history')) await historyCosts(cluster)
  } finally {
    await cluster.stop()
  }
}

async function peers(cluster: PostgresServer, ours: { accepted: number; endToEnd: number }): Promise<void> {
  if (!existsSync(here('./peers/node_modules')))
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here('./peers'), stdio: 'ignore' })
  for (const [name, program] of [
    ['pg-boss', './peers/pg-boss.mjs'],
    ['graphile-worker', './peers/graphile-worker.mjs'],
  ] as const) {
    const { accepted, endToEnd } = JSON.parse(await child(program, cluster.url(), String(seconds))) as {
      accepted: number
      endToEnd: number
    }
    line(`${name}, one job a message, no HTTP`, `accepted ${perSecond(accepted)}, end to end ${perSecond(endToEnd)}`)
    line(
      `  Trunkline beside it`,
      `accept ${ratio(ours.accepted, accepted)}, end to end ${ratio(ours.endToEnd, endToEnd)}`,
    )
  }
}

async function windowOpening(cluster: PostgresServer): Promise<void> {
  const held = Number(values.held)
  const rate = 3000
  const config = `gateways:\n  desk: { type: loopback, rate: ${rate}, keep: 1000000 }\nroutes: { sms: [desk] }\n`
  console.log(
    `\na window opens on ${held.toLocaleString('en')} held messages of 50 clients, one of whom has half of them; the gateway takes ${rate}/s`,
  )
  await withServer(
    cluster,
    async (server) => {
      const database = new pg.Client(server.options.databaseUrl)
      await database.connect()
      const opens = await holdMany(database, server, authorization(server), held)
      const seen = await watchWindow(database, server, opens, 30)
      await database.end()
      line('from opening to the first dispatch', `${seen.firstMs.toFixed(0)} ms`)
      line(
        'drained in the 30 s after it',
        `${perSecond(seen.drained / 30)} (${ratio(seen.drained / 30, rate)} of the pace)`,
      )
      line(
        'fewest and most messages a small client got in 10 s',
        `${seen.fewest} and ${seen.most}; the client with half of all: ${seen.large}`,
      )
      line('most RSS of the process meanwhile', `${seen.rss.toFixed(0)} MB`)
    },
    { config },
  )
}

/** Whether a message costs more where many were sent before: the same rounds in turn on a short and on a long history. */
async function historyCosts(cluster: PostgresServer): Promise<void> {
  const [few, many] = [10_000, Number(values.history)]
  console.log(
    `\nwhat a message costs in the database, on ${few.toLocaleString('en')} and on ${many.toLocaleString('en')} messages of history`,
  )
  const short = await History.open(cluster, few)
  const long = await History.open(cluster, many)
  const rounds: { short: StepCosts; long: StepCosts }[] = []
  for (let round = 0; round < 9; round++) rounds.push({ short: await short.send(1_280), long: await long.send(1_280) })
  for (const step of ['accept', 'claim', 'finish'] as const) {
    // The first round fills caches and makes plans.
    const [a, b] = (['short', 'long'] as const).map((which) =>
      median(rounds.slice(1).map((one) => one[which][step])),
    ) as [number, number]
    line(`${step}, in batches of 64`, `${a.toFixed(0)} and ${b.toFixed(0)} µs a message (${ratio(b, a)})`)
  }
  await short.close()
  await long.close()
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] as number
}

await main()
