// graphile-worker doing one job a message: enqueued one by one with 64 in flight, worked off by a task that does nothing.
//   node graphile-worker.mjs DATABASE_URL SECONDS
import { Logger, makeWorkerUtils, run } from 'graphile-worker'
import pg from 'pg'

const [url, seconds] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: url, max: 20 })
const logger = new Logger(() => () => {})
const utils = await makeWorkerUtils({ pgPool: pool, logger, schema: 'peer_graphile' })
await utils.migrate()
let done = 0
const runner = await run({
  pgPool: pool,
  logger,
  schema: 'peer_graphile',
  concurrency: 24,
  noHandleSignals: true,
  preset: { worker: { localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  taskList: {
    sms: async () => {
      done++
    },
  },
})
let sent = 0
const began = performance.now()
const end = began + Number(seconds) * 1000
const body = { to: '+14155550123', content: { text: 'Your parcel arrives today between 14:00 and 16:00.' } }
await Promise.all(
  Array.from({ length: 64 }, async () => {
    while (performance.now() < end) {
      await utils.addJob('sms', body)
      sent++
    }
  }),
)
const accepted = sent / ((performance.now() - began) / 1000)
const limit = performance.now() + 120_000
while (done < sent && performance.now() < limit) await new Promise((resolve) => setTimeout(resolve, 20))
console.log(JSON.stringify({ accepted, endToEnd: done / ((performance.now() - began) / 1000), jobs: sent }))
await runner.stop()
process.exit(0)
