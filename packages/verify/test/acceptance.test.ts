/**
 * What a two-factor system by text and call must do, item by item, as the tests of django-two-factor-auth
 * (https://github.com/jazzband/django-two-factor-auth) have it, and with what its users found broken done right.
 */
import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { FakeTwilio, freshDatabase } from '@trunkline/testkit'
import { childElements, parseTwiml, textOf, validateTwiml } from '@trunkline/twiml'
import { validateRequest } from '@trunkline/wire'
import type { StartInput } from '../src/challenge/starter.ts'
import { createLogSender } from '../src/gateways/log/log-sender.ts'
import { createTwilioSender } from '../src/gateways/twilio/twilio-sender.ts'
import { phrasesOf } from '../src/language/language.ts'
import { askOnce, callerId, walkLastCall } from './support/calls.ts'
import { KeptLog, makeWorld, migrationSets, problem, type World, type WorldOptions } from './support/world.ts'

const to = '+14155550123'

const world = async (t: TestContext, options?: WorldOptions): Promise<World> =>
  makeWorld(await freshDatabase(t, { migrations: migrationSets }), options)

/** Starts a verification by call and has the gateway told of it. Gives the URL that the call fetches. */
async function call(of: World, more: Partial<StartInput> = {}): Promise<{ readonly id: string; readonly url: string }> {
  const { id } = await of.verify.verifications.start(of.clientId, { to, channel: 'call', ...more })
  await of.verify.round()
  return { id, url: of.sender.last.device.call?.url ?? '' }
}

const press = { method: 'POST', params: { CallSid: 'CA1', Digits: '1', To: to } } as const

function verbs(xml: string) {
  // Persian is spoken by espeak-ng, and Twilio does not know it.
  const faults = validateTwiml(parseTwiml(xml), 'voice').filter(({ message }) => !message.includes('"fa-IR"'))
  assert.deepEqual(faults, [])
  return childElements(parseTwiml(xml).root)
}

/** A world whose texts and calls go to a server that speaks Twilio's API. */
async function twilioWorld(t: TestContext, messagingService = false) {
  const twilio = await FakeTwilio.start({ numbers: [callerId] })
  t.after(() => twilio.close())
  const messagingServiceSid = `MG${'0'.repeat(32)}`
  if (messagingService) twilio.account.messagingServices.add(messagingServiceSid)
  const { accountSid, authToken, url } = twilio
  const config = { accountSid, authToken, callerId, baseUrl: url, ...(messagingService ? { messagingServiceSid } : {}) }
  const gateways = { sms: 'twilio', call: 'twilio' }
  return {
    twilio,
    messagingServiceSid,
    ...(await world(t, { gateways, senders: { twilio: () => createTwilioSender(config) } })),
  }
}

describe('§1 the first document of a call', () => {
  test('is valid TwiML: a Gather of one key within 15 s that no key ends, the greeting in it with the site’s name, and a farewell after it', async (t) => {
    const of = await world(t)
    const { url } = await call(of)
    const answer = await askOnce(of, url)
    assert.equal(answer.status, 200)
    const [gather, farewell, ...others] = verbs(answer.body)
    assert.ok(gather && farewell)
    assert.deepEqual(others, [])
    assert.equal(gather.kind, 'Gather')
    assert.deepEqual(gather.attributes, { timeout: '15', numDigits: '1', finishOnKey: '' })
    assert.match(textOf(childElements(gather)[0] ?? gather), /Acme.*press any key/)
    assert.equal(farewell.kind, 'Say')
    assert.equal(textOf(farewell), phrasesOf('en').noInput)
  })
})

