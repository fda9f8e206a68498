import { type PostgresServer, startPostgres } from '@trunkline/testkit'

/** PostgreSQL's own defaults, where the tests' server has others. */
const defaults = { shared_buffers: '128MB', autovacuum_naptime: '1min', max_connections: '100' }

/** A PostgreSQL server of our own with fsync on and, unless told otherwise, on its defaults. */
export function startCluster(settings: Readonly<Record<string, string>> = {}): Promise<PostgresServer> {
  return startPostgres({ fsync: true, tcp: true, settings: { ...defaults, ...settings } })
}
