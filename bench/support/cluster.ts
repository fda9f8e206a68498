import { setTimeout as sleep } from 'node:timers/promises'
import { type PostgresServer, startPostgres } from '@trunkline/testkit'

/** PostgreSQL's own defaults, where the tests' server has others. */
const defaults = { shared_buffers: '128MB', autovacuum_naptime: '1min', max_connections: '100' }

/** A PostgreSQL server of our own with fsync on and, unless told otherwise, on its defaults. */
export function startCluster(settings: Readonly<Record<string, string>> = {}): Promise<PostgresServer> {
  return startPostgres({ fsync: true, tcp: true, settings: { ...defaults, ...settings } })
}

/**
 * Starts a server again that was killed. Its backends outlive it for a moment and hold its memory; until they have noticed, it refuses to
 * start.
 */
export async function restart(server: PostgresServer): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await server.start()
    } catch (error) {
      if (tries === 20) throw error
      await sleep(250)
    }
  }
}
