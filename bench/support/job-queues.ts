import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { PostgresServer } from '@trunkline/testkit'
import { child } from './child-program.ts'
import { line, perSecond, ratio } from './printed.ts'

const here = (path: string) => new URL(`../peers/${path}`, import.meta.url).pathname

/** Two job queues that do one job a message on the same PostgreSQL, for `seconds` each; `ours` is what was measured of Trunkline. */
export async function peers(
  cluster: PostgresServer,
  seconds: number,
  ours: { readonly accepted: number; readonly endToEnd: number },
): Promise<void> {
  if (!existsSync(here('node_modules')))
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here('.'), stdio: 'ignore' })
  for (const [name, program] of [
    ['pg-boss', 'pg-boss.mjs'],
    ['graphile-worker', 'graphile-worker.mjs'],
  ] as const) {
    const { accepted, endToEnd } = JSON.parse(await child(here(program), cluster.url(), String(seconds))) as {
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
