import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachEngine } from '@trunkline/testkit'
import { forgetNumber } from '../src/twilio/messaging/forget-number.ts'
import { openBench, sets } from './support/api-bench.ts'
import { ownCaller } from './support/twilio-caller.ts'

describeOnEachEngine('numbers of messaging services', sets, (open) => {
  test('a number that its account loses leaves its service, also where the account takes it again', async (t) => {
    const bench = await openBench(t, { open })
    bench.accounts.onNumberLeft(forgetNumber)
    const me = ownCaller(bench)
    const numbers = `/2010-04-01/Accounts/${me.sid}/IncomingPhoneNumbers`
    const service = (await me.post('/messaging/v1/Services', { FriendlyName: 'Desk' })).json
    const members = `/messaging/v1/Services/${service.sid}/PhoneNumbers`
    const take = async (number: string) => (await me.post(`${numbers}.json`, { PhoneNumber: number })).json.sid
    const [kept, freed] = [await take('+14155550100'), await take('+14155550101')]
    for (const sid of [kept, freed]) assert.equal((await me.post(members, { PhoneNumberSid: sid })).status, 201)
    assert.equal((await me.remove(`${numbers}/${freed}.json`)).status, 204)
    const shown = async () => (await me.get(members)).json.phone_numbers.map(({ sid }: { sid: string }) => sid)
    assert.deepEqual(await shown(), [kept])
    const again = await take('+14155550101')
    assert.deepEqual(await shown(), [kept])
    assert.equal((await me.post(members, { PhoneNumberSid: again })).status, 201)
    assert.deepEqual((await shown()).sort(), [kept, again].sort())
  })

  test('a message that names its sender is answered with it, one whose service chooses is not yet', async (t) => {
    const bench = await openBench(t, { open, dispatch: false })
    const me = ownCaller(bench)
    const base = `/2010-04-01/Accounts/${me.sid}`
    const service = (await me.post('/messaging/v1/Services', { FriendlyName: 'Desk' })).json
    const number = (await me.post(`${base}/IncomingPhoneNumbers.json`, { PhoneNumber: '+14155550100' })).json
    await me.post(`/messaging/v1/Services/${service.sid}/PhoneNumbers`, { PhoneNumberSid: number.sid })
    const message = { To: '+14155550123', Body: 'Hello', MessagingServiceSid: service.sid }
    const send = async (form: Record<string, string>) => {
      const { json } = await me.post(`${base}/Messages.json`, form)
      return [json.status, json.from, json.num_segments, json.messaging_service_sid]
    }
    assert.deepEqual(await send(message), ['accepted', null, '0', service.sid])
    assert.deepEqual(await send({ ...message, From: '+14155550100' }), ['accepted', '+14155550100', '1', service.sid])
  })

  test('a number sends only what its carrier lets it send', async (t) => {
    const bench = await openBench(t, { open, dispatch: false })
    const me = ownCaller(bench)
    const base = `/2010-04-01/Accounts/${me.sid}`
    const service = (await me.post('/messaging/v1/Services', { FriendlyName: 'Desk' })).json
    const members = `/messaging/v1/Services/${service.sid}/PhoneNumbers`
    const sids: string[] = []
    for (const [number, abilities] of [
      ['+14155550100', { voice: true, sms: false, mms: false }],
      ['+14155550101', { voice: true, sms: true, mms: false }],
    ] as const) {
      const { sid } = (await me.post(`${base}/IncomingPhoneNumbers.json`, { PhoneNumber: number })).json
      sids.push(sid)
      await bench.db.query({
        text: 'update accounts_number set abilities = $2::text::jsonb where number = $1',
        values: [number, JSON.stringify(abilities)],
      })
    }
    const [forCalls, forTexts] = sids
    const code = async (path: string, form: Record<string, string>) => (await me.post(path, form)).json.code
    const message = { To: '+14155550123', Body: 'Hello' }
    const sent = `${base}/Messages.json`
    assert.equal(await code(sent, { ...message, From: '+14155550100' }), 21606)
    assert.equal(await code(sent, { ...message, From: '+14155550101', MediaUrl: 'https://a.test/b.png' }), 21621)
    assert.equal((await me.post(sent, { ...message, From: '+14155550101' })).status, 201)
    assert.equal(await code(members, { PhoneNumberSid: String(forCalls) }), 21715)
    assert.equal((await me.post(members, { PhoneNumberSid: String(forTexts) })).status, 201)
    assert.equal((await me.post(sent, { ...message, MessagingServiceSid: service.sid })).status, 201)
  })
})
