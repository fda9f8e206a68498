/**
 * Two accounts see nothing of each other. Every operation that is served is tried by Ben on what is Ana's: below Ana's account and below his
 * own, with his token and with a key. A new operation is tried without a change here, or this test says which resource it needs one of.
 */
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { uuidFromSid } from '@trunkline/wire'
import { createOperationTable } from '../src/twilio/operations/operation-table.ts'
import { routesOnNothing } from '../src/twilio/served/twilio-coverage.ts'
import { type Answer, type Bench, basic, openBench } from './support/api-bench.ts'
import { putRecording } from './support/put-recording.ts'
import { belongingsOf, filledPath, type Places } from './support/twilio-belongings.ts'
import { ownCaller, type TwilioCaller, twilioCaller } from './support/twilio-caller.ts'

/** A word in everything that is Ana's, so that her texts can be told apart from his. */
const mark = 'only-anas-own'

const table = createOperationTable()
const served = routesOnNothing().map(({ operation }) => table.get(operation))
const isServed = (path: string) =>
  served.some((each) => each.method === 'POST' && patternOf(each.host, each.path).test(path))
const patternOf = (host: string, path: string) =>
  new RegExp(
    `^${host === 'api' ? '' : `/${host}`}${path.replaceAll(/\{\w+\}/g, '[^/]+').replace('.json', '(\\.json)?')}$`,
  )

/** What would hurt if it were done to somebody else. */
const harm = {
  FriendlyName: 'stolen',
  Status: 'canceled',
  Body: '',
  SmsUrl: 'https://evil.example/',
  Outcome: 'unconfirmed',
}

interface TwoAccounts {
  readonly bench: Bench
  readonly ana: TwilioCaller
  readonly ben: TwilioCaller
  readonly anas: Places
  readonly bens: Places
}

/** Two accounts with one of everything each. */
async function twoAccounts(t: TestContext): Promise<TwoAccounts> {
  const bench = await openBench(t, { voice: 'still' })
  const ana = ownCaller(bench)
  const { client, authToken } = await bench.accounts.clients.create({ name: 'Ben' })
  const ben = twilioCaller(bench, client.sid, authToken)
  const anas = await withCallerId(bench, ana, await belongingsOf(ana, isServed, mark), '+14155550188')
  const bens = await withCallerId(bench, ben, await belongingsOf(ben, isServed, 'bens-own'), '+14155550189')
  return { bench, ana, ben, anas: await withRecording(bench, ana, anas), bens: await withRecording(bench, ben, bens) }
}

/** Numbers that an account has verified: they are entered by the operator, or by a call that is placed. */
async function withCallerId(bench: Bench, { sid }: TwilioCaller, sids: Places, phone: string) {
  const { sid: callerId } = await bench.accounts.callerIds.add(sid, phone)
  return { ...sids, 'api OutgoingCallerIds': callerId }
}

/** A recording, which takes a call that somebody runs. */
async function withRecording({ db }: Bench, { sid }: TwilioCaller, sids: Places): Promise<Places> {
  const [callSid = '', conferenceSid = ''] = [sids['api Calls'], sids['api Conferences']]
  return { ...sids, 'api Recordings': await putRecording(db, { clientId: uuidFromSid(sid), callSid, conferenceSid }) }
}

const ask = (caller: TwilioCaller, method: string, path: string): Promise<Answer> =>
  method === 'GET' ? caller.get(path) : method === 'DELETE' ? caller.remove(path) : caller.post(path, harm)

/** What of Ana's an answer holds. A refusal may repeat the path that was asked for, which Ben knew. */
function leaks(answer: Answer, path: string, anas: Places): string[] {
  const own = Object.entries(anas).filter(
    ([place]) =>
      /^(api|messaging|verify) /.test(place) &&
      !/(api AvailablePhoneNumbers|verify Numbers|Entities|Challenges)$/.test(place),
  )
  const words = [mark, ...own.map(([, sid]) => sid)].filter((word) => answer.status < 300 || !path.includes(word))
  return words.filter((word) => answer.text.includes(word))
}

/** All that Ana can read, as she reads it. Statuses move by themselves, so only what others could have changed is compared. */
async function readAll(ana: TwilioCaller, anas: Places): Promise<Map<string, string>> {
  const seen = new Map<string, string>()
  for (const { method, host, path } of served) {
    const filled = filledPath(host, path, anas)
    // What is on offer is everybody's, and changes as others take of it.
    if (method !== 'GET' || filled === undefined || !path.includes('{') || path.includes('/AvailablePhoneNumbers'))
      continue
    const answer = await ana.get(filled)
    const still = answer.text.replaceAll(
      /"(status|date_\w+|from|num_segments|price\w*|error_\w+)":("[^"]*"|null|-?\d+)/g,
      '"$1":0',
    )
    seen.set(filled, `${answer.status} ${still}`)
  }
  return seen
}

