import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TwimlError, type TwimlErrorCode } from '../errors.ts'
import { MessagingResponse } from '../generated/messaging-response.ts'
import { VoiceResponse } from '../generated/voice-response.ts'
import { TwiML } from './twiml.ts'

const head = '<?xml version="1.0" encoding="UTF-8"?>'

const refuses = (code: TwimlErrorCode, build: () => unknown): void =>
  assert.throws(build, (error) => error instanceof TwimlError && error.code === code && error.retryable === false)

test('an empty response closes itself', () => {
  assert.equal(new VoiceResponse().toString(), `${head}<Response/>`)
})

test('a verb takes attributes and text, or text alone', () => {
  const response = new VoiceResponse()
  response.say('one')
  response.say({ voice: 'woman', loop: 2 }, 'two')
  assert.equal(`${response}`, `${head}<Response><Say>one</Say><Say voice="woman" loop="2">two</Say></Response>`)
})

test('a builder of any element writes the whole document', () => {
  const response = new VoiceResponse()
  const pause = response.say('a').break({ strength: 'weak' })
  assert.equal(pause.toString(), response.toString())
  assert.equal(pause.addChild('x').toString(), response.toString())
})

test('text and elements mix in the order of the calls', () => {
  const response = new VoiceResponse()
  const say = response.say('Hello ')
  say.sayAs({ 'interpret-as': 'telephone' }, '555')
  say.addText(' and ')
  say.lang({ 'xml:lang': 'fr-FR' }, 'au revoir')
  assert.equal(
    response.toString(),
    `${head}<Response><Say>Hello <say-as interpret-as="telephone">555</say-as> and <lang xml:lang="fr-FR">au revoir</lang></Say></Response>`,
  )
})

test('comments stand where they are asked to, and calls on them go on with the response', () => {
  const response = new MessagingResponse()
  response.comment('in').commentBefore('b1').commentBefore('b2').commentAfter('a1').commentAfter('a2').message('hi')
  assert.equal(
    response.toString(),
    `${head}<!-- b1 --><!-- b2 --><Response><!-- in --><Message>hi</Message></Response><!-- a2 --><!-- a1 -->`,
  )
})

test('the document as data is frozen through and through, and stays as it was', () => {
  const response = new VoiceResponse()
  const say = response.commentBefore('c').say({ loop: 1 }, 'a')
  say.addText('b')
  const document = response.toDocument()
  say.addText('later')
  assert.deepEqual(document, {
    kind: '#document',
    before: [{ kind: '#comment', text: 'c' }],
    root: {
      kind: 'Response',
      attributes: {},
      children: [{ kind: 'Say', attributes: { loop: '1' }, children: [{ kind: '#text', text: 'ab' }] }],
    },
    after: [],
  })
  const frozen = (value: unknown): boolean =>
    typeof value !== 'object' || (Object.isFrozen(value) && Object.values(value as object).every(frozen))
  assert.ok(frozen(document))
})

test('builders are instances of the classes that the response carries', () => {
  const response = new VoiceResponse()
  const gather = response.gather()
  assert.ok(response instanceof VoiceResponse)
  assert.ok(gather instanceof VoiceResponse.Gather)
  assert.ok(!(gather instanceof VoiceResponse.Say))
  assert.ok(gather instanceof TwiML)
  assert.ok(!(response instanceof MessagingResponse))
  assert.equal(gather.constructor.name, 'Gather')
  assert.equal(VoiceResponse.name, 'VoiceResponse')
})

test('one tag can have two classes: a Sip that is dialled and one that is referred to', () => {
  const response = new VoiceResponse()
  const dialled = response.dial().sip('sip:a@example.com')
  const referred = response.refer().sip('sip:b@example.com')
  assert.ok(dialled instanceof VoiceResponse.Sip)
  assert.ok(referred instanceof VoiceResponse.ReferSip)
  assert.equal(typeof dialled.headers, 'function')
  assert.equal(Reflect.get(referred, 'headers'), undefined)
})

test('a response can be extended, and starts a document whatever it is given', () => {
  class Greeting extends VoiceResponse {
    greet(name: string): this {
      this.say(`Hello ${name}`)
      return this
    }
  }
  assert.equal(new Greeting().greet('Ann').toString(), `${head}<Response><Say>Hello Ann</Say></Response>`)
  const Loose = VoiceResponse as unknown as new (...given: unknown[]) => VoiceResponse
  assert.equal(new Loose({}, {}).toString(), `${head}<Response/>`)
  assert.equal(new TwiML().toString(), `${head}<Response/>`)
})

test('what XML cannot carry is refused with a code, and without repeating the text', () => {
  const response = new VoiceResponse()
  refuses('TWIML_ILLEGAL_CHARACTER', () => response.say('secret\x01'))
  refuses('TWIML_ILLEGAL_CHARACTER', () => response.say({ voice: '\ud800' as 'man' }, 'x'))
  refuses('TWIML_ILLEGAL_CHARACTER', () => response.comment('\uffff'))
  refuses('TWIML_ILLEGAL_NAME', () => response.addChild('a b'))
  refuses('TWIML_ILLEGAL_NAME', () => response.addChild('a', { 'b c': 1 }))
  refuses('TWIML_ILLEGAL_NAME', () => response.addChild(undefined as unknown as string))
  refuses('TWIML_ILLEGAL_COMMENT', () => response.comment('a--b'))
  refuses('TWIML_MISSING_TEXT', () => response.addText(null as unknown as string))
  refuses('TWIML_MISSING_TEXT', () => response.comment(undefined as unknown as string))
  refuses('TWIML_NOT_TEXT', () => response.addText({} as unknown as string))
  refuses('TWIML_NOT_TEXT', () => response.enqueue().task({}, (() => 1) as unknown as string))
  assert.equal(response.toString(), `${head}<Response><Enqueue/></Response>`)
  assert.throws(() => response.say('secret\x01'), {
    message: /^Invalid character in string: U\+0001 at index 6 (?!.*secret)/,
  })
})

test('nesting deeper than a thousand is refused, as XML and as data', () => {
  const response = new VoiceResponse()
  let child = response.addChild('x')
  for (let depth = 2; depth < 1000; depth += 1) child = child.addChild('x')
  assert.match(response.toString({ pretty: true }), /\n {1998}<x\/>\n/)
  assert.equal(response.toDocument().root.kind, 'Response')
  child.addChild('x')
  refuses('TWIML_TOO_DEEP', () => response.toString())
  refuses('TWIML_TOO_DEEP', () => response.toString({ pretty: true }))
  refuses('TWIML_TOO_DEEP', () => response.toDocument())
})
