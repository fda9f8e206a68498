// pg-boss doing one job a message: enqueued one by one with 64 in flight, worked off by a handler that does nothing.
//   node pg-boss.mjs DATABASE_URL SECONDS
import { PgBoss } from 'pg-boss'

const [url, seconds] = process.argv.slice(2)
const boss = new PgBoss({ connectionString: url, max: 20, schema: 'peer_boss' })
boss.on('error', (error) => console.error(error))
await boss.start()
await boss.createQueue('sms')
let done = 0
for (let worker = 0; worker < 4; worker++)
  await boss.work('sms', { batchSize: 250, pollingIntervalSeconds: 0.5 }, async (jobs) => {
    done += jobs.length
  })
let sent = 0
const began = performance.now()
const end = began + Number(seconds) * 1000
const body = { to: '+14155550123', content: { text: 'Your parcel arrives today between 14:00 and 16:00.' } }
await Promise.all(
  Array.from({ length: 64 }, async () => {
    while (performance.now() < end) {
      await boss.send('sms', body)
      sent++
    }
  }),
)
const accepted = sent / ((performance.now() - began) / 1000)
const limit = performance.now() + 120_000
while (done < sent && performance.now() < limit) await new Promise((resolve) => setTimeout(resolve, 20))
console.log(JSON.stringify({ accepted, endToEnd: done / ((performance.now() - began) / 1000), jobs: sent }))
process.exit(0)
