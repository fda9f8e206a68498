import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

test('wrong names, missing parameters and wrong enum values do not compile', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url))
  const file = fileURLToPath(new URL('types/wrong.ts', import.meta.url))
  const options =
    '--noEmit --strict --target esnext --module nodenext --skipLibCheck --allowImportingTsExtensions --customConditions trunkline-source --types node --ignoreConfig'
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [`${root}node_modules/typescript/bin/tsc`, ...options.split(' '), file],
    { cwd: root, encoding: 'utf8' },
  )
  assert.equal(status, 0, stdout + stderr)
})
