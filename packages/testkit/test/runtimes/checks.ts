/**
 * The smallest of test runners, for programs that run where there is no `node:test`: in a browser, in an edge runtime, on old
 * releases of Node. Nothing here may need a built-in module.
 */

/** What became of one check. `error` is absent when it passed. */
export interface CheckResult {
  readonly name: string
  readonly error?: string
}

/** What a program reports: its checks, and values that must be the same on every runtime. */
export interface Report {
  readonly results: readonly CheckResult[]
  readonly values: Readonly<Record<string, unknown>>
}

/** Collects checks and runs them one after the other. */
export class Checks {
  readonly #checks: { name: string; run: () => unknown }[] = []
  readonly #values: Record<string, unknown> = {}

  /** A check: passes unless it throws or rejects. */
  check(name: string, run: () => unknown): void {
    this.#checks.push({ name, run })
  }

  /** A value that all runtimes must agree on. */
  value(name: string, value: unknown): void {
    this.#values[name] = value
  }

  async report(): Promise<Report> {
    const results: CheckResult[] = []
    for (const { name, run } of this.#checks) {
      try {
        await run()
        results.push({ name })
      } catch (error) {
        results.push({ name, error: String((error as Error | null)?.stack ?? error) })
      }
    }
    return { results, values: this.#values }
  }
}

/** Throws unless both are the same as JSON. */
export function same(got: unknown, wanted: unknown): void {
  const [left, right] = [JSON.stringify(got), JSON.stringify(wanted)]
  if (left !== right) throw new Error(`got ${left}, wanted ${right}`)
}

/** Throws unless the function throws, or rejects with, something whose message has the text in it; gives the error. */
export async function fails(run: () => unknown, text: string): Promise<Error> {
  let error: Error | undefined
  try {
    await run()
  } catch (thrown) {
    error = thrown as Error
  }
  if (error === undefined) throw new Error(`did not fail; wanted ${text}`)
  if (!String(error.message).includes(text)) throw new Error(`failed with ${error.message}; wanted ${text}`)
  return error
}
