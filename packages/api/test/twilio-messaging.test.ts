import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachEngine } from '@trunkline/testkit'
import { openBench, sets } from './support/api-bench.ts'
import { twilioForms } from './support/twilio-forms.ts'

const to = '+14155550123'
const services = '/messaging/v1/Services'

describeOnEachEngine('messaging services', sets, (open) => {
  async function start(t: Parameters<typeof openBench>[0]) {
    const bench = await openBench(t, { open, dispatch: false })
    const forms = twilioForms(bench)
    const service = async (form: Record<string, string> = {}) =>
      (await forms.call('POST', services, { FriendlyName: 'S', ...form })).json
    const number = async (text: string) => (await bench.accounts.numbers.put(bench.clientId, text)).sid
    return { bench, ...forms, service, number }
  }

  test('a service is made, read, changed, listed and deleted, with Twilio’s members', async (t) => {
    const { bench, call } = await start(t)
    const url = 'https://example.com/in'
    const made = await call('POST', services, {
      FriendlyName: 'Shop',
      InboundRequestUrl: url,
      InboundMethod: 'GET',
      StickySender: 'False',
    })
    assert.equal(made.status, 201)
    const { sid, date_created, date_updated, links, ...rest } = made.json
    assert.match(sid, /^MG[0-9a-f]{32}$/)
    assert.match(date_created, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    assert.equal(date_updated, date_created)
    assert.match(links.phone_numbers, new RegExp(`/messaging/v1/Services/${sid}/PhoneNumbers$`))
    assert.deepEqual(
      { ...rest, url: '' },
      {
        ...{
          account_sid: bench.clientId,
          friendly_name: 'Shop',
          inbound_request_url: url,
          inbound_method: 'GET',
          fallback_url: null,
        },
        ...{
          fallback_method: 'POST',
          status_callback: null,
          sticky_sender: false,
          mms_converter: true,
          smart_encoding: true,
        },
        ...{
          scan_message_content: 'inherit',
          fallback_to_long_code: true,
          area_code_geomatch: true,
          synchronous_validation: false,
        },
        ...{
          validity_period: 36000,
          usecase: 'undeclared',
          us_app_to_person_registered: false,
          use_inbound_webhook_on_number: false,
          url: '',
        },
      },
    )
    const path = `${services}/${sid}`
    const changed = await call('POST', path, { InboundRequestUrl: '', ValidityPeriod: '60' })
    assert.deepEqual(
      [changed.json.inbound_request_url, changed.json.validity_period, changed.json.friendly_name],
      [null, 60, 'Shop'],
    )
    assert.equal((await call('GET', path)).json.sid, sid)
    for (let n = 0; n < 2; n++) await call('POST', services, { FriendlyName: `No. ${n}` })
    const { json: first } = await call('GET', `${services}?PageSize=2`)
    assert.deepEqual(
      [first.services.map((one: { friendly_name: string }) => one.friendly_name), first.meta.key],
      [['No. 1', 'No. 0'], 'services'],
    )
    const next = new URL(first.meta.next_page_url)
    const { json: second } = await call('GET', next.pathname + next.search)
    assert.deepEqual([second.services[0].sid, second.meta.next_page_url], [sid, null])
    assert.deepEqual([(await call('DELETE', path)).status, (await call('GET', path)).json.code], [204, 20404])
  })

  test('what is wrong is refused with Twilio’s codes', async (t) => {
    const { bench, call, service, number } = await start(t)
    const [one, two] = [await service(), await service()]
    const sid = await number('+15005550006')
    const numbers = `${services}/${one.sid}/PhoneNumbers`
    const names = `${services}/${one.sid}/AlphaSenders`
    const cases: [number, number, string, Record<string, string>][] = [
      [400, 20001, services, {}],
      [400, 20002, services, { FriendlyName: 'x'.repeat(65) }],
      [400, 20001, services, { FriendlyName: 'x', InboundRequestUrl: 'example.com' }],
      [404, 20404, `${services}/MG${'0'.repeat(32)}/PhoneNumbers`, { PhoneNumberSid: sid }],
      [404, 20404, numbers, { PhoneNumberSid: `PN${'0'.repeat(32)}` }],
      [201, 0, numbers, { PhoneNumberSid: sid }],
      [409, 21710, numbers, { PhoneNumberSid: sid }],
      [409, 21712, `${services}/${two.sid}/PhoneNumbers`, { PhoneNumberSid: sid }],
      [400, 21709, names, { AlphaSender: '12345' }],
      [201, 0, names, { AlphaSender: 'ACME' }],
      [409, 21710, names, { AlphaSender: 'ACME' }],
    ]
    for (const [status, code, path, form] of cases) {
      const answer = await call('POST', path, form)
      assert.deepEqual(
        [answer.status, answer.json.code ?? 0],
        [status, code],
        `${path} ${JSON.stringify(form)}: ${answer.text}`,
      )
    }
    const { json } = await call('GET', numbers)
    assert.deepEqual(
      [json.phone_numbers[0].sid, json.phone_numbers[0].phone_number, json.phone_numbers[0].country_code],
      [sid, '+15005550006', 'US'],
    )
    assert.deepEqual((await call('GET', `${services}/${one.sid}/ShortCodes`)).json.short_codes, [])
    assert.equal((await call('DELETE', `${numbers}/${sid}`)).status, 204)
    assert.equal((await call('GET', `${numbers}/${sid}`)).status, 404)
    const other = await bench.accounts.clients.create({ name: 'Other' })
    const theirs = twilioForms(bench, other.client.sid, other.authToken)
    for (const path of [`${services}/${one.sid}`, numbers, names])
      assert.equal((await theirs.call('GET', path)).status, 404)
    assert.equal(
      (await theirs.post('/Messages.json', { To: to, MessagingServiceSid: one.sid, Body: 'x' })).json.code,
      21701,
    )
  })

  test('a service sends from the number that the recipient knows, else from one of its country, and encodes as it is set', async (t) => {
    const { call, post, get, service, number } = await start(t)
    const pool = await service({ ValidityPeriod: '600' })
    const send = async (To: string, form: Record<string, string> = {}) => {
      const answer = await post('/Messages.json', { To, MessagingServiceSid: pool.sid, Body: '“Hi”', ...form })
      return answer.status === 201 ? (await get(`/Messages/${answer.json.sid}.json`)).json : answer.json
    }
    assert.equal((await send(to)).code, 21704)
    const add = async (text: string) =>
      call('POST', `${services}/${pool.sid}/PhoneNumbers`, { PhoneNumberSid: await number(text) })
    await add('+12125550123')
    const first = await send(to)
    assert.deepEqual([first.from, first.body, first.messaging_service_sid], ['+12125550123', '"Hi"', pool.sid])
    await add('+14155550199')
    await add('+4915112345678')
    assert.equal((await send(to)).from, '+12125550123')
    assert.equal((await send('+14155550124')).from, '+14155550199')
    assert.equal((await send('+4915187654321')).from, '+4915112345678')
    assert.equal((await send(to, { SmartEncoded: 'false' })).body, '“Hi”')
    const named = await send(to, { From: '+14155550199' })
    assert.deepEqual([named.from, named.messaging_service_sid], ['+14155550199', pool.sid])
  })
})
