/**
 * What is too long for every commit: a million random inputs for the TwiML parser and validator, a million for the readers and checks of
 * `wire`, new inputs for every other property (each other run tries the same), and the tests of hostile input at their full megabyte.
 * Takes some fifteen minutes.
 *
 *   npm run test:nightly -- [--inputs 1000000]
 *
 * A failure prints fast-check's seed and path, by which the input comes back.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { parseArgs } from 'node:util'
import { root } from './support/packages.ts'

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: { inputs: { type: 'string', default: '1000000' } },
})
const inputs = Number(values.inputs)
if (!Number.isInteger(inputs) || inputs < 1) throw new Error(`--inputs is ${values.inputs}: give a whole number`)

/** Files of which every test is a property that is tried `TRUNKLINE_FUZZ_RUNS` times, and how many those are. */
const properties: Readonly<Record<string, number>> = {
  'packages/twiml/test/fuzz.test.ts': 8,
  'packages/wire/test/fuzz.test.ts': 25,
}
/** Files that go through their whole megabyte when the variable is set. */
const hostile = ['packages/twiml/test/hostile.test.ts', 'packages/wire/test/large-input.test.ts']
/** How often properties among other tests are tried where it is not a twentieth of all inputs: these are dear. */
const dear: Readonly<Record<string, number>> = {
  'packages/channels/test/windows-property.test.ts': 3,
  'packages/channels/test/faults-at-random.test.ts': 1,
}

/** All other files that take new inputs where the variable is set. */
function mixed(): string[] {
  const takesNew = (file: string) => /'fast-check'|TRUNKLINE_FUZZ_RUNS/.test(readFileSync(join(root, file), 'utf8'))
  return globSync('packages/*/{src,test}/**/*.test.ts', { cwd: root })
    .filter((file) => !(file in properties) && !hostile.includes(file) && takesNew(file))
    .sort()
}

/** Runs a file in a process of its own; gives the number of its tests that passed, and whether any failed. */
async function runFile(file: string, runs: number): Promise<{ passed: number; failed: number }> {
  const counts = { passed: 0, failed: 0 }
  const stream = run({
    files: [join(root, file)],
    cwd: root,
    execArgv: ['--conditions=trunkline-source'],
    env: { ...process.env, TRUNKLINE_FUZZ_RUNS: String(runs) },
  })
  // The file itself is told as a test too when it does not load.
  stream.on('test:pass', ({ details }) => (counts.passed += details.type === 'suite' ? 0 : 1))
  stream.on('test:fail', () => counts.failed++)
  for await (const text of stream.compose(new spec())) process.stdout.write(text)
  return counts
}

/** Tries every property of a file so often that it has had all inputs. Gives what is wrong. */
async function fuzz(file: string, count: number): Promise<string[]> {
  const runs = Math.ceil(inputs / count)
  console.log(`\n${file}: ${count} properties, ${runs.toLocaleString('en-US')} inputs each`)
  const { passed, failed } = await runFile(file, runs)
  if (failed > 0) return [`${file}: ${failed} failed`]
  if (passed < count) return [`${file}: ${passed} properties passed, ${count} are expected: correct scripts/nightly.ts`]
  console.log(`${file}: ${(passed * runs).toLocaleString('en-US')} inputs`)
  return []
}

async function main(): Promise<void> {
  const problems: string[] = []
  for (const [file, count] of Object.entries(properties)) problems.push(...(await fuzz(file, count)))
  const others = mixed().map((file) => [file, dear[file] ?? Math.ceil(inputs / 20)] as const)
  for (const [file, runs] of [...others, ...hostile.map((each) => [each, 1] as const)]) {
    console.log(`\n${file}`)
    const { passed, failed } = await runFile(file, runs)
    if (failed > 0 || passed === 0) problems.push(`${file}: ${passed} passed, ${failed} failed`)
  }
  console.log(problems.length === 0 ? '\nall is well' : `\n${problems.join('\n')}`)
  process.exitCode = problems.length === 0 ? 0 : 1
}

await main()
