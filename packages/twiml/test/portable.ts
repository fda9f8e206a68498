/**
 * What every runtime must agree on: bundled by the tests, and run against the package as it is published. Nothing of
 * Node is used here.
 */
import { parseTwiml, serializeTwiml, validateTwiml } from '@trunkline/twiml'
import { type Library, officialCases, outcome } from './official-cases.ts'

export { FaxResponse, MessagingResponse, VoiceResponse } from '@trunkline/twiml'

/** For each generated program: what it gives, whether that is read and written again unchanged, and its problems. */
export function outcomes(library: Library): string[] {
  return officialCases().map(({ name, family, build }) => {
    const given = outcome(library, family, build)
    if (given.startsWith('throws')) return `${name}: ${given}`
    const document = parseTwiml(given, { maxDepth: 200 })
    const problems = validateTwiml(document, family).map(({ code, position }) => `${code} ${position?.offset}`)
    return `${name}: ${given} ${serializeTwiml(document) === given} ${problems.join(', ')}`
  })
}
