/** The result of looking at one thing. */
export interface Check {
  readonly name: string
  /** `warn`: it works, and soon may not. */
  readonly state: 'ok' | 'warn' | 'fail'
  readonly detail: string
  /** What to do, where it is not ok. */
  readonly advice?: string
}

/** Runs a check so that one that breaks or hangs is a failed check, not a failed doctor. */
export async function guarded(name: string, check: () => Promise<Check | readonly Check[]>): Promise<readonly Check[]> {
  const patience = 10_000
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Check>((resolve) => {
    timer = setTimeout(
      () => resolve({ name, state: 'fail', detail: `no answer within ${patience / 1000} s` }),
      patience,
    )
  })
  try {
    return [await Promise.race([check(), late])].flat()
  } catch (error) {
    return [{ name, state: 'fail', detail: (error as Error).message }]
  } finally {
    clearTimeout(timer)
  }
}
