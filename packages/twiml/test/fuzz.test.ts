import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  isElement,
  parseTwiml,
  positionOf,
  serializeTwiml,
  type TwimlDocument,
  type TwimlElement,
  TwimlError,
  type TwimlNode,
  TwimlParseError,
  twimlErrorCodes,
  twimlProblemCodes,
  VoiceResponse,
  validateTwiml,
} from '@trunkline/twiml'
import fc from 'fast-check'
import { anyDocument, fuzzing, legalText, markupSoup } from './arbitrary.ts'

const always = <T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => void): void =>
  fc.assert(fc.property(arbitrary, holds), fuzzing)

test('what is written is read as it was', () => {
  always(anyDocument, (document) => assert.deepEqual(parseTwiml(serializeTwiml(document)), document))
})

test('every node that is read knows where it began', () => {
  always(anyDocument, (document) => {
    const source = serializeTwiml(document)
    for (const node of nodesOf(parseTwiml(source).root)) {
      const { offset, line, column } = positionOf(node)!
      const before = source.slice(0, offset).split(/\r\n|\r|\n/)
      assert.deepEqual([line, column], [before.length, before.at(-1)!.length + 1])
      const starts = isElement(node) ? `<${node.kind}` : node.kind === '#comment' ? '<!--' : undefined
      if (starts !== undefined) assert.ok(source.startsWith(starts, offset))
      if (isElement(node))
        for (const name of Object.keys(node.attributes))
          assert.ok(source.startsWith(`${name}="`, positionOf(node, name)!.offset))
    }
  })
})

function* nodesOf(node: TwimlNode): Generator<TwimlNode> {
  yield node
  if (isElement(node)) for (const child of node.children) yield* nodesOf(child)
}

/** A document without the white space and comments that a pretty print is free to move. */
const verbs = (node: TwimlElement): unknown => [node.kind, node.attributes, node.children.filter(isElement).map(verbs)]

test('a pretty print has the same elements, and is pretty already', () => {
  always(anyDocument, (document) => {
    const pretty = serializeTwiml(document, { pretty: true })
    const read = parseTwiml(pretty)
    assert.deepEqual(verbs(read.root), verbs(document.root))
    assert.equal(serializeTwiml(read, { pretty: true }), pretty)
  })
})

/** Reads a source that may be anything: it is a document, or refused with a code and a place inside it. */
function readAnything(source: string): TwimlDocument | undefined {
  try {
    return parseTwiml(source)
  } catch (error) {
    assert.ok(error instanceof TwimlParseError, String(error))
    assert.ok(twimlErrorCodes.includes(error.code))
    assert.ok(error.position.offset >= 0 && error.position.offset <= source.length)
    return undefined
  }
}

const checkAnything = (source: string): void => {
  const document = readAnything(source)
  if (document === undefined) return
  assert.deepEqual(parseTwiml(serializeTwiml(document)), document)
  validateTwiml(document, 'voice')
}

test('any text is read or refused', () => {
  always(fc.string({ unit: 'binary', maxLength: 200 }), checkAnything)
  always(
    fc.string({ unit: 'binary', maxLength: 50 }).map((text) => `<Response>${text}</Response>`),
    checkAnything,
  )
})

test('any heap of markup is read or refused', () => {
  always(markupSoup, checkAnything)
  always(
    markupSoup.map((soup) => `<Response>${soup}</Response>`),
    checkAnything,
  )
})

test('a document with a piece cut out, doubled or replaced is read or refused', () => {
  const damaged = fc
    .tuple(
      anyDocument,
      fc.nat(),
      fc.nat({ max: 8 }),
      fc.oneof(fc.constant(''), fc.string({ unit: 'binary', maxLength: 3 }), legalText),
    )
    .map(([document, at, length, piece]) => {
      const source = serializeTwiml(document)
      const start = at % source.length
      return (
        source.slice(0, start) +
        piece +
        source.slice(piece.length % 2 === 0 ? start + length : Math.max(0, start - length))
      )
    })
  always(damaged, checkAnything)
})

test('every document can be checked against every family', () => {
  always(fc.tuple(anyDocument, fc.constantFrom('voice', 'messaging', 'fax')), ([document, family]) => {
    for (const { code, message, path } of validateTwiml(document, family)) {
      assert.ok(twimlProblemCodes.includes(code))
      assert.ok(message.length > 0 && path.startsWith('Response'))
    }
  })
})

test('what a builder takes, a parser reads; what it refuses has a code', () => {
  always(
    fc.array(fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withSparseArray: true }), {
      maxLength: 3,
    }),
    (given) => {
      const response = new VoiceResponse()
      for (const method of ['say', 'addChild', 'addText', 'comment', 'gather', 'dial'] as const) {
        try {
          Reflect.apply(response[method], response, given)
        } catch (error) {
          // What cannot become a string at all is the language's own error, as it is in twilio-node.
          assert.ok(error instanceof TwimlError || error instanceof TypeError, String(error))
        }
      }
      assert.ok(parseTwiml(response.toString()))
      assert.equal(serializeTwiml(response.toDocument()), response.toString())
    },
  )
})
