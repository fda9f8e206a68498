/**
 * TwiML as data. A document is a tree of plain frozen objects told apart by `kind`; whoever runs, prints or checks one
 * stands elsewhere.
 */

/** Attribute values by name, in the order in which they are written. All values are text, as they are in XML. */
export type TwimlAttributes = Readonly<Record<string, string>>

/** An element. Its `kind` is its tag: `Say`, `Gather`, `say-as`. */
export interface TwimlElement {
  readonly kind: string
  readonly attributes: TwimlAttributes
  readonly children: readonly TwimlNode[]
}

/** A run of text. Two never stand side by side, and none is empty. */
export interface TwimlText {
  readonly kind: '#text'
  readonly text: string
}

/** A comment, without the space that is written on either side of it. */
export interface TwimlComment {
  readonly kind: '#comment'
  readonly text: string
}

/** What can stand inside an element. */
export type TwimlNode = TwimlElement | TwimlText | TwimlComment

/** A whole document: the `Response` and the comments around it. */
export interface TwimlDocument {
  readonly kind: '#document'
  readonly before: readonly TwimlComment[]
  readonly root: TwimlElement
  readonly after: readonly TwimlComment[]
}

/** Whether a node is an element. */
export function isElement(node: TwimlNode): node is TwimlElement {
  return node.kind !== '#text' && node.kind !== '#comment'
}

/** Whether a node is text. */
export function isText(node: TwimlNode): node is TwimlText {
  return node.kind === '#text'
}

/** Whether a node is a comment. */
export function isComment(node: TwimlNode): node is TwimlComment {
  return node.kind === '#comment'
}

/** The elements directly inside, in document order: the verbs of a response, the nouns of a `<Dial>`. */
export function childElements(element: TwimlElement): readonly TwimlElement[] {
  return element.children.filter(isElement)
}

/**
 * The text directly inside, trimmed: what Twilio reads as the number of a `<Dial>` or the URL of a `<Play>`. Text inside
 * child elements (SSML) is not in it; neither are comments.
 */
export function textOf(element: TwimlElement): string {
  const { children } = element
  if (children.length === 1 && children[0]!.kind === '#text') return (children[0] as TwimlText).text.trim()
  return children
    .filter(isText)
    .map((node) => node.text)
    .join('')
    .trim()
}
