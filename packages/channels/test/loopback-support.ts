import { readFileSync } from 'node:fs'
import type { TestContext } from 'node:test'
import { createSealer, type Database, type MigrationSet } from '@trunkline/postgres'
import { RecordedLog } from '@trunkline/testkit'
import type { LoopbackGatewayConfig } from '../src/gateways/loopback/config.ts'
import { createLoopbackGateway, type LoopbackGateway } from '../src/gateways/loopback/loopback-gateway.ts'
import type { CallPlacer } from '../src/gateways/loopback/placed-calls.ts'

const sql = readFileSync(new URL('../src/migrations/0002-loopback.sql', import.meta.url), 'utf8')

/** The gateway's tables by themselves. */
export const loopbackTables: MigrationSet[] = [
  { package: 'channels', migrations: [{ version: 1, name: 'loopback', sql }] },
]

/** What a test may give instead of the usual. */
export interface LoopbackOptions {
  readonly config?: Partial<LoopbackGatewayConfig>
  readonly clock?: { now(): number }
  readonly log?: RecordedLog
  readonly print?: (line: string) => void
  readonly name?: string
  readonly calls?: CallPlacer
}

/** A gateway on a database, stopped at the end of the test. */
export function loopbackOn(t: TestContext, db: Database, options: LoopbackOptions = {}): LoopbackGateway {
  const gateway = createLoopbackGateway(
    options.name ?? 'loopback',
    { type: 'loopback', ...options.config },
    {
      db,
      clock: options.clock ?? { now: Date.now },
      log: options.log ?? new RecordedLog(),
      sealer: createSealer(new Uint8Array(32).fill(7)),
      ...(options.print ? { print: options.print } : {}),
      ...(options.calls ? { calls: options.calls } : {}),
    },
  )
  t.after(() => gateway.stop?.())
  return gateway
}
