const runs = process.env.TRUNKLINE_FUZZ_RUNS

/**
 * How a property is tried: with as many inputs as are usual, always the same, so that a red build is a matter of the change; with
 * `TRUNKLINE_FUZZ_RUNS` in the environment, with so many new ones.
 */
export function fuzzing(usual = 100): { readonly numRuns: number; readonly seed?: number } {
  return runs === undefined ? { numRuns: usual, seed: 20_261_120 } : { numRuns: Number(runs) }
}
