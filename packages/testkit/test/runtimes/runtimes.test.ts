import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type BuildOptions, build } from 'esbuild'
import { chromium } from 'playwright-core'
import { withoutPeer } from '../../src/missing-peer.ts'
import { installLibraries, packLibraries } from '../../src/runtimes/packed-libraries.ts'
import { cachedNodes, cachedWorkerd, chromiumProgram, isInstalled } from '../../src/runtimes/runtime-cache.ts'
import type { Report } from './checks.ts'
import { type ProgramServer, startProgramServer } from './program-server.ts'

const start = promisify(execFile)
const entry = fileURLToPath(new URL('portable-program.ts', import.meta.url))
let folder = ''
let app = ''
let server: ProgramServer
let here: Report

before(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'trunkline-runtimes-')))
  app = installLibraries(packLibraries(folder), join(folder, 'app'))
  server = await startProgramServer()
  const outfile = join(app, 'program.js')
  await build({ entryPoints: [entry], bundle: true, format: 'esm', outfile, external: ['@trunkline/*'] })
  writeFileSync(
    join(app, 'main.js'),
    `import { runProgram } from './program.js'\nconst report = await runProgram(process.argv[2])\nprocess.stdout.write(JSON.stringify(report))\n`,
  )
  here = await onNode(process.execPath)
})

after(async () => {
  await server?.stop()
  if (folder !== '') rmSync(folder, { recursive: true, force: true })
})

/** Makes one file of the program and the libraries, as an application would: what is imported is found in the application. */
async function bundleApplication(name: string, options: BuildOptions): Promise<string> {
  const outfile = join(app, name)
  const entryPoints = [join(app, 'program.js')]
  await build({ entryPoints, bundle: true, format: 'esm', outfile, logLevel: 'silent', ...options })
  return outfile
}

async function onNode(program: string): Promise<Report> {
  const { stdout } = await start(program, ['main.js', server.origin], { cwd: app, timeout: 300_000 })
  return JSON.parse(stdout)
}

/** All checks passed, as many as here, and every value is the one that it is here. */
function assertSame(report: Report): void {
  assert.deepEqual(
    report.results.filter(({ error }) => error !== undefined),
    [],
  )
  assert.deepEqual(report, here)
}

test('the program has checks, and all of them pass here', () => {
  assert.ok(here.results.length >= 20, `${here.results.length} checks`)
  assertSame(here)
})

for (const node of cachedNodes) {
  test(
    `the packed libraries run on ${node.name} (${node.version})`,
    {
      skip: withoutPeer(node.name, isInstalled(node)),
    },
    async () => assertSame(await onNode(node.program)),
  )
}

test('the packed libraries run in Chromium', {
  skip: withoutPeer('chromium', existsSync(chromiumProgram)),
}, async (t) => {
  const script = await bundleApplication('browser.js', { platform: 'browser', format: 'iife', globalName: 'portable' })
  const args =
    '--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync'
  const browser = await chromium.launch({
    ...{ executablePath: chromiumProgram, headless: true, args: args.split(' '), timeout: 120_000 },
  })
  t.after(() => browser.close())
  const page = await browser.newPage()
  page.setDefaultTimeout(120_000)
  await page.goto(server.origin)
  await page.addScriptTag({ path: script })
  assertSame(await page.evaluate(`portable.runProgram(${JSON.stringify(server.origin)})`))
})

const workerdConfig = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [
  (name = "main", worker = .program),
  (name = "internet", network = (allow = ["public", "private"])),
]);
const program :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js"), (name = "edge.js", esModule = embed "edge.js")],
  compatibilityDate = "2026-07-01",
);
`

test('the packed libraries run in workerd, where there is nothing of Node', {
  skip: withoutPeer('workerd', isInstalled(cachedWorkerd)),
}, async () => {
  await bundleApplication('edge.js', {
    platform: 'neutral',
    conditions: ['workerd', 'worker'],
    mainFields: ['module', 'main'],
  })
  writeFileSync(join(app, 'config.capnp'), workerdConfig)
  writeFileSync(
    join(app, 'worker.js'),
    `import { runProgram } from 'edge.js'
     export default { async test() {
       if (typeof process !== 'undefined' || typeof Buffer !== 'undefined') throw new Error('this is no bare runtime')
       console.log('REPORT ' + JSON.stringify(await runProgram(${JSON.stringify(server.origin)})))
     } }`,
  )
  const { stdout } = await start(cachedWorkerd.program, ['test', 'config.capnp'], { cwd: app, timeout: 300_000 })
  const report = stdout.split('\n').find((line) => line.startsWith('REPORT '))
  assertSame(JSON.parse(report?.slice('REPORT '.length) ?? '{}'))
})
