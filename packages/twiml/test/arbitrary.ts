import {
  createComment,
  createDocument,
  createElement,
  type TwimlComment,
  type TwimlDocument,
  type TwimlElement,
} from '@trunkline/twiml'
import fc from 'fast-check'
import { grammar } from './official-cases.ts'

const nightly = process.env.TRUNKLINE_FUZZ_RUNS

/** How each property is tried: with few inputs, always the same, by default; with a million new ones in a nightly run. */
export const fuzzing: { readonly numRuns: number; readonly seed?: number } =
  nightly === undefined ? { numRuns: 300, seed: 1 } : { numRuns: Number(nightly) }

/** A character that XML 1.0 can carry; those that need care are common. */
const character = fc.oneof(
  fc.constantFrom(...'&<>"\'\t\n\r -]['),
  fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCodePoint(code)),
  fc.integer({ min: 0x7f, max: 0xd7ff }).map((code) => String.fromCodePoint(code)),
  fc.integer({ min: 0xe000, max: 0xfffd }).map((code) => String.fromCodePoint(code)),
  fc.integer({ min: 0x10000, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
)

/** Any text that XML 1.0 can carry. */
export const legalText: fc.Arbitrary<string> = fc.string({ unit: character, maxLength: 20 })

const kinds = [...new Set(Object.keys(grammar.families.voice.elements).map((key) => key.split('#')[0]!))]
const names = [...new Set(Object.values(grammar.families.voice.elements).flatMap((row) => Object.keys(row.attributes)))]

const name = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...names) },
  { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', 'xmlns', 'ünï', '_', ':') },
  { weight: 1, arbitrary: fc.stringMatching(/^[A-Za-z_][\w.-]{0,8}$/) },
)

// A carriage return in a comment is read as a line feed: comments have no escapes.
const comment: fc.Arbitrary<TwimlComment> = legalText
  .map((text) => text.replaceAll('\r', '').replaceAll(/-{2,}/g, '-'))
  .map((text) => createComment(text))

const { element } = fc.letrec<{ element: TwimlElement }>((tie) => ({
  element: fc
    .record({
      kind: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...kinds) }, { weight: 1, arbitrary: name }),
      attributes: fc.dictionary(name, fc.oneof(legalText, fc.constantFrom('true', '5', 'dtmf speech')), { maxKeys: 4 }),
      children: fc.array(fc.oneof({ maxDepth: 6 }, legalText, comment, tie('element')), { maxLength: 4 }),
    })
    .map(({ kind, attributes, children }) => createElement(kind, attributes, children)),
}))

/** Any document, whether Twilio would know what is in it or not. */
export const anyDocument: fc.Arbitrary<TwimlDocument> = fc
  .record({ inside: element, before: fc.array(comment, { maxLength: 2 }), after: fc.array(comment, { maxLength: 2 }) })
  .map(({ inside, before, after }) =>
    createDocument(createElement('Response', inside.attributes, inside.children), { before, after }),
  )

/** Pieces of markup in any order: mostly not XML, but nearly. */
export const markupSoup: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<Response>',
        '</Response>',
        '<Response/>',
        '<Say>',
        '</Say>',
        '<Play/>',
        '<',
        '>',
        '/>',
        '</',
        '&',
        ';',
      ),
      fc.constantFrom(
        '&amp;',
        '&#65;',
        '&#x;',
        '&#x110000;',
        '&nbsp;',
        '<!--',
        '-->',
        '--',
        '<![CDATA[',
        ']]>',
        '<?',
        '?>',
      ),
      fc.constantFrom(
        '<?xml version="1.0"?>',
        '<!DOCTYPE a [<!ENTITY b "c">]>',
        ' a="b"',
        " a='b",
        '"',
        "'",
        '=',
        '\uFEFF',
        '\r\n',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 25 },
  )
  .map((pieces) => pieces.join(''))
