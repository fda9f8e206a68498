import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { type Database, DatabaseError, isUnavailable, openDatabase } from '@trunkline/postgres'
import {
  assertNoLeaks,
  embeddedDataFolder,
  eventually,
  RecordedLog,
  startProcess,
  startProgram,
  tempFolder,
  withoutPeer,
} from '@trunkline/testkit'

const patience = 60_000
const writer = new URL('./programs/writer.ts', import.meta.url)

async function open(t: TestContext, dataFolder: string): Promise<Database> {
  const db = await openDatabase({ dataFolder, log: new RecordedLog() })
  t.after(() => db.close())
  return db
}

const run = <Row = Record<string, unknown>>(db: Database, text: string, ...values: unknown[]) =>
  db.query<Row>({ text, values })
const code =
  (expected: string, words = /./) =>
  (error: unknown) => {
    assert.ok(error instanceof DatabaseError, String(error))
    assert.equal(error.code, expected, error.message)
    assert.match(error.message, words)
    return true
  }

describe('the folder of PGlite', () => {
  test('keeps what was written, and is readable by its owner alone', async (t) => {
    const folder = tempFolder(t)
    const db = await open(t, folder)
    await run(db, 'create table kept (id int); insert into kept values (1)')
    await db.close()
    assert.equal(statSync(join(folder, 'postgres')).mode & 0o077, 0)
    const again = await open(t, folder)
    assert.deepEqual((await run(again, 'select id from kept')).rows, [{ id: 1 }])
  })

  test('leaves nothing running when it is closed', async (t) => {
    const folder = await embeddedDataFolder(t)
    await assertNoLeaks(async () => {
      const db = await open(t, folder)
      await db.listen('news', () => undefined)
      db.lead('boss', (signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())))
      await run(db, 'select 1')
      await db.close()
    })
  })

  test('is refused to a second opening in the same process until the first is closed', async (t) => {
    const folder = await embeddedDataFolder(t)
    const db = await open(t, folder)
    await assert.rejects(open(t, folder), code('FOLDER_LOCKED', new RegExp(`process ${process.pid}`)))
    assert.deepEqual((await run(db, 'select 1 as one')).rows, [{ one: 1 }])
    await db.close()
    await open(t, folder)
  })

  test('is refused to a second process, with the id of the first, and loses nothing to kill -9', async (t) => {
    const folder = await embeddedDataFolder(t)
    const first = startProgram(t, writer, [folder])
    await first.printed(/^100$/m, patience)
    await assert.rejects(open(t, folder), code('FOLDER_LOCKED', new RegExp(`process ${first.pid}:.*stop it`)))
    await first.stop('SIGKILL')
    const acknowledged = Number(first.output().trim().split('\n').at(-1))
    assert.ok(acknowledged >= 100)

    const db = await open(t, folder)
    const { rows } = await run<{ n: number; most: number }>(db, 'select count(*) as n, max(n) as most from number')
    assert.ok((rows[0]?.most ?? 0) >= acknowledged, `${acknowledged} was acknowledged, ${rows[0]?.most} is there`)
    assert.equal(rows[0]?.n, rows[0]?.most)
  })

  test('kill -9 time after time leaves no lock and no damage behind', async (t) => {
    const folder = await embeddedDataFolder(t)
    let acknowledged = 0
    for (let round = 1; round <= 3; round++) {
      const child = startProgram(t, writer, [folder])
      await child.printed(new RegExp(`^${acknowledged + 50}$`, 'm'), patience)
      await child.stop('SIGKILL')
      acknowledged = Number(child.output().trim().split('\n').at(-1))
    }
    const db = await open(t, folder)
    const { rows } = await run<{ n: number }>(db, 'select count(*) as n from number')
    assert.ok((rows[0]?.n ?? 0) >= acknowledged)
  })

  test('whose making was cut off is made anew', async (t) => {
    const folder = await embeddedDataFolder(t)
    // As kill -9 leaves it: the mark stands, the version file is there, the rest is not.
    writeFileSync(join(folder, 'postgres', 'making'), '')
    rmSync(join(folder, 'postgres', 'cluster', 'global'), { recursive: true })
    const db = await open(t, folder)
    assert.deepEqual((await run(db, 'select 1 as one')).rows, [{ one: 1 }])
    assert.equal(existsSync(join(folder, 'postgres', 'making')), false)
  })

  test('that is damaged is refused with the reason, and free again for another try', async (t) => {
    const folder = await embeddedDataFolder(t)
    truncateSync(join(folder, 'postgres', 'cluster', 'global', 'pg_control'), 10)
    await assert.rejects(open(t, folder), code('FOLDER_BROKEN', /pg_control|could not read/))
    await assertNoLeaks(() => assert.rejects(open(t, folder), code('FOLDER_BROKEN')))
  })

  test('that cannot be made is refused with the reason', async (t) => {
    const file = join(tempFolder(t), 'file')
    writeFileSync(file, '')
    await assert.rejects(open(t, file), code('FOLDER_BROKEN', /ENOTDIR|EEXIST/))
  })
})

