/**
 * What the main job costs: messages accepted a second, messages from POST to final status, latency at half load and memory; beside the
 * raw limit of the database, and two job queues that do one job a message on the same PostgreSQL.
 *
 *   npm run bench:channels -- [--seconds 15] [--held 1000000] [--history 1000000] [--only accept,peers,window,embedded,history] [--tuned]
 */
import { availableParallelism, cpus } from 'node:os'
import { parseArgs } from 'node:util'
import type { PostgresServer } from '@trunkline/testkit'
import pg from 'pg'
import { accepting, drain, endToEnd, halfLoad, mostEndToEnd } from './support/accept-and-send.ts'
import { startCluster } from './support/cluster.ts'
import { History, type StepCosts } from './support/history.ts'
import { peers } from './support/job-queues.ts'
import { authorization, withServer } from './support/own-server.ts'
import { line, perSecond, ratio } from './support/printed.ts'
import { rawLimit } from './support/raw-limit.ts'
import { holdMany, watchWindow } from './support/window-opening.ts'

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
// What an operator is advised to set; without it the server runs on PostgreSQL's own defaults. Durability is the same in both.
const advised = {
  max_wal_size: '8GB',
  shared_buffers: '1GB',
  wal_compression: 'lz4',
  checkpoint_timeout: '15min',
  wal_buffers: '64MB',
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
          const rate = await accepting(server, seconds)
          await halfLoad(server, rate / 2, seconds)
          await drain(server)
          return rate
        },
        { roles: 'api' },
      )
      line('accept beside the raw limit', ratio(accepted, raw))
      const measured = await withServer(cluster, (server) => mostEndToEnd(server, seconds))
      line('RSS of the process under load', `${measured.rss.toFixed(0)} MB`)
      ours = { ...measured, accepted }
    }
    if (parts.has('peers')) await peers(cluster, seconds, ours)
    if (parts.has('embedded')) {
      console.log('\nembedded (PGlite, fsync on)')
      await withServer(null, (server) => endToEnd(server, seconds))
    }
    if (parts.has('window')) await windowOpening(cluster)
    if (parts.has('history')) await historyCosts(cluster)
  } finally {
    await cluster.stop()
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
