import { type ElementGrammar, twimlGrammar } from '@trunkline/twiml'
import type { ElementCoverage, Honoured, Verb } from '../verbs/verb.ts'
import { verbs } from '../verbs/verbs.ts'

/** An element of the grammar, where it stands, and what is done with its attributes. */
export interface CoverageRow {
  /** `Dial`, `Dial > Number`. */
  readonly path: string
  readonly verb: string
  readonly tag: string
  /** Why the whole element is not there. */
  readonly missing?: string
  readonly note?: string
  /** Undefined for an attribute that nobody has said anything of. */
  readonly attributes: readonly { readonly name: string; readonly honoured: Honoured | undefined }[]
}

/** Every element of voice documents, each once below its verb, in the order of the grammar. */
export function coverageRows(): readonly CoverageRow[] {
  const { root } = twimlGrammar('voice')
  return [...root.children.values()].flatMap((element) => {
    const verb = Object.hasOwn(verbs, element.tag) ? verbs[element.tag] : undefined
    return verb === undefined ? [] : rowsOf(element, { verb, tag: element.tag, path: element.tag, seen: new Set() })
  })
}

interface Place {
  readonly verb: Verb
  readonly tag: string
  readonly path: string
  readonly seen: Set<string>
  /** Of what stands around it. */
  readonly missing?: string
}

function rowsOf(element: ElementGrammar, { verb, tag, path, seen, missing: around }: Place): CoverageRow[] {
  // Elements of speech stand in one another in every way; each is told once.
  const key = /^[a-z]/.test(element.tag) ? element.className : path
  if (seen.has(key)) return []
  seen.add(key)
  const coverage = coverageOf(verb, tag, element.tag)
  const missing = around ?? coverage?.missing
  const attributes = [...element.attributes.keys()].map((name) => ({
    name,
    honoured: missing ?? coverage?.attributes[name],
  }))
  const own: CoverageRow = {
    ...{ path, verb: tag, tag: element.tag, attributes },
    ...(missing === undefined ? {} : { missing }),
    ...(coverage?.note === undefined ? {} : { note: coverage.note }),
  }
  const inside = [...element.children.values()].flatMap((child) => {
    const place = { verb, tag, seen, path: `${path} > ${child.tag}` }
    return rowsOf(child, missing === undefined ? place : { ...place, missing })
  })
  return [own, ...inside]
}

/** Say, Play and Pause are the same inside of Gather as they are by themselves. */
function coverageOf(verb: Verb, verbTag: string, tag: string): ElementCoverage | undefined {
  if (tag === verbTag) return verb.coverage
  return verb.nouns?.[tag] ?? (Object.hasOwn(verbs, tag) ? verbs[tag]?.coverage : undefined) ?? verbs.Say?.nouns?.[tag]
}
