import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { appendEvents } from '@trunkline/events'
import { createSealer } from '@trunkline/postgres'
import { eventually, quietLog } from '@trunkline/testkit'
import { uuidFromSid } from '@trunkline/wire'
import { createTwilioWebhooks } from '../src/twilio/callbacks/twilio-webhooks.ts'
import { openBench } from './support/api-bench.ts'
import { RecordedCalls, voiceOf } from './support/recorded-calls.ts'
import { ownCaller } from './support/twilio-caller.ts'

const theirs = '+14155550177'

async function openValidations(t: TestContext) {
  const calls = new RecordedCalls()
  const bench = await openBench(t, { dispatch: false, voice: voiceOf(calls), publicUrl: 'https://here.example' })
  const caller = ownCaller(bench)
  const list = `/2010-04-01/Accounts/${caller.sid}/OutgoingCallerIds.json`
  /** The document that the last call asks for, with what was keyed in. */
  const hear = async (digits?: string) => {
    const { program } = calls.made.at(-1) ?? {}
    assert.ok(program !== undefined && 'document' in program)
    const { url, method } = program.document
    assert.ok(url.startsWith('https://here.example/hooks/caller-id/'))
    const body = digits === undefined ? 'CallSid=CA1' : `CallSid=CA1&Digits=${digits}`
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await bench.raw(method, url.slice('https://here.example'.length), body, headers)
    return { status: answer.status, text: answer.text }
  }
  return { ...bench, calls, caller, list, hear, validate: (form: Record<string, string>) => caller.post(list, form) }
}

test('a number is called, and the answer shows the code that is to be keyed in', async (t) => {
  const { validate, calls, accounts, clientId } = await openValidations(t)
  await accounts.numbers.put(clientId, '+14155550100')
  const { status, json } = await validate({ PhoneNumber: '+1 415-555-0177', FriendlyName: 'Home' })
  const { validation_code: code, call_sid: sid, ...rest } = json
  assert.deepEqual([status, rest], [200, { account_sid: clientId, friendly_name: 'Home', phone_number: theirs }])
  assert.match(code, /^\d{6}$/)
  const [call] = calls.made
  assert.deepEqual([call?.sid, call?.to, call?.from, call?.confidential], [sid, theirs, '+14155550100', true])
  assert.equal(call?.provesNumber, true)
})

test('who keys in the code has the number as a caller id, once', async (t) => {
  const { validate, hear, accounts, clientId } = await openValidations(t)
  const { json } = await validate({ PhoneNumber: theirs })
  assert.match((await hear()).text, /<Gather [^>]*numDigits="6"/)
  assert.match(
    (await hear(json.validation_code === '000000' ? '000001' : '000000')).text,
    /not correct.*<Gather|<Gather.*not correct/,
  )
  assert.match((await hear(json.validation_code)).text, /has been verified/)
  assert.match((await hear(json.validation_code)).text, /has been verified/)
  const found = await accounts.callerIds.search(clientId, { limit: 10 })
  assert.deepEqual(
    found.map(({ phoneNumber, friendlyName }) => [phoneNumber, friendlyName]),
    [[theirs, '(415) 555-0177']],
  )
  assert.equal((await validate({ PhoneNumber: theirs })).json.code, 21450)
})

test('after three wrong codes the call is over, and nothing is verified', async (t) => {
  const { validate, hear, accounts, clientId } = await openValidations(t)
  const { json } = await validate({ PhoneNumber: theirs })
  const wrong = json.validation_code === '000000' ? '000001' : '000000'
  await hear()
  for (const _ of [1, 2]) assert.match((await hear(wrong)).text, /<Gather/)
  const last = await hear(wrong)
  assert.match(last.text, /<Hangup/)
  assert.doesNotMatch(last.text, /<Gather/)
  assert.deepEqual(await accounts.callerIds.search(clientId, { limit: 10 }), [])
})

test('a delay and an extension go with the call', async (t) => {
  const { validate, calls } = await openValidations(t)
  const before = Date.now()
  await validate({ PhoneNumber: theirs, CallDelay: '30', Extension: '12#' })
  const [call] = calls.made
  assert.equal(call?.sendDigits, 'ww12#')
  const at = Date.parse(call?.notBefore ?? '')
  assert.ok(at >= before + 30_000 && at <= Date.now() + 30_000, String(at))
})

test('what is wrong with a request has its own code', async (t) => {
  const { validate, accounts, clientId, calls } = await openValidations(t)
  await accounts.numbers.put(clientId, '+14155550100')
  const code = async (form: Record<string, string>) => (await validate(form)).json.code
  assert.equal(await code({}), 21401)
  assert.equal(await code({ PhoneNumber: 'home' }), 21401)
  assert.equal(await code({ PhoneNumber: '+14155550100' }), 21449)
  assert.equal(await code({ PhoneNumber: theirs, CallDelay: '61' }), 21454)
  assert.equal(await code({ PhoneNumber: theirs, StatusCallback: 'nowhere' }), 21456)
  assert.equal(await code({ PhoneNumber: theirs, FriendlyName: 'x'.repeat(65) }), 20002)
  assert.equal(calls.made.length, 0)
})

test('a document is given to nobody who does not know its address', async (t) => {
  const { raw } = await openValidations(t)
  const answer = await raw('POST', '/hooks/caller-id/guess', 'Digits=123456', {
    'content-type': 'application/x-www-form-urlencoded',
  })
  assert.equal(answer.status, 404)
})

test('the end is told to who asked for it, with the caller id where there is one', async (t) => {
  const bench = await openValidations(t)
  const { validate, hear, db, accounts, channels, events, clientId, calls } = bench
  const webhooks = createTwilioWebhooks({
    ...{ db, accounts, channels, events, clock: { now: Date.now }, log: quietLog, randomUuid: randomUUID },
    sealer: createSealer(randomBytes(32)),
  })
  await webhooks.start()
  t.after(() => webhooks.stop())
  const told: URLSearchParams[] = []
  const receiver = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    told.push(new URLSearchParams(body))
    response.end()
  }).listen(0, '127.0.0.1')
  t.after(() => receiver.close())
  await new Promise((resolve) => receiver.once('listening', resolve))
  const callback = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/told`
  const end = async (status: string) => {
    const call = calls.made.at(-1)
    const data = { clientId, callSid: call?.sid, direction: 'outbound-api', from: call?.from, to: call?.to, status }
    const event = { id: randomUUID(), type: `call.${status}`, timestamp: new Date().toISOString(), data }
    await db.query(appendEvents([{ ...event, clientId: uuidFromSid(clientId) }]))
    events.wake()
  }
  await validate({ PhoneNumber: '+14155550178', StatusCallback: callback })
  await end('no-answer')
  await eventually('the failure', () => told.length === 1, 30_000)
  assert.deepEqual(
    ['VerificationStatus', 'CallStatus', 'To', 'OutgoingCallerIdSid'].map((name) => told[0]?.get(name)),
    ['failed', 'no-answer', '+14155550178', null],
  )
  const { json } = await validate({ PhoneNumber: theirs, StatusCallback: callback })
  await hear()
  await hear(json.validation_code)
  await end('completed')
  await eventually('the success', () => told.length === 2, 30_000)
  const [callerId] = await accounts.callerIds.search(clientId, { limit: 1 })
  assert.deepEqual(
    ['VerificationStatus', 'OutgoingCallerIdSid', 'CallSid'].map((name) => told[1]?.get(name)),
    ['success', callerId?.sid, json.call_sid],
  )
  assert.equal((await hear()).status, 404, 'nothing is left of it')
})
