/**
 * Checks what needs no test run: format and lint, types, borders, and that the API reference is what the sources say.
 *
 *   npm run check
 */
import { runChecks } from './support/checks.ts'

const failed = await runChecks()
for (const each of failed) console.log(`\nFAILED ${each}`)
process.exitCode = failed.length === 0 ? 0 : 1
