import { TwimlError } from '../errors.ts'
import { assertLegalComment, assertLegalName } from './legal.ts'
import type { TwimlComment, TwimlDocument, TwimlElement, TwimlNode, TwimlText } from './node.ts'
import { type AttributeInput, readAttributes, readText } from './values.ts'

/**
 * Makes an element.
 *
 * @param children Nodes made by this package, or strings for text. Empty text is left out, and neighbours are joined.
 * @throws TwimlError on names and characters that XML cannot carry.
 */
export function createElement(
  kind: string,
  attributes: Readonly<Record<string, AttributeInput>> = {},
  children: readonly (TwimlNode | string)[] = [],
): TwimlElement {
  assertLegalName(kind)
  return freezeElement(kind, readAttributes(attributes), joinText(children))
}

/** Makes a run of text. @throws TwimlError on characters that XML cannot carry. */
export function createText(text: string): TwimlText {
  return Object.freeze({ kind: '#text', text: readText(text) })
}

/** Makes a comment. @throws TwimlError when it holds `--` or characters that XML cannot carry. */
export function createComment(text: string): TwimlComment {
  assertLegalComment(text)
  return Object.freeze({ kind: '#comment', text })
}

/** Makes a document from its `Response`. @throws TwimlError when the root is another element. */
export function createDocument(
  root: TwimlElement,
  comments: { readonly before?: readonly TwimlComment[]; readonly after?: readonly TwimlComment[] } = {},
): TwimlDocument {
  if (root.kind !== 'Response') {
    throw new TwimlError('TWIML_WRONG_ROOT', `The root of a TwiML document is Response, not ${root.kind}`)
  }
  return freezeDocument([...(comments.before ?? [])], root, [...(comments.after ?? [])])
}

/** Freezes an element and what it is made of; its child nodes must be frozen already. */
export function freezeElement(kind: string, attributes: Record<string, string>, children: TwimlNode[]): TwimlElement {
  return Object.freeze({ kind, attributes: Object.freeze(attributes), children: Object.freeze(children) })
}

/** Freezes a document; its nodes must be frozen already. */
export function freezeDocument(before: TwimlComment[], root: TwimlElement, after: TwimlComment[]): TwimlDocument {
  return Object.freeze({ kind: '#document', before: Object.freeze(before), root, after: Object.freeze(after) })
}

/** Joins neighbouring text and drops what is empty: XML could not tell the difference. */
export function joinText(children: readonly (TwimlNode | string)[]): TwimlNode[] {
  const joined: TwimlNode[] = []
  let pending = ''
  for (const child of children) {
    if (typeof child === 'string') pending += child
    else if (child.kind === '#text') pending += (child as TwimlText).text
    else {
      if (pending !== '') joined.push(createText(pending))
      pending = ''
      joined.push(child)
    }
  }
  if (pending !== '') joined.push(createText(pending))
  return joined
}
