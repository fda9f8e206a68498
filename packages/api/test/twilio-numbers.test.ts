import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachEngine } from '@trunkline/testkit'
import { type Answer, openBench, sets } from './support/api-bench.ts'
import { documentedMembers, membersOfAnswer } from './support/documented-members.ts'
import { officialClient } from './support/official-client.ts'
import { ownCaller, type TwilioCaller, twilioCaller } from './support/twilio-caller.ts'

const date2822 = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000$/
const sidOf = (prefix: string, digit = '0') => prefix + digit.repeat(32)

const numbersOf = ({ sid }: TwilioCaller, below = '') => `/2010-04-01/Accounts/${sid}/IncomingPhoneNumbers${below}.json`
const offersOf = ({ sid }: TwilioCaller, below = '') => `/2010-04-01/Accounts/${sid}/AvailablePhoneNumbers${below}.json`
const callerIdsOf = ({ sid }: TwilioCaller, below = '') => `/2010-04-01/Accounts/${sid}/OutgoingCallerIds${below}.json`

function refused(answer: Answer, status: number, code: number): void {
  assert.deepEqual([answer.status, answer.json.status, answer.json.code], [status, status, code], answer.text)
  assert.equal(typeof answer.json.message, 'string')
}

const phones = (answer: Answer, key = 'incoming_phone_numbers'): string[] =>
  answer.json[key].map(({ phone_number }: { phone_number: string }) => phone_number)

