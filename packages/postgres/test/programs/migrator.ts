/** Applies ten steps to the server given and says how many were left for it. */
import { migrate, openDatabase } from '@trunkline/postgres'

const silent = () => undefined
const log = { debug: silent, info: silent, warn: silent, error: silent }
const db = await openDatabase({ url: process.argv[2] ?? '', log })
const migrations = Array.from({ length: 10 }, (_, index) => ({
  version: index + 1,
  name: `table-${index + 1}`,
  sql: `create table step_${index + 1} (id int primary key); select pg_sleep(0.02)`,
}))
const { applied } = await migrate(db, [{ package: 'many', migrations }])
console.log(`applied ${applied.length}`)
await db.close()
