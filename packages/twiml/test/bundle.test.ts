import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { createContext, runInContext } from 'node:vm'
import { build } from 'esbuild'
import type { Library } from './official-cases.ts'
import * as portable from './portable.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** Bundles a program as for a browser; gives the code, and how many bytes of it each source file takes. */
async function bundle(contents: string): Promise<{ code: string; bytesOf: (part: string) => number }> {
  const result = await build({
    stdin: { contents, resolveDir: folder, loader: 'ts' },
    bundle: true,
    write: false,
    minify: true,
    metafile: true,
    format: 'iife',
    globalName: 'bundled',
    platform: 'browser',
    conditions: ['trunkline-source'],
    logLevel: 'silent',
  })
  const inputs = Object.entries(Object.values(result.metafile.outputs)[0]!.inputs)
  const bytesOf = (part: string): number =>
    inputs.filter(([path]) => path.includes(part)).reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0)
  return { code: result.outputFiles[0]!.text, bytesOf }
}

test('a program that imports the package and uses none of it carries none of it', async () => {
  const { code, bytesOf } = await bundle(
    "import { VoiceResponse, parseTwiml, validateTwiml } from '@trunkline/twiml'; console.log('sms')",
  )
  assert.equal(bytesOf('twiml/src'), 0)
  assert.equal(bytesOf('saxes'), 0)
  assert.ok(code.length < 100, code)
})

for (const name of ['@trunkline/twiml', '@trunkline/twiml/builder']) {
  test(`a program that answers calls carries the voice builder of ${name} alone`, async () => {
    const { code, bytesOf } = await bundle(
      `import { VoiceResponse } from '${name}'; const r = new VoiceResponse(); r.say('hi'); console.log(r.toString())`,
    )
    for (const part of [
      'saxes',
      'xmlchars',
      'src/parse',
      'src/validate',
      'generated/attributes',
      'messaging-response',
    ]) {
      assert.equal(bytesOf(part), 0, part)
    }
    assert.ok(code.length < 14_000, `${code.length} bytes`)
  })
}

test('everything works where there is nothing but the language: no Node, no DOM', async () => {
  const { code } = await bundle("export * from './portable.ts'")
  const bare = createContext({})
  const run = `const { VoiceResponse: voice, MessagingResponse: messaging, FaxResponse: fax } = bundled
    JSON.stringify(bundled.outcomes({ voice, messaging, fax }))`
  const library = { voice: portable.VoiceResponse, messaging: portable.MessagingResponse, fax: portable.FaxResponse }
  assert.deepEqual(JSON.parse(runInContext(`${code};${run}`, bare)), portable.outcomes(library as unknown as Library))
})
