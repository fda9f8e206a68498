// pg-boss doing one job a message, worked off by a handler that does nothing. See measure.mjs.
//   node pg-boss.mjs DATABASE_URL SECONDS direct|http LOOPS
import { PgBoss } from 'pg-boss'
import { measure } from './measure.mjs'

const [url, seconds, mode, loops] = process.argv.slice(2)
const boss = new PgBoss({ connectionString: url, max: 20, schema: `peer_boss_${mode}` })
boss.on('error', (error) => console.error(error))
await boss.start()
await boss.createQueue('sms')
let done = 0
for (let worker = 0; worker < 4; worker++)
  await boss.work('sms', { batchSize: 250, pollingIntervalSeconds: 0.5 }, async (jobs) => {
    done += jobs.length
  })
await measure(
  (job) => boss.send('sms', job),
  () => done,
  seconds,
  mode,
  loops,
)
