import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { describeOnEachEngine, type OpenDatabase } from '@trunkline/testkit'
import { totp } from '@trunkline/verify'
import { uuidFromSid } from '@trunkline/wire'
import { openBench, sets } from './support/api-bench.ts'
import { ownCaller, twilioCaller } from './support/twilio-caller.ts'

const to = '+14155550123'
const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/

/** A bench with a service. */
async function openService(t: TestContext, open: OpenDatabase, form: Readonly<Record<string, string>> = {}) {
  const bench = await openBench(t, { open, dispatch: false })
  const caller = ownCaller(bench)
  const service = await caller.post('/verify/v2/Services', { FriendlyName: 'Acme', ...form })
  assert.equal(service.status, 201, service.text)
  const path = `/verify/v2/Services/${service.json.sid}`
  const start = (more: Readonly<Record<string, string>> = {}) =>
    caller.post(`${path}/Verifications`, { To: to, Channel: 'sms', ...more })
  const check = (more: Readonly<Record<string, string>>) => caller.post(`${path}/VerificationCheck`, more)
  return { bench, caller, path, service: service.json, start, check, lastCode: bench.verify.lastCode }
}

/** The code that an authenticator shows, so many steps from now. */
function codeOf(secret: string, offset: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const bytes = Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2))
  return totp(bytes, Date.now() + offset * 30_000, { algorithm: 'sha256', digits: 6, period: 30, skew: 2 })
}

const wrongOf = (code: string): string => (code === '000000' ? '111111' : '000000')

