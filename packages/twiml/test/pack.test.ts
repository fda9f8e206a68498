import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Library } from './official-cases.ts'
import * as portable from './portable.ts'

const repository = fileURLToPath(new URL('../../..', import.meta.url))
const modules = join(repository, 'node_modules')
let folder = ''
let app = ''

/** Packs a copy of the package, so that the checkout stays as it is, and unpacks that into an application. */
before(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'trunkline-twiml-')))
  const copy = join(folder, 'packages/twiml')
  cpSync(join(repository, 'packages/twiml'), copy, {
    recursive: true,
    filter: (path) => !/[\\/](dist|node_modules|test)$/.test(path),
  })
  for (const file of ['tsconfig.json', 'LICENSE']) cpSync(join(repository, file), join(folder, file))
  symlinkSync(modules, join(folder, 'node_modules'))
  execFileSync('npm', ['pack', '--pack-destination', folder], { cwd: copy, stdio: 'pipe' })
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))!
  app = join(folder, 'app')
  const installed = join(app, 'node_modules/@trunkline/twiml')
  mkdirSync(installed, { recursive: true })
  execFileSync('tar', ['-xzf', join(folder, tarball), '-C', installed, '--strip-components=1'])
  writeFileSync(join(app, 'package.json'), '{"type":"module"}')
  await bundlePortable()
})

after(() => rmSync(folder, { recursive: true, force: true }))

async function bundlePortable(): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL('portable.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    outfile: join(app, 'portable.js'),
    external: ['@trunkline/twiml'],
    logLevel: 'silent',
  })
}

/** Every Node on the path that the package says it runs on. */
function nodes(): string[] {
  const found = (process.env.PATH ?? '').split(delimiter).map((path) => join(path, 'node'))
  const paths = new Set([process.execPath, ...found].filter(existsSync).map((path) => realpathSync(path)))
  return [...paths].filter((path) => Number.parseInt(version(path).slice(1), 10) >= 20)
}

const version = (node: string): string => execFileSync(node, ['--version'], { encoding: 'utf8' })

test('the packed package holds what is published and nothing else', () => {
  const installed = join(app, 'node_modules/@trunkline/twiml')
  assert.deepEqual(readdirSync(installed).sort(), ['LICENSE', 'NOTICE.md', 'README.md', 'dist', 'package.json'])
  const files = readdirSync(join(installed, 'dist'), { recursive: true, encoding: 'utf8' })
  assert.deepEqual(
    files.filter((name) => /test|\.json$|(?<!\.d)\.ts$/.test(name)),
    [],
  )
  const { exports } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
  for (const { types, default: code } of Object.values<{ types: string; default: string }>(exports)) {
    assert.ok(existsSync(join(installed, types)) && existsSync(join(installed, code)))
  }
})

test('the packed package needs no other, and carries the licence of the code that is in it', () => {
  const installed = join(app, 'node_modules/@trunkline/twiml')
  assert.equal(JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')).dependencies, undefined)
  const code = readFileSync(join(installed, 'dist/parse/saxes.js'), 'utf8')
  assert.ok(code.includes('SaxesParser') && !/from ["']|require\(["']/.test(code))
  const notice = readFileSync(join(installed, 'NOTICE.md'), 'utf8')
  for (const name of ['saxes', 'xmlchars']) {
    const { version } = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8'))
    assert.ok(notice.includes(`/${name}) ${version}`), `${name} ${version}`)
  }
})

test('the packed package gives on every Node here what the source gives', () => {
  const library = { voice: portable.VoiceResponse, messaging: portable.MessagingResponse, fax: portable.FaxResponse }
  const expected = portable.outcomes(library as unknown as Library)
  const script = `import { outcomes, VoiceResponse as voice, MessagingResponse as messaging, FaxResponse as fax } from './portable.js'
    process.stdout.write(JSON.stringify(outcomes({ voice, messaging, fax })))`
  writeFileSync(join(app, 'run.js'), script)
  for (const node of nodes()) {
    const given = execFileSync(node, ['run.js'], { cwd: app, encoding: 'utf8', maxBuffer: 1 << 26 })
    assert.deepEqual(JSON.parse(given), expected, version(node))
  }
})

test('a typed program compiles against the packed package', () => {
  writeFileSync(
    join(app, 'typed.ts'),
    `import { type TwimlDocument, parseTwiml, VoiceResponse } from '@trunkline/twiml'
     import { MessagingResponse } from '@trunkline/twiml/builder'
     const attributes: VoiceResponse.SayAttributes = { voice: 'Polly.Amy', loop: 2 }
     const say: VoiceResponse.Say = new VoiceResponse().gather({ input: ['dtmf'] }).say(attributes, 'hi')
     const document: TwimlDocument = parseTwiml(say.toString())
     export const text: string = new MessagingResponse().message(document.root.kind).toString({ pretty: true })`,
  )
  const compilerOptions = { strict: true, noEmit: true, module: 'nodenext', target: 'es2023', types: [] }
  writeFileSync(join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['typed.ts'] }))
  execFileSync(process.execPath, [join(modules, 'typescript/bin/tsc'), '-p', '.'], { cwd: app, stdio: 'pipe' })
})
