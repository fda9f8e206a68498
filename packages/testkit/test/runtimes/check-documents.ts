/** TwiML, tokens and signatures: all that the libraries do without a network. */
import {
  AccessToken,
  ClientCapability,
  fetchWebhook,
  getExpectedBodyHash,
  getExpectedTwilioSignature,
  jwt,
  MessagingResponse,
  twiml,
  VoiceResponse,
  validateRequest,
  validateRequestWithBody,
} from '@trunkline/sdk'
import { parseTwiml, serializeTwiml, validateTwiml } from '@trunkline/twiml'
import {
  createIdGenerator,
  decodeAccessToken,
  generateWebhookSecret,
  signStandardWebhook,
  smsSegments,
  verifyAccessToken,
  verifyStandardWebhook,
} from '@trunkline/wire'
import { type Checks, fails, same } from './checks.ts'

const account = `AC${'1'.repeat(32)}`
const key = `SK${'2'.repeat(32)}`
const secret = 'an API key secret of 32 letters.'
const now = 1_795_000_000_000
const clock = { now: () => now }

function checkTwiml(on: Checks): void {
  on.check('TwiML is built, read back and validated', () => {
    const response = new VoiceResponse()
    const gather = response.gather({ input: ['dtmf', 'speech'], numDigits: 1, action: '/menu?a=1&b=2' })
    gather.say({ voice: 'Polly.Amy' }, 'Grün <b> & 日本 😀').break({ time: '1s' })
    response.redirect({ method: 'GET' }, '/again')
    on.value('voice document', response.toString())
    same(serializeTwiml(parseTwiml(response.toString())), response.toString())
    same(validateTwiml(response.toDocument(), 'voice'), [])
    same(validateTwiml(parseTwiml('<Response><Say>x</Say><Bogus/></Response>'), 'voice').length, 1)
  })
  on.check('a messaging response has a body and a picture', () => {
    const response = new MessagingResponse()
    response.message('Hello').media('https://x.example/a.png')
    on.value('messaging document', response.toString())
    same(new twiml.FaxResponse().toString(), '<?xml version="1.0" encoding="UTF-8"?><Response/>')
  })
  on.check('a document that is not well-formed is refused with a position', async () => {
    const error = await fails(() => parseTwiml('<Response>\n<Say>a & b</Say></Response>'), '')
    same((error as Error & { position: { line: number } }).position.line, 2)
  })
}

function checkTokens(on: Checks): void {
  on.check('access tokens are made, read and verified, by every algorithm', () => {
    for (const algorithm of ['HS256', 'HS384', 'HS512'] as const) {
      const token = new AccessToken(account, key, secret, { identity: 'ärger', ttl: 600, region: 'ie1', clock })
      token.addGrant(new AccessToken.VoiceGrant({ incomingAllow: true, outgoingApplicationSid: 'AP1' }))
      token.addGrant(new jwt.AccessToken.SyncGrant({ serviceSid: 'IS1' }))
      const text = token.toJwt(algorithm)
      on.value(`access token ${algorithm}`, text)
      same(decodeAccessToken(text).keySid, key)
      same(verifyAccessToken(text, secret, { now }).identity, 'ärger')
    }
  })
  on.check('a token with another secret or past its time is refused', async () => {
    const text = new AccessToken(account, key, secret, { identity: 'a', clock }).toJwt()
    await fails(() => verifyAccessToken(text, 'another', { now }), '')
    await fails(() => verifyAccessToken(text, secret, { now: now + 4_000_000 }), '')
  })
  on.check('capability tokens are made', () => {
    const token = new ClientCapability({ accountSid: account, authToken: secret, clock })
    token.addScope(new ClientCapability.IncomingClientScope('al ice'))
    token.addScope(new ClientCapability.OutgoingClientScope({ applicationSid: 'AP1', params: { a: 'b c' } }))
    on.value('capability token', token.toJwt())
  })
}

function checkSignatures(on: Checks): void {
  const url = 'https://app.example:8443/sms?tenant=grün'
  const params = { From: '+14155550123', Body: 'Grün 😀 & more', List: ['b', 'a', 'b'] }
  on.check('webhook signatures are made and checked', () => {
    const signature = getExpectedTwilioSignature('token', url, params)
    on.value('signature', signature)
    same(validateRequest('token', signature, url, params), true)
    same(validateRequest('token', signature, url, { ...params, Body: 'x' }), false)
    same(validateRequest('another', signature, url, params), false)
  })
  on.check('webhooks with a JSON body are checked by the hash of the body', () => {
    const body = '{"grün":"😀"}'
    const hashed = `https://app.example/?bodySHA256=${getExpectedBodyHash(body)}`
    const signature = getExpectedTwilioSignature('token', hashed, {})
    same(validateRequestWithBody('token', signature, hashed, body), true)
    same(validateRequestWithBody('token', signature, hashed, `${body} `), false)
  })
  on.check('a fetch handler sees what Twilio signed, and nothing else', async () => {
    const handler = fetchWebhook({ authToken: 'token' }, (form) => new Response(String(form.Body)))
    const target = 'https://app.example/sms'
    const send = (signature: string) =>
      handler(
        new Request(target, {
          method: 'POST',
          body: new URLSearchParams({ Body: 'Grün' }).toString(),
          headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
        }),
      )
    const right = await send(getExpectedTwilioSignature('token', target, { Body: 'Grün' }))
    same([right.status, await right.text()], [200, 'Grün'])
    same((await send('wrong')).status, 403)
  })
}

function checkStandardWebhooks(on: Checks): void {
  const webhook = { id: 'msg_1', timestamp: now / 1000, body: '{"a":"grün"}' }
  on.check('Standard Webhooks are signed and verified, with a shared secret and with ed25519', () => {
    const shared = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
    const headers = signStandardWebhook(webhook, [shared, `whsk_${btoa('x'.repeat(32))}`])
    on.value('standard webhook', headers)
    same(verifyStandardWebhook(headers, webhook.body, shared, { now }).valid, true)
    same(verifyStandardWebhook(headers, '{}', shared, { now }).valid, false)
  })
  on.check('ids are made and SMS parts are counted', () => {
    const ids = createIdGenerator({ now: () => now })
    same(/^NT[0-9a-f]{32}$/.test(ids.sid('NT')), true)
    same(generateWebhookSecret().startsWith('whsec_'), true)
    on.value('segments', smsSegments('€'.repeat(81)))
  })
}

/** Adds the checks. */
export function checkDocuments(on: Checks): void {
  checkTwiml(on)
  checkTokens(on)
  checkSignatures(on)
  checkStandardWebhooks(on)
}
