import type { CompactGrammar } from './compact-grammar.ts'
import { renderBuilder } from './render-builder.ts'
import { renderAttributes, renderStructure } from './render-tables.ts'

/** Every file that the grammar gives, by its path inside the package. */
export function renderAll(grammar: CompactGrammar): ReadonlyMap<string, string> {
  return new Map([
    ['src/generated/grammar.json', `${renderGrammar(grammar)}\n`],
    ['src/generated/structure.ts', renderStructure(grammar)],
    ['src/generated/attributes.ts', renderAttributes(grammar)],
    ['src/generated/voice-response.ts', renderBuilder(grammar, 'voice')],
    ['src/generated/messaging-response.ts', renderBuilder(grammar, 'messaging')],
    ['src/generated/fax-response.ts', renderBuilder(grammar, 'fax')],
  ])
}

/** One line for each element and enum, so that a change of the grammar is a change of few lines. */
function renderGrammar(grammar: CompactGrammar): string {
  const lines = Object.entries(grammar.families).map(
    ([family, { enums, elements }]) =>
      `    ${JSON.stringify(family)}: {\n      "enums": ${rows(enums)},\n      "elements": ${rows(elements)}\n    }`,
  )
  return `{\n  "source": ${JSON.stringify(grammar.source)},\n  "families": {\n${lines.join(',\n')}\n  }\n}`
}

function rows(table: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(table).map(
    ([key, value]) => `        ${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  )
  return entries.length === 0 ? '{}' : `{\n${entries.join(',\n')}\n      }`
}
