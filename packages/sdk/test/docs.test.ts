/** Every sample of `docs/guide/library` is compiled where it is TypeScript, run, and prints what the page says that it prints. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { withoutPeer } from '@trunkline/testkit'
import { pages, type Sample, samplesOf } from './docs/samples.ts'

const start = promisify(execFile)
const root = fileURLToPath(new URL('../../../', import.meta.url))
const python = join(root, '.cache/python/bin/python')
const pythonIsThere = existsSync(python) && existsSync(join(root, '.cache/python/lib'))
const runner = fileURLToPath(new URL('docs/run-sample.ts', import.meta.url))
const pythonRunner = fileURLToPath(new URL('docs/run_sample.py', import.meta.url))
const samples = pages().flatMap(samplesOf)
const extensions: Readonly<Record<string, string>> = { ts: 'ts', js: 'mjs', cjs: 'cjs', python: 'py' }

/** In the checkout, so that what a sample imports is found. */
let folder = ''
const fileOf = ({ page, number, language }: Sample): string =>
  join(folder, `${page.replace('.md', '')}-${number}.${extensions[language]}`)

const environment = {
  PATH: process.env.PATH,
  TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: '0123456789abcdef0123456789abcdef',
  TWILIO_API_KEY: `SK${'2'.repeat(32)}`,
  TWILIO_API_SECRET: 'an API key secret of 32 letters.',
  OAUTH_CLIENT_ID: 'OQ1',
  OAUTH_CLIENT_SECRET: 'an OAuth secret',
}

before(() => {
  mkdirSync(join(root, '.cache'), { recursive: true })
  folder = mkdtempSync(join(root, '.cache/library-samples-'))
  for (const sample of samples) if (extensions[sample.language]) writeFileSync(fileOf(sample), sample.code)
})

after(() => rmSync(folder, { recursive: true, force: true }))

async function run(sample: Sample): Promise<string> {
  const listens = /\.listen\(/.test(sample.code)
  const env = { ...environment, SAMPLE_LISTENS: String(listens) }
  const [program, parameters] =
    sample.language === 'python'
      ? [python, [pythonRunner, fileOf(sample)]]
      : [process.execPath, ['--conditions=trunkline-source', runner, fileOf(sample)]]
  const { stdout } = await start(program, parameters, { env, cwd: root, timeout: 120_000 })
  return stdout
}

test('there is a page for every question', () => {
  const wanted =
    'calling credentials custom-http-client errors moving-from-twilio-node moving-from-twilio-python paging receiving-webhooks retries sending tokens'
  for (const page of wanted.split(' ')) {
    const own = samples.filter((sample) => sample.page === `${page}.md`)
    assert.ok(own.length > 0, `${page}.md has no sample`)
  }
  assert.deepEqual(
    samples.filter(({ language }) => !extensions[language]).map(({ page, number }) => `${page} ${number}`),
    [],
    'every block has a language that can be run',
  )
})

test('the samples in TypeScript compile', async () => {
  const files = samples.filter(({ language }) => language === 'ts').map(fileOf)
  const compilerOptions = { noEmit: true, rootDir: root }
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions, include: [], files, exclude: [] }),
  )
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  await start(process.execPath, [compiler, '-p', folder], { cwd: root }).catch(({ stdout }) => assert.fail(stdout))
})

describe('the samples run', { concurrency: 2 }, () => {
  for (const sample of samples) {
    const { page, number, language, output } = sample
    const skip = language === 'python' && withoutPeer('twilio-python', pythonIsThere)
    test(`${page}, sample ${number} (${language})`, { skip }, async () => {
      const printed = await run(sample)
      if (output !== undefined) assert.equal(printed, output)
    })
  }
})
