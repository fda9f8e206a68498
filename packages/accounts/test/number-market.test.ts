import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { describeOnEachEngine, type OpenDatabase } from '@trunkline/testkit'
import { isSid, uuidFromSid } from '@trunkline/wire'
import { migrations } from '../src/migrations.ts'
import { type Fixture, fixture, problem } from './fixture.ts'

async function two(t: TestContext, open: OpenDatabase): Promise<Fixture & { a: string; b: string }> {
  const f = await fixture(t, open)
  const a = (await f.accounts.clients.create({ name: 'A' })).client.sid
  const b = (await f.accounts.clients.create({ name: 'B' })).client.sid
  return { ...f, a, b }
}

const sanFrancisco = { country: 'US', kind: 'local', areaCode: '415' } as const
const uuid = (sid: string) => uuidFromSid(sid)

describeOnEachEngine('the market of numbers, searches, moves and caller ids', [migrations], (open) => {
  test('a number is taken with its settings and is not offered any more, until it is freed', async (t) => {
    const { accounts, a, b } = await two(t, open)
    const number = await accounts.market.take(a, '+1 415 555 0100', {
      smsUrl: 'https://a.test/',
      voiceCallerIdLookup: true,
      identity: 'phone',
    })
    assert.deepEqual(
      [number.phoneNumber, number.smsUrl, number.voiceCallerIdLookup, number.identity, number.bought, number.kind],
      ['+14155550100', 'https://a.test/', true, 'phone', true, 'local'],
    )
    assert.deepEqual(await accounts.numbers.get(a, number.sid), number)
    const free = async () => (await accounts.market.offered(sanFrancisco, { limit: 1000 })).length
    assert.equal(await free(), 99)
    await assert.rejects(accounts.market.take(b, '+14155550100'), problem('number-taken'))
    await assert.rejects(accounts.market.take(a, '+14155550100'), problem('number-taken'))
    await accounts.numbers.remove(a, number.sid)
    assert.equal(await free(), 100)
    await accounts.market.take(b, '+14155550100')
  })

  test('a number that is not offered cannot be taken, nor can text that is none', async (t) => {
    const { accounts, a } = await two(t, open)
    await assert.rejects(accounts.market.take(a, '+14155559999'), problem('number-taken'))
    await assert.rejects(accounts.market.take(a, '4155550100'), problem('number-invalid', '/phoneNumber'))
  })

  test('any number of an area is taken until none is left, by several at once', async (t) => {
    const { accounts, a, b } = await two(t, open)
    const stockholm = { country: 'SE', kind: 'mobile' } as const
    const all = (await accounts.market.offered(stockholm, { limit: 1000 })).length
    for (let left = all; left > 4; left -= 1) await accounts.market.takeAny(a, stockholm)
    const last = await Promise.all(
      Array.from({ length: 6 }, (_, at) => accounts.market.takeAny(at % 2 ? a : b, stockholm)),
    )
    const taken = last.flatMap((number) => (number === undefined ? [] : [number.phoneNumber]))
    assert.equal(taken.length, 4)
    assert.equal(new Set(taken).size, 4)
    assert.equal(await accounts.market.takeAny(a, stockholm), undefined)
    assert.deepEqual(await accounts.market.offered(stockholm, { limit: 10 }), [])
  })

  test('offers are paged behind the last one, and skip what somebody has', async (t) => {
    const { accounts, a } = await two(t, open)
    await accounts.numbers.put(a, '+14155550101')
    const first = await accounts.market.offered(sanFrancisco, { limit: 2 })
    const second = await accounts.market.offered(sanFrancisco, { limit: 2, after: first[1]?.phoneNumber ?? '' })
    assert.deepEqual(
      [...first, ...second].map(({ phoneNumber }) => phoneNumber),
      ['+14155550100', '+14155550102', '+14155550103', '+14155550104'],
    )
  })

  test('wrong settings take no number', async (t) => {
    const { accounts, a, b } = await two(t, open)
    const foreign = await accounts.applications.create(b)
    await assert.rejects(
      accounts.market.take(a, '+14155550100', { smsApplicationSid: foreign.sid }),
      problem('validation-failed', '/smsApplicationSid'),
    )
    const wrong: object = {
      voiceCallerIdLookup: 'true',
      voiceReceiveMode: 'x',
      trunkSid: 'TK1',
      bundleSid: 'AD00000000000000000000000000000000',
      apiVersion: '1',
      emergencyStatus: 'active',
    }
    const pointers = Object.keys(wrong).map((name) => `/${name}`)
    await assert.rejects(accounts.market.take(a, '+14155550100', wrong), problem('validation-failed', ...pointers))
    assert.equal(await accounts.numbers.find('+14155550100'), null)
  })

  test('numbers are searched newest first, both ways, by part, name, kind and origin', async (t) => {
    const { accounts, a, b } = await two(t, open)
    const brought = await accounts.numbers.put(a, '+14155550177', { friendlyName: 'Front desk' })
    const bought = await accounts.market.take(a, '+12125550150')
    const free = await accounts.market.take(a, '+18005550150')
    await accounts.numbers.put(b, '+14155550178')
    const search = async (filter: object) =>
      (await accounts.numbers.search(a, { limit: 10, ...filter })).map(({ phoneNumber }) => phoneNumber)
    const [x, y, z] = [free.phoneNumber, bought.phoneNumber, brought.phoneNumber]
    assert.deepEqual(await search({}), [x, y, z])
    assert.deepEqual(await search({ limit: 2 }), [x, y])
    assert.deepEqual(await search({ after: uuid(bought.sid) }), [z])
    assert.deepEqual(await search({ before: uuid(bought.sid) }), [x])
    assert.deepEqual(await search({ before: uuid(brought.sid) }), [y, x])
    assert.deepEqual(await search({ phoneNumber: '+1415' }), [z])
    assert.deepEqual(await search({ phoneNumber: '5550*51' }), [])
    assert.deepEqual(await search({ phoneNumber: '555*150' }), [x, y])
    assert.deepEqual(await search({ phoneNumber: '1415' }), [z])
    assert.deepEqual(await search({ phoneNumber: "%' or 1=1" }), [])
    assert.deepEqual(await search({ friendlyName: 'Front desk' }), [z])
    assert.deepEqual(await search({ friendlyName: '(212) 555-0150' }), [y])
    assert.deepEqual(await search({ friendlyName: '(415) 555-0177' }), [], 'it has another name')
    assert.deepEqual(await search({ kind: 'toll-free' }), [x])
    assert.deepEqual(await search({ bought: false }), [z])
  })

  test('numbers that were stored without a kind are sorted by the numbering plan, also where pages are small', async (t) => {
    const { accounts, a, db } = await two(t, open)
    for (let line = 100; line < 110; line += 1) await accounts.market.take(a, `+14155550${line}`)
    await accounts.market.take(a, '+18005550150')
    for (let line = 110; line < 120; line += 1) await accounts.market.take(a, `+14155550${line}`)
    await db.query({ text: 'update accounts_number set kind = null', values: [] })
    const free = await accounts.numbers.search(a, { kind: 'toll-free', limit: 2 })
    assert.deepEqual(
      free.map(({ phoneNumber, kind }) => [phoneNumber, kind]),
      [['+18005550150', 'toll-free']],
    )
    const local = await accounts.numbers.search(a, { kind: 'local', limit: 11 })
    assert.deepEqual([local.length, new Set(local.map(({ sid }) => sid)).size], [11, 11])
    assert.equal((await accounts.numbers.search(a, { kind: 'local', limit: 100 })).length, 20)
  })

  test('a number moves to another client, and leaves behind what names something of the first', async (t) => {
    const { accounts, a, b } = await two(t, open)
    const { sid } = await accounts.applications.create(a)
    const trunkSid = `TK${'0'.repeat(32)}`
    const settings = { smsUrl: 'https://a.test/', voiceApplicationSid: sid, trunkSid, identity: 'phone' }
    const before = await accounts.market.take(a, '+14155550100', settings)
    await accounts.start()
    assert.equal(await accounts.numbers.ownerOf('+14155550100'), uuid(a))
    const after = await accounts.numbers.update(a, before.sid, { friendlyName: 'Moved' }, b)
    assert.deepEqual(
      [after.sid, after.clientId, after.smsUrl, after.voiceApplicationSid, after.trunkSid, after.identity],
      [before.sid, uuid(b), 'https://a.test/', null, null, null],
    )
    assert.equal(after.friendlyName, 'Moved')
    assert.equal(await accounts.numbers.ownerOf('+14155550100'), uuid(b))
    await assert.rejects(accounts.numbers.get(a, before.sid), problem('not-found'))
    assert.equal((await accounts.numbers.get(b, before.sid)).sid, before.sid)
  })

  test('a number is updated only by who has it', async (t) => {
    const { accounts, a, b } = await two(t, open)
    const { sid } = await accounts.market.take(a, '+14155550100', { smsUrl: 'https://a.test/', identity: 'x' })
    await assert.rejects(accounts.numbers.update(b, sid, {}), problem('not-found'))
    await assert.rejects(accounts.numbers.update(b, sid, {}, b), problem('not-found'))
    await assert.rejects(accounts.numbers.update(a, '+14155550101', {}), problem('not-found'))
    const changed = await accounts.numbers.update(a, sid, { voiceUrl: 'https://b.test/', voiceCallerIdLookup: false })
    assert.deepEqual(
      [changed.smsUrl, changed.voiceUrl, changed.voiceCallerIdLookup, changed.identity],
      ['https://a.test/', 'https://b.test/', false, 'x'],
    )
  })

  test('who holds something of a number is told in the transaction in which its client loses it', async (t) => {
    const { accounts, a, b, db } = await two(t, open)
    const declared = `AC${'1'.repeat(32)}`
    const file = { accountSid: declared, authToken: 'x'.repeat(32) }
    await accounts.syncDeclared([{ ...file, numbers: [{ phoneNumber: '+14155550150' }] }])
    const told: string[] = []
    const off = accounts.onNumberLeft(async (tx, { number, clientId }) => {
      const { rows } = await tx.query<{ name: string }>({
        text: 'select name from accounts_client where id = $1',
        values: [clientId],
      })
      told.push(`${rows[0]?.name} ${number}`)
      if (number.endsWith('7')) throw new Error('not this one')
    })
    const moved = await accounts.market.take(a, '+14155550100')
    await accounts.numbers.update(a, moved.sid, { friendlyName: 'stays' })
    await accounts.numbers.update(a, moved.sid, {}, b)
    await accounts.numbers.remove(b, moved.sid)
    await accounts.syncDeclared([{ ...file, numbers: [] }])
    assert.deepEqual(told, ['A +14155550100', 'B +14155550100', `${declared} +14155550150`])
    const kept = await accounts.market.take(a, '+14155550107')
    await assert.rejects(accounts.numbers.remove(a, kept.sid), /not this one/)
    await assert.rejects(accounts.numbers.update(a, kept.sid, {}, b), /not this one/)
    assert.equal((await accounts.numbers.find('+14155550107'))?.clientId, uuid(a))
    off()
    await accounts.numbers.remove(a, kept.sid)
    assert.equal((await db.query({ text: 'select 1 from accounts_number', values: [] })).rows.length, 0)
  })

  test('two clients that exchange numbers at once do not wait for each other', async (t) => {
    const { accounts, a, b } = await two(t, open)
    const mine = await accounts.market.take(a, '+14155550100')
    const yours = await accounts.market.take(b, '+14155550101')
    await Promise.all([accounts.numbers.update(a, mine.sid, {}, b), accounts.numbers.update(b, yours.sid, {}, a)])
    assert.deepEqual(
      [await accounts.numbers.find('+14155550100'), await accounts.numbers.find('+14155550101')].map(
        (n) => n?.clientId,
      ),
      [uuid(b), uuid(a)],
    )
  })

  test('a declared client neither gives nor takes a number', async (t) => {
    const { accounts, a } = await two(t, open)
    const declared = `AC${'1'.repeat(32)}`
    await accounts.syncDeclared([
      { accountSid: declared, authToken: 'x'.repeat(32), numbers: [{ phoneNumber: '+14155550150' }] },
    ])
    const { sid } = await accounts.numbers.get(declared, '+14155550150')
    const own = await accounts.market.take(a, '+14155550100')
    await assert.rejects(accounts.numbers.update(declared, sid, {}, a), problem('client-declared'))
    await assert.rejects(accounts.numbers.update(a, own.sid, {}, declared), problem('client-declared'))
    await assert.rejects(accounts.market.take(declared, '+14155550101'), problem('client-declared'))
    await assert.rejects(accounts.market.takeAny(declared, sanFrancisco), problem('client-declared'))
  })

  test('applications are searched newest first, both ways and by name', async (t) => {
    const { accounts, a, b } = await two(t, open)
    const one = await accounts.applications.create(a, { friendlyName: 'One', publicApplicationConnectEnabled: true })
    const two_ = await accounts.applications.create(a, { friendlyName: 'Two' })
    await accounts.applications.create(b, { friendlyName: 'One' })
    assert.equal(one.publicApplicationConnectEnabled, true)
    const search = async (filter: object) =>
      (await accounts.applications.search(a, { limit: 10, ...filter })).map(({ friendlyName }) => friendlyName)
    assert.deepEqual(await search({}), ['Two', 'One'])
    assert.deepEqual(await search({ limit: 1 }), ['Two'])
    assert.deepEqual(await search({ after: uuid(two_.sid) }), ['One'])
    assert.deepEqual(await search({ before: uuid(one.sid) }), ['Two'])
    assert.deepEqual(await search({ friendlyName: 'One' }), ['One'])
  })

  test('caller ids are kept once for each client, searched, renamed and removed', async (t) => {
    const { accounts, a, b } = await two(t, open)
    const one = await accounts.callerIds.add(a, '+1 (415) 555-0100')
    const other = await accounts.callerIds.add(a, '+442079460000', 'London')
    await accounts.callerIds.add(b, '+14155550100')
    assert.ok(isSid(one.sid, 'PN'))
    assert.deepEqual([one.phoneNumber, one.friendlyName], ['+14155550100', '(415) 555-0100'])
    await assert.rejects(accounts.callerIds.add(a, '+14155550100'), problem('number-taken'))
    const search = async (filter: object) =>
      (await accounts.callerIds.search(a, { limit: 10, ...filter })).map(({ phoneNumber }) => phoneNumber)
    assert.deepEqual(await search({}), ['+442079460000', '+14155550100'])
    assert.deepEqual(await search({ phoneNumber: '+14155550100' }), ['+14155550100'])
    assert.deepEqual(await search({ friendlyName: 'London' }), ['+442079460000'])
    assert.deepEqual(await search({ after: uuid(other.sid) }), ['+14155550100'])
    assert.deepEqual(await search({ before: uuid(one.sid) }), ['+442079460000'])
    assert.equal((await accounts.callerIds.rename(a, one.sid, 'Desk')).friendlyName, 'Desk')
    for (const sid of [one.sid, 'PN1']) {
      await assert.rejects(accounts.callerIds.get(b, sid), problem('not-found'))
      await assert.rejects(accounts.callerIds.rename(b, sid, 'x'), problem('not-found'))
      await assert.rejects(accounts.callerIds.remove(b, sid), problem('not-found'))
    }
    await accounts.callerIds.remove(a, one.sid)
    await assert.rejects(accounts.callerIds.get(a, one.sid), problem('not-found'))
    assert.equal((await accounts.callerIds.get(a, other.sid)).friendlyName, 'London')
  })

  test('where there are trunks, only caller ids that they verified count; verified anew, the others do again', async (t) => {
    const { accounts, another, a } = await two(t, open)
    const before = await accounts.callerIds.add(a, '+14155550100')
    assert.deepEqual(await accounts.callerIds.unproven(10), [])
    const { callerIds } = another(undefined, true)
    const numbers = (found: readonly { phoneNumber: string }[]) => found.map(({ phoneNumber }) => phoneNumber)
    const counted = async () => numbers(await callerIds.search(a, { limit: 10 }))
    assert.deepEqual(await counted(), [])
    await assert.rejects(callerIds.get(a, before.sid), problem('not-found'))
    assert.deepEqual(numbers(await callerIds.unproven(10)), ['+14155550100'])
    assert.equal((await callerIds.add(a, '+14155550100', 'Desk')).sid, before.sid)
    await callerIds.add(a, '+14155550199')
    assert.deepEqual((await counted()).toSorted(), ['+14155550100', '+14155550199'])
    assert.deepEqual(await callerIds.unproven(10), [])
    await assert.rejects(callerIds.add(a, '+14155550100'), problem('number-taken'))
    assert.equal((await accounts.callerIds.get(a, before.sid)).friendlyName, 'Desk')
  })
})
