/**
 * Trunkline through Trunkline while both are killed: one sends through its `twilio` gateway to the Twilio-compatible edge of another, receipts and
 * answers of people come back as webhooks, and both servers and PostgreSQL are killed (-9) and restarted at random moments. In the end every message
 * that was accepted must have arrived once and be final, and every answer of a person must have come back once.
 *
 *   npm run bench:chaos -- --edge [--minutes 5] [--pace 30] [--keep]
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { freePort, type PostgresServer } from '@trunkline/testkit'
import pg from 'pg'
import { countChain, printChain } from './support/chain-count.ts'
import { startCluster } from './support/cluster.ts'
import { type Demo, ServerProcess } from './support/server-process.ts'

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    edge: { type: 'boolean', default: true },
    minutes: { type: 'string', default: '5' },
    /** Messages a second; answers of people are a third of that. */
    pace: { type: 'string', default: '30' },
    keep: { type: 'boolean', default: false },
  },
})

/** What the test did: what was promised to it, and what it broke. */
interface Deeds {
  readonly sent: Set<string>
  readonly answered: Set<string>
  readonly killed: Record<string, number>
  retries: number
}

/** The two servers, and whose account they use. */
interface Chain {
  readonly cluster: PostgresServer
  /** The one that programs use; its SMS gateway is the other. */
  readonly near: ServerProcess
  /** The one that stands where Twilio would. */
  readonly far: ServerProcess
  readonly databases: { readonly near: string; readonly far: string }
}

/** Credentials as they were at the first start: while a server starts anew, its file is not there. */
const demos = new Map<ServerProcess, Demo>()

function demoOf(server: ServerProcess): Demo {
  const demo = demos.get(server) ?? server.demo()
  demos.set(server, demo)
  return demo
}

const basic = ({ accountSid, authToken }: Demo) =>
  `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`

