import assert from 'node:assert/strict'
import { test } from 'node:test'
import { logRequest, logResponse } from './log.ts'

test('a request is written down without credentials, tokens and body', () => {
  const lines: string[] = []
  const request = {
    method: 'post',
    uri: 'https://user:pass@api.twilio.com/x?Secret=1',
    headers: {
      Authorization: 'Basic abc',
      'X-Api-Key': 'k',
      'Twilio-Client-Validation': 'eyJ',
      Cookie: 'c',
      Accept: 'application/json',
    },
    params: { To: '+1', AuthToken: 'hidden-too', Code: '123456' },
    data: { Body: 'my body' },
  } as const
  logRequest(request, (line) => lines.push(line))
  const text = lines.join('\n')
  for (const secret of ['abc', 'pass', 'eyJ', 'hidden-too', '123456', 'my body', 'Secret=1'])
    assert.ok(!text.includes(secret), secret)
  assert.ok(text.includes('Accept: application/json'))
  assert.ok(text.includes('To: +1'))
  assert.ok(text.includes('Authorization: [hidden]'))
  assert.equal(lines[0], '-- BEGIN Twilio API Request --')
  assert.equal(lines.at(-1), '-- END Twilio API Request --')
})

test('an answer is written down without cookies and body', () => {
  const lines: string[] = []
  logResponse({ statusCode: 201, body: { auth_token: 'x' }, headers: { 'set-cookie': 's', etag: '"1"' } }, (line) =>
    lines.push(line),
  )
  assert.deepEqual(lines, ['response.statusCode: 201', 'response.headers: {"set-cookie":"[hidden]","etag":"\\"1\\""}'])
})
