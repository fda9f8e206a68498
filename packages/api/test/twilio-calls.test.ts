import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { fakeClock } from '@trunkline/testkit'
import { type BenchOptions, openBench } from './support/api-bench.ts'
import { documentedMembers, membersOfAnswer } from './support/documented-members.ts'
import { ownCaller, twilioCaller } from './support/twilio-caller.ts'

const [ours, another, to] = ['+14155550100', '+14155550101', '+14155550123']
const twiml = '<Response><Say>Hello</Say></Response>'

async function openCalls(t: TestContext, options: BenchOptions = {}) {
  const bench = await openBench(t, { voice: 'still', ...options })
  await bench.accounts.numbers.put(bench.clientId, ours)
  await bench.accounts.numbers.put(bench.clientId, another)
  const caller = ownCaller(bench)
  const list = `/2010-04-01/Accounts/${caller.sid}/Calls.json`
  const one = (sid: string) => `/2010-04-01/Accounts/${caller.sid}/Calls/${sid}.json`
  const create = (form: Record<string, string> = {}) => caller.post(list, { To: to, From: ours, Twiml: twiml, ...form })
  const page = async (query: string) => (await caller.get(`${list}?${query}`)).json
  return { ...bench, caller, list, one, create, page }
}

test('a call is created, queued, with the documented members', async (t) => {
  const { create, caller, one, accounts, clientId } = await openCalls(t)
  const { status, json } = await create()
  assert.deepEqual([status, json.status, json.direction, json.to, json.from], [201, 'queued', 'outbound-api', to, ours])
  assert.match(json.sid, /^CA[0-9a-f]{32}$/)
  assert.deepEqual([json.to_formatted, json.from_formatted], ['(415) 555-0123', '(415) 555-0100'])
  assert.deepEqual(
    [json.start_time, json.end_time, json.duration, json.price, json.price_unit],
    [null, null, null, null, 'USD'],
  )
  assert.match(json.date_created, /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/)
  assert.equal(json.phone_number_sid, (await accounts.numbers.get(clientId, ours)).sid)
  assert.equal(json.subresource_uris.recordings, `/2010-04-01/Accounts/${caller.sid}/Calls/${json.sid}/Recordings.json`)
  assert.deepEqual(
    membersOfAnswer(json),
    documentedMembers('api-v2010', 'CallInstance').filter((name) => !name.includes('.')),
  )
  assert.deepEqual((await caller.get(one(json.sid))).json, json)
})

test('a call that waits is canceled, and can be deleted then and not before', async (t) => {
  const { create, caller, one } = await openCalls(t)
  const { sid } = (await create()).json
  const early = await caller.remove(one(sid))
  assert.deepEqual([early.status, early.json.code], [409, 20009])
  const redirected = await caller.post(one(sid), { Twiml: twiml })
  assert.deepEqual([redirected.status, redirected.json.code], [400, 21220])
  const canceled = await caller.post(one(sid), { Status: 'canceled' })
  assert.deepEqual([canceled.status, canceled.json.status, canceled.json.duration], [200, 'canceled', '0'])
  const again = await caller.post(one(sid), { Status: 'completed' })
  assert.deepEqual([again.status, again.json.code], [400, 21220])
  assert.equal((await caller.remove(one(sid))).status, 204)
  assert.equal((await caller.get(one(sid))).status, 404)
})

test('a list is filtered and walked through, newest first', async (t) => {
  const clock = fakeClock('2026-11-20T12:00:00Z') // The real one may go on to the next day meanwhile.
  const { create, page, caller, one, list } = await openCalls(t, { clock })
  const sids: string[] = []
  for (let made = 0; made < 5; made++) {
    const form: Record<string, string> = made % 2 ? { To: `+1415555014${made}`, From: another } : {}
    sids.unshift((await create(form)).json.sid)
  }
  const sidsOf = (body: { calls: { sid: string }[] }) => body.calls.map(({ sid }) => sid)
  assert.deepEqual(sidsOf(await page('')), sids)
  const first = await page('PageSize=2')
  assert.deepEqual(sidsOf(first), sids.slice(0, 2))
  const second = (await caller.get(first.next_page_uri)).json
  assert.deepEqual(sidsOf(second), sids.slice(2, 4))
  const last = (await caller.get(second.next_page_uri)).json
  assert.deepEqual([sidsOf(last), last.next_page_uri], [sids.slice(4), null])
  assert.deepEqual(sidsOf((await caller.get(last.previous_page_uri)).json), sids.slice(2, 4))
  assert.equal((await page(`To=${encodeURIComponent(to)}`)).calls.length, 3)
  assert.equal((await page(`To=${to}`)).calls.length, 3, 'a plus sign that was not encoded')
  assert.equal((await page(`From=${encodeURIComponent(another)}`)).calls.length, 2)
  await caller.post(one(sids[0] ?? ''), { Status: 'completed' })
  assert.deepEqual(sidsOf(await page('Status=canceled')), sids.slice(0, 1))
  assert.equal((await page('Status=queued')).calls.length, 4)
  assert.equal((await page('EndTime%3E=2026-11-20')).calls.length, 1)
  assert.equal((await page('EndTime%3E=2026-11-21')).calls.length, 0)
  assert.equal((await page('EndTime%3C=2020-01-01')).calls.length, 0)
  assert.equal((await page(`ParentCallSid=CA${'0'.repeat(32)}`)).calls.length, 0)
  for (const wrong of ['Status=lost', 'ParentCallSid=1', 'StartTime=yesterday']) {
    assert.equal((await caller.get(`${list}?${wrong}`)).status, 400, wrong)
  }
})