test('every place in the path of a served operation stands for something that both accounts have', async (t) => {
  const { anas } = await twoAccounts(t)
  const missing = served.filter(({ host, path }) => filledPath(host, path, anas) === undefined)
  assert.deepEqual(
    missing.map(({ method, host, path }) => `${method} ${host}${path}`),
    [],
  )
})

test('no served operation shows or changes what is another account’s', async (t) => {
  const { bench, ana, ben, anas, bens } = await twoAccounts(t)
  const key = await bench.accounts.keys.create(ben.sid, { name: 'k' })
  const before = await readAll(ana, anas)
  assert.ok([...before.values()].filter((text) => text.startsWith('200')).length > 5)
  const found: string[] = []
  let tries = 0
  for (const caller of [ben, twilioCaller(bench, key.sid, key.secret)])
    for (const { method, host, path } of served) {
      // Below Ana's account, and below Ben's own with what is Ana's.
      for (const sids of [anas, { ...anas, 'api Accounts': ben.sid }]) {
        const filled = filledPath(host, path, sids)
        if (filled === undefined) continue
        const answer = await ask(caller, method, filled)
        tries++
        const hers = filled !== filledPath(host, path, bens)
        if (hers && answer.status < 400) found.push(`${method} ${filled} answered ${answer.status}`)
        if (answer.status >= 500 && answer.status !== 501) found.push(`${method} ${filled} answered ${answer.status}`)
        for (const word of leaks(answer, filled, anas)) found.push(`${method} ${filled} told ${word}`)
      }
    }
  assert.deepEqual(found, [])
  assert.ok(tries > 100, `${tries} tries`)
  assert.equal((await ben.get(`/2010-04-01/Accounts/${ben.sid}.json`)).status, 200, 'Ben is still who he was')
  const after = await readAll(ana, anas)
  for (const [path, text] of before) assert.equal(after.get(path), text, path)
})

test('what is another account’s cannot be named in the parameters of one’s own', async (t) => {
  const { bench, ana, ben, anas, bens } = await twoAccounts(t)
  const own = (path: string) => `/2010-04-01/Accounts/${ben.sid}/${path}.json`
  const numbers = await ana.get(`/2010-04-01/Accounts/${ana.sid}/IncomingPhoneNumbers.json`)
  const hers = numbers.json.incoming_phone_numbers[0].phone_number as string
  const bensNumber = own(`IncomingPhoneNumbers/${bens['api IncomingPhoneNumbers']}`)
  const tries: readonly (readonly [path: string, form: Record<string, string>])[] = [
    [own('IncomingPhoneNumbers'), { PhoneNumber: hers }],
    [bensNumber, { SmsApplicationSid: anas['api Applications'] ?? '' }],
    [bensNumber, { VoiceApplicationSid: anas['api Applications'] ?? '' }],
    [bensNumber, { AccountSid: ana.sid }],
    [own('Messages'), { To: '+14155550123', From: hers, Body: 'x' }],
    [own('Messages'), { To: '+14155550123', MessagingServiceSid: anas['messaging Services'] ?? '', Body: 'x' }],
    [
      `/messaging/v1/Services/${bens['messaging Services']}/PhoneNumbers`,
      { PhoneNumberSid: anas['api IncomingPhoneNumbers'] ?? '' },
    ],
  ]
  for (const [path, form] of tries.filter(([path]) => isServed(path))) {
    const answer = await ben.post(path, form)
    assert.ok(
      answer.status >= 400 && answer.status < 500,
      `${path} ${JSON.stringify(form)}: ${answer.status} ${answer.text}`,
    )
    assert.ok(!answer.text.includes(mark))
  }
  assert.equal(bench.clientId, ana.sid)
})

