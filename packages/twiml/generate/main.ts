/**
 * Writes `src/generated/grammar.json` and `src/generated/` from a TwiML grammar.
 *
 * Usage: node generate/main.ts <grammar.json>
 * The file is either the published grammar (elements and enums per family, as read from the typings of twilio-node)
 * or this package's own compact copy.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { argv, exit } from 'node:process'
import { compactGrammar } from './compact-grammar.ts'
import { renderAll } from './render.ts'

const path = argv[2]
if (path === undefined) {
  console.error('usage: node generate/main.ts <grammar.json>')
  exit(2)
}
const grammar = compactGrammar(JSON.parse(readFileSync(path, 'utf8')))
for (const [file, text] of renderAll(grammar)) {
  writeFileSync(new URL(`../${file}`, import.meta.url), text)
  console.log(`${file}: ${text.length} characters`)
}
