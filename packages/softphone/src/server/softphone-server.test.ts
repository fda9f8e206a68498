import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getExpectedTwilioSignature } from '@trunkline/sdk'
import { createDirectory } from './directory.ts'
import type { SoftphoneOptions } from './options.ts'
import { createSoftphoneServer } from './softphone-server.ts'

const authToken = 'a secret of forty-two characters, or so'
const credentials = {
  accountSid: `AC${'1'.repeat(32)}`,
  apiKey: { sid: `SK${'2'.repeat(32)}`, secret: 'another secret' },
  authToken,
  applicationSid: `AP${'3'.repeat(32)}`,
}
const directory = createDirectory({ '+81-50-1234-9876': 'DeviceId_0001', '+815031234567': 'DeviceId_0002' })
const open = (options: Partial<SoftphoneOptions> = {}) =>
  createSoftphoneServer({ credentials: () => credentials, directory, ...options })

const origin = 'https://phone.example'
const askToken = (body: unknown, headers: Record<string, string> = {}, options: Partial<SoftphoneOptions> = {}) =>
  open(options)(
    new Request(`${origin}/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  )

function webhookRequest(path: string, params: Record<string, string>, token = authToken, base = origin): Request {
  const signature = getExpectedTwilioSignature(token, `${base}${path}`, params)
  return new Request(`${origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8', 'x-twilio-signature': signature },
    body: new URLSearchParams(params).toString(),
  })
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>'
const claimsOf = (jwt: string) => JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString())

for (const written of [
  '+81-50-1234-9876',
  '+815012349876',
  '0081 50 1234 9876',
  '050-1234-9876',
  '(050) 1234 9876',
  '＋８１ー５０ー１２３４ー９８７６',
  'tel:+81-50-1234-9876',
  '+81 (0)50 1234 9876',
]) {
  test(`gives a token for ${written}`, async () => {
    const response = await askToken({ phoneNumber: written })
    assert.equal(response.status, 200)
    const { capabilityToken, ...rest } = (await response.json()) as Record<string, string>
    assert.deepEqual(rest, { identity: 'DeviceId_0001', success: true })
    const claims = claimsOf(capabilityToken ?? '')
    assert.equal(claims.exp - claims.iat, 3600)
    assert.equal(claims.sub, credentials.accountSid)
    assert.deepEqual(claims.grants, {
      identity: 'DeviceId_0001',
      voice: { incoming: { allow: true }, outgoing: { application_sid: credentials.applicationSid } },
    })
  })
}

test('a number that is not in the directory gets 403, and one that is missing 400, both with success: false', async () => {
  for (const [body, status] of [
    [{ phoneNumber: '+14155550123' }, 403],
    [{ phoneNumber: '9876' }, 403],
    [{ phoneNumber: 'DeviceId_0001' }, 403],
    [{}, 400],
    [{ phoneNumber: '' }, 400],
    [{ phoneNumber: 42 }, 400],
    [{ phoneNumber: '1'.repeat(65) }, 400],
    ['{', 400],
    ['null', 400],
    ['x'.repeat(5000), 400],
  ] as const) {
    const response = await askToken(body)
    assert.equal(response.status, status, JSON.stringify(body).slice(0, 60))
    const answer = (await response.json()) as { success: boolean; error: string }
    assert.equal(answer.success, false)
    assert.ok(answer.error.length > 10)
  }
})

test('who is not authorized gets no token, and can not tell a number that exists', async () => {
  const authorize = (request: Request) => request.headers.get('authorization') === 'Bearer right'
  const body = { phoneNumber: '+81-50-1234-9876' }
  const stranger = await askToken(body, {}, { authorize })
  const unknown = await askToken({ phoneNumber: '+14155550123' }, {}, { authorize })
  assert.deepEqual([stranger.status, await stranger.text()], [unknown.status, await unknown.text()])
  assert.equal((await askToken(body, { authorization: 'Bearer right' }, { authorize })).status, 200)
})

test('pages of other origins get tokens only where the configuration lists them', async () => {
  const body = { phoneNumber: '+81-50-1234-9876' }
  const allowedOrigins = ['https://bucket.example']
  const listed = await askToken(body, { origin: 'https://bucket.example' }, { allowedOrigins })
  assert.equal(listed.status, 200)
  assert.equal(listed.headers.get('access-control-allow-origin'), 'https://bucket.example')
  const foreign = await askToken(body, { origin: 'https://evil.example' }, { allowedOrigins })
  assert.equal(foreign.status, 403)
  assert.equal(foreign.headers.get('access-control-allow-origin'), null)
  assert.equal((await askToken(body, { origin })).status, 200)
})

test('answers the preflight of a listed origin, and no other', async () => {
  const ask = (from: string) =>
    open({ allowedOrigins: ['https://bucket.example'] })(
      new Request(`${origin}/token`, {
        method: 'OPTIONS',
        headers: {
          origin: from,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type',
        },
      }),
    )
  const listed = await ask('https://bucket.example')
  assert.equal(listed.status, 204)
  assert.match(listed.headers.get('access-control-allow-headers') ?? '', /content-type/)
  assert.equal((await ask('https://evil.example')).status, 403)
})

