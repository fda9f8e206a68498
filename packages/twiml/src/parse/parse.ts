import type { TwimlDocument } from '../document/node.ts'
import { deepestNesting } from '../serialize/serialize.ts'
import { diagnose } from './diagnose.ts'
import { SaxesParser } from './saxes.ts'
import { TreeReader } from './tree-reader.ts'

/** How much a source may hold. */
export interface ParseLimits {
  /** Longest source in UTF-16 code units. Default 1,048,576; Twilio itself reads 64 kB (error 11750). */
  readonly maxLength?: number
  /** Deepest nesting of elements, at most 1000. Default 64; documents that Twilio runs nest five deep. */
  readonly maxDepth?: number
}

/**
 * Reads a TwiML document. The XML must be well-formed (XML 1.0); document type declarations and entities other than
 * XML's own five are refused, so nothing is expanded or fetched. Processing instructions are skipped, CDATA sections
 * become text. Whether the verbs make sense is not looked at: `validateTwiml` does that.
 *
 * @throws TwimlParseError with a code and the place in the source.
 */
export function parseTwiml(source: string, limits: ParseLimits = {}): TwimlDocument {
  const { maxLength = 1_048_576, maxDepth = 64 } = limits
  // Version 1.1 would let control characters through, which nothing here could write again.
  const parser = new SaxesParser({ forceXMLVersion: true, defaultXMLVersion: '1.0' })
  const reader = new TreeReader(source, parser, Math.min(maxDepth, deepestNesting))
  checkSource(source, reader, maxLength)
  connect(parser, reader, source)
  parser.write(source).close()
  return reader.document()
}

/** What can be told before parsing. */
function checkSource(source: string, reader: TreeReader, maxLength: number): void {
  if (source.length > maxLength) {
    reader.fail('TWIML_TOO_LARGE', `The document has ${source.length} characters, ${maxLength} are allowed`, maxLength)
  }
  if (source.trim() === '') reader.fail('TWIML_EMPTY', 'The document is empty', 0)
  // The parser takes a lone surrogate and whatever follows it for one character.
  const surrogate = source.search(/[\uD800-\uDFFF]/u)
  if (surrogate >= 0) {
    reader.fail('TWIML_NOT_WELL_FORMED', 'The document is not well-formed: half of a surrogate pair', surrogate)
  }
}

function connect(parser: SaxesParser, reader: TreeReader, source: string): void {
  parser.on('xmldecl', () => reader.skip())
  parser.on('opentagstart', (tag) => reader.openTag(tag.name))
  parser.on('attribute', ({ name, value }) => reader.attribute(name, value))
  parser.on('opentag', () => reader.skip())
  parser.on('closetag', () => reader.closeTag())
  parser.on('text', (text) => reader.text(text))
  parser.on('cdata', (text) => reader.text(text))
  parser.on('comment', (text) => reader.comment(text))
  parser.on('processinginstruction', () => reader.skip())
  parser.on('doctype', () => {
    const offset = source.lastIndexOf('<!DOCTYPE', parser.position)
    reader.fail('TWIML_DOCTYPE', 'A document type declaration is not allowed in TwiML; remove it', offset)
  })
  parser.on('error', (error) => {
    // The parser's message starts with its own line and column. It has consumed the character that it complains of.
    const reason = error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')
    const { code, message, offset } = diagnose(reason, parser.position - 1, reader.state())
    reader.fail(code, message, offset)
  })
}
