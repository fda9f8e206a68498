import assert from 'node:assert/strict'
import { test } from 'node:test'

test('the public names are these', async () => {
  assert.deepEqual(Object.keys(await import('./index.ts')).sort(), [
    'FaxResponse',
    'MessagingResponse',
    'TwiML',
    'TwimlError',
    'TwimlParseError',
    'VoiceResponse',
    'childElements',
    'createComment',
    'createDocument',
    'createElement',
    'createText',
    'isComment',
    'isElement',
    'isText',
    'parseTwiml',
    'positionOf',
    'serializeTwiml',
    'textOf',
    'twimlErrorCodes',
    'twimlGrammar',
    'twimlProblemCodes',
    'validateTwiml',
  ])
})

test('the builders alone are these', async () => {
  assert.deepEqual(Object.keys(await import('./builder/index.ts')).sort(), [
    'FaxResponse',
    'MessagingResponse',
    'TwiML',
    'TwimlError',
    'VoiceResponse',
    'twimlErrorCodes',
  ])
})
