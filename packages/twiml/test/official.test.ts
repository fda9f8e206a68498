import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { FaxResponse, MessagingResponse, VoiceResponse } from '@trunkline/twiml'
import fc from 'fast-check'
import OfficialFaxResponse from 'twilio/lib/twiml/FaxResponse.js'
import OfficialMessagingResponse from 'twilio/lib/twiml/MessagingResponse.js'
import OfficialVoiceResponse from 'twilio/lib/twiml/VoiceResponse.js'
import { methodName } from '../generate/render-builder.ts'
import { fuzzing } from './arbitrary.ts'
import { type AnyBuilder, call, grammar, type Library, officialCases, outcome, removed } from './official-cases.ts'

const ours = { voice: VoiceResponse, messaging: MessagingResponse, fax: FaxResponse } as unknown as Library
const official = {
  voice: OfficialVoiceResponse,
  messaging: OfficialMessagingResponse,
  fax: OfficialFaxResponse,
} as unknown as Library

type Family = keyof Library
type Build = (response: AnyBuilder) => void

test('every generated program gives the bytes of the official library', () => {
  const cases = officialCases().filter(({ name }) => !deliberate.some(({ skips }) => skips?.test(name)))
  assert.ok(cases.length > 3000, `${cases.length} cases`)
  for (const { name, family, build } of cases) {
    assert.equal(outcome(ours, family, build), outcome(official, family, build), `${family}: ${name}`)
  }
})

test('random programs give the bytes of the official library', () => {
  fc.assert(
    fc.property(randomProgram(), ({ family, build }) => {
      assert.equal(outcome(ours, family, build), outcome(official, family, build))
    }),
    fuzzing,
  )
})

/** Steps that each pick one of the builders made so far and call one of the methods that the grammar gives it. */
function randomProgram(): fc.Arbitrary<{ family: Family; build: Build }> {
  const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('', ' ', '&<>"\'\t\r\n', ']]>'))
  const value = fc.oneof(
    text,
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
    fc.array(text),
  )
  // Control characters in attributes are a deliberate difference.
  const attribute = value.filter((given) => !/[\0-\x08\x0b\f\x0e-\x1f\ufffe\uffff\ud800-\udfff]/u.test(String(given)))
  const attributes = fc.dictionary(fc.constantFrom('voice', 'loop', 'action', 'xml:lang', 'x-y'), attribute)
  const step = fc.record({
    target: fc.nat(),
    method: fc.nat(),
    attributes: fc.option(attributes, { nil: undefined }),
    text: value,
  })
  return fc
    .record({ family: fc.constantFrom<Family>('voice', 'messaging', 'fax'), steps: fc.array(step, { maxLength: 30 }) })
    .map(({ family, steps }) => ({ family, build: (response) => runSteps(family, response, steps) }))
}

interface Step {
  readonly target: number
  readonly method: number
  readonly attributes: object | undefined
  readonly text: unknown
}

function runSteps(family: Family, response: AnyBuilder, steps: readonly Step[]): void {
  const { elements } = grammar.families[family]
  const builders: (readonly [string, AnyBuilder])[] = [['Response', response]]
  for (const { target, method, attributes, text } of steps) {
    const [key, builder] = builders[target % builders.length]!
    const children = elements[key]!.children.filter((child) => !removed.has(child))
    const choices = [
      ...children,
      'addText',
      'addChild',
      ...(key === 'Response' ? ['comment', 'commentBefore', 'commentAfter'] : []),
    ]
    const choice = choices[method % choices.length]!
    const given = Array.isArray(text) ? text.join('') : text
    if (choice === 'addChild') call(builder, choice, 'custom-tag', attributes)
    else if (elements[choice] === undefined) call(builder, choice, given)
    else builders.push([choice, call(builder, methodName(choice), attributes, given)])
  }
}

test('every method of the official builders is there, and gives a builder that writes the whole document', () => {
  const classes = { voice: OfficialVoiceResponse, messaging: OfficialMessagingResponse, fax: OfficialFaxResponse }
  for (const [family, Class] of Object.entries(classes)) {
    const ourClass = { voice: VoiceResponse, messaging: MessagingResponse, fax: FaxResponse }[family as Family]
    for (const name of ['', ...Object.getOwnPropertyNames(Class)]) {
      const officialElement: unknown = name === '' ? Class : Reflect.get(Class, name)
      if (typeof officialElement !== 'function') continue
      const ourElement: unknown = name === '' ? ourClass : Reflect.get(ourClass, name)
      assert.ok(typeof ourElement === 'function', `${family}.${name}`)
      for (const method of Object.getOwnPropertyNames(officialElement.prototype)) {
        assert.equal(typeof ourElement.prototype[method], 'function', `${family}.${name}.${method}`)
      }
    }
  }
})

