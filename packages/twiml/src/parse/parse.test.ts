import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createComment, createDocument, createElement } from '../document/create.ts'
import type { TwimlElement } from '../document/node.ts'
import { TwimlError, type TwimlErrorCode, TwimlParseError } from '../errors.ts'
import { type ParseLimits, parseTwiml } from './parse.ts'
import { positionOf } from './positions.ts'

test('a document is read as it would have been built', () => {
  const source = `\uFEFF<?xml version="1.0" encoding="UTF-8"?>
<!-- before --><Response><Say voice='a&lt;"&#x41;' loop="2">Hi &amp; <![CDATA[<b>]]><?x y?>!<break/> </Say><!--in--></Response>
<!--  after  -->
`
  const say = createElement('Say', { voice: 'a<"A', loop: '2' }, ['Hi & <b>!', createElement('break'), ' '])
  assert.deepEqual(
    parseTwiml(source),
    createDocument(createElement('Response', {}, [say, createComment('in')]), {
      before: [createComment('before')],
      after: [createComment(' after ')],
    }),
  )
})

test('what is read is frozen', () => {
  const { root } = parseTwiml('<Response><Say a="b">c</Say><!-- d --></Response>')
  for (const node of [root, ...root.children]) assert.ok(Object.isFrozen(node))
  assert.ok(Object.isFrozen(root.children) && Object.isFrozen((root.children[0] as TwimlElement).attributes))
})

test('line ends and white space in attributes are read as XML asks', () => {
  const { root } = parseTwiml('<Response a="x\r\ny\tz">a\r\nb\rc</Response>')
  assert.deepEqual(root, createElement('Response', { a: 'x y z' }, ['a\nb\nc']))
})

test('an attribute called __proto__ is read as one', () => {
  const { root } = parseTwiml('<Response __proto__="x" b="y"/>')
  assert.deepEqual(Object.entries(root.attributes), [
    ['__proto__', 'x'],
    ['b', 'y'],
  ])
  assert.equal(positionOf(root, 'b')?.column, 25)
})

test('positions tell where nodes and attributes begin', () => {
  const source = '<Response>\r\n  <Say\n   voice="a\nb"\r   loop = "2"\n>text<break/>more<!--c--></Say>\n</Response>'
  const { root } = parseTwiml(source)
  const at = (node: Parameters<typeof positionOf>[0], attribute?: string): string | undefined => {
    const position = positionOf(node, attribute)
    return position && source.slice(position.offset, position.offset + 5)
  }
  const say = root.children[1] as TwimlElement
  assert.deepEqual(positionOf(root), { line: 1, column: 1, offset: 0 })
  assert.deepEqual(positionOf(say), { line: 2, column: 3, offset: 14 })
  assert.deepEqual(positionOf(say, 'voice'), { line: 3, column: 4, offset: 22 })
  assert.deepEqual(positionOf(say, 'loop'), { line: 5, column: 4, offset: 37 })
  assert.deepEqual(
    say.children.map((child) => at(child)),
    ['text<', '<brea', 'more<', '<!--c'],
  )
  assert.equal(positionOf(say, 'length'), undefined)
  assert.equal(positionOf(say.children[0]!, 'voice'), undefined)
  assert.equal(positionOf(createElement('Say')), undefined)
})

interface Refusal {
  readonly source: string
  readonly code: TwimlErrorCode
  readonly at: string
  readonly twilioCode?: number
  readonly says?: RegExp
  readonly limits?: ParseLimits
}

