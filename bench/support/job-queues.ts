import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { PostgresServer } from '@trunkline/testkit'
import { manyConnections } from './accept-and-send.ts'
import { child } from './child-program.ts'
import { line, perSecond, ratio } from './printed.ts'
import { wrk } from './wrk.ts'

const here = (path: string) => new URL(`../peers/${path}`, import.meta.url).pathname

/** Messages a second of a job queue, or of ours. */
interface Rates {
  readonly accepted: number
  readonly endToEnd: number
}

/**
 * Two job queues that do one job a message on the same PostgreSQL, each as a library in a loop, with no HTTP before it, and behind a bare HTTP server
 * under the same load as ours; for `seconds` each, with each number of connections or loops, of which the better counts. `ours` is what was measured
 * of Trunkline, with HTTP.
 */
export async function peers(cluster: PostgresServer, seconds: number, ours: Rates): Promise<void> {
  if (!existsSync(here('node_modules')))
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here('.'), stdio: 'ignore' })
  for (const name of ['pg-boss', 'graphile-worker']) {
    const program = here(`${name}.mjs`)
    const direct = async (loops: number) =>
      JSON.parse(await child(program, cluster.url(), String(seconds), 'direct', String(loops))) as Rates
    tell(`${name}, one job a message, no HTTP`, await best(direct), ours)
    const posted = (connections: number) => behindHttp(program, cluster.url(), seconds, connections)
    tell(`${name}, by the same POSTs as ours`, await best(posted), ours)
  }
}

async function best(measure: (connections: number) => Promise<Rates>): Promise<Rates> {
  const all: Rates[] = []
  for (const connections of manyConnections) all.push(await measure(connections))
  const most = (of: keyof Rates) => Math.max(...all.map((rates) => rates[of]))
  return { accepted: most('accepted'), endToEnd: most('endToEnd') }
}

function tell(what: string, rates: Rates, ours: Rates): void {
  line(what, `accepted ${perSecond(rates.accepted)}, end to end ${perSecond(rates.endToEnd)}`)
  line(
    '  Trunkline beside it',
    `accept ${ratio(ours.accepted, rates.accepted)}, end to end ${ratio(ours.endToEnd, rates.endToEnd)}`,
  )
}

async function behindHttp(program: string, url: string, seconds: number, connections: number): Promise<Rates> {
  const run = spawn(process.execPath, [program, url, String(seconds), 'http', String(connections)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: run.stdout })[Symbol.asyncIterator]()
  const next = async <T>(): Promise<T> => JSON.parse((await lines.next()).value as string) as T
  const { port } = await next<{ port: number }>()
  const body = JSON.stringify({
    to: '+14155550123',
    content: { text: 'Your parcel arrives today between 14:00 and 16:00.' },
  })
  const { failed } = await wrk(
    `http://127.0.0.1:${port}/`,
    { 'Content-Type': 'application/json' },
    body,
    connections,
    seconds,
  )
  if (failed > 0) throw new Error(`${failed} requests to ${program} were refused`)
  run.stdin.end()
  return next<Rates>()
}
