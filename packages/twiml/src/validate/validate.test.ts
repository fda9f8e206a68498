import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createElement } from '../document/create.ts'
import { MessagingResponse } from '../generated/messaging-response.ts'
import { VoiceResponse } from '../generated/voice-response.ts'
import { type ElementGrammar, twimlGrammar } from '../grammar/grammar.ts'
import { parseTwiml } from '../parse/parse.ts'
import { validateTwiml } from './validate.ts'

const check = (inside: string, family: 'voice' | 'messaging' | 'fax' = 'voice') =>
  validateTwiml(parseTwiml(`<Response>${inside}</Response>`), family)

const codes = (inside: string, family?: 'voice' | 'messaging' | 'fax'): string[] =>
  check(inside, family).map(({ code, path, attribute }) => [code, path, attribute].filter(Boolean).join(' '))

test('nothing is wrong with ordinary documents', () => {
  const pretty = '\n  <Gather input="dtmf speech" numDigits="1">\n    <Say>Press one</Say>\n  </Gather>\n  <!-- c -->\n'
  assert.deepEqual(check(pretty), [])
  assert.deepEqual(
    check('<Dial>+15005550006</Dial><Dial><Sip>sip:a@b.example</Sip></Dial><Refer><Sip>sip:a@b</Sip></Refer>'),
    [],
  )
  assert.deepEqual(
    check('<Message>hi</Message><Message><Body>hi</Body><Media>https://x.example/a.png</Media></Message>', 'messaging'),
    [],
  )
  assert.deepEqual(check('<Receive pageSize="a4" storeMedia="false"/>', 'fax'), [])
  assert.deepEqual(check(''), [])
})

test('each thing that is wrong is listed in document order, with its place', () => {
  const source = `<Response>text
  <Say voice="nobody" loop="many" colour="red"></Say>
  <Gather><Dial>1</Dial></Gather>
  <Foo><Say/></Foo>
</Response>`
  assert.deepEqual(
    validateTwiml(parseTwiml(source), 'voice').map(({ code, path, attribute, position, twilioCode }) => [
      code,
      path,
      attribute,
      `${position?.line}:${position?.column}`,
      twilioCode,
    ]),
    [
      ['UNEXPECTED_TEXT', 'Response', undefined, '1:1', 12200],
      ['BAD_VALUE', 'Response/Say[1]', 'voice', '2:8', 12200],
      ['BAD_VALUE', 'Response/Say[1]', 'loop', '2:23', 12200],
      ['UNKNOWN_ATTRIBUTE', 'Response/Say[1]', 'colour', '2:35', 12200],
      ['MISSING_TEXT', 'Response/Say[1]', undefined, '2:3', 12200],
      ['MISPLACED_ELEMENT', 'Response/Gather[1]/Dial[1]', undefined, '3:11', 12200],
      ['UNKNOWN_ELEMENT', 'Response/Foo[1]', undefined, '4:3', 12200],
    ],
  )
})

test('elements of one kind are counted', () => {
  assert.deepEqual(codes('<Say>a</Say><Pause/><Say/><Say/>'), [
    'MISSING_TEXT Response/Say[2]',
    'MISSING_TEXT Response/Say[3]',
  ])
})

test('a document that was built has problems without places', () => {
  const response = new VoiceResponse()
  response.say({ voice: 'nobody' as 'man' }, 'hi')
  const [problem, ...others] = validateTwiml(response.toDocument(), 'voice')
  assert.deepEqual(others, [])
  assert.equal(problem!.code, 'BAD_VALUE')
  assert.ok(!('position' in problem!))
  assert.match(problem!.message, /^voice of Say: "nobody" is not one of man, woman, alice, .* \(\d+ values\)$/)
})

test('another root is the one thing that is said', () => {
  const document = { kind: '#document', before: [], root: createElement('Say'), after: [] } as const
  assert.deepEqual(
    validateTwiml(document, 'voice').map(({ code, twilioCode }) => [code, twilioCode]),
    [['WRONG_ROOT', 12102]],
  )
})

test('verbs of another family are unknown', () => {
  const message = new MessagingResponse()
  message.message('hi')
  assert.deepEqual(
    validateTwiml(message.toDocument(), 'voice').map(({ code }) => code),
    ['UNKNOWN_ELEMENT'],
  )
})

