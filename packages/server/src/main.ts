#!/usr/bin/env node
import { createProgram } from './command-line/create-program.ts'
import { explain } from './command-line/explain.ts'

// The exit code is set and not forced, so that what was written to a pipe arrives; `start` ends by itself once all is closed.
try {
  await createProgram((code) => {
    process.exitCode = code
  }).parseAsync(process.argv)
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exitCode = 1
}