describeOnEachEngine('phone numbers on the Twilio-compatible edge', sets, (open) => {
  test('a number is searched, bought, fetched, changed and released', async (t) => {
    const me = ownCaller(await openBench(t, { open }))
    const offers = await me.get(`${offersOf(me, '/US/Local')}?AreaCode=415&PageSize=3`)
    assert.deepEqual(phones(offers, 'available_phone_numbers'), ['+14155550100', '+14155550101', '+14155550102'])
    const bought = await me.post(numbersOf(me), { PhoneNumber: '+14155550101', SmsUrl: 'https://a.test/sms' })
    assert.equal(bought.status, 201, bought.text)
    const { sid } = bought.json
    assert.match(sid, /^PN[0-9a-f]{32}$/)
    assert.match(bought.json.date_created, date2822)
    assert.deepEqual(
      { ...bought.json, date_created: '', date_updated: '' },
      {
        sid,
        account_sid: me.sid,
        friendly_name: '(415) 555-0101',
        phone_number: '+14155550101',
        origin: 'twilio',
        api_version: '2010-04-01',
        beta: false,
        capabilities: { fax: false, voice: true, sms: true, mms: true },
        status: 'in-use',
        type: 'local',
        voice_url: null,
        voice_method: 'POST',
        voice_fallback_url: null,
        voice_fallback_method: 'POST',
        voice_application_sid: '',
        voice_caller_id_lookup: false,
        voice_receive_mode: 'voice',
        trunk_sid: null,
        sms_url: 'https://a.test/sms',
        sms_method: 'POST',
        sms_fallback_url: '',
        sms_fallback_method: 'POST',
        sms_application_sid: '',
        status_callback: '',
        status_callback_method: 'POST',
        address_requirements: 'none',
        address_sid: null,
        bundle_sid: null,
        identity_sid: null,
        emergency_status: 'Inactive',
        emergency_address_sid: null,
        emergency_address_status: 'unregistered',
        date_created: '',
        date_updated: '',
        uri: `/2010-04-01/Accounts/${me.sid}/IncomingPhoneNumbers/${sid}.json`,
      },
    )
    assert.deepEqual((await me.get(numbersOf(me, `/${sid}`))).json, bought.json)
    const changed = await me.post(numbersOf(me, `/${sid}`), {
      FriendlyName: 'Front desk',
      SmsMethod: 'get',
      SmsUrl: '',
    })
    assert.deepEqual(
      [changed.status, changed.json.friendly_name, changed.json.sms_method, changed.json.sms_url],
      [200, 'Front desk', 'GET', ''],
    )
    assert.equal((await me.remove(numbersOf(me, `/${sid}`))).status, 204)
    refused(await me.get(numbersOf(me, `/${sid}`)), 404, 20404)
    refused(await me.remove(numbersOf(me, `/${sid}`)), 404, 20404)
    const again = await me.get(`${offersOf(me, '/US/Local')}?AreaCode=415&PageSize=2`)
    assert.deepEqual(phones(again, 'available_phone_numbers'), ['+14155550100', '+14155550101'])
  })

  test('all that a number can carry is stored and given back', async (t) => {
    const bench = await openBench(t, { open })
    const me = ownCaller(bench)
    const application = await bench.accounts.applications.create(me.sid)
    const form = {
      PhoneNumber: '+442079460000',
      FriendlyName: 'London',
      ApiVersion: '2008-08-01',
      VoiceUrl: 'https://a.test/voice#rc=2',
      VoiceMethod: 'GET',
      VoiceFallbackUrl: 'https://user:pass@a.test/voice/fallback',
      VoiceFallbackMethod: 'GET',
      VoiceApplicationSid: application.sid,
      VoiceCallerIdLookup: 'True',
      VoiceReceiveMode: 'fax',
      SmsUrl: 'http://a.test/sms?x=1',
      SmsMethod: 'GET',
      SmsFallbackUrl: 'http://a.test/sms/fallback',
      SmsFallbackMethod: 'GET',
      SmsApplicationSid: application.sid,
      StatusCallback: 'https://a.test/status',
      StatusCallbackMethod: 'GET',
      TrunkSid: sidOf('TK'),
      AddressSid: sidOf('AD'),
      BundleSid: sidOf('BU'),
      IdentitySid: sidOf('RI'),
      EmergencyStatus: 'Active',
      EmergencyAddressSid: sidOf('AD', '1'),
    }
    const { json } = await me.post(numbersOf(me), form)
    const snake = (name: string) => name.replaceAll(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase()
    const given = Object.fromEntries(Object.keys(form).map((name) => [name, String(json[snake(name)])]))
    assert.deepEqual(given, { ...form, VoiceCallerIdLookup: 'true' })
    const emptied = Object.keys(form).filter((name) => /Sid|Url|Callback$/.test(name) && !/Lookup/.test(name))
    const after = await me.post(numbersOf(me, `/${json.sid}`), Object.fromEntries(emptied.map((name) => [name, ''])))
    assert.equal(after.status, 200, after.text)
    for (const name of emptied) assert.ok(!after.json[snake(name)], name)
  })

  test('the members of each answer are those that are documented', async (t) => {
    const bench = await openBench(t, { open })
    const me = ownCaller(bench)
    await bench.accounts.callerIds.add(me.sid, '+14155550199')
    const bought = await me.post(numbersOf(me), { AreaCode: '212' })
    const local = await me.post(numbersOf(me, '/Local'), { PhoneNumber: '+13125550100' })
    const mobile = await me.post(numbersOf(me, '/Mobile'), { PhoneNumber: '+491713920000' })
    const free = await me.post(numbersOf(me, '/TollFree'), { PhoneNumber: '+18005550199' })
    const offers = async (path: string) => (await me.get(offersOf(me, path))).json.available_phone_numbers[0]
    const cases: readonly (readonly [string, object])[] = [
      ['IncomingPhoneNumberInstance', bought.json],
      ['IncomingPhoneNumberLocalInstance', local.json],
      ['IncomingPhoneNumberMobileInstance', mobile.json],
      ['IncomingPhoneNumberTollFreeInstance', free.json],
      ['IncomingPhoneNumberLocalInstance', (await me.get(numbersOf(me, '/Local'))).json.incoming_phone_numbers[0]],
      ['AvailablePhoneNumberCountryInstance', (await me.get(offersOf(me, '/GB'))).json],
      ['AvailablePhoneNumberLocalInstance', await offers('/US/Local')],
      ['AvailablePhoneNumberMobileInstance', await offers('/DE/Mobile')],
      ['AvailablePhoneNumberTollFreeInstance', await offers('/GB/TollFree')],
      ['AvailablePhoneNumberNationalInstance', await offers('/GB/National')],
      ['OutgoingCallerIdInstance', (await me.get(callerIdsOf(me))).json.outgoing_caller_ids[0]],
    ]
    for (const [instance, answer] of cases) {
      assert.deepEqual(membersOfAnswer(answer, ['capabilities']), documentedMembers('api-v2010', instance), instance)
    }
  })

  test('what cannot be bought is refused with its code, and nothing is taken', async (t) => {
    const bench = await openBench(t, { open })
    const me = ownCaller(bench)
    await me.post(numbersOf(me), { PhoneNumber: '+14155550100' })
    const other = (await bench.accounts.clients.create({ name: 'Other' })).client
    const foreign = await bench.accounts.applications.create(other.sid)
    const free = { PhoneNumber: '+14155550109' }
    const cases: readonly (readonly [Record<string, string>, number])[] = [
      [{ PhoneNumber: '+14155550100' }, 21422],
      [{ PhoneNumber: '+14155559999' }, 21422],
      [{ PhoneNumber: '+15005550000' }, 21422],
      [{ PhoneNumber: '+15555550000' }, 21421],
      [{ PhoneNumber: 'abc' }, 21421],
      [{ PhoneNumber: '4155550102' }, 21421],
      [{}, 21421],
      [{ PhoneNumber: '', AreaCode: '' }, 21421],
      [{ AreaCode: '41' }, 21451],
      [{ AreaCode: 'abc' }, 21451],
      [{ AreaCode: '555' }, 21452],
      [{ ...free, SmsUrl: 'ftp://a.test/' }, 21402],
      [{ ...free, VoiceUrl: '/relative' }, 21402],
      [{ ...free, VoiceUrl: `https://a.test/${'x'.repeat(2100)}` }, 21402],
      [{ ...free, SmsMethod: 'PUT' }, 21403],
      [{ ...free, StatusCallbackMethod: 'x' }, 21403],
      [{ ...free, VoiceFallbackUrl: 'https://a.test/' }, 21405],
      [{ ...free, VoiceFallbackUrl: 'https://a.test/', VoiceUrl: '' }, 21405],
      [{ ...free, SmsFallbackUrl: 'https://a.test/' }, 21406],
      [{ ...free, StatusCallback: 'nonsense' }, 21609],
      [{ ...free, FriendlyName: 'x'.repeat(65) }, 20002],
      [{ ...free, FriendlyName: ' ' }, 20002],
      [{ ...free, SmsApplicationSid: 'AP1' }, 21420],
      [{ ...free, SmsApplicationSid: foreign.sid }, 21420],
      [{ ...free, VoiceApplicationSid: sidOf('AP') }, 21420],
      [{ ...free, TrunkSid: 'TK1' }, 20001],
      [{ ...free, VoiceReceiveMode: 'x' }, 20001],
      [{ ...free, EmergencyStatus: 'x' }, 20001],
      [{ ...free, VoiceCallerIdLookup: 'x' }, 20001],
      [{ ...free, ApiVersion: 'x' }, 20001],
    ]
    for (const [form, code] of cases) {
      const answer = await me.post(numbersOf(me), form)
      assert.equal(answer.status, 400, `${JSON.stringify(form).slice(0, 100)}: ${answer.text}`)
      refused(answer, 400, code)
    }
    refused(await me.post(numbersOf(me, '/Local'), { AreaCode: '415' }), 400, 21457)
    refused(await me.post(numbersOf(me, '/TollFree'), { PhoneNumber: '+14155550103' }), 400, 21458)
    refused(await me.post(numbersOf(me, '/Local'), { PhoneNumber: '+18005550103' }), 400, 21458)
    assert.deepEqual(phones(await me.get(numbersOf(me))), ['+14155550100'])
  })

  test('a fallback URL is measured against what the number has', async (t) => {
    const me = ownCaller(await openBench(t, { open }))
    const { json } = await me.post(numbersOf(me), { AreaCode: '415', SmsUrl: 'https://a.test/' })
    const path = numbersOf(me, `/${json.sid}`)
    assert.equal((await me.post(path, { SmsFallbackUrl: 'https://b.test/' })).status, 200)
    refused(await me.post(path, { SmsFallbackUrl: 'https://c.test/', SmsUrl: '' }), 400, 21406)
    refused(await me.post(path, { VoiceFallbackUrl: 'https://c.test/' }), 400, 21405)
    assert.equal((await me.get(path)).json.sms_fallback_url, 'https://b.test/')
  })

  test('an area code gives a number of that area, toll-free ones too, until none is left', async (t) => {
    const bench = await openBench(t, { open })
    const me = ownCaller(bench)
    for (const [area, prefix] of [
      ['415', '+1415555'],
      ['416', '+1416555'],
      ['800', '+1800555'],
    ] as const) {
      const { status, json } = await me.post(numbersOf(me), { AreaCode: area })
      assert.equal(status, 201)
      assert.ok(json.phone_number.startsWith(prefix), json.phone_number)
    }
    for (let line = 100; line < 200; line += 1) await bench.accounts.numbers.put(me.sid, `+12125550${line}`)
    refused(await me.post(numbersOf(me), { AreaCode: '212' }), 400, 21452)
  })

  test('numbers are listed newest first, in pages both ways, and by filters', async (t) => {
    const bench = await openBench(t, { open })
    const me = ownCaller(bench)
    await bench.accounts.numbers.put(me.sid, '+14155559999')
    for (const number of ['+14155550100', '+491713920000', '+18005550100', '+14155550101']) {
      await me.post(numbersOf(me), { PhoneNumber: number, ...(number.endsWith('101') ? { FriendlyName: 'Last' } : {}) })
    }
    const all = ['+14155550101', '+18005550100', '+491713920000', '+14155550100', '+14155559999']
    const first = await me.get(`${numbersOf(me)}?PageSize=2`)
    assert.deepEqual(phones(first), all.slice(0, 2))
    assert.deepEqual([first.json.page, first.json.page_size, first.json.start, first.json.end], [0, 2, 0, 1])
    const second = await me.get(first.json.next_page_uri)
    const third = await me.get(second.json.next_page_uri)
    assert.deepEqual([phones(second), phones(third)], [all.slice(2, 4), all.slice(4)])
    assert.equal(third.json.next_page_uri, null)
    assert.deepEqual(phones(await me.get(third.json.previous_page_uri)), all.slice(2, 4))
    const list = async (query: string, below = '') => phones(await me.get(`${numbersOf(me, below)}?${query}`))
    assert.deepEqual(await list('PhoneNumber=%2B1415'), [all[0], all[3], all[4]])
    assert.deepEqual(await list('PhoneNumber=+1415'), [all[0], all[3], all[4]])
    assert.deepEqual(await list('PhoneNumber=5550*0'), [all[0], all[1], all[3]])
    assert.deepEqual(await list('PhoneNumber=%2B14155550101'), [all[0]])
    assert.deepEqual(await list('PhoneNumber=nonsense'), [])
    assert.deepEqual(await list('FriendlyName=Last'), [all[0]])
    assert.deepEqual(await list('FriendlyName=(415)%20555-0100'), [all[3]])
    assert.deepEqual(await list('Origin=hosted'), [all[4]])
    assert.deepEqual(await list('Origin=twilio&Beta=false'), all.slice(0, 4))
    assert.deepEqual(await list('', '/Local'), [all[0], all[3], all[4]])
    assert.deepEqual(await list('', '/Mobile'), [all[2]])
    assert.deepEqual(await list('', '/TollFree'), [all[1]])
    refused(await me.get(`${numbersOf(me)}?Origin=x`), 400, 20001)
  })

  test('a parent moves numbers between itself and its subaccounts', async (t) => {
    const bench = await openBench(t, { open })
    const me = ownCaller(bench)
    const sub = await bench.accounts.clients.create({ name: 'Sub', parent: me.sid })
    const off = (await bench.accounts.clients.create({ name: 'Off', parent: me.sid })).client
    await bench.accounts.clients.disable(off.sid)
    const stranger = (await bench.accounts.clients.create({ name: 'Stranger' })).client
    const child = twilioCaller(bench, sub.client.sid, sub.authToken)
    const { json } = await me.post(numbersOf(me), { AreaCode: '415', SmsUrl: 'https://a.test/' })
    const path = numbersOf(me, `/${json.sid}`)
    refused(await me.post(path, { AccountSid: 'AC1' }), 400, 21470)
    refused(await me.post(path, { AccountSid: sidOf('AC') }), 400, 21471)
    refused(await me.post(path, { AccountSid: stranger.sid }), 400, 21471)
    refused(await me.post(path, { AccountSid: off.sid }), 400, 21472)
    assert.equal((await me.post(path, { AccountSid: me.sid })).json.account_sid, me.sid)
    const moved = await me.post(path, { AccountSid: child.sid, FriendlyName: 'Moved' })
    assert.deepEqual(
      [moved.status, moved.json.account_sid, moved.json.friendly_name, moved.json.sms_url, moved.json.uri],
      [200, child.sid, 'Moved', 'https://a.test/', numbersOf(child, `/${json.sid}`)],
    )
    refused(await me.get(path), 404, 20404)
    assert.equal((await child.get(numbersOf(child, `/${json.sid}`))).status, 200)
    refused(await child.post(numbersOf(child, `/${json.sid}`), { AccountSid: me.sid }), 403, 21474)
    assert.equal((await me.get(numbersOf(child, `/${json.sid}`))).status, 200, 'the parent acts for its subaccount')
    const back = await me.post(numbersOf(child, `/${json.sid}`), { AccountSid: me.sid })
    assert.equal(back.json.account_sid, me.sid)
  })

  test('the numbers of others are not found', async (t) => {
    const bench = await openBench(t, { open })
    const me = ownCaller(bench)
    const made = await bench.accounts.clients.create({ name: 'Other' })
    const other = twilioCaller(bench, made.client.sid, made.authToken)
    const { json } = await other.post(numbersOf(other), { AreaCode: '415' })
    const callerId = await bench.accounts.callerIds.add(other.sid, '+14155550199')
    for (const path of [numbersOf(me, `/${json.sid}`), callerIdsOf(me, `/${callerId.sid}`)]) {
      refused(await me.get(path), 404, 20404)
      refused(await me.post(path, { FriendlyName: 'x' }), 404, 20404)
      refused(await me.remove(path), 404, 20404)
    }
    refused(await me.get(numbersOf(me, '/%2B14155550100')), 404, 20404)
    refused(await me.get(numbersOf(me, `/${json.sid}/AssignedAddOns`)), 404, 20404)
    refused(await me.get(numbersOf(other, `/${json.sid}`)), 401, 20003)
    assert.deepEqual(phones(await me.get(numbersOf(me))), [])
    assert.deepEqual((await me.get(callerIdsOf(me))).json.outgoing_caller_ids, [])
  })

  test('a declared account keeps the numbers that its file names', async (t) => {
    const bench = await openBench(t, { open })
    const [sid, authToken] = [sidOf('AC', 'd'), 'x'.repeat(32)]
    await bench.accounts.syncDeclared([{ accountSid: sid, authToken, numbers: [{ phoneNumber: '+14155550100' }] }])
    const declared = twilioCaller(bench, sid, authToken)
    const [number] = (await declared.get(numbersOf(declared))).json.incoming_phone_numbers
    const path = numbersOf(declared, `/${number.sid}`)
    for (const answer of [
      await declared.post(path, { FriendlyName: 'x' }),
      await declared.remove(path),
      await declared.post(numbersOf(declared), { AreaCode: '415' }),
    ]) {
      refused(answer, 403, 20403)
    }
  })

  test('what v1 set is what Twilio’s clients see, and the other way round', async (t) => {
    const bench = await openBench(t, { open })
    const me = ownCaller(bench)
    await bench.call('PUT', '/v1/numbers/+14155550100', { smsUrl: 'https://a.test/', identity: 'desk' })
    const [number] = (await me.get(numbersOf(me))).json.incoming_phone_numbers
    assert.deepEqual(
      [number.phone_number, number.sms_url, number.origin],
      ['+14155550100', 'https://a.test/', 'hosted'],
    )
    await me.post(numbersOf(me, `/${number.sid}`), { VoiceUrl: 'https://b.test/', VoiceCallerIdLookup: 'true' })
    const v1 = (await bench.call('GET', '/v1/numbers/+14155550100')).json
    assert.deepEqual(
      [v1.id, v1.smsUrl, v1.voiceUrl, v1.identity],
      [number.sid, 'https://a.test/', 'https://b.test/', 'desk'],
    )
  })

  test('countries tell what is offered of each, and only that is there', async (t) => {
    const me = ownCaller(await openBench(t, { open }))
    const { json } = await me.get(offersOf(me))
    const countries = json.countries.map(({ country_code }: { country_code: string }) => country_code)
    assert.deepEqual(countries, ['AU', 'CA', 'DE', 'FR', 'GB', 'SE', 'US'])
    const germany = (await me.get(offersOf(me, '/de'))).json
    assert.deepEqual(germany, {
      country_code: 'DE',
      country: 'Germany',
      uri: offersOf(me, '/DE'),
      beta: false,
      subresource_uris: { local: offersOf(me, '/DE/Local'), mobile: offersOf(me, '/DE/Mobile') },
    })
    for (const below of ['/XX', '/XX/Local', '/US/Mobile', '/FR/TollFree'])
      refused(await me.get(offersOf(me, below)), 404, 20404)
    refused(await me.get(offersOf(me, '/US/MachineToMachine')), 501, 99501)
  })

  test('offers are narrowed by every filter, and paged without repeating', async (t) => {
    const me = ownCaller(await openBench(t, { open }))
    const search = async (query: string, below = '/US/Local') =>
      phones(await me.get(`${offersOf(me, below)}?${query}`), 'available_phone_numbers')
    assert.equal((await search('')).length, 50)
    assert.deepEqual(await search('AreaCode=415&Contains=0142'), ['+14155550142'])
    assert.deepEqual(await search('Contains=%2B1415555****&PageSize=1'), ['+14155550100'])
    const inNewYork = (await me.get(`${offersOf(me, '/US/Local')}?InRegion=ny`)).json.available_phone_numbers
    assert.equal(inNewYork.length, 50)
    assert.ok(inNewYork.every(({ region }: { region: string }) => region === 'NY'))
    assert.ok(phones({ json: { n: inNewYork } } as Answer, 'n').includes('+12125550100'))
    assert.ok((await search('InLocality=London', '/GB/Local')).every((number) => number.startsWith('+4420')))
    assert.ok((await search('NearNumber=%2B14155550100')).every((number) => number.startsWith('+1415')))
    assert.ok((await search('NearNumber=%2B442079460000', '/GB/Local')).every((number) => number.startsWith('+4420')))
    assert.equal(
      (await search('SmsEnabled=true&VoiceEnabled=true&MmsEnabled=true&ExcludeAllAddressRequired=true')).length,
      50,
    )
    for (const nothing of [
      'SmsEnabled=false',
      'FaxEnabled=true',
      'InPostalCode=94105',
      'InLata=722',
      'Contains=9999999',
    ]) {
      assert.deepEqual(await search(nothing), [], nothing)
    }
    refused(await me.get(`${offersOf(me, '/US/Local')}?Contains=4`), 400, 20001)
    refused(await me.get(`${offersOf(me, '/US/Local')}?AreaCode=x`), 400, 21451)
    refused(await me.get(`${offersOf(me, '/US/Local')}?NearNumber=x`), 400, 21401)
    const seen: string[] = []
    for (let uri: string | null = `${offersOf(me, '/SE/Mobile')}?PageSize=40`; uri !== null; ) {
      const page = await me.get(uri)
      seen.push(...phones(page, 'available_phone_numbers'))
      uri = page.json.next_page_uri
    }
    assert.deepEqual([seen.length, new Set(seen).size], [95, 95])
  })

  test('caller ids are listed, renamed and removed; verifying one comes with Voice', async (t) => {
    const bench = await openBench(t, { open })
    const me = ownCaller(bench)
    const one = await bench.accounts.callerIds.add(me.sid, '+14155550199')
    await bench.accounts.callerIds.add(me.sid, '+442079460000', 'London')
    const list = async (query: string) => phones(await me.get(`${callerIdsOf(me)}?${query}`), 'outgoing_caller_ids')
    assert.deepEqual(await list(''), ['+442079460000', '+14155550199'])
    assert.deepEqual(await list('PhoneNumber=%2B14155550199'), ['+14155550199'])
    assert.deepEqual(await list('FriendlyName=London'), ['+442079460000'])
    const path = callerIdsOf(me, `/${one.sid}`)
    assert.equal((await me.get(path)).json.friendly_name, '(415) 555-0199')
    assert.equal((await me.post(path, { FriendlyName: 'Desk' })).json.friendly_name, 'Desk')
    refused(await me.post(path, { FriendlyName: '' }), 400, 20002)
    assert.equal((await me.remove(path)).status, 204)
    refused(await me.get(path), 404, 20404)
    refused(await me.post(callerIdsOf(me), { PhoneNumber: '+14155550198' }), 501, 99501)
  })

  test('a number has no add-ons', async (t) => {
    const me = ownCaller(await openBench(t, { open }))
    const { json } = await me.post(numbersOf(me), { AreaCode: '415' })
    const list = await me.get(numbersOf(me, `/${json.sid}/AssignedAddOns`))
    assert.deepEqual([list.status, list.json.assigned_add_ons, list.json.next_page_uri], [200, [], null])
  })

  test('Twilio’s client for Node searches, buys, lists, changes, moves and releases numbers', async (t) => {
    const bench = await openBench(t, { open })
    const client = await officialClient(bench)
    const sub = (await bench.accounts.clients.create({ name: 'Sub', parent: bench.clientId })).client
    const offers = await client.availablePhoneNumbers('US').local.list({ areaCode: 415, smsEnabled: true, limit: 5 })
    assert.equal(offers.length, 5)
    const bought = []
    for (const { phoneNumber } of offers) {
      bought.push(
        await client.incomingPhoneNumbers.create({ phoneNumber, smsUrl: 'https://a.test/', friendlyName: phoneNumber }),
      )
    }
    const [first, second] = bought
    assert.ok(first && second)
    assert.ok(first.dateCreated instanceof Date && Math.abs(first.dateCreated.getTime() - Date.now()) < 60_000)
    assert.deepEqual(first.capabilities, { fax: false, voice: true, sms: true, mms: true })
    const listed = await client.incomingPhoneNumbers.list({ pageSize: 2 })
    assert.deepEqual(
      listed.map(({ sid }) => sid),
      bought.map(({ sid }) => sid).reverse(),
    )
    const changed = await client
      .incomingPhoneNumbers(first.sid)
      .update({ voiceUrl: 'https://b.test/', voiceCallerIdLookup: true })
    assert.deepEqual(
      [changed.voiceUrl, changed.voiceCallerIdLookup, changed.smsUrl],
      ['https://b.test/', true, 'https://a.test/'],
    )
    assert.equal((await client.incomingPhoneNumbers(second.sid).update({ accountSid: sub.sid })).accountSid, sub.sid)
    assert.equal(await client.incomingPhoneNumbers(first.sid).remove(), true)
    await assert.rejects(client.incomingPhoneNumbers(first.sid).fetch(), { status: 404, code: 20404 })
    await assert.rejects(client.incomingPhoneNumbers.create({ phoneNumber: second.phoneNumber }), {
      status: 400,
      code: 21422,
      moreInfo: 'https://www.twilio.com/docs/errors/21422',
    })
    assert.ok((await client.incomingPhoneNumbers.create({ areaCode: '212' })).phoneNumber.startsWith('+1212'))
    assert.equal((await client.incomingPhoneNumbers.local.list({ phoneNumber: '+1212' })).length, 1)
    assert.ok((await client.availablePhoneNumbers.list()).some(({ countryCode }) => countryCode === 'GB'))
  })
})