async function call(
  server: ServerProcess,
  method: string,
  path: string,
  body: object | URLSearchParams,
  headers: Record<string, string> = {},
): Promise<Response> {
  const form = body instanceof URLSearchParams
  return fetch(`${server.url}${path}`, {
    method,
    headers: {
      authorization: basic(demoOf(server)),
      ...(form ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: form ? body : JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  })
}

async function must(answer: Response): Promise<Response> {
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}: ${await answer.text()}`)
  return answer
}

/** Asks again until it is done; what is refused for good is an error. */
async function insist(deeds: Deeds, ask: () => Promise<Response>): Promise<void> {
  for (;;) {
    const answer = await ask().catch(() => undefined)
    const text = await answer?.text().catch(() => '')
    if (answer?.ok) return
    if (answer !== undefined && answer.status < 500 && answer.status !== 409 && answer.status !== 429)
      throw new Error(`refused with ${answer.status}: ${text}`)
    deeds.retries++
    await sleep(100 + Math.random() * 200)
  }
}

async function open(folder: string, cluster: PostgresServer): Promise<Chain> {
  const databases = { near: await database(cluster, 'near'), far: await database(cluster, 'far') }
  const folders = { near: join(folder, 'near'), far: join(folder, 'far') }
  for (const each of Object.values(folders)) mkdirSync(each)
  const far = new ServerProcess({ folder: folders.far, port: await freePort(), databaseUrl: databases.far })
  await far.start()
  const { accountSid, authToken, phoneNumber } = demoOf(far)
  const gateway = {
    type: 'twilio',
    baseUrl: far.url,
    accountSid,
    authToken,
    from: phoneNumber,
    settleSeconds: 3,
    timeoutSeconds: 5,
  }
  writeFileSync(
    join(folders.near, 'trunkline.yaml'),
    JSON.stringify({ gateways: { far: gateway }, routes: { sms: ['far'] } }),
  )
  const port = await freePort()
  const environment = { TRUNKLINE_PUBLIC_URL: `http://127.0.0.1:${port}` }
  const near = new ServerProcess({ folder: folders.near, port, databaseUrl: databases.near, environment })
  await near.start()
  await share(near, far, phoneNumber)
  return { cluster, near, far, databases }
}

/** The number is on both sides: people write to it at the far one, and at the near one it belongs to the demo client. */
async function share(near: ServerProcess, far: ServerProcess, phoneNumber: string): Promise<void> {
  await must(await call(near, 'PUT', `/v1/numbers/${phoneNumber}`, { identity: 'desk' }))
  await must(await call(far, 'PUT', `/v1/numbers/${phoneNumber}`, { smsUrl: `${near.url}/hooks/twilio/far` }))
  await must(await call(near, 'PUT', '/v1/client/channels/sms', { unknown: 'give-up' }))
}

async function database(cluster: PostgresServer, name: string): Promise<string> {
  const admin = new pg.Client(cluster.url())
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  return cluster.url(name)
}

/** Sends and answers at an even pace until the time is over. */
async function traffic({ near, far }: Chain, deeds: Deeds, until: number): Promise<void> {
  const pace = Number(values.pace)
  const phoneNumber = demoOf(far).phoneNumber
  const flow = async (share: number, one: (index: number) => Promise<void>) => {
    const open = new Set<Promise<void>>()
    for (let index = 0; Date.now() < until; index++) {
      const work = one(index).finally(() => open.delete(work))
      open.add(work)
      if (open.size > 200) await Promise.race(open)
      await sleep(1000 / (pace * share))
    }
    await Promise.all(open)
  }
  await Promise.all([
    flow(1, async (index) => {
      const text = `out ${index}`
      const body = { to: '+14155550123', content: { text } }
      await insist(deeds, () => call(near, 'POST', '/v1/sms', body, { 'idempotency-key': text }))
      deeds.sent.add(text)
    }),
    flow(1 / 3, async (index) => {
      const text = `in ${index}`
      const headers = { authorization: `Bearer ${demoOf(far).adminToken}`, 'idempotency-key': text }
      await insist(deeds, () =>
        call(far, 'POST', '/v1/admin/inbox/messages', { from: '+14155550123', to: phoneNumber, text }, headers),
      )
      deeds.answered.add(text)
    }),
  ])
}

async function havoc({ cluster, near, far }: Chain, deeds: Deeds, until: number, over: () => boolean): Promise<void> {
  const victims = ['near', 'far', 'postgresql'] as const
  for (let count = 0; ; count++) {
    await sleep(1500 + Math.random() * 5000)
    if (Date.now() > until || over()) return
    // Each in turn at first, so that a short run has all of them; then by chance.
    const victim = victims[count < 3 ? count : Math.floor(Math.random() * 3)] ?? 'near'
    deeds.killed[victim] = (deeds.killed[victim] ?? 0) + 1
    console.log(`  ${String(deeds.sent.size).padStart(6)} sent, ${deeds.answered.size} answered; kill -9 of ${victim}`)
    if (victim === 'postgresql') {
      await cluster.kill()
      await sleep(Math.random() * 1500)
      await cluster.start()
      continue
    }
    const process_ = victim === 'near' ? near : far
    await process_.kill()
    await sleep(Math.random() * 1500)
    await process_.start(false)
  }
}

/**
 * What whoever runs servers has: a server that begins while the database goes away says so and ends, and is started again. Looks every
 * second until it is told to stop.
 */
function supervise(servers: readonly ServerProcess[]): () => void {
  const timer = setInterval(() => {
    for (const each of servers) if (each.failed) void each.start(false)
  }, 1000)
  return () => clearInterval(timer)
}

async function run(chain: Chain): Promise<void> {
  const unattended = supervise([chain.near, chain.far])
  try {
    await runAttended(chain)
  } finally {
    unattended()
  }
}

async function runAttended(chain: Chain): Promise<void> {
  const deeds: Deeds = { sent: new Set(), answered: new Set(), killed: {}, retries: 0 }
  const until = Date.now() + Number(values.minutes) * 60_000
  let failed: unknown
  const breaking = havoc(chain, deeds, until, () => failed !== undefined)
  await traffic(chain, deeds, until).catch((error: unknown) => {
    failed = error
  })
  // Whatever went wrong, nothing is started any more while all is being ended.
  await breaking
  if (failed !== undefined) throw failed
  console.log('  the last kill is over; waiting until all is settled')
  // A message that met a gateway that was down several times waits for minutes before its next try.
  const counts = await countChain(chain.databases, deeds, 900_000)
  if (!printChain(counts, deeds)) process.exitCode = 1
}

const folder = mkdtempSync(join(tmpdir(), 'trunkline-through-trunkline-'))
const cluster = await startCluster()
let chain: Chain | undefined
try {
  chain = await open(folder, cluster)
  await run(chain)
} finally {
  await chain?.near.kill()
  await chain?.far.kill()
  await cluster.stop()
  if (values.keep) console.log(`logs are kept in ${folder}`)
  else rmSync(folder, { recursive: true, force: true })
}
