import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TwimlErrorCode } from '../errors.ts'
import { createComment, createDocument, createElement, createText } from './create.ts'
import { childElements, isComment, isElement, isText, textOf } from './node.ts'

const refuses = (code: TwimlErrorCode, make: () => unknown): void => assert.throws(make, { name: 'TwimlError', code })

test('an element is made of a kind, attributes and children', () => {
  const element = createElement('Say', { voice: 'alice', loop: 2, left: undefined, list: ['a', 'b'] }, [
    'a',
    createText('b'),
  ])
  assert.deepEqual(element, {
    kind: 'Say',
    attributes: { voice: 'alice', loop: '2', list: 'a b' },
    children: [{ kind: '#text', text: 'ab' }],
  })
  assert.ok(Object.isFrozen(element) && Object.isFrozen(element.attributes) && Object.isFrozen(element.children))
})

test('empty text is left out, and text on both sides of a comment stays apart', () => {
  const comment = createComment('c')
  assert.deepEqual(createElement('Say', {}, ['', 'a', comment, 'b', '']).children, [
    createText('a'),
    comment,
    createText('b'),
  ])
})

test('a document is made of its response and comments around it', () => {
  const root = createElement('Response')
  assert.deepEqual(createDocument(root), { kind: '#document', before: [], root, after: [] })
  const comment = createComment('c')
  assert.deepEqual(createDocument(root, { before: [comment] }).before, [comment])
})

test('what XML cannot carry is refused, and so is another root', () => {
  refuses('TWIML_ILLEGAL_NAME', () => createElement('1'))
  refuses('TWIML_ILLEGAL_NAME', () => createElement('a'.repeat(50).concat('<')))
  refuses('TWIML_ILLEGAL_NAME', () => createElement('a', { '': 'x' }))
  refuses('TWIML_ILLEGAL_CHARACTER', () => createElement('a', { b: '\0' }))
  refuses('TWIML_ILLEGAL_CHARACTER', () => createText('\udfff'))
  refuses('TWIML_ILLEGAL_COMMENT', () => createComment('--'))
  refuses('TWIML_WRONG_ROOT', () => createDocument(createElement('Say')))
})

test('an attribute called __proto__ is an attribute', () => {
  const { attributes } = createElement('a', JSON.parse('{"__proto__":"x"}'))
  assert.deepEqual(Object.entries(attributes), [['__proto__', 'x']])
  assert.equal(Object.getPrototypeOf(attributes), Object.prototype)
})

test('many names that were never seen are taken, one by one', () => {
  for (let index = 0; index < 600; index += 1) assert.equal(createElement(`x-${index}`).kind, `x-${index}`)
})

test('nodes are told apart, and elements read', () => {
  const element = createElement('Dial', {}, [
    ' +1',
    createElement('Number'),
    createComment('c'),
    '5 ',
    createElement('Sip'),
  ])
  assert.deepEqual(element.children.map(isElement), [false, true, false, false, true])
  assert.deepEqual(element.children.map(isText), [true, false, false, true, false])
  assert.deepEqual(element.children.map(isComment), [false, false, true, false, false])
  assert.deepEqual(
    childElements(element).map(({ kind }) => kind),
    ['Number', 'Sip'],
  )
  assert.equal(textOf(element), '+15')
  assert.equal(textOf(createElement('Dial', {}, ['\n +1\n'])), '+1')
  assert.equal(textOf(createElement('Dial')), '')
})
