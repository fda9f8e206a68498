import { createComment, createText, freezeDocument, freezeElement, joinText } from '../document/create.ts'
import { assertLegalName } from '../document/legal.ts'
import type { TwimlComment, TwimlDocument, TwimlElement, TwimlNode, TwimlText } from '../document/node.ts'
import { readAttributes, readText } from '../document/values.ts'
import { TwimlError } from '../errors.ts'
import { deepestNesting, type SerializeOptions, serializeTwiml } from '../serialize/serialize.ts'

/** An element while it is built: of the shape that it has as data, but growing. */
interface GrowingElement extends TwimlElement {
  readonly attributes: Record<string, string>
  readonly children: TwimlNode[]
}

interface GrowingDocument extends TwimlDocument {
  readonly before: TwimlComment[]
  readonly root: GrowingElement
  readonly after: TwimlComment[]
}

/** Attributes of an element that has none. */
export interface NoAttributes {
  readonly [name: string]: never
}

/** An element that {@link TwiML.addChild} added: one that the grammar may not know. */
export type GenericNode = TwiML

/** Class of the builders of one kind of element. */
type BuilderClass = new (element: GrowingElement, document: GrowingDocument) => TwiML

/** Adds an element to a builder's own, and gives the builder of the new one. */
export let appendElement: (
  parent: TwiML,
  Builder: BuilderClass,
  kind: string,
  attributes: unknown,
  text: unknown,
) => TwiML

/** Adds a comment around the root, or inside it. */
export let appendComment: (parent: TwiML, place: 'before' | 'inside' | 'after', given: unknown) => void

/** What every builder can do. A builder stands for one element of a document that grows as methods are called. */
export class TwiML {
  readonly #element: GrowingElement
  readonly #document: GrowingDocument

  static {
    appendElement = (parent, Builder, kind, attributes, text) => {
      const element = newElement(kind, attributes, text)
      // Null for attributes or text means "not at all" in twilio-node: calls on what is given back leave no trace.
      if (element !== undefined) parent.#element.children.push(element)
      return new Builder(element ?? { kind, attributes: {}, children: [] }, parent.#document)
    }
    appendComment = (parent, place, given) => {
      const comment = newComment(given)
      if (place === 'inside') parent.#element.children.push(comment)
      else if (place === 'before') parent.#document.before.push(comment)
      // Each goes right behind the root, so that the last one added stands first.
      else parent.#document.after.unshift(comment)
    }
  }

  /** Starts a document, unless it is given one of its elements. @internal */
  constructor(element?: GrowingElement, document?: GrowingDocument) {
    this.#element = element ?? { kind: 'Response', attributes: {}, children: [] }
    this.#document = document ?? { kind: '#document', before: [], root: this.#element, after: [] }
  }

  /** Adds text behind what is there. @throws TwimlError when it is missing, no text, or not legal in XML. */
  addText(content: string): void {
    this.#element.children.push({ kind: '#text', text: readText(content) })
  }

  /** Adds any element, known to the grammar or not. @throws TwimlError when the tag is not an XML name. */
  addChild(tagName: string, attributes?: object): GenericNode {
    return appendElement(this, TwiML, tagName, attributes, undefined)
  }

  /** The whole document as frozen data, as it is now; later calls don't change it. */
  toDocument(): TwimlDocument {
    const { before, root, after } = this.#document
    return freezeDocument([...before], snapshot(root, 0), [...after])
  }

  /** The whole document as XML: called on any element of it. */
  toString(options?: SerializeOptions): string {
    return serializeTwiml(this.#document, options)
  }
}

/** What the builder of a whole response can do besides: comments. Each gives the builder back. */
export interface ResponseBuilder extends TwiML {
  /** Adds a comment inside the response. @throws TwimlError when it holds `--` or what XML cannot carry. */
  comment(comment: string): this
  /** Adds a comment before the response. @throws TwimlError when it holds `--` or what XML cannot carry. */
  commentBefore(comment: string): this
  /** Adds a comment right behind the response. @throws TwimlError when it holds `--` or what XML cannot carry. */
  commentAfter(comment: string): this
}

/** The element that the arguments of a builder method ask for; undefined when they ask for none. */
function newElement(kind: string, givenAttributes: unknown, givenText: unknown): GrowingElement | undefined {
  const [attributes, text] = sortArguments(givenAttributes, givenText)
  if (text === null) return undefined
  assertLegalName(kind)
  const element: GrowingElement = {
    kind,
    attributes: attributes === undefined ? {} : readAttributes(attributes),
    children: [],
  }
  if (text !== undefined) element.children.push({ kind: '#text', text: readText(text) })
  return element
}

/**
 * Which argument is which. twilio-node looks at what they are rather than where they stand: what is no object is taken
 * as the text, and null for the text asks for no element.
 */
function sortArguments(attributes: unknown, text: unknown): [object | undefined, unknown] {
  if (attributes === undefined || attributes === null) {
    return [undefined, attributes === null && text === undefined ? null : text]
  }
  const value: unknown = typeof attributes === 'object' ? primitive(attributes) : attributes
  if (typeof value === 'object') return [value as object, text]
  if (typeof value === 'function') return [undefined, text]
  return [undefined, text ?? value]
}

/** The value inside a `String`, `Number` or `Boolean` object; any other object itself. */
function primitive(given: object): unknown {
  return given instanceof String || given instanceof Number || given instanceof Boolean ? given.valueOf() : given
}

function newComment(given: unknown): TwimlComment {
  if (given === null || given === undefined) {
    throw new TwimlError('TWIML_MISSING_TEXT', 'Missing comment text. Pass a string; an empty one is fine')
  }
  return createComment(readText(given))
}

function snapshot(element: TwimlElement, depth: number): TwimlElement {
  if (depth >= deepestNesting) {
    throw new TwimlError('TWIML_TOO_DEEP', `Elements are nested more than ${deepestNesting} deep; nest less`)
  }
  const children = element.children.map((child) =>
    child.kind === '#text'
      ? createText((child as TwimlText).text)
      : child.kind === '#comment'
        ? child
        : snapshot(child as TwimlElement, depth + 1),
  )
  return freezeElement(element.kind, { ...element.attributes }, joinText(children))
}
