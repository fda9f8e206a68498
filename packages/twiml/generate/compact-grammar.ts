/**
 * Turns the published grammar of TwiML (as read from the typings of twilio-node) into the smaller form that this
 * package keeps beside the generator.
 */

/** The three families of documents; each has a `Response` root of its own. */
export const families = ['voice', 'messaging', 'fax'] as const
export type Family = (typeof families)[number]

/** One element in the compact grammar. Its key is the tag, with `#Class` behind it where two elements share a tag. */
export interface ElementRow {
  /** Name of the builder class, as twilio-node calls it. */
  readonly class: string
  /** Whether the builder method takes text, and whether it must. */
  readonly text: 'none' | 'optional' | 'required'
  /** Name of the text parameter of the builder method. */
  readonly textName?: string
  /** Keys of the elements that may stand inside. */
  readonly children: readonly string[]
  /** Attribute name -> `string`, `number`, `boolean` or the name of an enum; `[]` behind it for a list. */
  readonly attributes: Readonly<Record<string, string>>
}

/** The grammar of one family. */
export interface FamilyRows {
  readonly enums: Readonly<Record<string, readonly string[]>>
  readonly elements: Readonly<Record<string, ElementRow>>
}

/** The whole compact grammar, as kept in `grammar.json`. */
export interface CompactGrammar {
  readonly source: string
  readonly families: Readonly<Record<Family, FamilyRows>>
}

interface RawAttribute {
  readonly type: string
  readonly list?: boolean
  readonly enum?: string
}

interface RawElement {
  readonly cls: string
  readonly text: boolean
  readonly textParam?: string
  readonly textRequired?: boolean
  readonly children: readonly string[]
  readonly attributes: Readonly<Record<string, RawAttribute>>
}

interface RawFamily {
  readonly enums: Readonly<Record<string, readonly string[]>>
  readonly elements: Readonly<Record<string, RawElement>>
}

/** The published form: per family its elements and enums, and what a later release of the typings added. */
export interface RawGrammar extends Readonly<Record<Family, RawFamily>> {
  readonly _source: string
  readonly _delta_npm_6_2_0: {
    readonly VoiceResponse: Readonly<Record<string, { readonly added?: readonly string[] }>>
  }
}

/** Either form of the grammar as compact; the compact one passes as it is. */
export function compactGrammar(input: RawGrammar | CompactGrammar): CompactGrammar {
  if ('families' in input) return input
  const added = input._delta_npm_6_2_0.VoiceResponse
  return {
    source: `${input._source}, with what 6.2.0 added`,
    families: {
      voice: compactFamily(input.voice, added),
      messaging: compactFamily(input.messaging, {}),
      fax: compactFamily(input.fax, {}),
    },
  }
}

function compactFamily(raw: RawFamily, delta: RawGrammar['_delta_npm_6_2_0']['VoiceResponse']): FamilyRows {
  const elements: Record<string, ElementRow> = {}
  for (const [key, element] of Object.entries(raw.elements)) {
    elements[key] = compactElement(element, delta[`${element.cls}Attributes`]?.added ?? [])
  }
  return { enums: raw.enums, elements }
}

function compactElement(raw: RawElement, added: readonly string[]): ElementRow {
  const attributes = Object.entries(raw.attributes).map(([name, attribute]) => [name, typeOf(attribute)] as const)
  // What a release adds is written `name:type`.
  for (const entry of added) attributes.push(entry.split(':') as unknown as readonly [string, string])
  attributes.sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    class: raw.cls,
    text: raw.textRequired ? 'required' : raw.text ? 'optional' : 'none',
    ...(raw.textParam === undefined ? {} : { textName: raw.textParam }),
    children: raw.children,
    attributes: Object.fromEntries(attributes),
  }
}

function typeOf(attribute: RawAttribute): string {
  return `${attribute.enum ?? attribute.type}${attribute.list ? '[]' : ''}`
}
