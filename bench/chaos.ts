/**
 * Sends messages while the API process, the worker and PostgreSQL are killed (-9) at random moments, and counts what became of them:
 * every message that was answered 202 must reach a final status, and none may be dispatched twice but those whose attempt is recorded as
 * unknown under the policy `resend`.
 *
 *   npm run bench:chaos -- [--messages 20000] [--kills 10] [--policy give-up|resend]
 *   npm run bench:chaos -- --kafka …    (see chaos-kafka.ts)
 *   npm run bench:chaos -- --edge …     (see chaos-edge.ts)
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { freePort, type PostgresServer } from '@trunkline/testkit'
import pg from 'pg'
import { startCluster } from './support/cluster.ts'
import { ServerProcess } from './support/server-process.ts'
import { hasUnknownAttempt } from './support/stored-deliveries.ts'

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    messages: { type: 'string', default: '20000' },
    kills: { type: 'string', default: '10' },
    policy: { type: 'string', default: 'give-up' },
    keep: { type: 'boolean', default: false },
    kafka: { type: 'boolean', default: false },
    records: { type: 'string' },
    keys: { type: 'string' },
    edge: { type: 'boolean', default: false },
    minutes: { type: 'string' },
    pace: { type: 'string' },
  },
})
const total = Number(values.messages)
const kills = Number(values.kills)

/** What the senders saw. */
interface Tally {
  readonly accepted: Map<string, string>
  retries: number
  refused: number
}

async function send(url: () => string, headers: Record<string, string>, index: number, tally: Tally): Promise<void> {
  const key = `chaos-${index}`
  const body = JSON.stringify({ to: '+14155550123', content: { text: `chaos ${index}` }, category: 'transactional' })
  for (;;) {
    try {
      const answer = await fetch(`${url()}/v1/sms`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': key },
        body,
        signal: AbortSignal.timeout(10_000),
      })
      const text = await answer.text()
      if (answer.status === 202) {
        const { id } = JSON.parse(text) as { id: string }
        const before = tally.accepted.get(key)
        if (before !== undefined && before !== id)
          throw new Error(`the key ${key} gave two messages, ${before} and ${id}`)
        tally.accepted.set(key, id)
        return
      }
      if (answer.status < 500 && answer.status !== 409 && answer.status !== 429)
        throw new Error(`refused with ${answer.status}: ${text}`)
      tally.refused++
    } catch (error) {
      if (error instanceof Error && /^(refused with|the key)/.test(error.message)) throw error
      tally.retries++
    }
    await sleep(50 + Math.random() * 200)
  }
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-chaos-'))
  const cluster = await startCluster()
  const secret = { TRUNKLINE_LOG: 'error' }
  const api = new ServerProcess({
    folder,
    port: await freePort(),
    databaseUrl: cluster.url(),
    roles: 'api',
    environment: secret,
  })
  const worker = new ServerProcess({
    folder,
    port: await freePort(),
    databaseUrl: cluster.url(),
    roles: 'worker',
    environment: secret,
  })
  try {
    await api.start()
    await worker.start(false)
    await run(cluster, api, worker)
  } finally {
    await worker.kill()
    await api.kill()
    await cluster.stop()
    if (!values.keep) rmSync(folder, { recursive: true, force: true })
    else console.log(`logs are kept in ${folder}`)
  }
}

async function run(cluster: PostgresServer, api: ServerProcess, worker: ServerProcess): Promise<void> {
  const demo = api.demo()
  const headers = { authorization: `Basic ${Buffer.from(`${demo.accountSid}:${demo.authToken}`).toString('base64')}` }
  await fetch(`${api.url}/v1/client/channels/sms`, {
    method: 'PUT',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ unknown: values.policy }),
  }).then((answer) => {
    if (!answer.ok) throw new Error(`the policy could not be set: ${answer.status}`)
  })
  const tally: Tally = { accepted: new Map(), retries: 0, refused: 0 }
  let next = 0
  const began = performance.now()
  const senders = Promise.all(
    Array.from({ length: 32 }, async () => {
      while (next < total) await send(() => api.url, headers, next++, tally)
    }),
  )
  const killed: Record<string, number> = { api: 0, worker: 0, postgresql: 0 }
  // The kills are spread over the sending: each comes when its share of the messages has been accepted, at a random moment after that.
  for (let kill = 1; kill <= kills; kill++) {
    while (tally.accepted.size < (total * kill) / (kills + 1))
      await Promise.race([sleep(20), senders.then(() => sleep(20))])
    await sleep(Math.random() * 400)
    const victim = ['worker', 'api', 'postgresql'][kill % 3] as string
    killed[victim] = (killed[victim] ?? 0) + 1
    process.stdout.write(`  ${String(tally.accepted.size).padStart(6)} accepted; kill -9 of ${victim}\n`)
    if (victim === 'postgresql') {
      await cluster.kill()
      await sleep(Math.random() * 1500)
      await cluster.start()
    } else {
      const process_ = victim === 'api' ? api : worker
      await process_.kill()
      await sleep(Math.random() * 1000)
      await process_.start(false)
    }
  }
  await senders
  const sentIn = (performance.now() - began) / 1000
  console.log(`  ${tally.accepted.size} accepted in ${sentIn.toFixed(1)} s; waiting for the last to be final`)
  await report(cluster, tally, sentIn, began)
}

