import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'

const script = join(import.meta.dirname, 'check-boundaries.ts')
const manifest = (name: string, dependencies: Record<string, string> = {}) =>
  JSON.stringify({ name: `@trunkline/${name}`, exports: { '.': './src/index.ts' }, dependencies })

/** What the check says of a repository that has these files. */
function check(t: TestContext, files: Record<string, string>): { code: number | null; said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'borders-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const all = { 'packages/wire/package.json': manifest('wire'), 'packages/wire/src/index.ts': '', ...files }
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const env = { ...process.env, TRUNKLINE_CHECKED_FOLDER: folder }
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { env, encoding: 'utf8' })
  return { code: status, said: stdout + stderr }
}

function refused(t: TestContext, files: Record<string, string>, words: RegExp): void {
  const { code, said } = check(t, files)
  assert.equal(code, 1, said)
  assert.match(said, words)
}

describe('the check of borders', () => {
  test('is content with a package that keeps them', (t) => {
    const { code, said } = check(t, { 'packages/wire/src/index.ts': '/** One. */\nexport const one = 1\n' })
    assert.equal(code, 0, said)
  })

  test('refuses an import upward, in a file and in package.json', (t) => {
    const files = {
      'packages/channels/package.json': manifest('channels'),
      'packages/channels/src/index.ts': '',
      'packages/wire/src/a.ts': "import type { A } from '@trunkline/channels'\nexport type B = A\n",
    }
    refused(t, files, /wire\/src\/a\.ts: wire may not import channels/)
    refused(
      t,
      { 'packages/wire/package.json': manifest('wire', { '@trunkline/postgres': '1' }) },
      /wire may not depend on postgres/,
    )
  })

  test('lets tests, and only tests, import testkit', (t) => {
    const testkit = { 'packages/testkit/package.json': manifest('testkit'), 'packages/testkit/src/index.ts': '' }
    const text = "import '@trunkline/testkit'\n"
    assert.equal(check(t, { ...testkit, 'packages/wire/test/a.test.ts': text }).code, 0)
    refused(t, { ...testkit, 'packages/wire/src/a.ts': text }, /wire may not import testkit/)
  })

  test('refuses a relative import into another package', (t) => {
    const files = {
      'packages/sdk/package.json': manifest('sdk'),
      'packages/sdk/src/index.ts': "import '../../wire/src/index.ts'\n",
    }
    refused(t, files, /leaves the package/)
  })

  test('refuses a cycle of value imports, and takes one of types', (t) => {
    const cycle = (imports: string) => ({
      'packages/wire/src/a.ts': `${imports} { b } from './b.ts'\n/** A. */\nexport type a = typeof b\nexport const aa = 1\n`,
      'packages/wire/src/b.ts': "import { aa } from './a.ts'\nexport const b = aa\n",
    })
    refused(t, cycle('import'), /import each other: .*a\.ts/)
    assert.equal(check(t, cycle('import type')).code, 0)
  })

  test('refuses export *, and a public name without a doc comment', (t) => {
    refused(t, { 'packages/wire/src/index.ts': "export * from './a.ts'\n", 'packages/wire/src/a.ts': '' }, /export \*/)
    const files = {
      'packages/wire/src/index.ts': "export { hidden as shown } from './a.ts'\n",
      'packages/wire/src/a.ts': '// Not a doc comment.\nexport function hidden(): void {}\n',
    }
    refused(t, files, /shown is public and has no doc comment/)
  })

  test('refuses a file that is too long, a read of the environment, and a look at the clock in a domain', (t) => {
    refused(t, { 'packages/wire/src/a.ts': '\n'.repeat(301) }, /301 lines/)
    refused(t, { 'packages/wire/src/a.ts': 'export const a = process.env.A\n' }, /reads the environment/)
    const events = (text: string) => ({
      'packages/events/package.json': manifest('events'),
      'packages/events/src/index.ts': text,
    })
    refused(t, events('const a = Date.now()\n'), /reads the clock/)
    assert.equal(check(t, events('// Date.now() is not for us\n')).code, 0)
  })

  test('refuses a package that nobody has given a place', (t) => {
    refused(
      t,
      { 'packages/utils/package.json': manifest('utils'), 'packages/utils/src/index.ts': '' },
      /not in the table of borders/,
    )
  })
})
