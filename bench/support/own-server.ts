import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, type PostgresServer } from '@trunkline/testkit'
import pg from 'pg'
import { ServerProcess } from './server-process.ts'

/** Runs `work` with a server of its own, on PostgreSQL or embedded. */
export async function withServer<T>(
  cluster: PostgresServer | null,
  work: (server: ServerProcess, folder: string) => Promise<T>,
  { config = '', roles }: { readonly config?: string; readonly roles?: string } = {},
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-bench-'))
  writeFileSync(join(folder, 'trunkline.yaml'), config)
  let databaseUrl: string | undefined
  if (cluster !== null) {
    const name = `bench_${Date.now()}`
    const admin = new pg.Client(cluster.url())
    await admin.connect()
    await admin.query(`create database ${name}`)
    await admin.end()
    databaseUrl = cluster.url(name)
  }
  const server = new ServerProcess({
    folder,
    port: await freePort(),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(roles === undefined ? {} : { roles }),
  })
  try {
    await server.start()
    return await work(server, folder)
  } finally {
    await server.kill('SIGTERM')
    // Its vacuum would run beside what is measured next.
    if (cluster !== null && databaseUrl !== undefined) await dropDatabase(cluster, databaseUrl)
    rmSync(folder, { recursive: true, force: true })
  }
}

async function dropDatabase(cluster: PostgresServer, url: string): Promise<void> {
  const admin = new pg.Client(cluster.url())
  await admin.connect()
  await admin.query(`drop database ${new URL(url).pathname.slice(1)} with (force)`)
  await admin.end()
}

/** What the demo client of a server authenticates with. */
export const authorization = (server: ServerProcess): string => {
  const { accountSid, authToken } = server.demo()
  return `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
}

/** Messages of a server that are not final yet. */
export async function depth(server: ServerProcess): Promise<number> {
  const answer = await fetch(`${server.url}/v1/admin/queue`, {
    headers: { authorization: `Bearer ${server.demo().adminToken}` },
  })
  const { queued, sending, awaiting } = (await answer.json()) as { queued: number; sending: number; awaiting: number }
  return queued + sending + awaiting
}