test('every attribute in the typings of the official library is in the grammar', () => {
  for (const [family, file] of Object.entries({
    voice: 'VoiceResponse',
    messaging: 'MessagingResponse',
    fax: 'FaxResponse',
  })) {
    const typings = readFileSync(new URL(import.meta.resolve(`twilio/lib/twiml/${file}.d.ts`)), 'utf8')
    const byClass = new Map(
      Object.values(grammar.families[family as Family].elements).map((row) => [row.class, row.attributes]),
    )
    let checked = 0
    for (const [, name, body] of typings.matchAll(/interface (\w+)Attributes \{([^}]*)\}/g)) {
      for (const [, quoted, plain] of body!.matchAll(/^\s*(?:"([^"]+)"|(\w+))\?: /gm)) {
        assert.ok(byClass.get(name!)?.[(quoted ?? plain)!], `${name}.${quoted ?? plain}`)
        checked += 1
      }
    }
    assert.ok(checked >= { voice: 283, messaging: 6, fax: 5 }[family as Family], `${family}: ${checked}`)
  }
})

/** Where this library does not give the official bytes, on purpose. The README has a row for each. */
interface Difference {
  readonly title: string
  readonly official: string | RegExp
  readonly ours: string | RegExp
  readonly build: Build
  /** Generated programs that come under it. */
  readonly skips?: RegExp
}

const head = '<?xml version="1.0" encoding="UTF-8"?>'

const deliberate: readonly Difference[] = [
  {
    title: 'Control characters in an attribute',
    official: `${head}<Response><Say voice="\x01">x</Say></Response>`,
    ours: 'throws Invalid character in string',
    build: (r) => call(r, 'say', { voice: '\x01' }, 'x'),
  },
  {
    title: 'An object, an array or a function as text',
    official: `${head}<Response><Say><a>1</a>[object Object]</Say></Response>`,
    ours: /^throws Text must be a string/,
    build: (r) => call(r, 'say', {}, { a: 1 }),
  },
  {
    title: 'A `String` object as text behind attributes',
    official: `${head}<Response><Say><abc/>abc</Say></Response>`,
    ours: `${head}<Response><Say>abc</Say></Response>`,
    build: (r) => call(r, 'say', {}, new String('abc')),
  },
  {
    title: 'A tag that starts with `#` or `?`',
    official: `${head}<Response><b onclick="x"></Response>`,
    ours: 'throws Invalid character in name',
    build: (r) => call(r, 'addChild', '#raw', '<b onclick="x">'),
  },
  {
    title: 'A tag that is no string',
    official: `${head}<Response><a/><b/></Response>`,
    ours: 'throws Invalid character in name',
    build: (r) => call(r, 'addChild', ['a', 'b']),
    skips: /^a child without a tag$/,
  },
  {
    title: 'An attribute called `__proto__`',
    official: `${head}<Response><Say>x</Say></Response>`,
    ours: `${head}<Response><Say __proto__="y">x</Say></Response>`,
    build: (r) => call(r, 'say', JSON.parse('{"__proto__":"y"}'), 'x'),
  },
  {
    title: '`<Assistant>` inside `<Connect>`',
    official: 'throws no method assistant',
    ours: `${head}<Response><Connect><Assistant id="a"/></Connect></Response>`,
    build: (r) => call(call(r, 'connect'), 'assistant', { id: 'a' }),
  },
  {
    title: 'Elements nested more than a thousand deep',
    official: /^<\?xml .*<x>/,
    ours: /^throws Elements are nested more than 1000 deep/,
    build: (r) => {
      let child = r
      for (let depth = 0; depth < 1001; depth += 1) child = call(child, 'addChild', 'x')
    },
  },
]

/** First cells of the tables of the README. */
const listed = new Set(
  [...readFileSync(new URL('../README.md', import.meta.url), 'utf8').matchAll(/^\| (.*?) +\|/gm)].map(
    ([, cell]) => cell,
  ),
)

test('the README lists no difference that is not there', () => {
  const table = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
    .split('`twilio` 6.2.0 ')[1]!
    .split('\n\n')[0]!
  assert.equal(table.match(/^\| /gm)!.length, deliberate.length + 1)
})

for (const { title, build, ...expected } of deliberate) {
  test(`a difference that is listed, and is there: ${title}`, () => {
    assert.ok(listed.has(title), `the README has no row "${title}"`)
    assert.notEqual(outcome(official, 'voice', build), outcome(ours, 'voice', build))
    assertOutcome(outcome(official, 'voice', build), expected.official)
    assertOutcome(outcome(ours, 'voice', build), expected.ours)
  })
}

function assertOutcome(actual: string, expected: string | RegExp): void {
  if (typeof expected === 'string') assert.equal(actual, expected)
  else assert.match(actual, expected)
}