test('who may be shown, and who may be called, is checked before a call is made', async (t) => {
  const { create, accounts, clientId, page } = await openCalls(t)
  const code = async (form: Record<string, string>) => {
    const { status, json } = await create(form)
    return status === 201 ? 0 : json.code
  }
  assert.equal(await code({ From: '+14155550199' }), 21210)
  await accounts.callerIds.add(clientId, '+14155550199')
  assert.equal(await code({ From: '+14155550199' }), 0)
  assert.equal(await code({ CallerId: '+14155550198' }), 21210)
  assert.equal(await code({ CallerId: another }), 0)
  assert.equal(await code({ From: 'home' }), 21212)
  assert.equal(await code({ To: '123' }), 21217)
  assert.equal(await code({ To: '+881612345678' }), 21215)
  assert.equal(await code({ To: '+19002345678' }), 21202)
  assert.equal(await code({ To: 'client:ana' }), 0)
  assert.equal(await code({ To: 'sip:ana@example.com', From: 'front-desk' }), 0)
  const made = (await page('')).calls.map((call: { from: string; to: string }) => [call.from, call.to])
  assert.deepEqual(made, [
    ['front-desk', 'sip:ana@example.com'],
    [ours, 'client:ana'],
    [another, to],
    ['+14155550199', to],
  ])
})

test('an application says what its calls do', async (t) => {
  const { create, accounts, clientId } = await openCalls(t)
  const { sid } = await accounts.applications.create(clientId, { voiceUrl: 'https://app.example/voice' })
  assert.equal((await create({ ApplicationSid: sid })).status, 201)
  const mute = await accounts.applications.create(clientId)
  assert.equal((await create({ ApplicationSid: mute.sid })).json.code, 21205)
  assert.equal((await create({ ApplicationSid: `AP${'0'.repeat(32)}` })).json.code, 21218)
})

test('a change is checked as a new call is', async (t) => {
  const { create, caller, one } = await openCalls(t)
  const { sid } = (await create()).json
  const code = async (form: Record<string, string>) => (await caller.post(one(sid), form)).json.code
  assert.equal(await code({ Url: 'nowhere' }), 21205)
  assert.equal(await code({ Url: 'https://app.example/', Method: 'PUT' }), 21209)
  assert.equal(await code({ Twiml: 'x'.repeat(4001) }), 32018)
  assert.equal(await code({ Status: 'paused' }), 20001)
  assert.equal(await code({ Twiml: '<Response><Record action="/next"/></Response>' }), 15004)
  assert.equal((await caller.post(one(sid), {})).status, 200, 'nothing is asked for, and nothing is changed')
  assert.equal((await caller.post(one(`CA${'0'.repeat(32)}`), { Status: 'completed' })).status, 404)
})

test('a parent calls for its subaccount with the subaccount’s numbers', async (t) => {
  const { caller, accounts, raw: _, ...bench } = await openCalls(t)
  const sub = (await caller.post('/2010-04-01/Accounts.json', { FriendlyName: 'Sub' })).json
  await accounts.numbers.put(sub.sid, '+14155550111')
  const path = `/2010-04-01/Accounts/${sub.sid}/Calls.json`
  assert.equal((await caller.post(path, { To: to, From: ours, Twiml: twiml })).json.code, 21210)
  const { json } = await caller.post(path, { To: to, From: '+14155550111', Twiml: twiml })
  assert.equal(json.account_sid, sub.sid)
  const own = twilioCaller({ ...bench, accounts, raw: _ }, sub.sid, sub.auth_token)
  assert.equal((await own.get(path)).json.calls.length, 1)
})
