/**
 * Writes `src/generated/grammar.json` and `src/generated/` from a TwiML grammar.
 *
 * Usage: node generate/main.ts <grammar.json> [folder]
 * The file is either the published grammar (elements and enums per family, as read from the typings of twilio-node)
 * or this package's own compact copy. The folder is the package's own unless another is named.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { argv, exit } from 'node:process'
import { fileURLToPath } from 'node:url'
import { compactGrammar } from './compact-grammar.ts'
import { renderAll } from './render.ts'

const [path, folder = fileURLToPath(new URL('..', import.meta.url))] = argv.slice(2)
if (path === undefined) {
  console.error('usage: node generate/main.ts <grammar.json> [folder]')
  exit(2)
}
const grammar = compactGrammar(JSON.parse(readFileSync(path, 'utf8')))
for (const [file, text] of renderAll(grammar)) {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), text)
  console.log(`${file}: ${text.length} characters`)
}
