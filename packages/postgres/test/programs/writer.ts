/** Writes numbers, one commit each, to PGlite in the folder given; prints each number once it is acknowledged. */
import { writeSync } from 'node:fs'
import { openDatabase } from '@trunkline/postgres'

const silent = () => undefined
const log = { debug: silent, info: silent, warn: silent, error: silent }
const db = await openDatabase({ dataFolder: process.argv[2] ?? '', log })
await db.query({ text: 'create table if not exists number (n int primary key)', values: [] })
const { rows } = await db.query<{ n: number }>({ text: 'select coalesce(max(n), 0) as n from number', values: [] })
console.log(`open ${process.pid}`)
for (let n = (rows[0]?.n ?? 0) + 1; ; n++) {
  await db.query({ name: 'insert', text: 'insert into number values ($1)', values: [n] })
  writeSync(1, `${n}\n`)
}
