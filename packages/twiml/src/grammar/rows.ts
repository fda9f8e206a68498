/** Shape of the generated tables. Lists are written as one string each, divided by spaces, and split when first used. */

/** Whether an element takes text: never, if one likes, or always. */
export type TextRule = 'none' | 'optional' | 'required'

/** Element key -> [builder class, text rule, keys of the children]. A key is the tag, or `tag#Class` where two share it. */
export type StructureRows = Readonly<Record<string, readonly [className: string, text: TextRule, children: string]>>

/** Element key -> `name:type name:type …`; elements without attributes are left out. */
export type AttributeRows = Readonly<Record<string, string>>

/** Enum name -> its values. */
export type EnumRows = Readonly<Record<string, string>>

/** The tag of an element key: `Sip#ReferSip` -> `Sip`. */
export function tagOf(key: string): string {
  const hash = key.indexOf('#')
  return hash < 0 ? key : key.slice(0, hash)
}

/** Splits a list of a row. */
export function splitRow(list: string): string[] {
  return list === '' ? [] : list.split(' ')
}
