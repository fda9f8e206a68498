/**
 * Runs in a process of its own in an application's folder: `node throughput-program.mjs <library> <milliseconds per case>`. Prints operations
 * per second of processor time, so that what else the machine does counts for nothing.
 */
const [, , name, milliseconds] = process.argv
const { default: library } = await import(name)

const accountSid = `AC${'1'.repeat(32)}`
const keySid = `SK${'2'.repeat(32)}`
const applicationSid = `AP${'3'.repeat(32)}`
const secret = '0123456789abcdef0123456789abcdef'
const url = 'https://app.example/sms?tenant=7'
const params = {
  AccountSid: accountSid,
  ApiVersion: '2010-04-01',
  Body: 'Hello there, how are you?',
  From: '+14155550123',
  FromCity: 'SAN FRANCISCO',
  FromCountry: 'US',
  FromState: 'CA',
  FromZip: '94105',
  MessageSid: `SM${'4'.repeat(32)}`,
  MessagingServiceSid: `MG${'5'.repeat(32)}`,
  NumMedia: '0',
  NumSegments: '1',
  SmsMessageSid: `SM${'4'.repeat(32)}`,
  SmsSid: `SM${'4'.repeat(32)}`,
  SmsStatus: 'received',
  To: '+15005550006',
  ToCity: '',
  ToCountry: 'US',
  ToState: '',
  ToZip: '',
}
const { VoiceResponse, MessagingResponse } = library.twiml
const { AccessToken, ClientCapability } = library.jwt
const signature = library.getExpectedTwilioSignature(secret, url, params)
const wrong = `${signature.slice(0, -5)}AAAA=`

const cases = {
  'TwiML: a call menu': () => {
    const response = new VoiceResponse()
    const gather = response.gather({ input: ['dtmf', 'speech'], numDigits: 1, action: '/menu', timeout: 5 })
    gather.say({ voice: 'Polly.Amy', language: 'en-GB' }, 'Press one for sales, two for support & three for <billing>.')
    response.say('We did not get that.')
    const dial = response.dial({ callerId: '+15005550006', record: 'record-from-answer' })
    dial.number({ statusCallback: '/status', statusCallbackEvent: ['initiated', 'answered'] }, '+14155550123')
    return response.toString()
  },
  'TwiML: a reply': () => {
    const response = new MessagingResponse()
    response.message('Thank you, we have got your message.')
    return response.toString()
  },
  'signature check, valid': () => library.validateRequest(secret, signature, url, params),
  'signature check, invalid': () => library.validateRequest(secret, wrong, url, params),
  AccessToken: () => {
    const token = new AccessToken(accountSid, keySid, secret, { identity: 'alice', ttl: 3600 })
    token.addGrant(new AccessToken.VoiceGrant({ outgoingApplicationSid: applicationSid, incomingAllow: true }))
    return token.toJwt()
  },
  ClientCapability: () => {
    const token = new ClientCapability({ accountSid, authToken: secret })
    token.addScope(new ClientCapability.IncomingClientScope('alice'))
    token.addScope(new ClientCapability.OutgoingClientScope({ applicationSid, clientName: 'alice' }))
    return token.toJwt()
  },
}

const processorTime = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

function perSecond(run, forMilliseconds) {
  const until = performance.now() + forMilliseconds
  const began = processorTime()
  let done = 0
  while (performance.now() < until) {
    for (let i = 0; i < 100; i++) run()
    done += 100
  }
  return done / (processorTime() - began)
}

const results = {}
for (const [title, run] of Object.entries(cases)) {
  perSecond(run, Number(milliseconds) / 2)
  const text = String(run())
  results[title] = { perSecond: perSecond(run, Number(milliseconds)), sample: text }
}
process.stdout.write(JSON.stringify(results))
