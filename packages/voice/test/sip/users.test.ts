import assert from 'node:assert/strict'
import { test } from 'node:test'
import { migrations as accountMigrations, createAccounts } from '@trunkline/accounts'
import { migrations as eventMigrations } from '@trunkline/events'
import { createSealer } from '@trunkline/postgres'
import { describeOnEachEngine, fakeClock, quietLog, seededRandom } from '@trunkline/testkit'
import { type Binding, createBindingKeeper, createSipUsers, migrations } from '@trunkline/voice'
import { createIdGenerator, ProblemError } from '@trunkline/wire'

const all = [eventMigrations, accountMigrations, migrations]

describeOnEachEngine('SIP users', all, (open) => {
  test('are made, found with their password, rotated, listed and removed; names are unique in the server', async (t) => {
    const db = await open(t)
    const clock = fakeClock()
    const ids = createIdGenerator({ now: clock.now })
    const sealer = createSealer(seededRandom().bytes(32))
    const accounts = createAccounts({ db, clock, ids, sealer, log: quietLog })
    const [first, second] = [
      await accounts.clients.create({ name: 'One' }),
      await accounts.clients.create({ name: 'Two' }),
    ]
    const [one, two] = [first.client.id, second.client.id]
    const mayShow = async (clientId: string, number: string) => clientId === one && number === '+14155550123'
    const users = createSipUsers({ db, sealer, clock, ids, mayShow })
    const made = await users.create(one, { username: 'anna', number: '+14155550123' })
    assert.ok(made.password.length >= 24)
    assert.equal((await users.find('anna'))?.password, made.password)
    const { rows } = await db.query<{ password: string }>({ text: 'select password from voice_sip_user', values: [] })
    assert.ok(!rows[0]?.password.includes(made.password), 'sealed')
    const invalid = (error: unknown) => error instanceof ProblemError && error.code === 'validation-failed'
    await assert.rejects(users.create(two, { username: 'anna' }), invalid)
    await assert.rejects(users.create(one, { username: 'a b' }), invalid)
    await assert.rejects(users.create(two, { username: 'bert', number: '+14155550123' }), invalid)
    const rotated = await users.rotate(one, 'anna')
    assert.notEqual(rotated.password, made.password)
    assert.equal((await users.find('anna'))?.password, rotated.password)
    await users.ensure(one, { username: 'anna', password: 'another password' })
    assert.equal((await users.find('anna'))?.password, rotated.password, 'who is there stays')
    await users.ensure(one, { username: 'carl', password: 'of the demo client' })
    assert.deepEqual((await users.list(one, { limit: 1 })).next, 'anna')
    assert.deepEqual(
      (await users.list(one, { after: 'anna' })).users.map(({ username }) => username),
      ['carl'],
    )
    assert.equal((await users.setNumber(one, 'anna', null)).number, null)
    const missing = (error: unknown) => error instanceof ProblemError && error.code === 'not-found'
    await assert.rejects(users.remove(two, 'anna'), missing)
    await accounts.clients.disable(one, 'did not pay')
    assert.equal(await users.find('anna'), undefined, 'its client is disabled')
    await accounts.clients.enable(one)
    await users.remove(one, 'anna')
    assert.equal(await users.find('anna'), undefined)
  })

  test('are registered over a restart, until their time is up', async (t) => {
    const db = await open(t)
    const clock = fakeClock()
    const ids = createIdGenerator({ now: clock.now })
    const sealer = createSealer(seededRandom().bytes(32))
    const accounts = createAccounts({ db, clock, ids, sealer, log: quietLog })
    const { client } = await accounts.clients.create({ name: 'One' })
    const users = createSipUsers({ db, sealer, clock, ids, mayShow: async () => true })
    await users.create(client.id, { username: 'anna' })
    const id = (await users.find('anna'))?.id ?? ''
    const keeper = createBindingKeeper(db)
    const phone = (key: string, seconds: number): Binding => ({
      ...{ key, contact: `sip:anna@192.0.2.1:${5000 + seconds}`, callId: key, cseq: 1, q: 0.5, agent: 'test' },
      expiresAt: clock.now() + seconds * 1000,
      source: { transport: 'udp', address: '192.0.2.1', port: 5060 },
    })
    const [desk, mobile] = [phone('desk', 600), phone('mobile', 60)]
    await keeper.replace(id, [desk, mobile])
    assert.deepEqual(await keeper.load(clock.now()), new Map([['anna', [desk, mobile]]]))
    await keeper.replace(id, [{ ...desk, cseq: 2 }])
    assert.deepEqual(await keeper.load(clock.now()), new Map([['anna', [{ ...desk, cseq: 2 }]]]))
    clock.advance(600_001)
    assert.deepEqual(await keeper.load(clock.now()), new Map())
    await keeper.replace(id, [])
  })
})