describe('§2 the document after a key', () => {
  test('is exactly 15 Say and 14 Pause for six digits: introduction, digits, repeat marker, digits, goodbye', async (t) => {
    const of = await world(t)
    const { url } = await call(of, { code: '123456' })
    const { body } = await askOnce(of, url, press)
    const all = verbs(body)
    const says = all.filter(({ kind }) => kind === 'Say')
    assert.equal(says.length, 15)
    assert.equal(all.filter(({ kind }) => kind === 'Pause').length, 14)
    assert.deepEqual(
      all.map(({ kind }) => kind),
      Array.from({ length: 29 }, (_, i) => (i % 2 === 0 ? 'Say' : 'Pause')),
    )
    const { intro, repeat, goodbye } = phrasesOf('en')
    assert.deepEqual(says.map(textOf), [intro, ...'123456', repeat, ...'123456', goodbye])
    assert.ok(
      all.every(({ kind, attributes }) =>
        kind === 'Say' ? attributes.language === 'en-US' : Object.keys(attributes).length === 0,
      ),
    )
  })

  test('eight digits are spoken as eight', async (t) => {
    const of = await world(t)
    const { url } = await call(of, { codeLength: 8 })
    const { body } = await askOnce(of, url, press)
    const digits = verbs(body)
      .map(textOf)
      .filter((text) => /^\d$/.test(text))
    assert.equal(digits.join(''), of.sender.last.code.repeat(2))
  })
})

describe('§3 the language of a call', () => {
  test('is the one asked for, in the voice of its region', async (t) => {
    const of = await world(t)
    const { url } = await call(of, { locale: 'en-gb' })
    assert.match(url, /locale=en-GB$/)
    assert.match((await askOnce(of, url)).body, /<Say language="en-GB">Hello/)
  })

  test('is the default where the one asked for is unknown', async (t) => {
    const of = await world(t)
    const { url } = await call(of, { locale: 'fy-nl' })
    assert.match((await askOnce(of, url)).body, /<Say language="en-US">Hello/)
    assert.match((await askOnce(of, url.replace(/locale=.*/, 'locale=fy-nl'))).body, /<Say language="en-US">Hello/)
  })

  test('a locale without a voice is said before any provider is called, and by the webhook', async (t) => {
    const of = await world(t)
    const start = of.verify.verifications.start(of.clientId, { to, channel: 'call', locale: 'ga' })
    await assert.rejects(start, problem('locale-voiceless', '/locale'))
    const withFallback = { to, channel: 'sms', locale: 'ga', fallback: { channel: 'call' } } as const
    await assert.rejects(of.verify.verifications.start(of.clientId, withFallback), problem('locale-voiceless'))
    await of.verify.round()
    assert.equal(of.sender.sent.length, 0)
    const { url } = await call(of)
    assert.equal((await askOnce(of, url.replace(/locale=.*/, 'locale=ga'))).status, 422)
  })

  for (const [locale, voice] of [
    ...[
      ['de', 'de-DE'],
      ['fr', 'fr-FR'],
      ['es', 'es-ES'],
      ['pt-BR', 'pt-BR'],
      ['ja', 'ja-JP'],
    ],
    ...[
      ['pl', 'pl-PL'],
      ['tr', 'tr-TR'],
      ['vi', 'vi-VN'],
      ['fa', 'fa-IR'],
      ['ar', 'ar-AE'],
    ],
  ] as const) {
    test(`a call in ${locale} speaks ${locale}, in words and voice`, async (t) => {
      const of = await world(t)
      const { url } = await call(of, { locale, code: '054321' })
      const greeting = await askOnce(of, url)
      const code = await askOnce(of, url, press)
      const phrases = phrasesOf(locale)
      const said = [greeting, code].flatMap(({ body }) => verbs(body)).flatMap((verb) => [verb, ...childElements(verb)])
      const says = said.filter(({ kind }) => kind === 'Say')
      assert.ok(says.every(({ attributes }) => attributes.language === voice))
      const expected = [phrases.greeting.replace('{site}', 'Acme'), phrases.noInput, phrases.intro, ...'054321']
      assert.deepEqual(says.map(textOf), [...expected, phrases.repeat, ...'054321', phrases.goodbye])
    })
  }
})

