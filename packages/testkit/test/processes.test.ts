import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, type TestContext, test } from 'node:test'
import {
  assertNoLeaks,
  type Closer,
  eventually,
  startProcess,
  startProgram,
  tempFolder,
  withoutPostgres,
} from '@trunkline/testkit'

const patience = 60_000
const program = (name: string) => new URL(`./programs/${name}.ts`, import.meta.url)

/** Whether a process runs: it exists and is no zombie that nobody has collected. */
function runs(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/** A test of our own making, whose hooks are run when we say so. */
function closer(): Closer & { close(): Promise<void> } {
  const hooks: (() => unknown)[] = []
  return {
    after: ((work: () => unknown) => void hooks.push(work)) as TestContext['after'],
    async close() {
      for (const hook of hooks) await hook()
    },
  }
}

describe('a process that a test starts', () => {
  test('tells its output and how it ended', async (t) => {
    const child = startProcess(t, process.execPath, ['-e', 'console.log("out"); console.error("err"); process.exit(3)'])
    await child.printed(/out/)
    await child.printed(/err/)
    assert.deepEqual(await child.ended, { code: 3, signal: null })
    await assert.rejects(child.printed(/never/), /it has ended[\s\S]*out/)
  })

  test('that does not print what is waited for is shown with what it printed', async (t) => {
    const child = startProcess(t, process.execPath, ['-e', 'console.log("something"); setInterval(() => {}, 1000)'])
    await child.printed(/something/, patience)
    await assert.rejects(child.printed(/never/, 50), /not within 50 ms[\s\S]*something/)
  })

  test('is gone after the test, with its children, even if it ignores being asked', async () => {
    const t = closer()
    const stubborn = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)
      const child = require('node:child_process').spawn('sleep', ['1000']); console.log('child ' + child.pid)`
    const parent = startProcess(t, process.execPath, ['-e', stubborn])
    const child = Number((await parent.printed(/child (\d+)\n/, patience))[1])
    await t.close()
    assert.equal(runs(parent.pid), false)
    await eventually(() => assert.equal(runs(child), false), patience)
  })

  test('that cannot be started says so', async (t) => {
    await assert.rejects(startProcess(t, '/nowhere/nothing', []).ended, /ENOENT/)
  })

  test('ends when the process that started it is killed', async (t) => {
    const owner = startProgram(t, program('owner'))
    const child = Number((await owner.printed(/child (\d+)\n/, patience))[1])
    assert.ok(runs(child))
    await owner.stop('SIGKILL')
    await eventually(() => assert.equal(runs(child), false), patience)
  })

  test('is not taken for another one that has its number now: what was said to have ended is left alone', async (t) => {
    const other = startProcess(t, 'sleep', ['1000'])
    const folder = tempFolder(t)
    const watcher = startProgram(t, program('watcher'), [String(other.pid), folder])
    await watcher.printed(/watched/)
    await watcher.stop('SIGKILL')
    // The last that is done.
    await eventually(() => assert.equal(existsSync(folder), false), patience)
    assert.ok(runs(other.pid))
  })

  test('as a PostgreSQL server is stopped, and its folder deleted, when its owner is killed', {
    skip: withoutPostgres,
  }, async (t) => {
    const owner = startProgram(t, program('database-owner'))
    const [, pid, folder] = await owner.printed(/server (\d+) (\S+)\n/, patience)
    assert.ok(runs(Number(pid)) && existsSync(folder ?? ''))
    await owner.stop('SIGKILL')
    await eventually(() => {
      assert.equal(runs(Number(pid)), false)
      assert.equal(existsSync(folder ?? ''), false)
    }, patience)
  })
})

describe('what a test leaves behind', () => {
  test('is found: a timer, a server, a child', async () => {
    let timer: NodeJS.Timeout | undefined
    const leaky = assertNoLeaks(async () => {
      timer = setInterval(() => undefined, 1000)
    }, 200)
    await assert.rejects(leaky, /left open/)
    clearInterval(timer)
  })

  test('is nothing when all was closed', async () => {
    await assertNoLeaks(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5))
    })
  })

  test('a temporary folder is deleted after the hooks of the test itself', async () => {
    const t = closer()
    const folder = tempFolder(t)
    let there = false
    t.after(() => {
      there = existsSync(folder)
    })
    await t.close()
    assert.deepEqual([there, existsSync(folder)], [true, false])
  })
})
