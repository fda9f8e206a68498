import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachEngine } from '@trunkline/testkit'
import { basic, openBench, sets } from './support/api-bench.ts'
import { documentedMembers, membersOfAnswer } from './support/documented-members.ts'
import { officialClient } from './support/official-client.ts'
import { ownCaller } from './support/twilio-caller.ts'

const v1 = (number: string, query = '') => `/lookups/v1/PhoneNumbers/${number}${query}`
const v2 = (number: string, query = '') => `/lookups/v2/PhoneNumbers/${number}${query}`

/** Members that the data packages have in v2. */
const packages = [
  ...['caller_name', 'sim_swap', 'call_forwarding', 'line_type_intelligence', 'line_status', 'identity_match'],
  ...['reassigned_number', 'sms_pumping_risk', 'phone_number_quality_score', 'pre_fill'],
]

describeOnEachEngine('lookups on the Twilio-compatible edge', sets, (open) => {
  test('v2 tells format, country and validity', async (t) => {
    const me = ownCaller(await openBench(t, { open }))
    const { status, json } = await me.get(v2('+491713920000'))
    assert.equal(status, 200)
    assert.match(json.url, /\/lookups\/v2\/PhoneNumbers\/\+491713920000$/)
    assert.deepEqual(
      { ...json, url: '' },
      {
        calling_country_code: '49',
        country_code: 'DE',
        phone_number: '+491713920000',
        national_format: '0171 3920000',
        valid: true,
        validation_errors: [],
        ...Object.fromEntries(packages.map((name) => [name, null])),
        url: '',
      },
    )
    const top = documentedMembers('lookups-v2', 'PhoneNumberInstance').filter((name) => !name.includes('.'))
    assert.deepEqual(membersOfAnswer(json), top)
  })

  test('v2 reads a national number by its country, which is the United States without one', async (t) => {
    const me = ownCaller(await openBench(t, { open }))
    const read = async (number: string, query = '') => (await me.get(v2(number, query))).json.phone_number
    assert.equal(await read('(415)%20555-0100'), '+14155550100')
    assert.equal(await read('02079460000', '?CountryCode=gb'), '+442079460000')
    assert.equal(await read('%2B14155550100', '?CountryCode=DE'), '+14155550100')
  })

  test('v2 says what is wrong with a number, and answers all the same', async (t) => {
    const me = ownCaller(await openBench(t, { open }))
    for (const [number, fault] of [
      ['+1415', 'TOO_SHORT'],
      ['+141555501001', 'TOO_LONG'],
      ['+15555550100', 'INVALID_BUT_POSSIBLE'],
      ['+999123456', 'INVALID_COUNTRY_CODE'],
      ['nonsense', 'NOT_A_NUMBER'],
    ] as const) {
      const { status, json } = await me.get(v2(number, '?Fields=line_type_intelligence'))
      assert.deepEqual([status, json.valid, json.validation_errors], [200, false, [fault]], number)
      assert.deepEqual(
        [json.phone_number, json.country_code, json.national_format, json.line_type_intelligence],
        [number, null, null, null],
      )
    }
  })

  test('v2 gives the kind of line where the numbering plan tells it, and says what is not known', async (t) => {
    const me = ownCaller(await openBench(t, { open }))
    const line = async (number: string) =>
      (await me.get(v2(number, '?Fields=line_type_intelligence'))).json.line_type_intelligence
    const unknown = { mobile_country_code: null, mobile_network_code: null, carrier_name: null }
    assert.deepEqual(await line('+491713920000'), { ...unknown, type: 'mobile', error_code: null })
    assert.deepEqual(await line('+442079460000'), { ...unknown, type: 'landline', error_code: null })
    assert.deepEqual(await line('+18005550100'), { ...unknown, type: 'tollFree', error_code: null })
    assert.deepEqual(await line('+14155550100'), { ...unknown, type: null, error_code: 60600 })
  })

  test('every data package of v2 has its members, null, and a code that says why', async (t) => {
    const me = ownCaller(await openBench(t, { open }))
    const { json } = await me.get(v2('+14155550100', `?Fields=${packages.join(',')},validation&FirstName=A`))
    const documented = packages.filter((name) => name !== 'phone_number_quality_score' && name !== 'pre_fill')
    assert.deepEqual(membersOfAnswer(json, documented), documentedMembers('lookups-v2', 'PhoneNumberInstance'))
    for (const name of packages) {
      const { error_code, ...members } = json[name]
      assert.match(String(error_code), /^6060[06]$/, name)
      assert.ok(
        Object.values(members).every((value) => value === null),
        name,
      )
    }
    const wrong = await me.get(v2('+14155550100', '?Fields=nonsense'))
    assert.deepEqual([wrong.status, wrong.json.code], [400, 20001])
  })

  test('v2 looks up a batch', async (t) => {
    const bench = await openBench(t, { open })
    const send = (body: unknown) =>
      bench.raw('POST', '/lookups/v2/batch/query', JSON.stringify(body), {
        authorization: basic(bench.clientId, bench.authToken),
        'content-type': 'application/json',
      })
    const { status, json } = await send({
      phone_numbers: [
        { phone_number: '+491713920000', correlation_id: 'a', fields: ['line_type_intelligence'] },
        { phone_number: '020 7946 0000', country_code: 'GB' },
        { phone_number: 'x' },
      ],
    })
    assert.equal(status, 200)
    assert.deepEqual(
      json.phone_numbers.map((each: Record<string, unknown>) => [each.correlation_id, each.phone_number, each.valid]),
      [
        ['a', '+491713920000', true],
        [undefined, '+442079460000', true],
        [undefined, 'x', false],
      ],
    )
    assert.equal(json.phone_numbers[0].line_type_intelligence.type, 'mobile')
    const wrong = [
      undefined,
      null,
      [],
      {},
      { phone_numbers: [] },
      { phone_numbers: [1] },
      { phone_numbers: [{}] },
      { phone_numbers: [{ phone_number: 'x', fields: 'x' }] },
      { phone_numbers: [{ phone_number: 'x', fields: ['toString'] }] },
      { phone_numbers: Array.from({ length: 101 }, () => ({ phone_number: 'x' })) },
    ]
    for (const body of wrong) assert.equal((await send(body)).status, 400, JSON.stringify(body)?.slice(0, 80))
  })

  test('v1 tells the same in its shape, with honest nulls for carrier and name', async (t) => {
    const me = ownCaller(await openBench(t, { open }))
    const plain = (await me.get(v1('+442079460000'))).json
    assert.match(plain.url, /\/lookups\/v1\/PhoneNumbers\/\+442079460000$/)
    assert.deepEqual(
      { ...plain, url: '' },
      {
        caller_name: null,
        country_code: 'GB',
        phone_number: '+442079460000',
        national_format: '020 7946 0000',
        carrier: null,
        add_ons: null,
        url: '',
      },
    )
    assert.deepEqual(membersOfAnswer(plain), documentedMembers('lookups-v1', 'PhoneNumberInstance'))
    const asked = (await me.get(v1('+442079460000', '?Type=carrier&Type=caller-name'))).json
    assert.deepEqual(asked.caller_name, { caller_name: null, caller_type: null, error_code: 60600 })
    assert.deepEqual(asked.carrier, {
      mobile_country_code: null,
      mobile_network_code: null,
      name: null,
      type: 'landline',
      error_code: null,
    })
    const unknown = (await me.get(v1('4155550100', '?Type=carrier'))).json.carrier
    assert.deepEqual([unknown.type, unknown.error_code], [null, 60600])
  })

  test('v1 finds no number that is not valid, and refuses what it does not know', async (t) => {
    const me = ownCaller(await openBench(t, { open }))
    for (const number of ['+1415', 'nonsense', '+15555550100']) {
      const { status, json } = await me.get(v1(number))
      assert.deepEqual([status, json.code], [404, 20404], number)
    }
    const wrong = await me.get(v1('+14155550100', '?Type=nonsense'))
    assert.deepEqual([wrong.status, wrong.json.code], [400, 20001])
    assert.equal((await me.get(v1('+14155550100', '?AddOns=x'))).status, 501)
  })

  test('a lookup takes credentials, and is reached by the product’s host too', async (t) => {
    const bench = await openBench(t, { open })
    assert.equal((await bench.raw('GET', v2('+14155550100'))).status, 401)
    const authorization = basic(bench.clientId, bench.authToken)
    const headers = { authorization, host: 'lookups.twilio.com' }
    const { status, json } = await bench.raw('GET', '/v2/PhoneNumbers/+14155550100', undefined, headers)
    assert.deepEqual([status, json.url], [200, 'https://lookups.twilio.com/v2/PhoneNumbers/+14155550100'])
  })

  test('Twilio’s client for Node looks numbers up by both versions', async (t) => {
    const client = await officialClient(await openBench(t, { open }))
    const two = await client.lookups.v2.phoneNumbers('+491713920000').fetch({ fields: 'line_type_intelligence' })
    assert.deepEqual([two.valid, two.countryCode, two.nationalFormat], [true, 'DE', '0171 3920000'])
    assert.equal((two.lineTypeIntelligence as { type?: string }).type, 'mobile')
    const national = await client.lookups.v2.phoneNumbers('4155550100').fetch({ countryCode: 'US' })
    assert.equal(national.phoneNumber, '+14155550100')
    const one = await client.lookups.v1.phoneNumbers('+442079460000').fetch({ type: ['carrier', 'caller-name'] })
    assert.deepEqual([one.phoneNumber, (one.carrier as { type?: string }).type], ['+442079460000', 'landline'])
    await assert.rejects(client.lookups.v1.phoneNumbers('+1415').fetch(), { status: 404, code: 20404 })
  })
})
