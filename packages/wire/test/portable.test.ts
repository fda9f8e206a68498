import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

test('every unit test passes with the half that browsers and edge runtimes get', () => {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const conditions = ['--conditions=trunkline-portable', '--conditions=trunkline-source']
  const run = spawnSync(process.execPath, [...conditions, '--test', '--test-reporter=tap', 'src/**/*.test.ts'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env,
    encoding: 'utf8',
  })
  assert.equal(run.status, 0, run.stdout + run.stderr)
  assert.ok(Number(/^# pass (\d+)$/m.exec(run.stdout)?.[1]) > 100, run.stdout)
})
