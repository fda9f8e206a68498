/**
 * What verification costs: starts and checks a second of many callers at a time, with the guard on; beside the rate at which the same database
 * commits transactions of one row, inserted or updated, over 8 connections.
 *
 *   npm run bench:verify -- [--seconds 8] [--callers 256]
 */
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { migrations as accountMigrations } from '@trunkline/accounts'
import { parseEmail, parsePhone } from '@trunkline/channels'
import { migrations as eventMigrations } from '@trunkline/events'
import { createSealer, type Database, migrate, openDatabase } from '@trunkline/postgres'
import { quietLog } from '@trunkline/testkit'
import { createSenderFactory, createVerify, migrations, type Verify } from '@trunkline/verify'
import { createIdGenerator } from '@trunkline/wire'
import { startCluster } from './support/cluster.ts'
import { oneRowRates } from './support/one-row-rates.ts'

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: { seconds: { type: 'string', default: '8' }, callers: { type: 'string', default: '256' } },
})
const seconds = Number(values.seconds)
const callers = Number(values.callers)
const connections = 8
const code = '493817'
const target = 0.4

const line = (name: string, value: string) => console.log(`${name.padEnd(56)} ${value}`)
const perSecond = (rate: number) => `${Math.round(rate).toLocaleString('en')}/s`

/** Numbers that could be anybody's, spread over many ranges so that no limit of the guard is met. */
function* numbers(): Generator<string, never> {
  const areas = [201, 202, 205, 206, 212, 213, 303, 305, 312, 313, 404, 415, 503, 512, 602, 612, 617, 702, 713, 718]
  for (let n = 0; ; n++) {
    const area = areas[n % areas.length]
    const exchange = 220 + (Math.floor(n / areas.length) % 330)
    const subscriber = 1_000 + (Math.floor(n / areas.length / 330) % 9_000)
    yield `+1${area}${exchange}${subscriber}`
  }
}

/** Runs `work` from many callers at a time; runs a second, and how long the slowest hundredth took. */
async function load(limit: number, work: () => Promise<boolean>): Promise<{ rate: number; p99: number; runs: number }> {
  const times: number[] = []
  const began = performance.now()
  const end = began + limit * 1_000
  const caller = async () => {
    while (performance.now() < end) {
      const from = performance.now()
      if (!(await work())) return
      times.push(performance.now() - from)
    }
  }
  await Promise.all(Array.from({ length: callers }, caller))
  const spent = (performance.now() - began) / 1_000
  times.sort((one, other) => one - other)
  return { rate: times.length / spent, p99: times[Math.floor(times.length * 0.99)] ?? 0, runs: times.length }
}

function makeVerify(db: Database): Verify {
  const clock = { now: Date.now }
  const secret = randomBytes(32)
  const sender = {
    type: 'none',
    repeatable: true,
    sendSms: async () => ({ kind: 'accepted', providerId: 'x' }) as const,
  }
  return createVerify({
    ...{ db, clock, ids: createIdGenerator({ now: clock.now }), log: quietLog, randomBytes, secret },
    sealer: createSealer(secret),
    meter: { count() {} },
    addresses: { phone: parsePhone, email: parseEmail },
    senders: createSenderFactory({ gatewayOf: () => 'none', gateways: { none: () => sender } }),
    clientName: async () => 'Bench',
    signingTokens: async () => [],
    gatewayToken: () => undefined,
    baseUrl: () => undefined,
    onEvents: () => undefined,
  })
}

async function makeClient(db: Database, verify: Verify): Promise<string> {
  const id = createIdGenerator({ now: Date.now }).uuid()
  await db.query({
    text: `insert into accounts_client (id, name, token, token_at, created_at, version) values ($1, 'Bench', 'x', now(), now(), 1)`,
    values: [id],
  })
  // The limits are counted as always; they are only too high to be met.
  const scopes = ['number', 'ip', 'prefix', 'country', 'client'] as const
  const { id: service } = await verify.services.defaultOf(id)
  const limits = scopes.map((scope) => ({ scope, max: 1_000_000_000, seconds: 3_600 }))
  await verify.services.update(id, service, { settings: { limits, fraudSends: 1_000_000 } })
  return id
}

const cluster = await startCluster()
const missed: string[] = []
try {
  const db = await openDatabase({ url: cluster.url(), poolSize: connections, log: quietLog })
  await migrate(db, [eventMigrations, accountMigrations, migrations])
  const raw = await oneRowRates(cluster.url(), connections, seconds)
  line(`raw: transactions that insert one row, ${connections} connections`, perSecond(raw.insert))
  line(`raw: transactions that update one row, ${connections} connections`, perSecond(raw.update))
  const verify = makeVerify(db)
  const clientId = await makeClient(db, verify)
  const next = numbers()
  const started: string[] = []
  const startOne = async () => {
    const { id } = await verify.verifications.start(clientId, { to: next.next().value, channel: 'sms', code })
    started.push(id)
    return true
  }
  await load(1, startOne)
  const starts = await load(seconds, startOne)
  report('start', starts, raw.insert, 'insert')
  let wrong = 0
  const checks = await load(seconds, async () => {
    const id = started.pop()
    if (id === undefined) return false
    const { status } = await verify.verifications.check(clientId, id, code)
    if (status !== 'approved') wrong += 1
    return true
  })
  if (wrong > 0) throw new Error(`${wrong} right codes were not taken`)
  report('check', checks, raw.update, 'update')
  await verify.stop()
  await db.close()
} finally {
  await cluster.stop()
}
console.log(missed.length === 0 ? 'all targets met' : `${missed.length} missed: ${missed.join(', ')}`)
process.exitCode = missed.length === 0 ? 0 : 1

function report(
  name: string,
  { rate, p99, runs }: Awaited<ReturnType<typeof load>>,
  against: number,
  what: string,
): void {
  const ratio = rate / against
  line(`verification: ${name}, ${callers} callers, ${runs} runs`, `${perSecond(rate)}, p99 ${p99.toFixed(0)} ms`)
  line(`  against one-row ${what}s (target ${target} x)`, `${ratio.toFixed(2)} x`)
  if (ratio < target) missed.push(name)
}