test('a call that comes in rings the identity of the called number', async () => {
  const params = { From: '+14155550123', To: '+815012349876', Called: '+815012349876', CallSid: 'CA1' }
  const response = await open()(webhookRequest('/voice/incoming', params))
  assert.equal(response.status, 200)
  assert.match(response.headers.get('content-type') ?? '', /^text\/xml/)
  assert.equal(
    await response.text(),
    `${declaration}<Response><Dial timeout="60"><Client>DeviceId_0001</Client></Dial></Response>`,
  )
})

test('a call for a number that is not in the directory is rejected', async () => {
  const response = await open()(webhookRequest('/voice/incoming', { From: '+14155550123', To: '+15005550006' }))
  assert.equal(await response.text(), `${declaration}<Response><Reject/></Response>`)
})

const outgoing = (params: Record<string, string>) => open()(webhookRequest('/voice/outgoing', params))

test('a call from a page goes out under the number of its identity', async () => {
  const response = await outgoing({
    From: 'client:DeviceId_0002',
    To: '',
    callerPhoneNumber: '+81-50-3123-4567',
    callOutgoingPhoneNumber: '+81-90-5987-6543',
  })
  assert.equal(response.status, 200)
  assert.equal(
    await response.text(),
    `${declaration}<Response><Dial timeout="60" callerId="+815031234567"><Number>+819059876543</Number></Dial></Response>`,
  )
})

test('a page can not call under a number that is not its own', async () => {
  for (const From of [
    'client:DeviceId_0001',
    'client:',
    '',
    '+815031234567',
    'DeviceId_0002',
    'client:deviceid_0002',
  ]) {
    const response = await outgoing({
      From,
      callerPhoneNumber: '+815031234567',
      callOutgoingPhoneNumber: '+819059876543',
    })
    assert.equal(response.status, 403, From)
    assert.doesNotMatch(await response.text(), /Dial/)
  }
  const unknown = await outgoing({
    From: 'client:DeviceId_0002',
    callerPhoneNumber: '+15005550006',
    callOutgoingPhoneNumber: '+1',
  })
  assert.equal(unknown.status, 403)
})

for (const [dialled, called] of [
  ['090-5987-6543', '+819059876543'],
  ['00 1 415 555 0123', '+14155550123'],
  ['110', '110'],
  ['*21#', '*21#'],
] as const) {
  test(`${dialled}, dialled in Japan, calls ${called}`, async () => {
    const params = {
      From: 'client:DeviceId_0002',
      callerPhoneNumber: '+815031234567',
      callOutgoingPhoneNumber: dialled,
    }
    assert.ok((await (await outgoing(params)).text()).includes(`<Number>${called}</Number>`))
  })
}

test('what is no number is not dialled', async () => {
  for (const callOutgoingPhoneNumber of ['', 'alice', '<Number>', '+', '1'.repeat(30)]) {
    const params = { From: 'client:DeviceId_0002', callerPhoneNumber: '+815031234567', callOutgoingPhoneNumber }
    assert.equal((await outgoing(params)).status, 400, callOutgoingPhoneNumber)
  }
})

for (const path of ['/voice/incoming', '/voice/outgoing']) {
  test(`${path} takes only what is signed`, async () => {
    const params = { From: 'client:DeviceId_0001', To: '+815012349876' }
    assert.equal((await open()(webhookRequest(path, params, 'another token'))).status, 403)
    const changed = webhookRequest(path, params)
    const tampered = new Request(changed, { body: `${await changed.clone().text()}&x=y` })
    assert.equal((await open()(tampered)).status, 403)
    const unsigned = new Request(`${origin}${path}`, { method: 'POST', body: new URLSearchParams(params) })
    assert.equal((await open()(unsigned)).status, 400)
  })
}

test('behind a proxy the signature is that of the public URL', async () => {
  const params = { From: '+14155550123', To: '+815012349876' }
  const request = webhookRequest('/voice/incoming', params, authToken, 'https://public.example')
  assert.equal((await open({ publicUrl: 'https://public.example/' })(request.clone())).status, 200)
  assert.equal((await open()(request)).status, 403)
})

test('under a base path nothing else is answered', async () => {
  const handle = open({ basePath: '/softphone', page: async (path) => new Response(path) })
  const get = async (path: string): Promise<readonly [number, string]> => {
    const response = await handle(new Request(`${origin}${path}`))
    return [response.status, await response.text()]
  }
  assert.deepEqual(await get('/softphone'), [200, '/'])
  assert.deepEqual(await get('/softphone/app.js'), [200, '/app.js'])
  assert.equal((await get('/softphones'))[0], 404)
  assert.equal((await get('/token'))[0], 404)
  assert.equal((await get('/softphone/token'))[0], 405)
})