describe('§4 the outbound call at Twilio', () => {
  for (const code of ['654321', '054321', '87654321', '07654321']) {
    test(`${code}: from the caller id, GET, 15 s of ringing, an URL that holds an opaque id and never the code, all digits spoken`, async (t) => {
      const of = await twilioWorld(t)
      const { id } = await of.verify.verifications.start(of.clientId, { to, channel: 'call', locale: 'en-gb', code })
      await of.verify.round()
      assert.equal(of.twilio.calls.length, 1)
      const form = of.twilio.requests.at(-1)?.form ?? new URLSearchParams()
      assert.deepEqual(
        ['To', 'From', 'Method', 'Timeout'].map((name) => form.get(name)),
        [to, callerId, 'GET', '15'],
      )
      const url = new URL(form.get('Url') ?? '')
      assert.match(url.pathname, /^\/hooks\/verify\/call\/[A-Za-z0-9_-]{22}$/)
      assert.equal(url.search, '?locale=en-GB')
      assert.ok(!form.toString().includes(code))
      const { body } = await askOnce(of, url.href, press)
      assert.equal(
        verbs(body)
          .map(textOf)
          .filter((text) => /^\d$/.test(text))
          .join(''),
        code.repeat(2),
      )
      assert.equal((await of.verify.verifications.check(of.clientId, id, code)).valid, true)
    })
  }

  test('is made with the account’s own credentials', async (t) => {
    const of = await twilioWorld(t)
    await of.verify.verifications.start(of.clientId, { to, channel: 'call' })
    await of.verify.round()
    assert.equal(of.twilio.calls[0]?.status, 'queued')
  })
})

describe('§5 the outbound text at Twilio', () => {
  test('comes from the caller id, and its body is the rendered template', async (t) => {
    const of = await twilioWorld(t)
    await of.verify.verifications.start(of.clientId, {
      to,
      channel: 'sms',
      code: '054321',
      template: 'Code {code} for {site}',
    })
    await of.verify.round()
    const [message] = of.twilio.messages
    assert.deepEqual(
      [message?.from, message?.messagingServiceSid, message?.body],
      [callerId, null, 'Code 054321 for Acme'],
    )
  })

  test('comes from the Messaging Service where there is one, and then has no from; calls are not touched by it', async (t) => {
    const of = await twilioWorld(t, true)
    await of.verify.verifications.start(of.clientId, { to, channel: 'sms' })
    await of.verify.round()
    const form = of.twilio.requests.at(-1)?.form
    assert.deepEqual([form?.get('MessagingServiceSid'), form?.get('From')], [of.messagingServiceSid, null])
    await of.verify.verifications.start(of.clientId, { to, channel: 'call' })
    await of.verify.round()
    const ofCall = of.twilio.requests.at(-1)?.form
    assert.deepEqual([ofCall?.get('From'), ofCall?.get('MessagingServiceSid')], [callerId, null])
  })
})

describe('§6 the log gateway', () => {
  test('logs number and code, for texts and calls', async (t) => {
    const log = new KeptLog()
    const senders = { log: () => createLogSender({ log, production: false }) }
    const of = await world(t, { gateways: { sms: 'log', call: 'log' }, senders })
    for (const channel of ['sms', 'call'] as const) {
      await of.verify.verifications.start(of.clientId, { to, channel, code: '054321' })
      await of.verify.round()
      const { method, number, code } = (log.lines.at(-1)?.fields ?? {}) as Record<string, string>
      assert.deepEqual([method, number, code], [channel, to, '054321'])
    }
  })

  test('refuses to start in production', () => {
    assert.throws(() => createLogSender({ log: new KeptLog(), production: true }), /development alone/)
  })
})

describe('§7 setting up a phone', () => {
  test('without number and method both are missing; 123 is no number; a right one makes exactly one send', async (t) => {
    const of = await world(t)
    await assert.rejects(
      of.verify.verifications.start(of.clientId, { to: '', channel: 'sms' }),
      problem('recipient-missing', '/to'),
    )
    await assert.rejects(
      of.verify.verifications.start(of.clientId, { to: '123', channel: 'sms' }),
      problem('number-invalid', '/to'),
    )
    const { id } = await of.verify.verifications.start(of.clientId, { to: '+1 (415) 555-0123', channel: 'sms' })
    await of.verify.round()
    assert.equal(of.sender.sent.length, 1)
    const { device, code } = of.sender.last
    assert.equal(device.address, to)
    assert.equal(
      (await of.verify.verifications.check(of.clientId, id, code === '123456' ? '654321' : '123456')).valid,
      false,
    )
    const { valid, to: verified } = await of.verify.verifications.check(of.clientId, id, code)
    assert.deepEqual([valid, verified], [true, to])
  })

  test('000000 is a code like others', async (t) => {
    const of = await world(t)
    const { id } = await of.verify.verifications.start(of.clientId, { to, channel: 'sms', code: '000000' })
    assert.equal((await of.verify.verifications.check(of.clientId, id, '000000')).valid, true)
  })
})

