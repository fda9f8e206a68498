import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { createContext, runInContext } from 'node:vm'
import { build } from 'esbuild'

const packageFolder = fileURLToPath(new URL('..', import.meta.url))
const root = fileURLToPath(new URL('../../..', import.meta.url))
const rootModules = join(root, 'node_modules')
const folder = mkdtempSync(join(tmpdir(), 'wire-packed-'))
const installed = join(folder, 'node_modules', '@trunkline', 'wire')

/** Does a bit of everything with the packed library and prints what must be the same on every runtime. */
const program = `
import * as wire from '@trunkline/wire'
const ids = wire.createIdGenerator({ now: () => 1795000000000 })
const token = new wire.AccessToken('AC1', 'SK1', 'secret', { identity: 'é', clock: { now: () => 1795000000000 } })
token.addGrant(new wire.AccessToken.VoiceGrant({ incomingAllow: true }))
const webhook = { id: 'msg_1', timestamp: 1795000000, body: '{}' }
const headers = wire.signStandardWebhook(webhook, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'whsk_' + btoa('x'.repeat(32))])
const form = { Body: 'grün 😀' }
const sha1 = wire.getExpectedTwilioSignature('token', 'https://x.example/?a=1', form)
const rsa = new wire.ValidationToken({ accountSid: 'AC1', credentialSid: 'CR1', signingKey: 'SK1', privateKey: globalThis.privateKey, clock: { now: () => 1795000000000 } })
globalThis.result = JSON.stringify({
  jwt: token.toJwt(),
  identity: wire.verifyAccessToken(token.toJwt('HS512'), 'secret', { now: 1795000000000 }).identity,
  headers,
  verdict: wire.verifyStandardWebhook(headers, '{}', 'whpk_' + globalThis.publicEd, { now: 1795000000000 }).valid,
  sha1,
  valid: wire.validateRequest('token', sha1, 'https://x.example:443/?a=1', form),
  sha512: wire.signTwilioRequest('token', { url: 'https://x.example/', sha512: true }).headers,
  id: ids.messageUuid().slice(0, 15),
  segments: wire.smsSegments('€'.repeat(81)),
  rsa: rsa.fromHttpRequest({ method: 'GET', url: 'https://x.example/' }),
  error: wire.restError(20404),
})
`

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
})
const seedDer = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from('x'.repeat(32))])
const publicEd = createPublicKey(createPrivateKey({ key: seedDer, format: 'der', type: 'pkcs8' }))
  .export({ format: 'der', type: 'spki' })
  .subarray(-32)
  .toString('base64')

/** Packs a copy of the package, because packing builds `dist`, and other tests may be packing the same one. */
function pack(): void {
  const copy = join(folder, 'checkout', 'packages', 'wire')
  cpSync(packageFolder, copy, { recursive: true, filter: (path) => !/[\\/](dist|node_modules)$/.test(path) })
  cpSync(join(root, 'tsconfig.json'), join(folder, 'checkout', 'tsconfig.json'))
  symlinkSync(rootModules, join(folder, 'checkout', 'node_modules'))
  execFileSync('npm', ['pack', '--pack-destination', folder], { cwd: copy, stdio: ['ignore', 'pipe', 'pipe'] })
}

before(() => {
  pack()
  // The tarball is unpacked where npm would put it. It has no dependencies.
  mkdirSync(installed, { recursive: true })
  execFileSync('tar', ['-xzf', 'trunkline-wire-0.1.0.tgz', '--strip-components=1', '-C', installed], { cwd: folder })
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  writeFileSync(join(folder, 'program.js'), program)
  const main = `globalThis.privateKey = ${JSON.stringify(privateKey)}\nglobalThis.publicEd = '${publicEd}'\nawait import('./program.js')\nconsole.log(globalThis.result)\n`
  writeFileSync(join(folder, 'main.js'), main)
})

after(() => rmSync(folder, { recursive: true, force: true }))

/** What the program prints under a Node. */
function run(node: string, ...options: string[]): Record<string, unknown> {
  return JSON.parse(execFileSync(node, [...options, 'main.js'], { cwd: folder, encoding: 'utf8' }))
}