const refusals: Readonly<Record<string, Refusal>> = {
  'an empty source': { source: '', code: 'TWIML_EMPTY', at: '1:1', twilioCode: 11770 },
  'a source of white space': { source: ' \n\t', code: 'TWIML_EMPTY', at: '1:1', twilioCode: 11770 },
  'a source that is too long': {
    source: `<Response>\n${' '.repeat(100)}</Response>`,
    limits: { maxLength: 50 },
    code: 'TWIML_TOO_LARGE',
    at: '2:40',
    twilioCode: 11750,
  },
  'elements that are too deep': {
    source: '<Response>\n<a><b><c/></b></a></Response>',
    limits: { maxDepth: 3 },
    code: 'TWIML_TOO_DEEP',
    at: '2:7',
  },
  'another root': {
    source: '<!-- c -->\n<Say/>',
    code: 'TWIML_WRONG_ROOT',
    at: '2:1',
    twilioCode: 12102,
    says: /not Say/,
  },
  'a root in lower case': { source: '<response/>', code: 'TWIML_WRONG_ROOT', at: '1:1', twilioCode: 12102 },
  'a document type': {
    source: '<?xml version="1.0"?>\n<!DOCTYPE Response [<!ENTITY a "b">]><Response>&a;</Response>',
    code: 'TWIML_DOCTYPE',
    at: '2:1',
  },
  'an entity of HTML': {
    source: '<Response>a\n&nbsp;</Response>',
    code: 'TWIML_UNKNOWN_ENTITY',
    at: '2:1',
    says: /&nbsp;/,
  },
  'an entity in an attribute': { source: '<Response a="&b;"/>', code: 'TWIML_UNKNOWN_ENTITY', at: '1:14' },
  'a bare ampersand': {
    source: '<Response>\n<Play>a?b=1&c=2</Play></Response>',
    code: 'TWIML_NOT_WELL_FORMED',
    at: '2:12',
    says: /&amp;/,
  },
  'a bare ampersand with a semicolon later': {
    source: '<Response><Play>a?b=1&c=2</Play><Say>a;</Say></Response>',
    code: 'TWIML_NOT_WELL_FORMED',
    at: '1:22',
    says: /&amp;/,
  },
  'a bare ampersand in an attribute': {
    source: '<Response a="1" b="x&y=z"/>',
    code: 'TWIML_NOT_WELL_FORMED',
    at: '1:21',
    says: /&amp;/,
  },
  'an ampersand behind a reference': {
    source: '<Response>&lt;&#38;&#x26; & </Response>',
    code: 'TWIML_NOT_WELL_FORMED',
    at: '1:27',
  },
  'a reference to no character': {
    source: '<Response>&#0;</Response>',
    code: 'TWIML_NOT_WELL_FORMED',
    at: '1:11',
    says: /&#0;/,
  },
  'a reference to a control character of XML 1.1': {
    source: '<?xml version="1.1"?><Response>&#1;</Response>',
    code: 'TWIML_NOT_WELL_FORMED',
    at: '1:32',
  },
  'an element left open': {
    source: '<Response>\n<Say>hi',
    code: 'TWIML_NOT_WELL_FORMED',
    at: '2:1',
    says: /<Say> is never closed/,
  },
  'the wrong end tag': {
    source: '<Response>\n<Say>hi</Response>',
    code: 'TWIML_NOT_WELL_FORMED',
    at: '2:8',
    says: /<\/Response> comes while <Say> is open/,
  },
  'an end tag too many': { source: '<Response/></Response>', code: 'TWIML_NOT_WELL_FORMED', at: '1:22' },
  'a second root': { source: '<Response/><Response/>', code: 'TWIML_NOT_WELL_FORMED', at: '1:21' },
  'text around the root': { source: '<Response/>\nx', code: 'TWIML_NOT_WELL_FORMED', at: '2:1' },
  'text before the root': { source: '<?xml version="1.0"?>\n x <Response/>', code: 'TWIML_NOT_WELL_FORMED', at: '2:2' },
  'no markup at all': { source: 'hello', code: 'TWIML_NOT_WELL_FORMED', at: '1:1', says: /outside the root/ },
  'white space before the declaration': {
    source: '\n<?xml version="1.0"?><Response/>',
    code: 'TWIML_NOT_WELL_FORMED',
    at: '2:6',
  },
  'an attribute twice': {
    source: '<Response a="1" a="2"/>',
    code: 'TWIML_NOT_WELL_FORMED',
    at: '1:23',
    says: /duplicate/,
  },
  'an attribute without quotes': { source: '<Response a=1/>', code: 'TWIML_NOT_WELL_FORMED', at: '1:13' },
  'a control character': { source: '<Response>a\x01</Response>', code: 'TWIML_NOT_WELL_FORMED', at: '1:12' },
  'half of a surrogate pair': { source: '<Response>\n\ud83d</Response>', code: 'TWIML_NOT_WELL_FORMED', at: '2:1' },
  'a character that Unicode has not': {
    source: '<Response>\uffff</Response>',
    code: 'TWIML_NOT_WELL_FORMED',
    at: '1:11',
  },
  'two hyphens in a comment': {
    source: '<Response><!-- a -- & b --></Response>',
    code: 'TWIML_NOT_WELL_FORMED',
    at: '1:20',
  },
  'a comment left open': {
    source: '<Response><!-- a & b ',
    code: 'TWIML_NOT_WELL_FORMED',
    at: '1:1',
    says: /<Response> is never closed/,
  },
  'a tag left open': { source: '<Response', code: 'TWIML_NOT_WELL_FORMED', at: '1:9' },
}

for (const [name, { source, code, at, twilioCode = 12100, says = /./, limits }] of Object.entries(refusals)) {
  test(`${name} is refused, with a code and the place`, () => {
    assert.throws(
      () => parseTwiml(source, limits),
      (error) => {
        assert.ok(error instanceof TwimlParseError && error instanceof TwimlError)
        const { line, column, offset } = error.position
        assert.deepEqual([error.code, `${line}:${column}`, error.twilioCode], [code, at, twilioCode])
        assert.ok(offset >= 0 && offset <= source.length)
        assert.match(error.message, says)
        assert.ok(error.message.endsWith(`(line ${line}, column ${column})`))
        return true
      },
    )
  })
}

test('limits are what they say: one more is too many', () => {
  const source = '<Response><a><b/></a></Response>'
  assert.ok(parseTwiml(source, { maxDepth: 3, maxLength: source.length }))
  assert.throws(() => parseTwiml(source, { maxDepth: 2 }), { code: 'TWIML_TOO_DEEP' })
  assert.throws(() => parseTwiml(source, { maxLength: source.length - 1 }), { code: 'TWIML_TOO_LARGE' })
})

test('no limit lets elements nest deeper than can be written', () => {
  const nested = (depth: number): string => `<Response>${'<a>'.repeat(depth - 1)}${'</a>'.repeat(depth - 1)}</Response>`
  assert.ok(parseTwiml(nested(1000), { maxDepth: Number.POSITIVE_INFINITY }))
  assert.throws(() => parseTwiml(nested(1001), { maxDepth: Number.POSITIVE_INFINITY }), { code: 'TWIML_TOO_DEEP' })
})
