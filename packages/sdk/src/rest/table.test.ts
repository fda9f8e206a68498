import assert from 'node:assert/strict'
import { test } from 'node:test'
import { camel, contextPath, lengthenPath, parameterName, readOperation, snake, usualReader } from './table.ts'

test('names of the wire become names of the library', () => {
  for (const name of ['status_callback', 'StatusCallback', 'Status-Callback', 'statusCallback'])
    assert.equal(camel(name), 'statusCallback')
  assert.equal(parameterName('DateSent<'), 'dateSentBefore')
  assert.equal(parameterName('DateSent>'), 'dateSentAfter')
  assert.equal(parameterName('Email.Address'), 'email.address')
  assert.equal(parameterName('X-Twilio-Webhook-Enabled'), 'xTwilioWebhookEnabled')
  assert.equal(parameterName('Version'), 'versionParam')
  assert.equal(snake('statusCallback'), 'status_callback')
})

test('the line of an operation says what it takes', () => {
  const rule = readOperation('post', 'To! SendAt@ Meta{ :If-Match ?Page Version=versionParam')
  assert.deepEqual(
    rule.parameters.map((p) => [p.name, p.wire, p.place, p.mark, p.required]),
    [
      ['to', 'To', 'form', '', true],
      ['sendAt', 'SendAt', 'form', '@', false],
      ['meta', 'Meta', 'form', '{', false],
      ['ifMatch', 'If-Match', 'header', '', false],
      ['page', 'Page', 'query', '', false],
      ['versionParam', 'Version', 'form', '', false],
    ],
  )
  assert.equal(rule.method, 'post')
  assert.equal(rule.accept, 'application/json')
  assert.equal(rule.body, undefined)
})

test('flags change method, paging and what is accepted; a query has no form', () => {
  const rule = readOperation('get', '.token .application/scim+json Size')
  assert.deepEqual([rule.method, rule.tokenPaging, rule.accept], ['get', true, 'application/scim+json'])
  assert.equal(rule.parameters[0]?.place, 'query')
  assert.equal(readOperation('post', '.put').method, 'put')
})

test('a JSON body may be required, and says how its names are turned', () => {
  assert.deepEqual(readOperation('post', '*').body, { required: false, names: 0 })
  assert.deepEqual(readOperation('post', ['*!', 'variables types']).body, {
    required: true,
    names: ['variables', 'types'],
  })
  assert.deepEqual(readOperation('post', ['*', { a_b: 0 }]).body, { required: false, names: { a_b: 0 } })
})

test('a path is made whole from the one above it', () => {
  assert.equal(lengthenPath('/Services', '', 'services'), '/Services')
  assert.equal(lengthenPath('', '/Services/{sid}', 'webhooks'), '/Services/{serviceSid}/Webhooks')
  assert.equal(lengthenPath('', '/Accounts/{sid}.json', 'messages'), '/Accounts/{accountSid}/Messages.json')
  assert.equal(lengthenPath('identity+', '/Entities/{identity}', 'factors'), '/Entities/{identity}/Factors')
  assert.equal(
    lengthenPath('+/VerificationCheck', '/Services/{sid}', 'verificationChecks'),
    '/Services/{serviceSid}/VerificationCheck',
  )
  assert.equal(lengthenPath('+', '/Usage/Records.json', 'daily'), '/Usage/Records/Daily.json')
  assert.equal(contextPath('/Messages.json', 'sid'), '/Messages/{sid}.json')
  assert.equal(contextPath('/Codes', 'country code'), '/Codes/{country}/{code}')
})

test('dates and whole numbers are told by their names where a table says nothing', () => {
  for (const name of ['date_created', 'createdAt', 'start_time', 'valid_until'])
    assert.equal(usualReader(name), '@', name)
  for (const name of ['members_count', 'max_size', 'ttl']) assert.equal(usualReader(name), '#', name)
  for (const name of ['sid', 'status', 'update', 'candidate']) assert.equal(usualReader(name), '', name)
})