test('what stands in a misplaced element is looked at, and in an unknown one not', () => {
  assert.deepEqual(codes('<Number colour="red">1</Number>'), [
    'MISPLACED_ELEMENT Response/Number[1]',
    'UNKNOWN_ATTRIBUTE Response/Number[1] colour',
  ])
  assert.deepEqual(codes('<foo colour="red"><Say/></foo>'), ['UNKNOWN_ELEMENT Response/foo[1]'])
  assert.match(check('<Pause><Say>a</Say></Pause>')[0]!.message, /^Say cannot stand in Pause, which takes no elements$/)
  assert.match(check('<Gather><Dial>1</Dial></Gather>')[0]!.message, /which takes Pause, Play, Say$/)
})

test('a misplaced Sip is read as the one that is dialled', () => {
  assert.deepEqual(codes('<Sip username="a">sip:a@b</Sip>'), ['MISPLACED_ELEMENT Response/Sip[1]'])
})

test('text is missing where there is neither text nor an element', () => {
  assert.deepEqual(codes('<Say><break/></Say>'), [])
  assert.deepEqual(codes('<Say> <!-- c --> </Say>'), ['MISSING_TEXT Response/Say[1]'])
  assert.deepEqual(codes('<Redirect/>'), ['MISSING_TEXT Response/Redirect[1]'])
  assert.deepEqual(codes('<Play digits="1"/>'), [])
  assert.deepEqual(codes('<Play/>'), ['MISSING_TEXT Response/Play[1]'])
  assert.deepEqual(codes('<Enqueue workflowSid="WW1"><Task>{}</Task></Enqueue><Dial/>'), [])
})

test('values are looked at by their type', () => {
  assert.deepEqual(codes('<Pause length="2"/><Pause length="0.5"/><Pause length="-1"/>'), [])
  assert.deepEqual(codes('<Pause length=""/>'), ['BAD_VALUE Response/Pause[1] length'])
  assert.deepEqual(codes('<Dial hangupOnStar="yes">1</Dial>'), ['BAD_VALUE Response/Dial[1] hangupOnStar'])
  assert.deepEqual(codes('<Gather input="speech dtmf"/><Gather input="speech  dtmf"/>'), [])
  assert.deepEqual(codes('<Gather input="speech,dtmf"/>'), ['BAD_VALUE Response/Gather[1] input'])
  assert.deepEqual(codes('<Prompt attempt="1 2"/><Prompt attempt="1 x"/>'), ['BAD_VALUE Response/Prompt[2] attempt'])
  assert.match(check('<Pay input="x"/>')[0]!.message, /"x" is not dtmf$/)
  assert.match(check(`<Pause length="${'9'.repeat(50)}x"/>`)[0]!.message, /^length of Pause: "9{40}…" is not a number$/)
})

test('Dial records with true and false too, which Twilio documents and the typings lack', () => {
  assert.deepEqual(codes('<Dial record="true">1</Dial><Dial record="false">1</Dial>'), [])
})

/** A value that fits, for every attribute of every element. */
function valid(element: ElementGrammar, depth: number): ReturnType<typeof createElement> {
  const attributes = [...element.attributes].map(([name, { type, values }]) => {
    return [name, { string: 'x', number: '1', boolean: 'true', enum: '' }[type] || [...values!].at(-1)] as const
  })
  const children = depth > 3 ? [] : [...element.children.values()].map((child) => valid(child, depth + 1))
  return createElement(
    element.tag,
    Object.fromEntries(attributes),
    element.text === 'none' ? children : ['text', ...children],
  )
}

for (const family of ['voice', 'messaging', 'fax'] as const) {
  const grammar = twimlGrammar(family)
  const inResponse = (root: ReturnType<typeof createElement>) =>
    ({ kind: '#document', before: [], root, after: [] }) as const

  test(`every element and attribute of ${family} documents is taken`, () => {
    assert.deepEqual(validateTwiml(inResponse(valid(grammar.root, 0)), family), [])
  })

  test(`a wrong value is seen in every attribute of ${family} documents that can have one`, () => {
    for (const { tag, attributes } of grammar.elements) {
      for (const [name, { type }] of attributes) {
        const element = createElement(tag, { [name]: 'no such value' }, ['text'])
        const found = validateTwiml(inResponse(createElement('Response', {}, [element])), family)
        const bad = found.filter((problem) => problem.code === 'BAD_VALUE' && problem.attribute === name)
        assert.equal(bad.length, type === 'string' ? 0 : 1, `${tag}.${name}`)
      }
    }
  })
}
