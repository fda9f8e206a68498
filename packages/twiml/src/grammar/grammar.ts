import {
  faxAttributes,
  faxEnums,
  messagingAttributes,
  messagingEnums,
  voiceAttributes,
  voiceEnums,
} from '../generated/attributes.ts'
import { faxStructure, messagingStructure, voiceStructure } from '../generated/structure.ts'
import { type AttributeRows, type EnumRows, type StructureRows, splitRow, type TextRule, tagOf } from './rows.ts'

/** Which verbs a document may hold: those of a call, of a message, or of a fax. */
export type TwimlFamily = 'voice' | 'messaging' | 'fax'

/** One attribute of an element. */
export interface AttributeGrammar {
  readonly type: 'string' | 'number' | 'boolean' | 'enum'
  /** Whether it holds several values, divided by spaces. */
  readonly list: boolean
  /** The values of an enum. */
  readonly values?: ReadonlySet<string>
}

/** One element. Two may share a tag where it means different things: `<Sip>` in `<Dial>` and in `<Refer>`. */
export interface ElementGrammar {
  readonly tag: string
  /** Name of the builder class: `Say`, `SsmlBreak`, `ReferSip`. */
  readonly className: string
  readonly text: TextRule
  readonly attributes: ReadonlyMap<string, AttributeGrammar>
  /** What may stand inside, by tag. */
  readonly children: ReadonlyMap<string, ElementGrammar>
}

/** The grammar of one family. */
export interface FamilyGrammar {
  readonly family: TwimlFamily
  readonly root: ElementGrammar
  /** Every element, the root among them. */
  readonly elements: readonly ElementGrammar[]
}

const tables: { readonly [F in TwimlFamily]: readonly [StructureRows, AttributeRows, EnumRows] } = {
  voice: [voiceStructure, voiceAttributes, voiceEnums],
  messaging: [messagingStructure, messagingAttributes, messagingEnums],
  fax: [faxStructure, faxAttributes, faxEnums],
}

const built: { [F in TwimlFamily]?: FamilyGrammar } = {}

/** The grammar of a family as tables, made on first use. Source: the typings of twilio-node. */
export function twimlGrammar(family: TwimlFamily): FamilyGrammar {
  built[family] ??= build(family, ...tables[family])
  return built[family]
}

function build(
  family: TwimlFamily,
  structure: StructureRows,
  attributes: AttributeRows,
  enums: EnumRows,
): FamilyGrammar {
  const valuesOf = enumReader(enums)
  const elements = new Map<string, ElementGrammar & { readonly children: Map<string, ElementGrammar> }>()
  for (const [key, [className, text]] of Object.entries(structure)) {
    const read = readAttributeRow(attributes[key] ?? '', valuesOf)
    elements.set(key, { tag: tagOf(key), className, text, attributes: read, children: new Map() })
  }
  for (const [key, [, , children]] of Object.entries(structure)) {
    for (const child of splitRow(children)) elements.get(key)!.children.set(tagOf(child), elements.get(child)!)
  }
  return { family, root: elements.get('Response')!, elements: [...elements.values()] }
}

function enumReader(enums: EnumRows): (name: string) => ReadonlySet<string> {
  const sets = new Map<string, ReadonlySet<string>>()
  return (name) => {
    const values = sets.get(name) ?? new Set(splitRow(enums[name]!))
    sets.set(name, values)
    return values
  }
}

function readAttributeRow(row: string, valuesOf: (name: string) => ReadonlySet<string>): Map<string, AttributeGrammar> {
  const attributes = new Map<string, AttributeGrammar>()
  for (const entry of splitRow(row)) {
    // The last colon: a name may hold one itself (`xml:lang`).
    const colon = entry.lastIndexOf(':')
    const list = entry.endsWith('[]')
    const type = entry.slice(colon + 1, list ? -2 : undefined)
    const plain = type === 'string' || type === 'number' || type === 'boolean'
    attributes.set(entry.slice(0, colon), plain ? { type, list } : { type: 'enum', list, values: valuesOf(type) })
  }
  return attributes
}
