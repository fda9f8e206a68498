import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachEngine } from '@trunkline/testkit'
import { type Answer, openBench, sets } from './support/api-bench.ts'
import { documentedMembers, membersOfAnswer } from './support/documented-members.ts'
import { officialClient } from './support/official-client.ts'
import { ownCaller, type TwilioCaller, twilioCaller } from './support/twilio-caller.ts'

const applicationsOf = ({ sid }: TwilioCaller, below = '') => `/2010-04-01/Accounts/${sid}/Applications${below}.json`

function refused(answer: Answer, status: number, code: number): void {
  assert.deepEqual([answer.status, answer.json.status, answer.json.code], [status, status, code], answer.text)
}

const names = (answer: Answer): string[] =>
  answer.json.applications.map(({ friendly_name }: { friendly_name: string }) => friendly_name)

const snake = (name: string) => name.replaceAll(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase()

describeOnEachEngine('applications on the Twilio-compatible edge', sets, (open) => {
  test('an application is made, fetched, changed and removed, with all that it can carry', async (t) => {
    const me = ownCaller(await openBench(t, { open }))
    const form = {
      FriendlyName: 'Phone',
      ApiVersion: '2010-04-01',
      VoiceUrl: 'https://a.test/voice',
      VoiceMethod: 'GET',
      VoiceFallbackUrl: 'https://a.test/voice/fallback',
      VoiceFallbackMethod: 'GET',
      VoiceCallerIdLookup: 'true',
      StatusCallback: 'https://a.test/status',
      StatusCallbackMethod: 'GET',
      SmsUrl: 'https://a.test/sms',
      SmsMethod: 'GET',
      SmsFallbackUrl: 'https://a.test/sms/fallback',
      SmsFallbackMethod: 'GET',
      SmsStatusCallback: 'https://a.test/sms/status',
      MessageStatusCallback: 'https://a.test/message/status',
      PublicApplicationConnectEnabled: 'true',
    }
    const made = await me.post(applicationsOf(me), form)
    assert.equal(made.status, 201, made.text)
    const { json } = made
    assert.match(json.sid, /^AP[0-9a-f]{32}$/)
    assert.equal(json.uri, applicationsOf(me, `/${json.sid}`))
    assert.match(json.date_created, /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000$/)
    const given = Object.fromEntries(Object.keys(form).map((name) => [name, String(json[snake(name)])]))
    assert.deepEqual(given, form)
    assert.deepEqual(membersOfAnswer(json), documentedMembers('api-v2010', 'ApplicationInstance'))
    const path = applicationsOf(me, `/${json.sid}`)
    assert.deepEqual((await me.get(path)).json, json)
    const changed = await me.post(path, { FriendlyName: 'New', SmsFallbackUrl: '', SmsUrl: '', VoiceMethod: 'post' })
    assert.deepEqual(
      [changed.json.friendly_name, changed.json.sms_url, changed.json.voice_method, changed.json.voice_url],
      ['New', null, 'POST', 'https://a.test/voice'],
    )
    assert.equal((await me.remove(path)).status, 204)
    refused(await me.get(path), 404, 20404)
  })

  test('an application needs nothing, and has what holds then', async (t) => {
    const me = ownCaller(await openBench(t, { open }))
    const { status, json } = await me.post(applicationsOf(me))
    assert.deepEqual(
      [status, json.voice_url, json.voice_method, json.sms_method, json.voice_caller_id_lookup, json.api_version],
      [201, null, 'POST', 'POST', false, '2010-04-01'],
    )
    assert.ok(json.friendly_name)
  })

  test('wrong values are refused with their codes and make nothing', async (t) => {
    const me = ownCaller(await openBench(t, { open }))
    const cases: readonly (readonly [Record<string, string>, number])[] = [
      [{ FriendlyName: '' }, 20002],
      [{ FriendlyName: 'x'.repeat(65) }, 20002],
      [{ VoiceUrl: 'nonsense' }, 21402],
      [{ SmsUrl: 'ftp://a.test/' }, 21402],
      [{ SmsMethod: 'PUT' }, 21403],
      [{ VoiceFallbackUrl: 'https://a.test/' }, 21405],
      [{ SmsFallbackUrl: 'https://a.test/' }, 21406],
      [{ MessageStatusCallback: 'x' }, 21609],
      [{ SmsStatusCallback: 'x' }, 21609],
      [{ StatusCallback: 'x' }, 21609],
      [{ PublicApplicationConnectEnabled: 'x' }, 20001],
      [{ ApiVersion: '2026-01-01' }, 20001],
    ]
    for (const [form, code] of cases) refused(await me.post(applicationsOf(me), form), 400, code)
    assert.deepEqual(names(await me.get(applicationsOf(me))), [])
  })

  test('applications are listed newest first, in pages both ways and by name', async (t) => {
    const me = ownCaller(await openBench(t, { open }))
    for (const name of ['A', 'B', 'C', 'B']) await me.post(applicationsOf(me), { FriendlyName: name })
    const first = await me.get(`${applicationsOf(me)}?PageSize=3`)
    assert.deepEqual(names(first), ['B', 'C', 'B'])
    const second = await me.get(first.json.next_page_uri)
    assert.deepEqual([names(second), second.json.next_page_uri], [['A'], null])
    assert.deepEqual(names(await me.get(second.json.previous_page_uri)), ['B', 'C', 'B'])
    const byName = await me.get(`${applicationsOf(me)}?FriendlyName=B&PageSize=1`)
    assert.deepEqual(names(byName), ['B'])
    assert.match(byName.json.next_page_uri, /FriendlyName=B/)
    assert.deepEqual(names(await me.get(byName.json.next_page_uri)), ['B'])
  })

  test('the applications of others are not found', async (t) => {
    const bench = await openBench(t, { open })
    const me = ownCaller(bench)
    const made = await bench.accounts.clients.create({ name: 'Other' })
    const other = twilioCaller(bench, made.client.sid, made.authToken)
    const { json } = await other.post(applicationsOf(other))
    for (const sid of [json.sid, 'AP1', `AP${'0'.repeat(32)}`]) {
      const path = applicationsOf(me, `/${sid}`)
      refused(await me.get(path), 404, 20404)
      refused(await me.post(path, { FriendlyName: 'x' }), 404, 20404)
      refused(await me.remove(path), 404, 20404)
    }
    assert.equal((await other.get(applicationsOf(other, `/${json.sid}`))).status, 200)
  })

  test('a number forgets an application that is removed', async (t) => {
    const me = ownCaller(await openBench(t, { open }))
    const { json } = await me.post(applicationsOf(me))
    const numbers = `/2010-04-01/Accounts/${me.sid}/IncomingPhoneNumbers`
    const number = await me.post(`${numbers}.json`, { AreaCode: '415', SmsApplicationSid: json.sid })
    assert.equal(number.json.sms_application_sid, json.sid)
    await me.remove(applicationsOf(me, `/${json.sid}`))
    assert.equal((await me.get(`${numbers}/${number.json.sid}.json`)).json.sms_application_sid, '')
  })

  test('Twilio’s client for Node makes, pages, changes and removes applications', async (t) => {
    const client = await officialClient(await openBench(t, { open }))
    const made = await client.applications.create({
      friendlyName: 'Phone',
      voiceUrl: 'https://a.test/',
      voiceMethod: 'GET',
    })
    assert.deepEqual([made.voiceUrl, made.voiceMethod, made.voiceCallerIdLookup], ['https://a.test/', 'GET', false])
    for (let count = 0; count < 4; count += 1) await client.applications.create({ friendlyName: `More ${count}` })
    assert.equal((await client.applications.list({ pageSize: 2 })).length, 5)
    assert.equal((await client.applications.list({ friendlyName: 'Phone' })).length, 1)
    assert.equal((await client.applications(made.sid).update({ friendlyName: 'New' })).friendlyName, 'New')
    assert.equal(await client.applications(made.sid).remove(), true)
    await assert.rejects(client.applications(made.sid).fetch(), { status: 404, code: 20404 })
  })
})
