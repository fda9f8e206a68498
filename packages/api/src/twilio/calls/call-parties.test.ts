import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TwilioError } from '../errors/twilio-error.ts'
import { type PartyParts, readCalled, readCaller } from './call-parties.ts'

const [mine, verified, carriers, theirs] = ['+14155550100', '+4915112345678', '+442079460000', '+14155550199']
const refused = (code: number) => (error: unknown) => error instanceof TwilioError && error.code === code

const parts = {
  accounts: {
    numbers: { ownerOf: (number: string) => (number === mine ? 'ana' : number === theirs ? 'ben' : null) },
    callerIds: {
      search: async (client: string, { phoneNumber }: { phoneNumber: string }) =>
        client === 'ana' && phoneNumber === verified ? [{}] : [],
    },
  },
  gatewaySenders: [carriers, 'ACME'],
} as unknown as PartyParts

test('a number may be written in any common way', () => {
  for (const text of ['+14155550123', '+1 (415) 555-0123', '+1-415-555-0123', 'tel:+14155550123', ' +14155550123 ']) {
    assert.deepEqual(readCalled(text), { kind: 'number', address: '+14155550123' }, text)
  }
  // A range that nobody has given out yet, which a carrier may know better.
  assert.deepEqual(readCalled('+15005550006'), { kind: 'number', address: '+15005550006' })
})

test('browser phones and SIP parties are called by their addresses', () => {
  assert.deepEqual(readCalled('client:ana'), { kind: 'client', address: 'client:ana' })
  for (const sip of ['sip:ana@example.com', 'sip:ana@[::1]:5061;transport=tcp?X-Order=7', 'sip:example.com']) {
    assert.deepEqual(readCalled(sip), { kind: 'sip', address: sip })
  }
})

test('what nobody can be called at is refused with a code that says why', () => {
  for (const wrong of ['123', 'ana', '+1', 'client:a b', 'sip:', 'sip:a b@c', 'fax:+14155550123', '']) {
    assert.throws(() => readCalled(wrong), refused(21217), wrong)
  }
  assert.throws(() => readCalled(`sip:a@b?X-Long=${'x'.repeat(1100)}`), refused(21227))
  assert.throws(() => readCalled('sip:a@b?X Y=1'), refused(21228))
  assert.throws(() => readCalled('sip:a@b?X(Y=1'), refused(21228))
  assert.throws(() => readCalled('sip:a@b?X-Y=ü'), refused(21229))
})

test('a call shows a number of the account’s, a verified one, or one of the gateways', async () => {
  const called = readCalled('+14155550123')
  for (const right of [mine, verified, carriers]) {
    assert.equal(await readCaller(parts, { id: 'ana' }, right, called), right)
  }
  assert.equal(await readCaller(parts, { id: 'ana' }, '+1 415-555-0100', called), mine)
  for (const wrong of [theirs, '+14155550111']) {
    await assert.rejects(readCaller(parts, { id: 'ana' }, wrong, called), refused(21210), wrong)
  }
  await assert.rejects(readCaller(parts, { id: 'ben' }, verified, called), refused(21210))
  for (const wrong of ['ACME', 'client:ana', '+1', 'sip:ana@example.com', 'nobody']) {
    await assert.rejects(readCaller(parts, { id: 'ana' }, wrong, called), refused(21212), wrong)
  }
})

test('a browser phone may be shown another one, and a SIP party any name', async () => {
  assert.equal(await readCaller(parts, { id: 'ana' }, 'client:ben', readCalled('client:ana')), 'client:ben')
  assert.equal(await readCaller(parts, { id: 'ana' }, 'front-desk', readCalled('sip:a@b')), 'front-desk')
  await assert.rejects(readCaller(parts, { id: 'ana' }, 'front-desk', readCalled('client:ana')), refused(21212))
  // A number is one, whoever is called.
  await assert.rejects(readCaller(parts, { id: 'ana' }, theirs, readCalled('sip:a@b')), refused(21210))
})
