import type { Acceptance } from '@trunkline/intake'
import { openDatabase } from '@trunkline/postgres'
import type { KafkaCluster } from '@trunkline/testkit'
import { KeptLog, startProcess } from '../support/world.ts'

// A process that is killed after its first batch is in the database, and before an offset can be committed.
const [url = '', bootstrap = ''] = process.argv.slice(2)
const db = await openDatabase({ url, log: new KeptLog() })
const deadly = (inner: Acceptance): Acceptance => ({
  room: () => inner.room(),
  async acceptMany(entries) {
    await inner.acceptMany(entries)
    console.log(`accepted ${entries.length}`)
    process.kill(process.pid, 'SIGKILL')
    return new Promise(() => undefined)
  },
})
const never = { after: () => undefined }
const cluster = { bootstrap } as KafkaCluster
const own = startProcess(never, db, cluster, {
  config: { trustClientId: true, topics: { partitions: 3 } },
  acceptance: deadly,
  dispatch: false,
})
await own.start()