describe('§8 without a gateway', () => {
  test('a method is not offered', async (t) => {
    const of = await world(t, { gateways: { email: 'recording' } })
    for (const channel of ['sms', 'call'] as const) {
      const start = of.verify.verifications.start(of.clientId, { to, channel })
      await assert.rejects(
        start,
        (error: Error & { errors?: readonly { detail: string }[] }) =>
          problem('method-unavailable', '/channel')(error) && error.errors?.[0]?.detail === 'one of email',
      )
    }
  })
})

describe('§9 throttling', () => {
  test('once locked, the right code is refused and says when to come again; later it is taken', async (t) => {
    const of = await world(t)
    const service = await of.verify.services.defaultOf(of.clientId)
    await of.verify.services.update(of.clientId, service.id, { settings: { failures: 1, lockSeconds: [10] } })
    const { id } = await of.verify.verifications.start(of.clientId, { to, channel: 'sms', code: '654321' })
    assert.equal((await of.verify.verifications.check(of.clientId, id, '123456')).valid, false)
    await assert.rejects(
      of.verify.verifications.check(of.clientId, id, '654321'),
      (error: Error & { retryAfter?: number }) => problem('verification-locked')(error) && error.retryAfter === 10,
    )
    const other = await of.verify.verifications.start(of.clientId, {
      to: '+14155550124',
      channel: 'sms',
      code: '654321',
    })
    assert.equal(
      (await of.verify.verifications.check(of.clientId, other.id, '654321')).valid,
      true,
      'another phone is not throttled',
    )
    of.clock.advance(10_000)
    assert.equal((await of.verify.verifications.check(of.clientId, id, '654321')).valid, true)
  })
})

describe('§10 several phones and methods', () => {
  test('a change from text to call uses the other function of the gateway, with the same code of 6 or 8 digits', async (t) => {
    for (const codeLength of [6, 8]) {
      const of = await world(t)
      const { id } = await of.verify.verifications.start(of.clientId, { to, channel: 'sms', codeLength })
      await of.verify.round()
      of.clock.advance(30_000)
      await of.verify.verifications.resend(of.clientId, id, { channel: 'call' })
      await of.verify.round()
      assert.deepEqual(
        of.sender.sent.map(({ method }) => method),
        ['sms', 'call'],
      )
      const walked = await walkLastCall(of, () => '5')
      const heard = walked.heard
        .map(({ text }) => text)
        .filter((text) => /^\d$/.test(text))
        .join('')
      assert.equal(heard, of.sender.sent[0]?.code.repeat(2))
      assert.equal(heard.length, codeLength * 2)
    }
  })
})

describe('§11 what is typed', () => {
  test('nonsense is a wrong code and no error; a verification that is not there is', async (t) => {
    const of = await world(t)
    const { id } = await of.verify.verifications.start(of.clientId, { to, channel: 'sms', code: '654321' })
    for (const code of ['foobar', '-1', '', '６５４３２']) {
      assert.equal((await of.verify.verifications.check(of.clientId, id, code)).valid, false)
    }
    await assert.rejects(
      of.verify.verifications.check(of.clientId, `VE${'0'.repeat(32)}`, '654321'),
      problem('not-found'),
    )
    await assert.rejects(of.verify.verifications.check(of.clientId, 'nonsense', '654321'), problem('not-found'))
  })

  test('a gateway that throws leaves the verification there, and the next send is made', async (t) => {
    const of = await world(t)
    const { sendSms } = of.sender
    of.sender.sendSms = () => Promise.reject(new Error('a bug'))
    const { id } = await of.verify.verifications.start(of.clientId, { to, channel: 'sms' })
    await of.verify.round()
    assert.equal((await of.verify.verifications.get(of.clientId, id)).status, 'pending')
    of.sender.sendSms = sendSms
    of.clock.advance(120_000)
    await of.verify.round()
    assert.equal((await of.verify.verifications.check(of.clientId, id, of.sender.last.code)).valid, true)
  })
})

