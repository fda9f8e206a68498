/** Leads `boss` on the server given, and says so. */
import { openDatabase } from '@trunkline/postgres'

const silent = () => undefined
const log = { debug: silent, info: silent, warn: silent, error: silent }
const db = await openDatabase({ url: process.argv[2] ?? '', log })
db.lead('boss', async (signal) => {
  console.log('leads')
  await new Promise((resolve) => signal.addEventListener('abort', resolve))
  console.log('lost')
})
