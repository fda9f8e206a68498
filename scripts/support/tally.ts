import { relative } from 'node:path'
import { root } from './packages.ts'

/** What Node's test runner says of a test or a suite. */
export interface TestData {
  readonly name: string
  readonly file?: string
  /** True, or the reason. */
  readonly skip?: string | boolean
  readonly todo?: string | boolean
  readonly details: {
    readonly type?: string
    readonly duration_ms?: number
    readonly error?: { readonly failureType?: string; readonly cause?: unknown; readonly message?: string }
  }
}

/** An event of Node's test runner, as far as it is used here. */
export type TestEvent =
  | { readonly type: 'test:pass'; readonly data: TestData }
  | { readonly type: 'test:fail'; readonly data: TestData }
  | {
      readonly type: 'test:stdout' | 'test:stderr'
      readonly data: { readonly file?: string; readonly message: string }
    }

/** How long a test may take before it is named as slow. Milliseconds. */
const slow = 20_000
const keptOutput = 4000
/** The part of the reason of a skipped test that says that a program is missing; see testkit's `withoutPeer`. */
const missingPeer = 'npm run test:setup'

/** What there is to say at the end. */
export interface Report {
  readonly lines: readonly string[]
  readonly failed: boolean
}

/** Counts what the runner reports and keeps what went wrong. A suite counts only when it is skipped or fails as a whole. */
export class Tally {
  readonly #inCi: boolean
  readonly #mark: (sign: string) => void
  readonly #failures: string[] = []
  readonly #skipped = new Map<string, string[]>()
  readonly #slow: string[] = []
  readonly #output = new Map<string, string>()
  #passed = 0

  /** `mark` is told a sign for each test as it ends: `.`, `s` or `F`. */
  constructor(inCi: boolean, mark: (sign: string) => void) {
    this.#inCi = inCi
    this.#mark = mark
  }

  take(event: TestEvent): void {
    switch (event.type) {
      case 'test:pass':
        this.#pass(event.data)
        break
      case 'test:fail':
        this.#fail(event.data)
        break
      default:
        this.#keep(event.data.file ?? '', event.data.message)
    }
  }

  #keep(file: string, message: string): void {
    this.#output.set(file, ((this.#output.get(file) ?? '') + message).slice(-keptOutput))
  }

  #pass(data: TestData): void {
    if (data.skip !== undefined && data.skip !== false) {
      this.#skip(data, data.skip)
      return
    }
    if (data.details.type === 'suite') return
    this.#passed++
    this.#mark('.')
    const ms = data.details.duration_ms ?? 0
    if (ms > slow) this.#slow.push(`${(ms / 1000).toFixed(0)} s  ${place(data)}`)
  }

  #skip(data: TestData, reason: string | boolean): void {
    const why = typeof reason === 'string' && reason !== '' ? reason : 'no reason given'
    if (this.#inCi && why.includes(missingPeer)) {
      this.#failure(data, `skipped, and CI skips nothing: ${why}`)
      return
    }
    this.#mark('s')
    this.#skipped.set(why, [...(this.#skipped.get(why) ?? []), place(data)])
  }

  #fail(data: TestData): void {
    if (data.todo !== undefined && data.todo !== false) return
    const { type, error } = data.details
    // Its tests have been counted one by one.
    if (type === 'suite' && error?.failureType === 'subtestsFailed') return
    const cause = error?.cause ?? error
    const what = cause instanceof Error ? (cause.stack ?? cause.message) : messageOf(cause)
    this.#failure(data, `${what}\n${this.#output.get(data.file ?? '') ?? ''}`.trim())
  }

  #failure(data: TestData, what: string): void {
    this.#mark('F')
    this.#failures.push(`${place(data)}\n${what.replaceAll(/^/gm, '    ')}`)
  }

  /** The report; its last line counts. `problems` are failures that are not tests. */
  report(problems: readonly string[], tookMs: number): Report {
    const failures = [...this.#failures, ...problems]
    const skips = [...this.#skipped].flatMap(([why, names]) => [
      `skipped ${names.length}: ${why}`,
      ...names.map((name) => `    ${name}`),
    ])
    const peers = [...this.#skipped.keys()].some((why) => why.includes(missingPeer))
    const skipped = [...this.#skipped.values()].flat().length
    const lines = [
      ...failures.map((each) => `FAILED ${each}\n`),
      ...this.#slow.map((each) => `slow: ${each}`),
      ...skips,
      ...(peers ? ['What was skipped for a missing program runs after: npm run test:setup'] : []),
      `took ${(tookMs / 1000).toFixed(0)} s`,
      `${this.#passed} passed, ${failures.length} failed, ${skipped} skipped`,
    ]
    return { lines, failed: failures.length > 0 || this.#passed === 0 }
  }
}

function messageOf(cause: unknown): string {
  if (typeof cause === 'object' && cause !== null && 'message' in cause) return String(cause.message)
  return String(cause)
}

function place({ file, name }: TestData): string {
  return `${file === undefined ? 'unknown file' : relative(root, file)}: ${name}`
}
