import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { problemTable } from '@trunkline/wire'
import { referencePages } from '../generate/pages.ts'
import { settings } from '../src/config/settings.ts'

const folder = join(import.meta.dirname, '../../../docs/reference')
const read = (name: string) => readFileSync(join(folder, name), 'utf8')

test('the reference pages say what the code says', async () => {
  for (const [name, text] of Object.entries(await referencePages())) {
    assert.equal(read(name), text, `docs/reference/${name}: run packages/server/generate/main.ts`)
  }
})

test('every problem is documented with its status, and no other', () => {
  const told = [...read('problems.md').matchAll(/^\| `([a-z-]+)` \| (\d+) \|/gm)].map(([, code, status]) => [
    code,
    Number(status),
  ])
  assert.deepEqual(
    told,
    Object.entries(problemTable).map(([code, { status }]) => [code, status]),
  )
})

test('every variable is documented with its flag, and no other', () => {
  const told = [...read('environment.md').matchAll(/^\| `([A-Z_]+)` \| `(--[a-z-]+) /gm)].map(([, env, flag]) => [
    env,
    flag,
  ])
  assert.deepEqual(
    told,
    Object.values(settings).map(({ env, flag }) => [env, flag.split(' ')[0]]),
  )
})
