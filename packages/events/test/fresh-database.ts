import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { type Database, type MigrationSet, migrate, openDatabase } from '@trunkline/postgres'

const quiet = { debug() {}, info() {}, warn() {}, error: (f: object, m: string) => console.error(m, f) }

export async function freshDatabase(t: TestContext, sets: readonly MigrationSet[]): Promise<Database> {
  const server = process.env.EV_PG
  if (server) {
    const admin = await openDatabase({ url: `${server}/postgres`, log: quiet, poolSize: 1 })
    const name = `t_${process.pid}_${Math.random().toString(36).slice(2)}`
    await admin.query({ text: `create database ${name}`, values: [] })
    const db = await openDatabase({ url: `${server}/${name}`, log: quiet })
    t.after(async () => {
      await db.close()
      await admin.query({ text: `drop database ${name} with (force)`, values: [] })
      await admin.close()
    })
    await migrate(db, sets)
    return db
  }
  const dataFolder = mkdtempSync(join(tmpdir(), 'ev-'))
  const db = await openDatabase({ dataFolder, log: quiet })
  t.after(async () => {
    await db.close()
    rmSync(dataFolder, { recursive: true, force: true })
  })
  await migrate(db, sets)
  return db
}
