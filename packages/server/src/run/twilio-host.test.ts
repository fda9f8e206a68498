import assert from 'node:assert/strict'
import { test } from 'node:test'
import { twilioHost } from './twilio-host.ts'

test('only names below twilio.com are Twilio’s hosts', () => {
  for (const name of ['api.twilio.com', 'API.Twilio.COM', 'api.twilio.com.'])
    assert.equal(twilioHost(name), 'api.twilio.com')
  assert.equal(twilioHost('verify.dublin.ie1.twilio.com'), 'verify.dublin.ie1.twilio.com')
  const others = [
    'twilio.com',
    'nottwilio.com',
    'api.twilio.com.example.org',
    'twilio.com.',
    '.twilio.com',
    'a..twilio.com',
  ]
  for (const name of [...others, 'api.twilio.org', 'a b.twilio.com', `${'a'.repeat(250)}.twilio.com`])
    assert.equal(twilioHost(name), undefined, name)
})
