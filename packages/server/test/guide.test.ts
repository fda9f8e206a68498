import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { embeddedDataFolder, startKafka, startProcess, tempFolder, withoutKafka, withoutPeer } from '@trunkline/testkit'
import { readConfig } from '../src/config.ts'
import { type RunningServer, startServer } from './support/server-process.ts'

const root = join(import.meta.dirname, '../../..')
const guide = join(root, 'docs/guide')
const main = join(root, 'packages/server/src/main.ts')

/** The brokers that the samples of a page name, and what it takes to run those. */
const brokers = '127.0.0.1:9092'
const withoutKafkaClients = withoutKafka || withoutPeer('kcat', existsSync('/usr/bin/kcat'))

/** A fenced block that is run, and what its output must hold. */
interface Sample {
  readonly language: string
  readonly mayBeRefused: boolean
  readonly code: string
  readonly expected: readonly string[]
}

const fence = /^```([a-z]+) ([a-z ]+)\n([\s\S]*?)^```$/gm

function samplesOf(markdown: string): readonly Sample[] {
  const samples: Sample[] = []
  for (const [, language = '', info = '', code = ''] of markdown.matchAll(fence)) {
    const words = info.split(' ')
    if (words.includes('test')) {
      samples.push({ language, mayBeRefused: words.includes('problem'), code, expected: [] })
    } else if (words.includes('expect')) {
      const last = samples.pop()
      assert.ok(last, 'an expectation follows its sample')
      samples.push({ ...last, expected: code.split('\n').filter((line) => line.trim() !== '') })
    }
  }
  return samples
}

const node = [process.execPath, '--conditions=trunkline-source']
const python = join(root, '.cache/python/bin/python')
const shell = { file: 'sample.sh', command: ['sh', '-e'] }
const interpreters: Readonly<Record<string, { readonly file: string; readonly command: readonly string[] }>> = {
  js: { file: 'sample.mjs', command: node },
  python: { file: 'sample.py', command: [python] },
}

/** Runs the samples of a page in their order, against one server, in a folder that looks like a checkout's. */
async function runPage(t: TestContext, markdown: string): Promise<void> {
  const samples = samplesOf(markdown)
  const noPython = withoutPeer('twilio-python', existsSync(python))
  const programs = samples.filter(
    ({ language }) => language !== 'yaml' && (language !== 'python' || noPython === false),
  )
  if (noPython !== false && samples.some(({ language }) => language === 'python')) t.diagnostic(noPython)
  for (const { code } of samples.filter(({ language }) => language === 'yaml')) await checkYaml(t, code)
  if (programs.length === 0) return
  const data = await embeddedDataFolder(t)
  const kafka = markdown.includes(brokers) ? await kafkaEnvironment(t, samples) : undefined
  const server = await startServer(t, { folder: data, ...(kafka ? { env: kafka } : {}) })
  const folder = tempFolder(t)
  symlinkSync(data, join(folder, '.trunkline'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const place = { server, folder, brokers: kafka?.KAFKA_BROKERS ?? brokers }
  for (const sample of programs) await runSample(t, sample, place)
}

/** Where samples are run. */
interface Place {
  readonly server: RunningServer
  readonly folder: string
  readonly brokers: string
}

/** A broker of the page's own, and a server that is configured as the page's first configuration says. */
async function kafkaEnvironment(t: TestContext, samples: readonly Sample[]) {
  const kafka = await startKafka()
  t.after(() => kafka.stop())
  const file = join(tempFolder(t), 'trunkline.yaml')
  writeFileSync(file, samples.find(({ language }) => language === 'yaml')?.code ?? '')
  return { KAFKA_BROKERS: kafka.bootstrap, TRUNKLINE_CONFIG: file }
}

async function checkYaml(t: TestContext, code: string): Promise<void> {
  const file = join(tempFolder(t), 'trunkline.yaml')
  writeFileSync(file, code)
  const names = [...code.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => [name, 'a-value-of-some-length'])
  await readConfig({ config: file }, Object.fromEntries(names))
}

async function runSample(t: TestContext, sample: Sample, { server, folder, brokers: own }: Place): Promise<void> {
  const code = sample.code
    .replaceAll('http://127.0.0.1:4000', server.url)
    .replaceAll(brokers, own)
    .replaceAll('timeout 30 ', 'timeout 180 ')
    .replaceAll('npm run trunkline --', `${node.join(' ')} ${main}`)
  const { file, command } = interpreters[sample.language] ?? shell
  const script = join(folder, file)
  writeFileSync(script, code)
  const [program = '', ...words] = [...command, script]
  const started = startProcess(t, program, words, {
    cwd: folder,
    env: { PATH: process.env.PATH },
  })
  const { code: exit } = await started.ended
  const output = started.output()
  const what = `${sample.code}\n${output}`
  assert.equal(exit, 0, what)
  if (!sample.mayBeRefused) assert.doesNotMatch(output, /urn:trunkline:problem:/, what)
  for (const line of sample.expected)
    assert.ok(output.includes(line.trim()), `${line}\nis not in the output of\n${what}`)
}

for (const page of readdirSync(guide).filter((name) => name.endsWith('.md') && name !== 'README.md')) {
  const markdown = readFileSync(join(guide, page), 'utf8')
  const skip = markdown.includes(brokers) && withoutKafkaClients
  test(`the samples of ${page} do what they say`, { skip }, (t) => runPage(t, markdown))
}

test('the curl of the README works as printed', async (t) => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const curl = /^curl -K \.trunkline\/curlrc .*$/m.exec(readme)?.[0] ?? ''
  await runPage(t, `\`\`\`sh test\n${curl}\n\`\`\`\n\n\`\`\`text expect\n"status":"queued"\n\`\`\`\n`)
})

test('every link of the README and the guide leads somewhere', () => {
  const guidePages = readdirSync(guide, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'))
  const pages = [['README.md', root] as const, ...guidePages.map((name) => [name, guide] as const)]
  for (const [name, folder] of pages) {
    const links = readFileSync(join(folder, name), 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)
    for (const [, link = ''] of links)
      assert.doesNotThrow(() => readdirOrFile(join(folder, dirname(name), link)), `${name}: ${link}`)
  }
})

function readdirOrFile(path: string): void {
  try {
    readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EISDIR') throw error
  }
}
