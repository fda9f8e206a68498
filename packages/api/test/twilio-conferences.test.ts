import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { openBench } from './support/api-bench.ts'
import { documentedMembers, membersOfAnswer } from './support/documented-members.ts'
import { ownCaller } from './support/twilio-caller.ts'

const [ours, to] = ['+14155550100', '+14155550123']

async function openConferences(t: TestContext) {
  const bench = await openBench(t, { voice: 'still', dispatch: false })
  await bench.accounts.numbers.put(bench.clientId, ours)
  const caller = ownCaller(bench)
  const base = `/2010-04-01/Accounts/${caller.sid}`
  const invite = (room: string, form: Record<string, string> = {}) =>
    caller.post(`${base}/Conferences/${room}/Participants.json`, { To: to, From: ours, ...form })
  return { bench, caller, base, invite }
}

const top = (name: string) =>
  documentedMembers('api-v2010', name)
    .filter((each) => !each.includes('.'))
    .sort()

test('a party is called into a conference, whose room is opened for it', async (t) => {
  const { caller, base, invite, bench } = await openConferences(t)
  const form = { Label: 'anna', Muted: 'true', EndConferenceOnExit: 'true', StartConferenceOnEnter: 'false' }
  const { status, json } = await invite('Team room', form)
  assert.equal(status, 201, JSON.stringify(json))
  assert.deepEqual(membersOfAnswer(json), top('ParticipantInstance'))
  assert.deepEqual(
    [json.status, json.label, json.muted, json.hold, json.end_conference_on_exit, json.start_conference_on_enter],
    ['queued', 'anna', true, false, true, false],
  )
  const room = (await caller.get(`${base}/Conferences/${json.conference_sid}.json`)).json
  assert.deepEqual(membersOfAnswer(room), top('ConferenceInstance'))
  assert.deepEqual([room.friendly_name, room.status, room.reason_conference_ended], ['Team room', 'init', null])
  const call = (await caller.get(`${base}/Calls/${json.call_sid}.json`)).json
  assert.deepEqual([call.to, call.from, call.direction, call.status], [to, ours, 'outbound-api', 'queued'])
  const byLabel = await caller.get(`${base}/Conferences/${json.conference_sid}/Participants/anna.json`)
  assert.deepEqual(byLabel.json, json)
  const second = await invite(json.conference_sid)
  assert.equal(second.json.conference_sid, json.conference_sid)
  assert.equal((await invite('Team room')).json.conference_sid, json.conference_sid)
  assert.notEqual((await invite('team room')).json.conference_sid, json.conference_sid, 'names are told apart by case')
  const { rows } = await bench.db.query<{ request: { program?: { twiml?: string } } }>({
    text: 'select request from voice_call order by id limit 1',
    values: [],
  })
  const document = rows[0]?.request.program?.twiml ?? ''
  assert.match(document, /<Conference[^>]* muted="true"/)
  assert.match(document, /participantLabel="anna"[^>]*>Team room<\/Conference>/)
})

test('what cannot be is refused with Twilio’s code, and nobody is called', async (t) => {
  const { caller, base, invite } = await openConferences(t)
  const { json } = await invite('room', { Label: 'anna' })
  const refusals: readonly (readonly [string, Record<string, string>, number])[] = [
    ['room', { To: '' }, 21201],
    ['room', { From: '' }, 21213],
    ['room', { To: '123' }, 21217],
    ['room', { From: '+14155550999' }, 21210],
    ['room', { Label: 'anna' }, 16026],
    ['room', { Label: 'a/b' }, 16024],
    ['room', { Label: 'x'.repeat(129) }, 16024],
    ['room', { Label: `CA${'0'.repeat(32)}` }, 16024],
    ['room', { Timeout: 'soon' }, 21208],
    ['room', { StatusCallback: 'nowhere' }, 21609],
    ['room', { ConferenceStatusCallback: 'nowhere' }, 21609],
    ['room', { ConferenceRecordingStatusCallback: 'nowhere' }, 21502],
    ['room', { Coaching: 'true' }, 20001],
    ['room', { Beep: 'loud' }, 20001],
    ['room', { MaxParticipants: '1' }, 20001],
    ['room', { Byoc: `BY${'0'.repeat(32)}` }, 99501],
    [`CF${'0'.repeat(32)}`, {}, 20404],
  ]
  for (const [room, form, code] of refusals) {
    const answer = await invite(room, form)
    assert.deepEqual([answer.json.code, answer.status >= 400], [code, true], `${JSON.stringify(form)}: ${answer.text}`)
  }
  assert.equal((await caller.get(`${base}/Calls.json`)).json.calls.length, 1)
  const list = await caller.get(`${base}/Conferences/${json.conference_sid}/Participants.json`)
  assert.deepEqual(
    list.json.participants.map(({ label }: { label: string }) => label),
    ['anna'],
  )
})

test('conferences and participants are listed by their filters', async (t) => {
  const { caller, base, invite } = await openConferences(t)
  const one = (await invite('one', { Muted: 'true' })).json
  await invite('one')
  await invite('two')
  const names = async (query: string) => {
    const { json } = await caller.get(`${base}/Conferences.json?${query}`)
    return json.conferences.map(({ friendly_name: name }: { friendly_name: string }) => name)
  }
  assert.deepEqual(await names(''), ['two', 'one'])
  assert.deepEqual(await names('FriendlyName=one'), ['one'])
  assert.deepEqual(await names('Status=in-progress'), [])
  assert.deepEqual(await names('Status=init&DateCreated%3E=2020-01-01&DateUpdated%3E=2020-01-01'), ['two', 'one'])
  assert.deepEqual(await names('DateUpdated%3C=2020-01-01'), [])
  const path = `${base}/Conferences/${one.conference_sid}/Participants.json`
  const sids = async (query: string) => (await caller.get(`${path}?${query}`)).json.participants.length
  assert.deepEqual(
    [await sids(''), await sids('Muted=true'), await sids('Hold=true'), await sids('Coaching=false')],
    [2, 1, 0, 2],
  )
  const first = (await caller.get(`${path}?PageSize=1`)).json
  const second = (await caller.get(first.next_page_uri)).json
  assert.deepEqual([second.participants.length, second.next_page_uri], [1, null])
})

test('a party that is still being called cannot be changed, and is not called any longer when it is taken out', async (t) => {
  const { caller, base, invite } = await openConferences(t)
  const { json } = await invite('room')
  const path = `${base}/Conferences/${json.conference_sid}/Participants/${json.call_sid}.json`
  const early = await caller.post(path, { Muted: 'true' })
  assert.deepEqual([early.status, early.json.code], [400, 21220])
  assert.equal((await caller.post(path)).status, 200, 'nothing is changed')
  assert.equal((await caller.post(path, { Muted: 'perhaps' })).status, 400)
  assert.equal((await caller.remove(path)).status, 204)
  assert.equal((await caller.get(`${base}/Calls/${json.call_sid}.json`)).json.status, 'canceled')
  assert.equal((await caller.get(path)).status, 404)
})
