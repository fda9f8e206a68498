import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDocument } from './read-document.ts'

const read = (type: string | undefined, body: string) =>
  readDocument({ headers: type === undefined ? {} : { 'content-type': type }, body: new TextEncoder().encode(body) })
const faultOf = (type: string, body: string) => {
  const found = read(type, body)
  return found.kind === 'fault' ? found.fault.code : found.kind
}

test('the media type says whether an answer is a document or a text', () => {
  for (const type of ['text/xml', 'application/xml; charset=utf-8', 'TEXT/HTML'])
    assert.equal(read(type, '<Response/>').kind, 'twiml', type)
  assert.equal(read(undefined, '<Response/>').kind, 'twiml')
  assert.deepEqual(read('text/plain', ' Hello \n'), { kind: 'text', text: 'Hello' })
  assert.equal(read('text/plain', '<Response><Message>x</Message></Response>').kind, 'twiml')
  assert.deepEqual(read('text/plain', '<Response'), { kind: 'text', text: '<Response' })
  assert.equal(faultOf('application/json', '{}'), 12300)
})

test('nothing is no reply, and what is no TwiML has Twilio’s code', () => {
  assert.equal(faultOf('text/xml', '  '), 'empty')
  assert.deepEqual(
    [
      faultOf('text/xml', '<Response>'),
      faultOf('text/xml', '<Reply/>'),
      faultOf('text/html', '<!DOCTYPE html><html/>'),
    ],
    [12100, 12102, 12100],
  )
})

test('what the schema does not know is a warning', () => {
  const found = read('text/xml', '<Response><Message colour="red">x</Message></Response>')
  assert.deepEqual(found.kind === 'twiml' && found.warnings.map(({ code }) => code), [12200])
})
