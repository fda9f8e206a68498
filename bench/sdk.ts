/**
 * Sets the helper library beside the official `twilio` package in one run: both installed as their users install them (ours from what
 * `npm pack` makes), each measured in processes of its own, in turn, medians of the rounds. Ends with 1 when a target is missed.
 *
 *   npm run bench:sdk -- [--rounds 7] [--milliseconds 250]
 */
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { cpus, loadavg, release, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Application, makeApplications } from './sdk/applications.ts'
import { bundleBytes, coldImport, compile, sendsOne, sendsOneByName, throughput } from './sdk/measure.ts'
import { holds, type Line, table } from './sdk/report.ts'

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: { rounds: { type: 'string', default: '7' }, milliseconds: { type: 'string', default: '250' } },
})
const rounds = Number(values.rounds) | 1
const milliseconds = Number(values.milliseconds)

const say = (text: string): void => console.error(`[bench:sdk] ${text}`)

function versionOf(module: string): string {
  const manifest = new URL(`../node_modules/${module}/package.json`, import.meta.url)
  return `${module} ${JSON.parse(readFileSync(manifest, 'utf8')).version}`
}

function machine(): string {
  const processors = cpus()
  const load = loadavg().map((one) => one.toFixed(1))
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  const programs = ['twilio', 'typescript', 'esbuild'].map(versionOf).join(', ')
  return [
    `Node ${process.version}, ${programs}; Linux ${release()}`,
    `${processors.length} x ${processors[0]?.model}, ${gigabytes} GiB, load ${load.join(' ')}`,
    'ours as npm packs it; processes in turn, medians; operations per second of processor time',
  ].join('\n')
}

async function sizes(official: Application, ours: Application): Promise<Line[]> {
  const bytes = { official: await bundleBytes(official, sendsOne(official.library), 'node') }
  const named = sendsOneByName(ours.library)
  // The larger of the two, though they are the same so far.
  const ofOurs = Math.max(await bundleBytes(ours, named, 'node'), await bundleBytes(ours, named, 'browser'))
  const byDefault = await bundleBytes(ours, sendsOne(ours.library), 'node')
  const files = { official: official.installedFiles, ours: ours.installedFiles }
  const packages = { official: official.installedPackages, ours: ours.installedPackages }
  const installed = { official: official.installedBytes, ours: ours.installedBytes }
  return [
    { what: 'bundle that sends one SMS', ...bytes, ours: ofOurs, unit: 'B', target: { atMost: 1 / 60 }, limit: 60_000 },
    { what: '  with the default import', ...bytes, ours: byDefault, unit: 'B', target: undefined },
    { what: 'installed with dependencies', ...installed, unit: 'B', target: { atMost: 1 / 10 } },
    { what: '  files', ...files, unit: '', target: undefined },
    { what: '  packages', ...packages, unit: '', target: undefined },
  ]
}

function starts(applications: readonly Application[]): Line[] {
  const { emptyMs, emptyBytes, ms, bytes } = coldImport(applications, rounds * 3)
  say(`an empty process takes ${emptyMs.toFixed(0)} ms and ${(emptyBytes / 1e6).toFixed(1)} MB`)
  return [
    { what: 'cold import, over an empty process', ...ms, unit: 'ms', target: { atMost: 1 / 5 } },
    {
      what: 'its memory (RSS)',
      official: bytes.official / 1e6,
      ours: bytes.ours / 1e6,
      unit: 'MB',
      target: { atMost: 1 / 4 },
    },
  ]
}

function compiles(applications: readonly Application[]): Line[] {
  const { empty, ...ms } = compile(applications, rounds)
  say(`tsc takes ${empty.toFixed(0)} ms for an empty program`)
  return [{ what: 'tsc, over an empty program', ...ms, unit: 'ms', target: { atMost: 1 / 3 } }]
}

/** How many times as fast each case must be. */
const atLeast: Readonly<Record<string, number>> = {
  'TwiML: a call menu': 5,
  'TwiML: a reply': 5,
  'signature check, valid': 1,
  'signature check, invalid': 5,
  AccessToken: 20,
  ClientCapability: 20,
}

function speeds(applications: readonly Application[]): Line[] {
  return Object.entries(throughput(applications, rounds, milliseconds)).map(([what, figures]) => {
    const target = atLeast[what]
    return { what, ...figures, unit: '/s', target: target === undefined ? undefined : { atLeast: target } }
  })
}

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'trunkline-bench-sdk-')))
try {
  console.log(machine())
  say('packing and installing both')
  const { official, ours } = makeApplications(folder)
  const both = [official, ours]
  const lines: Line[] = []
  say('sizes')
  lines.push(...(await sizes(official, ours)))
  say('cold imports')
  lines.unshift(...starts(both))
  say('compiler')
  lines.push(...compiles(both))
  say('throughput')
  lines.push(...speeds(both))
  console.log(`\n${table(lines)}`)
  const missed = lines.filter((line) => !holds(line))
  console.log(missed.length === 0 ? '\nall targets are met' : `\n${missed.length} missed`)
  process.exitCode = missed.length === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