describe('a call from beginning to end', () => {
  test('a person presses a key and hears the code twice; it checks', async (t) => {
    const of = await world(t)
    const { id } = await call(of, { code: '054321' })
    const walked = await walkLastCall(of, () => '7')
    const { greeting, intro, repeat, goodbye } = phrasesOf('en')
    const texts = walked.heard.map(({ text }) => text)
    assert.deepEqual(texts, [greeting.replace('{site}', 'Acme'), intro, ...'054321', repeat, ...'054321', goodbye])
    assert.equal(walked.ended, 'document')
    assert.equal((await of.verify.verifications.check(of.clientId, id, '054321')).status, 'approved')
  })

  test('voicemail presses nothing, hears no digit, and is said goodbye after 15 s', async (t) => {
    const of = await world(t)
    await call(of, { code: '054321' })
    const walked = await walkLastCall(of)
    assert.deepEqual(
      walked.heard.map(({ text }) => text),
      [phrasesOf('en').greeting.replace('{site}', 'Acme'), phrasesOf('en').noInput],
    )
    assert.equal(walked.seconds, 15)
    assert.equal(walked.requests.length, 1)
  })

  test('a first request by POST, without a key, gets the greeting and not the code', async (t) => {
    const of = await world(t)
    const { url } = await call(of, { code: '054321' })
    const { body } = await askOnce(of, url, { method: 'POST', params: { CallSid: 'CA1', To: to } })
    assert.match(body, /<Gather/)
    assert.doesNotMatch(body, />0</)
  })

  test('the code is spoken once: afterwards, to another call, or once it is over, there is a goodbye and never an error', async (t) => {
    const of = await world(t)
    const isOver = ({ status, body }: { status: number; body: string }) =>
      assert.deepEqual([status, verbs(body).map(textOf)], [200, [phrasesOf('en').over]])
    const first = await call(of)
    await askOnce(of, first.url, { params: { CallSid: 'CA1', To: to } })
    isOver(await askOnce(of, first.url, { params: { CallSid: 'CA2', To: to } }))
    isOver(await askOnce(of, first.url, { ...press, params: { ...press.params, CallSid: 'CA2' } }))
    isOver(await askOnce(of, first.url, { ...press, params: { ...press.params, To: '+14155550199' } }))
    assert.equal(verbs((await askOnce(of, first.url, press)).body).length, 29)
    isOver(await askOnce(of, first.url, press))
    isOver(await askOnce(of, first.url))
    const second = await call(of)
    await of.verify.verifications.check(of.clientId, second.id, of.sender.last.code)
    isOver(await askOnce(of, second.url, press))
    const third = await call(of)
    of.clock.advance(600_000)
    isOver(await askOnce(of, third.url, press))
    isOver(await askOnce(of, third.url.replace(/call\/[^?]*/, 'call/AAAAAAAAAAAAAAAAAAAAAA'), press))
  })

  test('without a right signature nothing is told', async (t) => {
    const of = await world(t)
    const { url } = await call(of, { code: '054321' })
    assert.equal((await askOnce(of, url, { ...press, authToken: 'wrong' })).status, 403)
    assert.equal((await askOnce(of, url, { authToken: 'wrong' })).status, 403)
    const unsigned = await of.verify.calls.answer({
      method: 'GET',
      token: url.split('/').at(-1) ?? '',
      url,
      signature: undefined,
      rawBody: '',
    })
    assert.equal(unsigned.status, 403)
    assert.equal(verbs((await askOnce(of, url, press)).body).length, 29)
  })
})

describe('signatures', () => {
  const token = '12345'
  const url = 'https://example.test/verify/voice?locale=en-gb'
  const posted = {
    CallSid: 'CA00000000000000000000000000000001',
    Digits: '1',
    From: '+15005550006',
    To: '+14155550100',
  }

  test('the published vectors hold', () => {
    assert.ok(validateRequest(token, '80JuFmS4PxbEfdJiffeam278v7s=', url, {}))
    assert.ok(validateRequest(token, 'sCsTu0qUhQ3GS3jGgPzzhCPPl6w=', url, posted))
    const documented = {
      CallSid: 'CA1234567890ABCDE',
      Caller: '+14158675309',
      Digits: '1234',
      From: '+14158675309',
      To: '+18005551212',
    }
    assert.ok(
      validateRequest(token, 'RSOYDt4T1cUTdK1PDd93/VVr8B8=', 'https://mycompany.com/myapp.php?foo=1&bar=2', documented),
    )
    assert.ok(!validateRequest(token, '80JuFmS4PxbEfdJiffeam278v7s=', url, posted))
  })
})
