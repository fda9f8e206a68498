import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachEngine, eventually, fakeClock, type OpenDatabase } from '@trunkline/testkit'
import { openBench, sets } from './support/api-bench.ts'
import { twilioForms } from './support/twilio-forms.ts'

const ours = '+15005550006'
const to = '+14155550123'

/** The message of v1 that a text belongs to: the last two bytes tell which delivery of it. */
const v1Path = (sid: string) => `/v1/messages/NT${sid.slice(2, -4)}0000`

describeOnEachEngine('messages', sets, (opens: OpenDatabase) => {
  async function open(t: Parameters<typeof openBench>[0], options: Parameters<typeof openBench>[1] = {}) {
    const bench = await openBench(t, { ...options, open: opens })
    await bench.accounts.numbers.put(bench.clientId, ours)
    return { bench, ...twilioForms(bench) }
  }

  test('a message is answered as Twilio answers it, and delivered', async (t) => {
    const { bench, post, get } = await open(t)
    const { status, json } = await post('/Messages.json', { To: to, From: ours, Body: 'Grüße 👋' })
    assert.equal(status, 201)
    const { sid } = json
    assert.match(sid, /^SM[0-9a-f]{32}$/)
    const uri = `/2010-04-01/Accounts/${bench.clientId}/Messages/${sid}`
    assert.match(json.date_created, /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000$/)
    const dates = { date_created: json.date_created, date_updated: json.date_updated }
    const begin = {
      ...{ account_sid: bench.clientId, api_version: '2010-04-01', body: 'Grüße 👋', ...dates, date_sent: null },
      ...{ direction: 'outbound-api', error_code: null, error_message: null, from: ours, messaging_service_sid: null },
      ...{ num_media: '0', num_segments: '1', price: null, price_unit: null, sid, status: 'queued', to },
    }
    assert.deepEqual(json, { ...begin, subresource_uris: { media: `${uri}/Media.json` }, uri: `${uri}.json` })
    await eventually(async () => assert.equal((await get(`/Messages/${sid}.json`)).json.status, 'delivered'))
    const { json: read } = await get(`/Messages/${sid}.json`)
    assert.match(read.date_sent, /\+0000$/)
    assert.deepEqual(read.subresource_uris, { media: `${uri}/Media.json`, feedback: `${uri}/Feedback.json` })
    const v1 = await bench.call('GET', v1Path(sid))
    assert.equal(v1.json.deliveries?.[0].id, sid, v1.text)
  })

  test('senders, recipients and services that do not fit are refused with Twilio’s codes', async (t) => {
    const { bench, post } = await open(t, { dispatch: false })
    const other = await bench.accounts.clients.create({ name: 'Other' })
    await bench.accounts.numbers.put(other.client.sid, '+15005550007')
    const good = { To: to, From: ours, Body: 'x' }
    const cases: [number, number, Record<string, string>][] = [
      [400, 21211, { ...good, To: '123' }],
      [400, 21211, { ...good, To: '+1' }],
      [400, 21265, { ...good, To: '12345' }],
      [400, 21212, { ...good, From: 'not a sender at all' }],
      [400, 21606, { ...good, From: '+15005550007' }],
      [400, 21606, { ...good, From: '+15005550008' }],
      [400, 21606, { ...good, From: '12345' }],
      [400, 21266, { ...good, To: ours }],
      [400, 21910, { ...good, To: `whatsapp:${to}` }],
      [400, 63007, { ...good, To: `whatsapp:${to}`, From: 'whatsapp:+15005550008' }],
      [404, 21701, { To: to, MessagingServiceSid: `MG${'0'.repeat(32)}`, Body: 'x' }],
      [400, 21218, { ...good, ApplicationSid: `AP${'0'.repeat(32)}` }],
      [501, 99501, { ...good, ContentSid: `HX${'0'.repeat(32)}` }],
    ]
    for (const [status, code, form] of cases) {
      const answer = await post('/Messages.json', form)
      assert.deepEqual([answer.status, answer.json.code], [status, code], `${JSON.stringify(form)}: ${answer.text}`)
    }
    for (const form of [good, { ...good, From: 'ACME' }, { ...good, To: `whatsapp:${to}`, From: `whatsapp:${ours}` }]) {
      const answer = await post('/Messages.json', form)
      assert.deepEqual([answer.status, answer.json.to, answer.json.from], [201, form.To, form.From], answer.text)
    }
  })

  test('lists page newest first, forwards and backwards, with every filter', async (t) => {
    const clock = fakeClock('2026-11-20T12:00:00Z') // The real one may go on to the next day meanwhile.
    const { bench, post, get } = await open(t, { dispatch: false, clock })
    await bench.accounts.numbers.put(bench.clientId, '+15005550007')
    const sids: string[] = []
    for (let n = 0; n < 7; n++) {
      const form = { To: n === 3 ? '+14155550199' : to, From: n === 5 ? '+15005550007' : ours, Body: `no. ${n}` }
      sids.unshift((await post('/Messages.json', form)).json.sid)
    }
    await bench.channels.sink.inbound({
      ...{
        gateway: 'loopback',
        channel: 'sms',
        providerId: 'a',
        from: to,
        to: ours,
        text: 'hi',
        media: [],
        at: clock.now(),
      },
    })
    const bodies = (json: { messages: { body: string }[] }) => json.messages.map(({ body }) => body)
    const first = (await get('/Messages.json?PageSize=3')).json
    assert.deepEqual(bodies(first), ['hi', 'no. 6', 'no. 5'])
    assert.deepEqual([first.page, first.page_size, first.start, first.end, first.previous_page_uri], [0, 3, 0, 2, null])
    const root = `/2010-04-01/Accounts/${bench.clientId}`
    const follow = async (uri: string) => (await get(uri.slice(root.length))).json
    const second = await follow(first.next_page_uri)
    assert.deepEqual(bodies(second), ['no. 4', 'no. 3', 'no. 2'])
    const third = await follow(second.next_page_uri)
    assert.deepEqual([bodies(third), third.next_page_uri], [['no. 1', 'no. 0'], null])
    assert.deepEqual(bodies(await follow(third.previous_page_uri)), bodies(second))
    assert.deepEqual(bodies(await follow(second.previous_page_uri)), bodies(first))
    const query = async (text: string) => bodies((await get(`/Messages.json?${text}`)).json)
    assert.deepEqual(await query(`To=${encodeURIComponent('+14155550199')}`), ['no. 3'])
    assert.deepEqual(await query(`From=${encodeURIComponent('+15005550007')}`), ['no. 5'])
    assert.deepEqual(await query(`From=${encodeURIComponent(to)}`), ['hi'])
    assert.deepEqual(await query('To=%2B14155550100'), [])
    const today = '2026-11-20'
    assert.equal((await query(`DateSent=${today}`)).length, 8)
    assert.equal((await query(`DateSent%3E=${today}`)).length, 8)
    assert.equal((await query(`DateSent%3C=2020-01-01`)).length, 0)
    assert.equal((await query(`DateSent%3E=${today}T23:59:59Z`)).length, 0)
    // What programs write for "since ever" and "until ever".
    assert.equal((await query('DateSent%3E=0001-01-01')).length, 8)
    assert.equal((await query('DateSent%3C=1900-01-01')).length, 0)
    assert.equal((await query('DateSent%3C=9999-12-31')).length, 8)
    const inbound = (await get('/Messages.json?PageSize=1')).json.messages[0]
    assert.deepEqual([inbound.direction, inbound.status, inbound.from, inbound.to], ['inbound', 'received', to, ours])
    assert.equal((await get(`/Messages/${inbound.sid}.json`)).json.body, 'hi')
  })

  test('a message is redacted and deleted once it is final, and canceled before it is sent', async (t) => {
    const { bench, post, get, delete: remove, call } = await open(t)
    const { json: service } = await call('POST', '/messaging/v1/Services', { FriendlyName: 'S' })
    const number = await bench.accounts.numbers.get(bench.clientId, ours)
    await call('POST', `/messaging/v1/Services/${service.sid}/PhoneNumbers`, { PhoneNumberSid: number.sid })
    const sendAt = new Date(Date.now() + 3_600_000).toISOString()
    const later = await post('/Messages.json', {
      To: to,
      MessagingServiceSid: service.sid,
      Body: 'later',
      SendAt: sendAt,
      ScheduleType: 'fixed',
    })
    assert.deepEqual(
      [later.status, later.json.status, later.json.from, later.json.messaging_service_sid],
      [201, 'scheduled', null, service.sid],
    )
    const path = `/Messages/${later.json.sid}.json`
    assert.deepEqual([(await remove(path)).json.code, (await post(path, { Body: '' })).json.code], [20009, 20009])
    const codes = [
      await post(path),
      await post(path, { Body: 'y' }),
      await post(path, { Status: 'sent' }),
      await post(path, { Status: 'canceled', Body: '' }),
    ]
    assert.deepEqual(
      codes.map(({ status, json }) => [status, json.code]),
      Array.from({ length: 4 }, () => [400, 30400]),
    )
    const canceled = await post(path, { Status: 'canceled' })
    assert.deepEqual([canceled.status, canceled.json.status, canceled.json.from], [200, 'canceled', ours])
    const again = await post(path, { Status: 'canceled' })
    assert.deepEqual([again.status, again.json.code], [409, 30409])
    const redacted = await post(path, { Body: '' })
    assert.deepEqual([redacted.json.body, redacted.json.num_segments], ['', '1'])
    assert.equal((await bench.call('GET', v1Path(later.json.sid))).status, 200)
    assert.equal((await remove(path)).status, 204)
    for (const answer of [await get(path), await remove(path), await post(path, { Body: '' })])
      assert.deepEqual([answer.status, answer.json.code], [404, 20404])
    assert.equal((await bench.call('GET', v1Path(later.json.sid))).status, 404)
  })

  test('media and feedback are resources of a message', async (t) => {
    const { bench, post, get, delete: remove } = await open(t)
    const urls = ['https://example.com/a.png', 'https://example.com/b']
    const { json } = await post('/Messages.json', { To: to, From: ours, MediaUrl: urls })
    assert.deepEqual([json.sid.slice(0, 2), json.num_media, json.num_segments, json.body], ['MM', '2', '1', ''])
    await eventually(async () => assert.equal((await get(`/Messages/${json.sid}.json`)).json.status, 'delivered'))
    assert.equal((await get(`/Messages/SM${json.sid.slice(2)}.json`)).json.sid, json.sid)
    const { json: list } = await get(`/Messages/${json.sid}/Media.json?PageSize=1`)
    assert.deepEqual([list.media_list[0].content_type, list.media_list[0].parent_sid], ['image/png', json.sid])
    const second = (await get(list.next_page_uri.slice(`/2010-04-01/Accounts/${bench.clientId}`.length))).json
    assert.deepEqual([second.media_list[0].content_type, second.next_page_uri], ['application/octet-stream', null])
    const medium = list.media_list[0].sid
    assert.equal((await get(`/Messages/${json.sid}/Media/${medium}.json`)).json.sid, medium)
    const content = await get(`/Messages/${json.sid}/Media/${medium}`)
    assert.deepEqual([content.status, content.headers.location], [307, urls[0]])
    assert.equal((await remove(`/Messages/${json.sid}/Media/${medium}.json`)).status, 204)
    assert.equal((await get(`/Messages/${json.sid}/Media/${medium}.json`)).status, 404)
    assert.equal((await get(`/Messages/${json.sid}/Media/${second.media_list[0].sid}.json`)).status, 200)
    const feedback = await post(`/Messages/${json.sid}/Feedback.json`, { Outcome: 'unconfirmed' })
    assert.deepEqual(
      [feedback.status, feedback.json.outcome, feedback.json.message_sid],
      [201, 'unconfirmed', json.sid],
    )
  })

  test('another account sees nothing of a message, and a parent sees its subaccount’s', async (t) => {
    const { bench, post } = await open(t, { dispatch: false })
    const { json } = await post('/Messages.json', { To: to, From: ours, Body: 'x' })
    const other = await bench.accounts.clients.create({ name: 'Other' })
    const theirs = twilioForms(bench, other.client.sid, other.authToken)
    const paths = [`/Messages/${json.sid}.json`, `/Messages/${json.sid}/Media.json`]
    for (const path of paths) assert.equal((await theirs.get(path)).status, 404)
    assert.equal((await theirs.delete(`/Messages/${json.sid}.json`)).status, 404)
    assert.equal((await theirs.post(`/Messages/${json.sid}.json`, { Body: '' })).status, 404)
    assert.equal((await theirs.post(`/Messages/${json.sid}/Feedback.json`)).status, 404)
    assert.deepEqual((await theirs.get('/Messages.json')).json.messages, [])
  })
})