describeOnEachEngine('Twilio Verify v2', sets, (open) => {
  test('a service is made, changed, listed and taken away', async (t) => {
    const { caller, path, service } = await openService(t, open, { CodeLength: '4', 'Totp.Skew': '2', TtsName: 'Acme' })
    assert.match(service.sid, /^VA[0-9a-f]{32}$/)
    assert.deepEqual([service.code_length, service.totp.skew, service.tts_name], [4, 2, 'Acme'])
    assert.equal(service.custom_code_enabled, false)
    assert.match(service.date_created, iso)
    assert.equal(service.links.verifications, `${service.url}/Verifications`)
    const changed = await caller.post(path, { FriendlyName: 'New', CustomCodeEnabled: 'True' })
    assert.deepEqual(
      [changed.json.friendly_name, changed.json.custom_code_enabled, changed.json.code_length],
      ['New', true, 4],
    )
    const list = await caller.get('/verify/v2/Services')
    assert.equal(list.json.meta.key, 'services')
    assert.deepEqual(
      list.json.services.map(({ sid }: { sid: string }) => sid),
      [service.sid],
    )
    assert.equal((await caller.remove(path)).status, 204)
    assert.equal((await caller.get(path)).json.code, 20404)
  })

  test('services are walked page by page', async (t) => {
    const { caller } = await openService(t, open)
    for (const FriendlyName of ['a', 'b', 'c']) await caller.post('/verify/v2/Services', { FriendlyName })
    const names: string[] = []
    let url: string | null = '/verify/v2/Services?PageSize=2'
    while (url !== null) {
      const { json }: { json: { services: { friendly_name: string }[]; meta: { next_page_url: string | null } } } =
        await caller.get(url)
      names.push(...json.services.map((service) => service.friendly_name))
      url = json.meta.next_page_url?.replace(/^https?:\/\/[^/]+/, '') ?? null
    }
    assert.deepEqual(names.sort(), ['Acme', 'a', 'b', 'c'])
  })

  test('a right code approves, once; a wrong one leaves it pending', async (t) => {
    const { caller, path, start, check, lastCode, bench } = await openService(t, open)
    const started = await start({ Amount: '€12', Payee: 'Ana' })
    assert.equal(started.status, 201)
    const { json } = started
    assert.deepEqual([json.to, json.channel, json.status, json.valid], [to, 'sms', 'pending', false])
    assert.deepEqual([json.amount, json.payee, json.sna, json.account_sid], ['€12', 'Ana', null, bench.clientId])
    assert.match(json.send_code_attempts[0].attempt_sid, /^VL/)
    const code = await lastCode()
    assert.match(code, /^\d{6}$/)
    const wrong = await check({ To: to, Code: wrongOf(code) })
    assert.deepEqual([wrong.status, wrong.json.status, wrong.json.valid], [200, 'pending', false])
    const right = await check({ To: to, Code: code })
    assert.deepEqual(
      [right.status, right.json.status, right.json.valid, right.json.sid],
      [200, 'approved', true, json.sid],
    )
    assert.deepEqual([right.json.amount, right.json.payee], ['€12', 'Ana'])
    const spaced = await start({ To: '+1 (415) 555-0177' })
    assert.equal(spaced.json.to, '+14155550177')
    const found = await check({ To: '+1 415 555 0177', Code: await lastCode() })
    assert.equal(found.json.status, 'approved')
    for (const whom of [{ To: to }, { VerificationSid: json.sid }] as Record<string, string>[]) {
      assert.equal((await check({ ...whom, Code: code })).json.code, 20404)
    }
    assert.equal((await caller.get(`${path}/Verifications/${json.sid}`)).json.status, 'approved')
  })

  test('while one is pending the same code is sent again, five times at most, also over another channel', async (t) => {
    const { start, bench, lastCode } = await openService(t, open)
    const { json: first } = await start()
    const code = await lastCode()
    const again = await start({ Channel: 'call' })
    assert.deepEqual([again.status, again.json.sid, again.json.channel], [201, first.sid, 'call'])
    assert.equal(await lastCode(), code)
    assert.deepEqual(
      bench.verify.sent.map(({ method }) => method),
      ['sms', 'call'],
    )
    for (let time = 0; time < 3; time++) assert.equal((await start()).status, 201)
    const refused = await start()
    assert.deepEqual([refused.status, refused.json.code], [429, 60203])
  })

  test('two starts for one number at the same moment are one', async (t) => {
    const { start } = await openService(t, open)
    const answers = await Promise.all([start(), start(), start()])
    // One that comes when the first is done sends the same code again.
    const made = answers.filter(({ status }) => status === 201)
    assert.equal(new Set(made.map(({ json }) => json.sid)).size, 1)
    const others = answers.filter(({ status }) => status !== 201)
    for (const { status, json } of others) assert.deepEqual([status, json.code], [429, 60212])
    assert.equal((await start()).status, 201)
  })

  test('the sixth try is one too many, by number and by SID', async (t) => {
    const { start, check, lastCode } = await openService(t, open)
    const { json } = await start()
    const code = await lastCode()
    for (let time = 0; time < 5; time++) {
      assert.deepEqual((await check({ To: to, Code: wrongOf(code) })).json.status, 'pending')
    }
    for (const whom of [{ To: to }, { VerificationSid: json.sid }] as Record<string, string>[]) {
      const { status, json: error } = await check({ ...whom, Code: code })
      assert.deepEqual([status, error.code], [429, 60202])
    }
  })

  test('a verification is canceled and approved by its caller, by SID and by address', async (t) => {
    const { caller, path, start, check, lastCode } = await openService(t, open, { CustomCodeEnabled: 'true' })
    await start()
    const code = await lastCode()
    assert.equal((await caller.get(`${path}/Verifications/${to}`)).json.status, 'pending')
    assert.equal((await caller.post(`${path}/Verifications/${to}`, { Status: 'canceled' })).json.status, 'canceled')
    assert.equal((await check({ To: to, Code: code })).json.code, 20404)
    const own = await start({ CustomCode: '98765' })
    assert.equal(await lastCode(), '98765')
    const approved = await caller.post(`${path}/Verifications/${own.json.sid}`, { Status: 'approved' })
    assert.deepEqual([approved.json.status, approved.json.valid], ['approved', true])
    assert.equal((await caller.post(`${path}/Verifications/${own.json.sid}`, { Status: 'denied' })).json.code, 60200)
  })

  test('what is wrong is told with its parameter, and what is refused with its code', async (t) => {
    const { caller, path, start, check } = await openService(t, open, {
      SkipSmsToLandlines: 'true',
      LookupEnabled: 'true',
    })
    const cases: [form: Record<string, string>, status: number, code: number, words?: RegExp][] = [
      [{ To: '' }, 400, 60200, /`To`/],
      [{ To: '123' }, 400, 60200, /`To`/],
      [{ Channel: '' }, 400, 60200, /`Channel`/],
      [{ Channel: 'pigeon' }, 400, 60200, /`Channel`/],
      [{ Channel: 'sna' }, 501, 99501],
      [{ Channel: 'whatsapp' }, 403, 60223],
      [{ Channel: 'email', To: 'not an address' }, 400, 60200, /`To`/],
      [{ CustomCode: '123456' }, 403, 60204],
      [{ To: '+498912345678' }, 403, 60205],
      [{ To: '+4490012345678' }, 403, 60205],
      [{ TemplateSid: `HJ${'0'.repeat(32)}` }, 501, 99501],
      [{ RateLimits: '{"user":"x"}' }, 400, 60200, /`RateLimits`/],
      [{ RateLimits: '{' }, 400, 60200, /`RateLimits`/],
      [{ AppHash: 'short' }, 400, 60200, /`AppHash`/],
    ]
    for (const [form, status, code, words] of cases) {
      const answer = await start(form)
      assert.deepEqual([answer.status, answer.json.code], [status, code], `${JSON.stringify(form)}: ${answer.text}`)
      if (words !== undefined) assert.match(answer.json.message, words)
    }
    assert.equal((await check({ Code: '123456' })).json.code, 60221)
    assert.equal((await check({ To: to })).json.code, 60200)
    assert.equal((await check({ To: to, Code: '123456' })).json.code, 20404)
    const unknown = `/verify/v2/Services/VA${'0'.repeat(32)}`
    assert.equal((await caller.post(`${unknown}/Verifications`, { To: to, Channel: 'sms' })).json.code, 20404)
    assert.equal((await caller.get(`${path}/Verifications/VE${'0'.repeat(32)}`)).json.code, 20404)
    assert.equal((await caller.post('/verify/v2/Services', {})).json.code, 60200)
    assert.equal((await caller.post('/verify/v2/Services', { FriendlyName: 'x', CodeLength: '11' })).json.code, 60200)
    assert.equal(
      (await caller.post('/verify/v2/Services', { FriendlyName: 'x', Psd2Enabled: 'true' })).json.code,
      99501,
    )
  })

  test('countries, blocked ranges and the time between sends refuse with codes of their own', async (t) => {
    const { bench, caller, start, service } = await openService(t, open)
    const settle = (settings: Readonly<Record<string, unknown>>) =>
      bench.verify.verify.services.update(uuidFromSid(bench.clientId), service.sid, { settings })
    await settle({ countries: ['DE'] })
    const abroad = await start()
    assert.deepEqual([abroad.status, abroad.json.code], [403, 60605])
    await settle({ countries: null, cooldown: [30] })
    assert.equal((await start()).status, 201)
    const soon = await start()
    assert.deepEqual([soon.status, soon.json.code], [429, 60212])
    assert.ok(Number(soon.headers['retry-after']) > 0)
    await settle({ fraudSends: 2, fraudConversion: 50 })
    let refused = soon
    for (let n = 0; n < 9 && refused.json.code !== 60410; n++) refused = await start({ To: `+1415555120${n}` })
    assert.deepEqual([refused.status, refused.json.code], [403, 60410])
    await caller.post('/verify/v2/SafeList/Numbers', { PhoneNumber: '+14155551209' })
    assert.equal((await start({ To: '+14155551209' })).status, 201)
  })

  test('a rate limit of the service counts what its callers name', async (t) => {
    const { caller, path, start } = await openService(t, open)
    const made = await caller.post(`${path}/RateLimits`, { UniqueName: 'user', Description: 'per user' })
    assert.equal(made.status, 201)
    const limit = `${path}/RateLimits/${made.json.sid}`
    const bucket = await caller.post(`${limit}/Buckets`, { Max: '2', Interval: '600' })
    assert.deepEqual(
      [bucket.status, bucket.json.max, bucket.json.interval, bucket.json.rate_limit_sid],
      [201, 2, 600, made.json.sid],
    )
    const RateLimits = JSON.stringify({ user: 'ana' })
    assert.equal((await start({ To: '+14155550101', RateLimits })).status, 201)
    assert.equal((await start({ To: '+14155550102', RateLimits })).status, 201)
    const third = await start({ To: '+14155550103', RateLimits })
    assert.deepEqual([third.status, third.json.code], [429, 20429])
    assert.ok(Number(third.headers['retry-after']) > 0)
    assert.equal((await start({ To: '+14155550103', RateLimits: JSON.stringify({ user: 'bob' }) })).status, 201)
  })

  test('rate limits and buckets are listed, changed and taken away, and bounded', async (t) => {
    const { caller, path } = await openService(t, open)
    const limits = `${path}/RateLimits`
    const { json: limit } = await caller.post(limits, { UniqueName: 'user' })
    assert.equal((await caller.post(limits, { UniqueName: 'user' })).json.code, 60208)
    assert.equal((await caller.post(limits, { UniqueName: 'a b' })).json.code, 60209)
    for (let i = 1; i < 10; i++) await caller.post(limits, { UniqueName: `n${i}` })
    assert.equal((await caller.post(limits, { UniqueName: 'more' })).json.code, 60207)
    assert.equal((await caller.get(`${limits}?PageSize=4`)).json.rate_limits.length, 4)
    assert.equal((await caller.post(`${limits}/${limit.sid}`, { Description: 'd' })).json.description, 'd')
    const buckets = `${limits}/${limit.sid}/Buckets`
    const { json: bucket } = await caller.post(buckets, { Max: '1', Interval: '60' })
    assert.equal((await caller.post(buckets, { Max: '1', Interval: '60' })).json.code, 60211)
    assert.equal((await caller.post(buckets, { Max: '0', Interval: '61' })).json.code, 60200)
    assert.equal((await caller.post(`${buckets}/${bucket.sid}`, { Max: '9' })).json.max, 9)
    assert.equal((await caller.get(`${buckets}/${bucket.sid}`)).json.max, 9)
    for (let i = 1; i < 5; i++) await caller.post(buckets, { Max: '1', Interval: String(60 + i) })
    assert.equal((await caller.post(buckets, { Max: '1', Interval: '99' })).json.code, 60210)
    assert.equal((await caller.get(buckets)).json.buckets.length, 5)
    assert.equal((await caller.remove(`${buckets}/${bucket.sid}`)).status, 204)
    assert.equal((await caller.get(`${buckets}/${bucket.sid}`)).json.code, 20404)
    assert.equal((await caller.remove(`${limits}/${limit.sid}`)).status, 204)
    assert.equal((await caller.get(`${limits}/${limit.sid}`)).json.code, 20404)
  })

  test('attempts tell which codes came back, and the summary counts them', async (t) => {
    const { caller, service, start, check, lastCode } = await openService(t, open)
    await start()
    assert.equal((await check({ To: to, Code: await lastCode() })).json.status, 'approved')
    const { json: other } = await start({ To: '+4915112345678' })
    await lastCode()
    const { json } = await caller.get('/verify/v2/Attempts')
    assert.equal(json.meta.key, 'attempts')
    assert.deepEqual(
      json.attempts.map((attempt: { conversion_status: string }) => attempt.conversion_status),
      ['unconverted', 'converted'],
    )
    const [first] = json.attempts
    assert.deepEqual([first.verification_sid, first.service_sid, first.channel], [other.sid, service.sid, 'sms'])
    assert.equal((await caller.get(`/verify/v2/Attempts/${first.sid}`)).json.sid, first.sid)
    assert.equal((await caller.get('/verify/v2/Attempts?Country=DE')).json.attempts.length, 1)
    const all = await caller.get(`/verify/v2/Attempts/Summary?VerifyServiceSid=${service.sid}`)
    assert.deepEqual(
      [
        all.json.total_attempts,
        all.json.total_converted,
        all.json.total_unconverted,
        all.json.conversion_rate_percentage,
      ],
      [2, 1, 1, '50.00'],
    )
    assert.equal((await caller.get('/verify/v2/Attempts/Summary?DestinationPrefix=49')).json.total_attempts, 1)
    assert.equal((await caller.get('/verify/v2/Attempts?Status=converted')).json.code, 99501)
  })

  test('numbers are put on the safe list, found and taken off', async (t) => {
    const { caller } = await openService(t, open)
    const added = await caller.post('/verify/v2/SafeList/Numbers', { PhoneNumber: to })
    assert.deepEqual([added.status, added.json.phone_number], [201, to])
    assert.match(added.json.sid, /^GN[0-9a-f]{32}$/)
    assert.equal((await caller.get(`/verify/v2/SafeList/Numbers/${to}`)).json.sid, added.json.sid)
    assert.equal((await caller.remove(`/verify/v2/SafeList/Numbers/${to}`)).status, 204)
    assert.equal((await caller.get(`/verify/v2/SafeList/Numbers/${to}`)).json.code, 20404)
    assert.equal((await caller.post('/verify/v2/SafeList/Numbers', { PhoneNumber: 'x' })).json.code, 60200)
  })

  test('an authenticator is set up, proven with its first code, and answers challenges', async (t) => {
    const { caller, path } = await openService(t, open, { 'Totp.Issuer': 'Acme', 'Totp.Skew': '2' })
    const entity = `${path}/Entities/person-0001`
    assert.equal((await caller.get(entity)).json.code, 20404)
    const made = await caller.post(`${entity}/Factors`, {
      FriendlyName: 'Phone',
      FactorType: 'totp',
      'Config.Alg': 'sha256',
    })
    assert.equal(made.status, 201, made.text)
    const { binding, ...factor } = made.json
    assert.match(binding.uri, /^otpauth:\/\/totp\/Acme:.*algorithm=SHA256/)
    assert.deepEqual(
      [factor.status, factor.factor_type, factor.config.alg, factor.identity],
      ['unverified', 'totp', 'sha256', 'person-0001'],
    )
    const place = `${entity}/Factors/${factor.sid}`
    const { options: _, ...shown } = factor
    assert.deepEqual((await caller.get(place)).json, shown)
    assert.equal((await caller.post(`${entity}/Challenges`, { FactorSid: factor.sid })).json.code, 60318)
    const code = (offset = 0) => codeOf(binding.secret, offset)
    const wrong = await caller.post(place, { AuthPayload: wrongOf(code()) })
    assert.deepEqual([wrong.status, wrong.json.status], [200, 'unverified'])
    assert.equal(
      (await caller.post(place, { AuthPayload: code(-1), FriendlyName: 'My phone' })).json.status,
      'verified',
    )
    const { json: pending } = await caller.post(`${entity}/Challenges`, { FactorSid: factor.sid })
    assert.match(pending.sid, /^YC/)
    assert.deepEqual([pending.status, pending.factor_sid], ['pending', factor.sid])
    const challenge = `${entity}/Challenges/${pending.sid}`
    assert.equal((await caller.post(challenge, { AuthPayload: wrongOf(code()) })).json.status, 'pending')
    assert.equal((await caller.post(challenge, { AuthPayload: code() })).json.status, 'approved')
    assert.equal((await caller.get(challenge)).json.status, 'approved')
    assert.equal((await caller.post(challenge, { AuthPayload: code() })).json.code, 60322)
    const direct = await caller.post(`${entity}/Challenges`, { FactorSid: factor.sid, AuthPayload: code(1) })
    assert.deepEqual([direct.status, direct.json.status], [201, 'approved'])
  })

  test('factors are listed and taken away with their person; what is not served says so', async (t) => {
    const { caller, path } = await openService(t, open)
    const entity = `${path}/Entities/person-0001`
    for (const FriendlyName of ['a', 'b']) await caller.post(`${entity}/Factors`, { FriendlyName, FactorType: 'totp' })
    const list = await caller.get(`${entity}/Factors`)
    assert.deepEqual([list.json.meta.key, list.json.factors.length], ['factors', 2])
    const found = await caller.get(entity)
    assert.match(found.json.sid, /^YE[0-9a-f]{32}$/)
    assert.equal(found.json.sid, list.json.factors[0].entity_sid)
    const { json: service } = await caller.post('/verify/v2/Services', { FriendlyName: 'Other' })
    const elsewhere = `/verify/v2/Services/${service.sid}/Entities`
    assert.equal((await caller.get(`${elsewhere}/person-0001`)).json.code, 20404)
    assert.equal((await caller.get(`${elsewhere}/person-0001/Factors/${list.json.factors[0].sid}`)).json.code, 20404)
    assert.equal((await caller.get(`${path}/Entities/x/Factors`)).json.code, 60367)
    const wrong: [form: Record<string, string>, code: number][] = [
      [{ FriendlyName: 'x' }, 60369],
      [{ FriendlyName: 'x', FactorType: 'push' }, 99501],
      [{ FactorType: 'totp' }, 60300],
      [{ FriendlyName: 'x', FactorType: 'totp', 'Config.Skew': '9' }, 60370],
      [{ FriendlyName: 'x', FactorType: 'totp', 'Binding.Secret': 'short' }, 60300],
    ]
    for (const [form, code] of wrong) {
      assert.equal((await caller.post(`${entity}/Factors`, form)).json.code, code, JSON.stringify(form))
    }
    assert.equal((await caller.remove(`${entity}/Factors/${list.json.factors[0].sid}`)).status, 204)
    assert.equal((await caller.remove(entity)).status, 204)
    assert.equal((await caller.get(entity)).json.code, 20404)
  })

  test('two accounts never see each other’s services, verifications and limits', async (t) => {
    const { bench, caller, path, start } = await openService(t, open)
    const { json } = await start()
    const { json: limit } = await caller.post(`${path}/RateLimits`, { UniqueName: 'user' })
    const { client, authToken } = await bench.accounts.clients.create({ name: 'stranger' })
    const stranger = twilioCaller(bench, client.sid, authToken)
    for (const hidden of [
      path,
      `${path}/Verifications/${json.sid}`,
      `${path}/RateLimits/${limit.sid}`,
      `${path}/RateLimits`,
    ]) {
      assert.equal((await stranger.get(hidden)).json.code, 20404, hidden)
    }
    assert.equal((await stranger.get(`/verify/v2/Attempts/${json.send_code_attempts[0].attempt_sid}`)).json.code, 20404)
    assert.equal((await stranger.remove(path)).json.code, 20404)
    assert.equal((await stranger.get('/verify/v2/Services')).json.services.length, 0)
    const { json: mine } = await stranger.post('/verify/v2/Services', { FriendlyName: 'Mine' })
    assert.equal((await stranger.get(`/verify/v2/Services/${mine.sid}/Verifications/${json.sid}`)).json.code, 20404)
  })
})