describe('PGlite', () => {
  test('writes each commit to the disk before it says so', { skip: withoutPeer('strace', hasStrace()) }, async (t) => {
    const folder = await embeddedDataFolder(t)
    const trace = join(tempFolder(t), 'trace')
    const program = ['--conditions=trunkline-source', writer.pathname, folder]
    const child = startProcess(t, 'strace', [
      '-f',
      '--seccomp-bpf',
      '-o',
      trace,
      '-e',
      'trace=fsync,fdatasync,write',
      process.execPath,
      ...program,
    ])
    await child.printed(/^60$/m, patience)
    await child.stop('SIGKILL')
    const lines = readFileSync(trace, 'utf8').split('\n')
    const printed = (n: number) => lines.findIndex((line) => line.includes(`write(1, "${n}\\n"`))
    for (let n = 20; n < 50; n++) {
      const between = lines.slice(printed(n), printed(n + 1))
      assert.ok(
        between.some((line) => /f(data)?sync\(/.test(line)),
        `no fsync between the acknowledgments of ${n} and ${n + 1}`,
      )
    }
  })

  test('on a full disk refuses new work, keeps the old, and goes on when there is room', {
    skip: withoutMount(),
  }, async (t) => {
    const disk = smallDisk(t, 90)
    const ballast = join(disk, 'ballast')
    writeFileSync(ballast, Buffer.alloc(24 * 2 ** 20))
    const db = await open(t, disk)
    await run(db, 'create table number (n int primary key)')
    let acknowledged = 0
    const error = await (async (): Promise<unknown> => {
      for (;;) {
        try {
          // Each switch of the log asks for another 16 MB segment, as much writing would.
          await run(db, 'insert into number values ($1)', acknowledged + 1)
          acknowledged++
          await run(db, 'select pg_switch_wal()')
        } catch (failure) {
          return failure
        }
      }
    })()
    assert.ok(isUnavailable(error), String(error))
    await assert.rejects(
      async () => {
        for (let n = 0; n < 2000; n++) await run(db, 'insert into number values ($1)', 1_000_000 + n)
        throw new Error('the disk was not full')
      },
      (refusal) => isUnavailable(refusal),
    )
    rmSync(ballast)
    await eventually(() => run(db, 'insert into number values (0)'), patience)
    const { rows } = await run<{ n: number }>(
      db,
      'select count(*) as n from number where n between 1 and $1',
      acknowledged,
    )
    assert.equal(rows[0]?.n, acknowledged)
    assert.equal(db.health.state, 'up')
  })

  test('keeps its log short and its tables swept, which nobody else does for it', async (t) => {
    const folder = await embeddedDataFolder(t)
    const db = await open(t, folder)
    await run(db, 'create table busy as select g as id, 0 as n from generate_series(1, 5000) g')
    for (let round = 0; round < 40; round++) await run(db, `update busy set n = n + 1, id = id`)
    const log = join(folder, 'postgres', 'cluster', 'pg_wal')
    const megabytes = () => readdirSync(log).filter((name) => /^[0-9A-F]{24}$/.test(name)).length * 16
    await eventually(async () => {
      const { rows } = await run<{ vacuums: number; analyzed: boolean }>(
        db,
        `select vacuum_count as vacuums, last_analyze is not null as analyzed from pg_stat_user_tables where relname = 'busy'`,
      )
      assert.ok((rows[0]?.vacuums ?? 0) > 0 && rows[0]?.analyzed)
      assert.ok(megabytes() <= 96, `${megabytes()} MB of log`)
    }, patience)
  })
})

function hasStrace(): boolean {
  return spawnSync('strace', ['-V'], { stdio: 'ignore' }).status === 0
}

/** Mounting takes root, and not every container allows it even then. */
function withoutMount(): string | false {
  const allowed =
    process.getuid?.() === 0 && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', '/mnt']).status === 0
  if (allowed) spawnSync('umount', ['/mnt'])
  return allowed ? false : 'needs to mount a small disk, which takes root'
}

function smallDisk(t: TestContext, megabytes: number): string {
  const folder = join(tempFolder(t), 'disk')
  mkdirSync(folder)
  assert.equal(spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]).status, 0)
  t.after(async () => {
    spawnSync('umount', ['-l', folder])
  })
  return folder
}
