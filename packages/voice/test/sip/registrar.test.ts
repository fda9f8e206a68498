import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { SipBenchOptions } from './support/sip-bench.ts'
import { anna, login, stranger } from './support/stranger.ts'

/** A phone that registers with the right password, and says what the test writes. */
async function phone(t: TestContext, options: SipBenchOptions = {}) {
  const it = await stranger(t, options)
  const register = async (fields: Readonly<Record<string, string>>) => {
    it.ask('REGISTER', 'sip:trunkline.localhost', fields)
    const Authorization = login(await it.answer(), anna.password)
    it.ask('REGISTER', 'sip:trunkline.localhost', { Authorization, ...fields })
    return it.answer()
  }
  const contacts = (text: string) => text.split('\r\n').filter((line) => line.startsWith('Contact:'))
  return { ...it, register, contacts }
}

test('registrations are told back, renewed, ordered by q, ended one by one and all at once', async (t) => {
  const { bench, register, contacts } = await phone(t)
  const first = await register({ Contact: '<sip:anna@192.0.2.1>;q=0.5', Expires: '600' })
  assert.match(contacts(first.text)[0] ?? '', /<sip:anna@192\.0\.2\.1>;expires=(600|599);q=0\.5/)
  await register({ Contact: '<sip:anna@192.0.2.2>;expires=300;q=0.9' })
  assert.equal(bench.sip.phonesOf('anna'), 2)
  await register({ Contact: '<sip:anna@192.0.2.1>;q=0.5', Expires: '900' })
  assert.equal(bench.sip.phonesOf('anna'), 2)
  assert.deepEqual(
    bench.kept.get('anna')?.map(({ contact, q }) => [contact, q]),
    [
      ['sip:anna@192.0.2.1', 0.5],
      ['sip:anna@192.0.2.2', 0.9],
    ],
  )
  await register({ Contact: '<sip:anna@192.0.2.1>', Expires: '0' })
  assert.equal(bench.sip.phonesOf('anna'), 1)
  assert.match((await register({ Contact: '*', Expires: '0' })).first, /200/)
  assert.equal(bench.sip.phonesOf('anna'), 0)
  assert.deepEqual(bench.kept.get('anna'), [])
})

test('a time that is too short is refused with what is possible, a long one is cut, an older request changes nothing', async (t) => {
  const { bench, register, contacts } = await phone(t)
  const brief = await register({ Contact: '<sip:anna@192.0.2.1>', Expires: '5' })
  assert.match(brief.first, /423/)
  assert.equal(brief.field('Min-Expires'), '60')
  const long = await register({
    Contact: '<sip:anna@192.0.2.1>',
    Expires: '999999',
    'Call-ID': 'same',
    CSeq: '900 REGISTER',
  })
  assert.match(contacts(long.text)[0] ?? '', /expires=3[56]\d\d/)
  const older = await register({
    Contact: '<sip:anna@192.0.2.1>',
    Expires: '0',
    'Call-ID': 'same',
    CSeq: '899 REGISTER',
  })
  assert.match(older.first, /500/)
  assert.equal(bench.sip.phonesOf('anna'), 1)
})

test('an instance that comes with a new address replaces itself; the eleventh phone takes the place of the one that runs out first', async (t) => {
  const { bench, register } = await phone(t)
  const instance = '+sip.instance="<urn:uuid:00000000-0000-1000-8000-000A95A0E128>"'
  await register({ Contact: `<sip:anna@192.0.2.1:1111>;${instance}` })
  await register({ Contact: `<sip:anna@192.0.2.1:2222>;${instance}` })
  assert.deepEqual(
    bench.kept.get('anna')?.map(({ contact }) => contact),
    ['sip:anna@192.0.2.1:2222'],
  )
  for (let count = 1; count <= 10; count++)
    await register({ Contact: `<sip:anna@192.0.2.9:${count}>`, Expires: String(1000 + count) })
  const kept = bench.kept.get('anna')?.map(({ contact }) => contact) ?? []
  assert.equal(kept.length, 10)
  assert.ok(kept.includes('sip:anna@192.0.2.9:10') && !kept.includes('sip:anna@192.0.2.9:1'))
})

test('phones are registered over a stop and a new start', async (t) => {
  const { bench, register } = await phone(t)
  await register({ Contact: '<sip:anna@192.0.2.1>', Expires: '600' })
  await bench.sip.stop()
  assert.equal(bench.sip.listening, false)
  await bench.sip.start()
  assert.equal(bench.sip.listening, true)
  assert.equal(bench.sip.phonesOf('anna'), 1)
})
