import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { describeOnEachEngine, type OpenDatabase } from '@trunkline/testkit'
import { applicationSettings, numberSettings } from '../src/index.ts'
import { migrations } from '../src/migrations.ts'
import { type Fixture, fixture, problem } from './fixture.ts'

async function two(t: TestContext, open: OpenDatabase): Promise<Fixture & { a: string; b: string; aId: string }> {
  const f = await fixture(t, open)
  const { client } = await f.accounts.clients.create({ name: 'A' })
  const b = (await f.accounts.clients.create({ name: 'B' })).client.sid
  return { ...f, a: client.sid, aId: client.id, b }
}

const first = '+14155550100'
const second = '+14155550101'

describeOnEachEngine('numbers and applications', [migrations], (open) => {
  test('a number that is nobody’s becomes the client’s, with its identity and URLs', async (t) => {
    const { accounts, a, aId } = await two(t, open)
    const made = await accounts.numbers.put(a, '+1 (415) 555-0100', {
      identity: 'DeviceId_0001',
      smsUrl: 'https://app.test/sms',
      voiceUrl: 'http://user:pass@app.test/voice',
      voiceMethod: 'GET',
    })
    assert.match(made.sid, /^PN[0-9a-f]{32}$/)
    assert.deepEqual(
      [made.phoneNumber, made.clientId, made.identity, made.smsUrl, made.voiceMethod, made.smsMethod, made.declared],
      [first, aId, 'DeviceId_0001', 'https://app.test/sms', 'GET', null, false],
    )
    assert.ok(Object.keys(numberSettings).every((name) => name in made))
    assert.deepEqual(await accounts.numbers.get(a, first), made)
    assert.deepEqual(await accounts.numbers.get(a, made.sid), made)
    assert.deepEqual(await accounts.numbers.find(first), made)
  })

  test('what is left out stays, null takes away', async (t) => {
    const { accounts, a } = await two(t, open)
    const made = await accounts.numbers.put(a, first, {
      identity: 'x',
      smsUrl: 'https://a.test/',
      voiceUrl: 'https://b.test/',
    })
    const changed = await accounts.numbers.put(a, first, { smsUrl: null, voiceMethod: 'POST' })
    assert.deepEqual(
      [changed.sid, changed.identity, changed.smsUrl, changed.voiceUrl, changed.voiceMethod],
      [made.sid, 'x', null, 'https://b.test/', 'POST'],
    )
    assert.equal((await accounts.numbers.put(a, first, { identity: null })).identity, null)
    assert.equal((await accounts.numbers.put(a, first)).voiceUrl, 'https://b.test/')
  })

  test('a number has one owner until he frees it', async (t) => {
    const { accounts, a, b } = await two(t, open)
    await accounts.numbers.put(a, first)
    await assert.rejects(accounts.numbers.put(b, first), problem('number-taken'))
    await assert.rejects(accounts.numbers.get(b, first), problem('not-found'))
    await assert.rejects(accounts.numbers.remove(b, first), problem('not-found'))
    await accounts.numbers.remove(a, first)
    await assert.rejects(accounts.numbers.remove(a, first), problem('not-found'))
    assert.equal(await accounts.numbers.find(first), null)
    await accounts.numbers.put(b, first)
  })

  test('two clients that take a number at once: one gets it', async (t) => {
    const { accounts, a, b } = await two(t, open)
    const results = await Promise.allSettled([accounts.numbers.put(a, first), accounts.numbers.put(b, first)])
    assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  })

  test('wrong input is refused with a pointer to each field, and changes nothing', async (t) => {
    const { accounts, a, b } = await two(t, open)
    await accounts.numbers.put(a, first)
    const foreign = await accounts.applications.create(b)
    for (const number of ['4155550100', '+0123', 'abc', '', `+${'1'.repeat(16)}`]) {
      await assert.rejects(accounts.numbers.put(a, number), problem('number-invalid', '/phoneNumber'))
      await assert.rejects(accounts.numbers.get(a, number), problem('number-invalid', '/phoneNumber'))
    }
    const wrong: Record<string, unknown> = {
      smsUrl: 'ftp://a.test/',
      voiceUrl: 'not a url',
      statusCallback: `https://a.test/${'x'.repeat(2048)}`,
      smsMethod: 'PUT',
      voiceApplicationSid: 'AP1',
      friendlyName: 'x'.repeat(256),
      voiceMethod: 1,
    }
    const pointers = Object.keys(wrong).map((name) => `/${name}`)
    await assert.rejects(accounts.numbers.put(a, first, wrong), problem('validation-failed', ...pointers))
    await assert.rejects(accounts.numbers.put(a, first, { smsURL: 'x' } as object), problem('field-unknown', '/smsURL'))
    await assert.rejects(accounts.numbers.put(a, first, { 'a/b~': 'x', toString: 'x' } as object), (error: unknown) =>
      problem('field-unknown', '/a~1b~0', '/toString')(error),
    )
    for (const identity of ['', 'a b', 'x'.repeat(122), 'ü']) {
      await assert.rejects(accounts.numbers.put(a, first, { identity }), problem('validation-failed', '/identity'))
    }
    const application = { smsApplicationSid: foreign.sid }
    await assert.rejects(
      accounts.numbers.put(a, first, application),
      problem('validation-failed', '/smsApplicationSid'),
    )
    const kept = await accounts.numbers.get(a, first)
    assert.ok(Object.keys(numberSettings).every((name) => kept[name as keyof typeof numberSettings] === null))
  })

  test('numbers are listed in pages, by identity, and for the operator', async (t) => {
    const { accounts, a, b } = await two(t, open)
    await accounts.numbers.put(a, first, { identity: 'one' })
    await accounts.numbers.put(a, second, { identity: 'two' })
    await accounts.numbers.put(b, '+14155550102')
    const page = await accounts.numbers.list(a, { limit: 1 })
    assert.deepEqual([page.numbers.map((n) => n.phoneNumber), page.next], [[first], first])
    const rest = await accounts.numbers.list(a, { limit: 1, after: page.next ?? '' })
    assert.deepEqual([rest.numbers.map((n) => n.phoneNumber), rest.next], [[second], null])
    const two_ = await accounts.numbers.list(a, { identity: 'two' })
    assert.deepEqual(
      two_.numbers.map((n) => n.phoneNumber),
      [second],
    )
    const all = await accounts.numbers.listAll({ limit: 2 })
    assert.deepEqual([all.numbers.length, all.next], [2, second])
    assert.equal((await accounts.numbers.listAll({ after: second })).numbers.length, 1)
  })

  test('identities are listed with the numbers that ring them', async (t) => {
    const { accounts, a, b } = await two(t, open)
    await accounts.numbers.put(a, second, { identity: 'DeviceId_0001' })
    await accounts.numbers.put(a, first, { identity: 'DeviceId_0001' })
    await accounts.numbers.put(a, '+14155550102', { identity: 'DeviceId_0002' })
    await accounts.numbers.put(a, '+14155550103')
    await accounts.numbers.put(b, '+14155550104', { identity: 'DeviceId_0001' })
    const page = await accounts.identities.list(a, { limit: 1 })
    assert.deepEqual(page, {
      identities: [{ identity: 'DeviceId_0001', phoneNumbers: [first, second] }],
      next: 'DeviceId_0001',
    })
    assert.deepEqual(await accounts.identities.list(a, { after: 'DeviceId_0001' }), {
      identities: [{ identity: 'DeviceId_0002', phoneNumbers: ['+14155550102'] }],
      next: null,
    })
  })

  test('whose a number is, is remembered until something changes', async (t) => {
    const f = await two(t, open)
    const { accounts, a, aId } = f
    await accounts.start()
    assert.equal(await accounts.numbers.ownerOf(first), null)
    assert.equal(accounts.numbers.ownerOf(first), null, 'that it is nobody’s is remembered too')
    await accounts.numbers.put(a, first)
    assert.equal(await accounts.numbers.ownerOf(first), aId)
    assert.equal(accounts.numbers.ownerOf(first), aId)
    f.clock.advance(6000)
    const waited = accounts.numbers.ownerOf(first)
    assert.ok(waited instanceof Promise)
    assert.equal(await waited, aId)
    await accounts.numbers.remove(a, first)
    assert.equal(await accounts.numbers.ownerOf(first), null)
  })

  test('owners are remembered within bounds', async (t) => {
    const { HolderCache } = await import('../src/number/holder-cache.ts')
    const watch = { generation: 0, onForget() {}, whenFresh: () => undefined }
    const cache = new HolderCache(watch as never, 2)
    const holder = { clientId: 'x', abilities: { voice: true, sms: true, mms: true } }
    const read = async () => holder
    for (const number of ['1', '2', '3']) await cache.holderOf(number, read)
    assert.ok(cache.holderOf('1', read) instanceof Promise)
    assert.equal(cache.holderOf('3', read), holder)
    t.diagnostic('ok')
  })

  test('applications are made, changed, listed and removed', async (t) => {
    const { accounts, a, aId, b, clock } = await two(t, open)
    const made = await accounts.applications.create(a, { friendlyName: 'Phone', voiceUrl: 'https://a.test/' })
    assert.match(made.sid, /^AP[0-9a-f]{32}$/)
    assert.deepEqual(
      [made.clientId, made.friendlyName, made.voiceUrl, made.smsUrl],
      [aId, 'Phone', 'https://a.test/', null],
    )
    assert.ok(Object.keys(applicationSettings).every((name) => name in made))
    clock.advance(1000)
    const changed = await accounts.applications.update(a, made.sid, { voiceMethod: 'POST' })
    assert.deepEqual(
      [changed.voiceUrl, changed.voiceMethod, changed.friendlyName],
      ['https://a.test/', 'POST', 'Phone'],
    )
    assert.equal(changed.updatedAt.getTime(), clock.now())
    assert.equal((await accounts.applications.update(a, made.sid, { friendlyName: 'New' })).friendlyName, 'New')
    const other = await accounts.applications.create(a)
    const page = await accounts.applications.list(a, { limit: 1 })
    assert.deepEqual(
      page.applications.map(({ sid }) => sid),
      [made.sid],
    )
    const rest = await accounts.applications.list(a, { after: page.next ?? '' })
    assert.deepEqual([rest.applications.map(({ sid }) => sid), rest.next], [[other.sid], null])
    for (const sid of [made.sid, 'AP1']) {
      await assert.rejects(accounts.applications.get(b, sid), problem('not-found'))
      await assert.rejects(accounts.applications.update(b, sid, {}), problem('not-found'))
      await assert.rejects(accounts.applications.remove(b, sid), problem('not-found'))
    }
    await assert.rejects(
      accounts.applications.create(a, { friendlyName: '' }),
      problem('validation-failed', '/friendlyName'),
    )
    await assert.rejects(accounts.applications.create(a, { voiceUrl: 'x' }), problem('validation-failed', '/voiceUrl'))
    assert.equal((await accounts.applications.get(a, made.sid)).friendlyName, 'New')
  })

  test('a number that names an application forgets it when the application is removed', async (t) => {
    const { accounts, a } = await two(t, open)
    const { sid } = await accounts.applications.create(a)
    await accounts.numbers.put(a, first, {
      voiceApplicationSid: sid,
      smsApplicationSid: sid,
      smsUrl: 'https://a.test/',
    })
    await accounts.applications.remove(a, sid)
    const number = await accounts.numbers.get(a, first)
    assert.deepEqual(
      [number.voiceApplicationSid, number.smsApplicationSid, number.smsUrl],
      [null, null, 'https://a.test/'],
    )
  })

  test('a client may have a bounded number of applications', async (t) => {
    const { accounts, a, aId, db } = await two(t, open)
    await db.query({
      text: `insert into accounts_application select gen_random_uuid(), $1, 'k', '{}', now(), now() from generate_series(1, 1000)`,
      values: [aId],
    })
    await assert.rejects(accounts.applications.create(a), problem('validation-failed'))
  })
})