test('two subaccounts of one parent see nothing of each other, and nothing of their parent', async (t) => {
  const bench = await openBench(t, { voice: 'still' })
  const parent = ownCaller(bench)
  const make = async (name: string) => {
    const { json } = await parent.post('/2010-04-01/Accounts.json', { FriendlyName: name })
    return twilioCaller(bench, json.sid, json.auth_token)
  }
  const [one, other] = [await make('one'), await make('other')]
  const own = await withCallerId(bench, one, await belongingsOf(one, isServed, mark), '+14155550188')
  const sids = await withRecording(bench, one, own)
  for (const { method, host, path } of served) {
    for (const mine of [sids, { ...sids, 'api Accounts': parent.sid }]) {
      const filled = filledPath(host, path, mine)
      if (filled === undefined || !filled.startsWith('/2010-04-01/Accounts/')) continue
      const answer = await ask(other, method, filled)
      assert.ok(answer.status >= 400 && answer.status < 500, `${method} ${filled}: ${answer.status}`)
    }
  }
})

test('no call of the API v1 shows or changes what is another client’s', async (t) => {
  const bench = await openBench(t, { voice: 'still' })
  const { client, authToken } = await bench.accounts.clients.create({ name: 'Ben' })
  const ben: Bench['call'] = (method, url, body) =>
    bench.raw(method, url, body === undefined ? undefined : JSON.stringify(body), {
      authorization: basic(client.sid, authToken),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    })
  const anas = await v1Belongings(bench)
  const document = (await bench.raw('GET', '/v1/openapi.json')).json as {
    paths: Record<string, Record<string, object>>
  }
  const found: string[] = []
  let tries = 0
  for (const [path, methods] of Object.entries(document.paths))
    for (const method of Object.keys(methods)) {
      if (!path.startsWith('/v1/') || path.includes('stream') || path === '/v1/events') continue
      const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
        const own = `${path.split('/')[2]} ${name}`
        return anas[own] ?? everybodys[own] ?? anas[name] ?? everybodys[name] ?? ''
      })
      assert.ok(!filled.includes('//') && !filled.endsWith('/'), `${path} has a place that is not in the table`)
      const answer = await ben(
        method.toUpperCase(),
        filled,
        method === 'get' || method === 'delete'
          ? undefined
          : { name: 'stolen', identity: 'stolen', url: 'https://evil.example/' },
      )
      tries++
      // A thread is what the asker itself has written to and heard from a person, which may be nothing.
      const hers = !path.startsWith('/v1/threads/') && Object.values(anas).some((id) => filled.includes(id))
      if (hers && answer.status < 400) found.push(`${method} ${filled} answered ${answer.status}`)
      const words = [mark, ...Object.values(anas)].filter((word) => answer.status < 300 || !filled.includes(word))
      for (const word of words) if (answer.text.includes(word)) found.push(`${method} ${filled} told ${word}`)
    }
  assert.deepEqual(found, [])
  assert.ok(tries > 20, `${tries} tries`)
})

/** Places that name nothing of a client's. */
const everybodys: Readonly<Record<string, string>> = {
  ...{ channel: 'sms', name: 'loopback', id: 'some-rule', address: '+14155550123', person: '+14155550123' },
  // Names that each client gives as it likes: Ana has something under the same one.
  ...{ 'recipients id': 'somebody', 'templates name': 'welcome', deviceId: '01980000-0000-7000-8000-000000000000' },
}

/** One of everything that the API v1 knows, of the bench's own client, by the first segment and the name of the place. */
async function v1Belongings(bench: Bench): Promise<Readonly<Record<string, string>>> {
  const message = await bench.call('POST', '/v1/sms', {
    to: '+14155550123',
    content: { text: mark },
    metadata: { mark },
  })
  const webhook = await bench.call('POST', '/v1/webhooks', { url: `http://127.0.0.1:1/${mark}` })
  await bench.call('PUT', '/v1/numbers/+14155550177', { identity: mark })
  const recipient = await bench.call('PUT', '/v1/recipients/somebody', { email: `${mark}@example.com` })
  const template = await bench.call('PUT', '/v1/templates/welcome', {
    defaultLocale: 'en',
    locales: { en: { text: mark } },
  })
  assert.deepEqual([message.status, webhook.status], [202, 201])
  assert.ok(recipient.status < 300, recipient.text)
  assert.ok(template.status < 300, template.text)
  const { id: own } = (await bench.call('GET', '/v1/client')).json
  const key = await bench.accounts.keys.create(own, { name: mark })
  const verification = await bench.call('POST', '/v1/verifications', { to: '+14155550123', channel: 'sms' })
  return {
    'verifications id': verification.json.id ?? `VE${'0'.repeat(32)}`,
    'messages id': message.json.id,
    'webhooks id': webhook.json.id,
    number: '+14155550177',
    clientId: own,
    keyId: key.sid,
  }
}
