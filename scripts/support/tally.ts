import { relative } from 'node:path'
import { root } from './packages.ts'

/** An event of Node's test runner, as far as it is used here. */
export interface TestEvent {
  readonly type: string
  // biome-ignore lint/suspicious/noExplicitAny: the runner's events are typed by their names alone
  readonly data: any
}

/** How long a test may take before it is named as slow. Milliseconds. */
const slow = 20_000

/** Counts what the runner reports, and says what went wrong. Suites and files are no tests and are not counted. */
export class Tally {
  readonly #inCi: boolean
  readonly #failures: { readonly where: string; readonly what: string }[] = []
  readonly #skipped = new Map<string, string[]>()
  readonly #slow: string[] = []
  readonly #output = new Map<string, string>()
  #passed = 0
  #skips = 0
  #dots = 0

  constructor(inCi: boolean) {
    this.#inCi = inCi
  }

  /** Takes one event. */
  take({ type, data }: TestEvent): void {
    if (type === 'test:stderr' || type === 'test:stdout') this.#keep(data)
    if (type === 'test:pass' && data.details?.type !== 'suite') this.#pass(data)
    if (
      type === 'test:fail' &&
      !(data.details?.type === 'suite' && data.details?.error?.failureType === 'subtestsFailed')
    )
      this.#fail(data)
  }

  #keep({ file, message }: { file?: string; message: string }): void {
    const key = file ?? ''
    this.#output.set(key, ((this.#output.get(key) ?? '') + message).slice(-4_000))
  }

  #pass(data: {
    name: string
    file?: string
    skip?: string | boolean
    todo?: string | boolean
    details: { duration_ms: number }
  }): void {
    if (data.skip !== undefined && data.skip !== false) {
      this.#skip(data.name, data.skip, data.file)
      return
    }
    this.#passed++
    this.#mark('.')
    if (data.details.duration_ms > slow)
      this.#slow.push(`${(data.details.duration_ms / 1000).toFixed(0)} s  ${place(data.file)}: ${data.name}`)
  }

  #skip(name: string, reason: string | boolean, file: string | undefined): void {
    this.#skips++
    this.#mark('s')
    const why = typeof reason === 'string' && reason !== '' ? reason : 'no reason given'
    if (this.#inCi && why.includes('test:setup'))
      this.#failures.push({ where: `${place(file)}: ${name}`, what: `skipped in CI: ${why}` })
    this.#skipped.set(why, [...(this.#skipped.get(why) ?? []), name])
  }

  #fail(data: { name: string; file?: string; details: { error?: { cause?: unknown; message?: string } } }): void {
    this.#mark('F')
    const { error } = data.details
    const cause = error?.cause ?? error
    const what =
      cause instanceof Error
        ? (cause.stack ?? cause.message)
        : String((cause as { message?: string })?.message ?? cause)
    this.#failures.push({
      where: `${place(data.file)}: ${data.name}`,
      what: `${what}\n${this.#output.get(data.file ?? '') ?? ''}`.trim(),
    })
  }

  #mark(sign: string): void {
    process.stdout.write(sign)
    if (++this.#dots % 120 === 0) process.stdout.write('\n')
  }

  /** Prints the report and sets the exit code. The last line counts. */
  report(problems: readonly string[], took: number): void {
    console.log('\n')
    for (const { where, what } of this.#failures) console.log(`FAILED ${where}\n${what.replaceAll(/^/gm, '    ')}\n`)
    for (const problem of problems) console.log(`FAILED ${problem}\n`)
    for (const line of this.#slow) console.log(`slow: ${line}`)
    for (const [why, names] of this.#skipped) console.log(`skipped ${names.length}: ${why}`)
    if (this.#skips > 0 && !this.#inCi)
      console.log('What was skipped for a missing program runs after: npm run test:setup')
    const failed = this.#failures.length + problems.length
    if (failed > 0 || this.#passed === 0) process.exitCode = 1
    console.log(`took ${(took / 1000).toFixed(0)} s`)
    console.log(`${this.#passed} passed, ${failed} failed, ${this.#skips} skipped`)
  }
}

function place(file: string | undefined): string {
  return file === undefined ? 'unknown file' : relative(root, file)
}
