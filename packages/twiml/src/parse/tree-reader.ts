import { freezeDocument, freezeElement } from '../document/create.ts'
import type { TwimlComment, TwimlDocument, TwimlElement, TwimlNode } from '../document/node.ts'
import { defineAttribute } from '../document/values.ts'
import { type TwimlErrorCode, TwimlParseError } from '../errors.ts'
import type { ReadingState } from './diagnose.ts'
import { rememberPlace, SourceText } from './positions.ts'

/** The parser's state as far as it is read here: how far it has come, in UTF-16 code units. */
interface Reading {
  readonly position: number
}

/** An element whose end tag has not been seen. */
interface OpenElement {
  readonly kind: string
  readonly offset: number
  readonly attributes: Record<string, string>
  readonly attributeOffsets: number[]
  readonly children: TwimlNode[]
}

/** Makes a document out of the parser's events, each called in the order of the source. */
export class TreeReader {
  readonly #source: SourceText
  readonly #parser: Reading
  readonly #maxDepth: number
  readonly #open: OpenElement[] = []
  readonly #before: TwimlComment[] = []
  readonly #after: TwimlComment[] = []
  #root: TwimlElement | undefined
  /** Text since the last tag or comment; CDATA sections and references are parts of it. */
  #text = ''
  #textOffset = 0
  #closed = ''
  /** Where the last thing that was told ended. */
  #end = 0

  constructor(source: string, parser: Reading, maxDepth: number) {
    this.#source = new SourceText(source)
    this.#parser = parser
    this.#maxDepth = maxDepth
  }

  /** An element begins; its attributes follow. */
  openTag(kind: string): void {
    this.#flushText()
    const { position } = this.#parser
    const offset = this.#source.text.lastIndexOf('<', position - 2)
    if (this.#open.length === 0 && kind !== 'Response') {
      this.fail('TWIML_WRONG_ROOT', `The root of a TwiML document is Response, not ${kind.slice(0, 40)}`, offset)
    }
    if (this.#open.length >= this.#maxDepth) {
      this.fail('TWIML_TOO_DEEP', `Elements are nested more than ${this.#maxDepth} deep`, offset)
    }
    this.#open.push({ kind, offset, attributes: {}, attributeOffsets: [], children: [] })
    this.#end = offset + 1 + kind.length
  }

  /** An attribute of the element that was opened last. */
  attribute(name: string, value: string): void {
    const { attributes, attributeOffsets } = this.#open.at(-1)!
    attributeOffsets.push(this.#skipSpace(this.#end))
    if (name === '__proto__') defineAttribute(attributes, name, value)
    else attributes[name] = value
    this.#end = this.#parser.position
  }

  /** The element that was opened last ends. */
  closeTag(): void {
    this.#flushText()
    const { kind, offset, attributes, attributeOffsets, children } = this.#open.pop()!
    this.#closed = kind
    const element = freezeElement(kind, attributes, children)
    rememberPlace(element, this.#source, offset, attributeOffsets)
    const parent = this.#open.at(-1)
    if (parent === undefined) this.#root = element
    else parent.children.push(element)
    this.#end = this.#parser.position
  }

  /** Text or a CDATA section; outside the root it is white space. */
  text(text: string): void {
    if (this.#open.length === 0) return
    if (this.#text === '') this.#textOffset = this.#end
    this.#text += text
    this.#end = this.#parser.position
  }

  /** A comment. One space on either side belongs to how comments are written. */
  comment(content: string): void {
    this.#flushText()
    const text = content.replace(/^ /, '').replace(/ $/, '')
    const comment: TwimlComment = Object.freeze({ kind: '#comment', text })
    // No comment holds `--`, so the nearest start is its own.
    rememberPlace(comment, this.#source, this.#source.text.lastIndexOf('<!--', this.#parser.position - 1))
    const parent = this.#open.at(-1)
    if (parent !== undefined) parent.children.push(comment)
    else (this.#root === undefined ? this.#before : this.#after).push(comment)
    this.#end = this.#parser.position
  }

  /** Something that leaves no trace: the end of a start tag, a processing instruction. */
  skip(): void {
    this.#end = this.#parser.position
  }

  /** The document, once the parser has come to its end. */
  document(): TwimlDocument {
    return freezeDocument(this.#before, this.#root!, this.#after)
  }

  /** How far reading has come. */
  state(): ReadingState {
    return { source: this.#source.text, end: this.#end, open: this.#open.at(-1), closed: this.#closed }
  }

  /** Stops the parser with an error. */
  fail(code: TwimlErrorCode, message: string, offset: number): never {
    const inside = Math.min(Math.max(offset, 0), this.#source.text.length)
    throw new TwimlParseError(code, message, this.#source.positionAt(inside))
  }

  #flushText(): void {
    if (this.#text === '') return
    const text: TwimlNode = Object.freeze({ kind: '#text', text: this.#text })
    rememberPlace(text, this.#source, this.#textOffset)
    this.#open.at(-1)!.children.push(text)
    this.#text = ''
  }

  #skipSpace(offset: number): number {
    const { text } = this.#source
    let at = offset
    while (at < text.length && text.charCodeAt(at) <= 32) at += 1
    return at
  }
}
