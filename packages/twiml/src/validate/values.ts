import type { AttributeGrammar } from '../grammar/grammar.ts'

/**
 * Values that Twilio takes though the typings, which the grammar is made of, leave them out.
 * Dial: https://www.twilio.com/docs/voice/twiml/dial#record
 */
const alsoTaken: Readonly<Record<string, ReadonlySet<string>>> = {
  'Dial.record': /* @__PURE__ */ new Set(['true', 'false']),
}

/**
 * Why a value does not fit its attribute, or undefined when it does.
 *
 * @param name Element and attribute, as in `Dial.record`.
 */
export function valueComplaint(name: string, grammar: AttributeGrammar, value: string): string | undefined {
  if (grammar.type === 'string') return undefined
  const values = grammar.list ? value.split(/\s+/) : [value]
  for (const one of values) {
    if (fits(grammar, one) || alsoTaken[name]?.has(one)) continue
    return `${shorten(one)} is not ${expectation(grammar)}`
  }
  return undefined
}

function fits(grammar: AttributeGrammar, value: string): boolean {
  if (grammar.type === 'number') return /^-?\d+(\.\d+)?$/.test(value)
  if (grammar.type === 'boolean') return value === 'true' || value === 'false'
  return grammar.values!.has(value)
}

function expectation({ type, values }: AttributeGrammar): string {
  if (type === 'number') return 'a number'
  if (type === 'boolean') return 'true or false'
  const [first, ...rest] = [...values!].slice(0, 8)
  const more = values!.size > 8 ? `, … (${values!.size} values)` : ''
  return rest.length === 0 ? `${first}` : `one of ${[first, ...rest].join(', ')}${more}`
}

const shorten = (value: string): string => JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
