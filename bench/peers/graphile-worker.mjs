// graphile-worker doing one job a message, worked off by a task that does nothing. See measure.mjs.
//   node graphile-worker.mjs DATABASE_URL SECONDS direct|http LOOPS
import { Logger, makeWorkerUtils, run } from 'graphile-worker'
import pg from 'pg'
import { measure } from './measure.mjs'

const [url, seconds, mode, loops] = process.argv.slice(2)
const pgPool = new pg.Pool({ connectionString: url, max: 20 })
pgPool.on('error', (error) => console.error(error))
const base = { pgPool, logger: new Logger(() => () => {}), schema: `peer_graphile_${mode}` }
const utils = await makeWorkerUtils(base)
await utils.migrate()
let done = 0
await run({
  ...base,
  concurrency: 24,
  noHandleSignals: true,
  preset: { worker: { localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  taskList: {
    sms: async () => {
      done++
    },
  },
})
await measure(
  (job) => utils.addJob('sms', job),
  () => done,
  seconds,
  mode,
  loops,
)
