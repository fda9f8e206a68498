import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  createDocument,
  createElement,
  parseTwiml,
  serializeTwiml,
  type TwimlDocument,
  validateTwiml,
} from '@trunkline/twiml'

const mebibyte = 1 << 20

const repeated = (piece: string, length: number): string => piece.repeat(Math.floor(length / piece.length))
const numbered = (length: number, piece: (index: number) => string): string =>
  Array.from({ length: length / piece(0).length / 1.5 }, (_, index) => piece(index)).join('')

/** Sources of any length that make one thing as frequent or as long as it can be. Each may be a document or not. */
const sources: Readonly<Record<string, (length: number) => string>> = {
  'one long text': (n) => inResponse(repeated('x', n)),
  'carriage returns in text': (n) => inResponse(repeated('\r', n)),
  'line ends in text': (n) => inResponse(repeated('\r\n', n)),
  'carriage returns in an attribute': (n) => `<Response a="${repeated('\r', n)}"/>`,
  'carriage returns in a comment': (n) => inResponse(`<!--${repeated('\r', n)}-->`),
  references: (n) => inResponse(repeated('&amp;', n)),
  'references in an attribute': (n) => `<Response a="${repeated('&#x41;', n)}"/>`,
  ampersands: (n) => inResponse(repeated('&', n)),
  'ampersands with names': (n) => inResponse(repeated('&a', n)),
  'one long reference': (n) => inResponse(`&${repeated('a', n)};`),
  'elements side by side': (n) => inResponse(repeated('<a/>', n)),
  'unknown elements with text': (n) => inResponse(repeated('<a>b</a>', n)),
  'verbs with mistakes': (n) => inResponse(repeated('<Say voice="x"/>', n)),
  'elements without end': (n) => `<Response>${repeated('<a>', n)}`,
  'one long name': (n) => `<Response><${repeated('a', n)}/></Response>`,
  'one long attribute name': (n) => `<Response ${repeated('a', n)}="b"/>`,
  'many attributes': (n) => `<Response ${numbered(n, (index) => `a${index}="x" `)}/>`,
  'many attributes of a Say': (n) => inResponse(`<Say ${numbered(n, (index) => `a${index}="x" `)}>b</Say>`),
  'one attribute again and again': (n) => `<Response ${repeated('a="x" ', n)}/>`,
  comments: (n) => inResponse(repeated('<!--x-->', n)),
  'comments after the root': (n) => `<Response/>${repeated('<!--x-->', n)}`,
  'a comment without end': (n) => inResponse(`<!--${repeated('- ', n)}`),
  'a comment of spaces': (n) => inResponse(`<!--${repeated(' ', n)}-->`),
  'CDATA sections': (n) => inResponse(repeated('<![CDATA[x]]>', n)),
  'one CDATA section of brackets': (n) => inResponse(`<![CDATA[${repeated(']', n)}]]>`),
  brackets: (n) => inResponse(repeated(']', n)),
  instructions: (n) => inResponse(repeated('<?x y?>', n)),
  'one instruction of question marks': (n) => inResponse(`<?x ${repeated('?', n)}?>`),
  'space in a tag': (n) => `<Response${repeated(' ', n)}/>`,
  'space around the root': (n) => `${repeated(' ', n / 2)}<Response/>${repeated('\n', n / 2)}`,
  'text around the root': (n) => `<Response/>${repeated(' ', n)}x`,
  'nothing but space': (n) => repeated(' \n', n),
  'a document type with entities': (n) => `<!DOCTYPE a [${repeated('<!ENTITY a "b">', n)}]><Response/>`,
  'less-than signs': (n) => repeated('<', n),
  emoji: (n) => inResponse(repeated('😀', n)),
  'list values': (n) => inResponse(`<Gather input="${repeated('dtmf ', n)}"/>`),
}

const inResponse = (inside: string): string => `<Response>${inside}</Response>`

/** Milliseconds of the processor that work takes: the best of a few tries. What else the machine does meanwhile does not count. */
function timeOf(work: () => void, tries: number): number {
  const times = Array.from({ length: tries }, () => {
    const start = process.threadCpuUsage()
    work()
    const { user, system } = process.threadCpuUsage(start)
    return (user + system) / 1000
  })
  return Math.min(...times)
}

/** Reads, checks and writes a source, or refuses it. */
function handle(source: string): void {
  let document: TwimlDocument
  try {
    document = parseTwiml(source, { maxLength: 2 * mebibyte })
  } catch (error) {
    assert.match(String(error), /^TwimlParseError: /)
    return
  }
  serializeTwiml(document)
  serializeTwiml(document, { pretty: true })
  validateTwiml(document, 'voice')
}

/** Four times the length may take eight times as long, and a little to start with; if it were squared, it would be sixteen. */
function assertLinear(name: string, measure: (length: number, tries: number) => number): void {
  for (const tries of [1, 3, 6]) {
    const small = measure(mebibyte / 4, tries)
    const large = measure(mebibyte, tries)
    if (large < 8 * small + 150) return
    assert.ok(
      tries < 6,
      `${name}: ${small.toFixed()} ms for a quarter of a mebibyte, ${large.toFixed()} ms for a whole one`,
    )
  }
}

for (const [name, make] of Object.entries(sources)) {
  test(`a mebibyte of ${name} takes time in proportion`, () => {
    assertLinear(name, (length, tries) => {
      const source = make(length)
      return timeOf(() => handle(source), tries)
    })
  })
}

test('a mebibyte of text that must be escaped is written in time in proportion', () => {
  assertLinear('escapes', (length, tries) => {
    const text = repeated('&<>"\r', length)
    const document = createDocument(createElement('Response', { a: text }, [text]))
    return timeOf(() => assert.ok(serializeTwiml(document).length > 6 * length), tries)
  })
})