async function report(cluster: PostgresServer, tally: Tally, sentIn: number, began: number): Promise<void> {
  const db = new pg.Client(cluster.url())
  await db.connect()
  const number = async (sql: string, parameters: unknown[] = []) =>
    Number((await db.query(sql, parameters)).rows[0]?.n ?? 0)
  const deadline = Date.now() + 180_000
  while (Date.now() < deadline && (await number('select count(*) as n from channels_message where not final')) > 0)
    await sleep(250)
  const settledIn = (performance.now() - began) / 1000
  const ids = [...tally.accepted.values()].map((sid) =>
    sid.slice(2).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
  )
  const counts = {
    accepted: ids.length,
    distinct: new Set(ids).size,
    stored: await number('select count(*) as n from channels_message'),
    final: await number('select count(*) as n from channels_message where id = any($1::uuid[]) and final', [ids]),
    delivered: await number(
      `select count(*) as n from channels_message where id = any($1::uuid[]) and deliveries->0->>'status' = 'delivered'`,
      [ids],
    ),
    failed: await number(
      `select count(*) as n from channels_message where id = any($1::uuid[]) and final and deliveries->0->>'status' <> 'delivered'`,
      [ids],
    ),
    arrivals: await number('select count(*) as n from channels_loopback where content is not null'),
    doubled: await number(
      'select count(*) as n from (select delivery_id from channels_loopback where content is not null group by 1 having count(*) > 1) d',
    ),
    doubledUnrecorded: await number(
      `select count(*) as n from (
         select l.delivery_id from channels_loopback l where l.content is not null group by 1 having count(*) > 1) d
       join channels_message m on m.id = (left(d.delivery_id::text, 32) || '0000')::uuid
       where not ${hasUnknownAttempt('m')}`,
    ),
    unknown: await number(`select count(*) as n from channels_message m where ${hasUnknownAttempt('m')}`),
    stillWaiting: await number(
      'select (select count(*) from channels_queue) + (select count(*) from channels_held) + (select count(*) from channels_awaiting) as n',
    ),
  }
  await db.end()
  const lost = counts.accepted - counts.final
  console.log(`
accepted (202)                        ${counts.accepted} (${counts.distinct} distinct), ${tally.retries} requests cut off and ${tally.refused} refused for the moment and tried again
reached a final status                ${counts.final}: ${counts.delivered} delivered, ${counts.failed} otherwise
lost                                  ${lost}
stored in all                         ${counts.stored}
arrivals at the gateway               ${counts.arrivals}
dispatched twice                      ${counts.doubled}, of which not recorded as unknown: ${counts.doubledUnrecorded}
attempts recorded as unknown          ${counts.unknown} (policy ${values.policy})
left in queue, held or awaiting       ${counts.stillWaiting}
sending took                          ${sentIn.toFixed(1)} s, until all were final ${settledIn.toFixed(1)} s`)
  const bad =
    lost !== 0 ||
    counts.doubledUnrecorded !== 0 ||
    (values.policy !== 'resend' && counts.doubled !== 0) ||
    counts.distinct !== total ||
    counts.stored !== total
  console.log(bad ? 'FAILED' : 'ok: nothing lost, nothing doubled')
  if (bad) process.exitCode = 1
}

if (values.kafka) await import('./chaos-kafka.ts')
else if (values.edge) await import('./chaos-edge.ts')
else await main()
