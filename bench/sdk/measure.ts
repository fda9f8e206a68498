import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Application } from './applications.ts'

const compiler = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url))

/** The middle one of an odd number of figures. */
export function median(figures: readonly number[]): number {
  return [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN
}

/** Runs a program to its end; gives what it printed and the milliseconds that it took. */
function timed(parameters: readonly string[], cwd: string): { printed: string; ms: number } {
  const began = performance.now()
  const printed = execFileSync(process.execPath, [...parameters], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return { printed, ms: performance.now() - began }
}

/** Milliseconds and bytes of memory of a process that imports the library, over one that imports nothing. */
export interface ColdImport {
  readonly emptyMs: number
  readonly emptyBytes: number
  readonly ms: Readonly<Record<Application['name'], number>>
  readonly bytes: Readonly<Record<Application['name'], number>>
}

/** Starts each program in turn, round after round, in a process of its own. */
export function coldImport(applications: readonly Application[], rounds: number): ColdImport {
  const print = 'process.stdout.write(String(process.memoryUsage.rss()))\n'
  const programs = applications.flatMap(({ name, folder, library }) => {
    writeFileSync(join(folder, 'import-it.mjs'), `import ${JSON.stringify(library)}\n${print}`)
    writeFileSync(join(folder, 'import-nothing.mjs'), print)
    return [
      { key: `empty ${name}`, folder, file: 'import-nothing.mjs' },
      { key: name, folder, file: 'import-it.mjs' },
    ]
  })
  const seen = new Map(programs.map(({ key }) => [key, { ms: [] as number[], bytes: [] as number[] }]))
  for (let round = 0; round < rounds; round++) {
    for (const { key, folder, file } of programs) {
      const { printed, ms } = timed([file], folder)
      seen.get(key)?.ms.push(ms)
      seen.get(key)?.bytes.push(Number(printed))
    }
  }
  const of = (key: string, what: 'ms' | 'bytes'): number => median(seen.get(key)?.[what] ?? [])
  const over = (name: string, what: 'ms' | 'bytes'): number => of(name, what) - of(`empty ${name}`, what)
  return {
    emptyMs: of('empty ours', 'ms'),
    emptyBytes: of('empty ours', 'bytes'),
    ms: { official: over('official', 'ms'), ours: over('ours', 'ms') },
    bytes: { official: over('official', 'bytes'), ours: over('ours', 'bytes') },
  }
}

/** A program that sends one SMS. It is the same for both libraries but for its first line. */
export const sendsOne = (library: string): string => `import twilio from ${JSON.stringify(library)}
const client = twilio('AC00000000000000000000000000000000', 'token')
const message = await client.messages.create({ to: '+14155550123', from: '+15005550006', body: 'Hello' })
console.log(message.sid)
`

/** The same program by the name of the class, where a library can be imported by names: a bundler drops what is not named. */
export const sendsOneByName = (library: string): string =>
  sendsOne(library).replace('import twilio', 'import { Client }').replace('twilio(', 'new Client(')

/** Bytes of the minified bundle of a program. */
export async function bundleBytes(
  { folder }: Application,
  source: string,
  platform: 'node' | 'browser',
): Promise<number> {
  const entry = join(folder, 'send-one.mjs')
  writeFileSync(entry, source)
  const options = { bundle: true, minify: true, write: false, format: 'esm', logLevel: 'silent' } as const
  const { outputFiles } = await build({ entryPoints: [entry], platform, ...options })
  return outputFiles.reduce((sum, { contents }) => sum + contents.length, 0)
}

/** Milliseconds that the compiler takes to check the program that sends one SMS, over an empty one. */
export function compile(
  applications: readonly Application[],
  rounds: number,
): Record<Application['name'] | 'empty', number> {
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: 'nodenext',
    target: 'es2023',
    types: ['node'],
  }
  const projects = applications.flatMap(({ name, folder, library }) =>
    Object.entries({ [`empty ${name}`]: 'export {}\n', [name]: sendsOne(library) }).map(([key, source]) => {
      const file = `${key.replace(' ', '-')}.ts`
      writeFileSync(join(folder, file), source)
      writeFileSync(join(folder, `${file}.json`), JSON.stringify({ compilerOptions, files: [file] }))
      return { key, folder, parameters: [compiler, '-p', `${file}.json`] }
    }),
  )
  const seen = new Map(projects.map(({ key }) => [key, [] as number[]]))
  for (let round = 0; round < rounds; round++) {
    for (const { key, folder, parameters } of projects) seen.get(key)?.push(timed(parameters, folder).ms)
  }
  const of = (key: string): number => median(seen.get(key) ?? [])
  return {
    empty: of('empty ours'),
    official: of('official') - of('empty official'),
    ours: of('ours') - of('empty ours'),
  }
}

/** Operations per second of each case, of each application. */
export type Throughput = Readonly<Record<string, Readonly<Record<Application['name'], number>>>>

/** Runs the cases of `throughput-program.mjs` in both applications, in turn. Throws when the two do not do the same. */
export function throughput(applications: readonly Application[], rounds: number, milliseconds: number): Throughput {
  const seen: Record<string, Record<Application['name'], number[]>> = {}
  for (let round = 0; round < rounds; round++) {
    const samples: Record<string, string> = {}
    for (const { name, folder, library } of applications) {
      const { printed } = timed(['throughput-program.mjs', library, String(milliseconds)], folder)
      const results = JSON.parse(printed) as Record<string, { perSecond: number; sample: string }>
      for (const [title, { perSecond, sample }] of Object.entries(results)) {
        seen[title] ??= { official: [], ours: [] }
        seen[title][name].push(perSecond)
        // Tokens hold the second in which they were made.
        const comparable = sample.startsWith('ey') ? String(sample.length) : sample
        samples[title] ??= comparable
        if (samples[title] !== comparable) throw new Error(`${title}: ${sample} is not ${samples[title]}`)
      }
    }
  }
  return Object.fromEntries(
    Object.entries(seen).map(([title, of]) => [title, { official: median(of.official), ours: median(of.ours) }]),
  )
}