/** What the program gives when it is bundled for a browser and run where nothing of Node exists. */
async function runBundled(platform: 'browser' | 'neutral'): Promise<Record<string, unknown>> {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(folder, 'program.js')],
    bundle: true,
    write: false,
    metafile: true,
    platform,
    format: 'iife',
    logLevel: 'silent',
  })
  const inputs = Object.keys(metafile.inputs)
  assert.ok(inputs.some((path) => path.endsWith('crypto/portable.js')))
  assert.ok(!inputs.some((path) => path.endsWith('crypto/node.js')))
  const { TextEncoder, TextDecoder, URL, URLSearchParams, crypto, btoa } = globalThis
  const context = createContext({ TextEncoder, TextDecoder, URL, URLSearchParams, crypto, btoa, privateKey, publicEd })
  runInContext(outputFiles[0]?.text ?? '', context)
  return JSON.parse(String(context.result))
}

test('the packed library gives the same on this Node, with its portable half, and bundled where there is no Node', async () => {
  const here = run(process.execPath)
  assert.deepEqual(
    [here.verdict, here.valid, here.identity, (here.segments as { segments: number }).segments],
    [true, true, 'é', 2],
  )
  assert.deepEqual(run(process.execPath, '--conditions=trunkline-portable'), here)
  assert.deepEqual(await runBundled('browser'), here)
  assert.deepEqual(await runBundled('neutral'), here)
})

test('the packed library runs on the machine’s own Node', {
  skip: !existsSync('/usr/bin/node') && 'no /usr/bin/node',
}, () => {
  const { id: _, ...rest } = run('/usr/bin/node')
  const { id: __, ...here } = run(process.execPath)
  assert.deepEqual(rest, here)
})

test('the package needs no other, and carries the licence of the code that is in it', () => {
  const { dependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
  assert.equal(dependencies, undefined)
  const imports = readdirSync(join(installed, 'dist'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .flatMap((name) => readFileSync(join(installed, 'dist', name), 'utf8').match(/from ['"][^.'"][^'"]*['"]/g) ?? [])
  assert.deepEqual([...new Set(imports.map((text) => text.slice(6, -1)))].sort(), [
    '#crypto',
    'node:buffer',
    'node:module',
  ])
  const { devDependencies } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))
  const notice = readFileSync(join(installed, 'NOTICE.md'), 'utf8')
  for (const [name, version] of Object.entries<string>(devDependencies)) {
    assert.ok(notice.includes(`[${name}]`) && notice.includes(` ${version},`), name)
  }
})

test('the package holds what is compiled, its README and licence, and no source or test', () => {
  const listing = execFileSync('tar', ['-tzf', 'trunkline-wire-0.1.0.tgz'], { cwd: folder, encoding: 'utf8' })
  const files = listing.trim().split('\n')
  for (const name of ['package/package.json', 'package/README.md', 'package/LICENSE', 'package/dist/index.d.ts']) {
    assert.ok(files.includes(name), name)
  }
  assert.deepEqual(
    files.filter((name) => /\.test\.|\/src\/|\/test\//.test(name)),
    [],
  )
})

test('its types are found by every way of resolving modules, and refuse what is wrong', () => {
  const sample = `import { AccessToken, createIdGenerator, isSid, type Sid, type WebhookFields } from '@trunkline/wire'
export const grant: AccessToken.VoiceGrant = new AccessToken.VoiceGrant({ incomingAllow: true })
export const id: Sid<'NT'> = createIdGenerator({ now: () => 0 }).sid('NT')
export const body = (fields: WebhookFields<'message.incoming'>): string => fields.Body
export const known = (value: unknown): value is Sid<'SM'> => isSid(value, 'SM')
// @ts-expect-error an identity is needed
export const none = new AccessToken('AC1', 'SK1', 's', {})
// @ts-expect-error a prefix of the table is needed
export const wrong = isSid('', 'XY')
`
  writeFileSync(join(folder, 'sample.ts'), sample)
  const options = ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2022,dom', '--types', '']
  const ways = [
    ['--module', 'nodenext', '--moduleResolution', 'nodenext'],
    ['--module', 'esnext', '--moduleResolution', 'bundler'],
  ]
  for (const way of ways) {
    execFileSync(process.execPath, [join(rootModules, 'typescript/bin/tsc'), ...options, ...way, 'sample.ts'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  }
})
