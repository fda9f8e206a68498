import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachEngine } from '@trunkline/testkit'
import type { Client } from '../src/index.ts'
import * as publicNames from '../src/index.ts'
import { migrations } from '../src/migrations.ts'
import { fixture, nobody, problem } from './fixture.ts'

describeOnEachEngine('clients', [migrations], (open) => {
  test('the public names are these', () => {
    assert.deepEqual(Object.keys(publicNames).sort(), [
      'applicationSettings',
      'createAccounts',
      'defaultName',
      'isNumberPattern',
      'migrations',
      'numberKinds',
      'numberSettings',
      'personalTables',
      'placeFields',
      'placeOfNumber',
      'readNumber',
    ])
  })

  test('a client is made with random credentials', async (t) => {
    const { accounts } = await fixture(t, open)
    const { client, authToken } = await accounts.clients.create({ name: '  Shop ' })
    assert.match(client.sid, /^AC[0-9a-f]{32}$/)
    assert.match(authToken, /^[0-9a-f]{32}$/)
    assert.deepEqual(client, {
      id: client.id,
      sid: client.sid,
      name: 'Shop',
      status: 'active',
      disabledAt: null,
      disabledReason: null,
      disabledBy: null,
      closedAt: null,
      parentId: null,
      declared: false,
      createdAt: new Date('2026-11-20T12:00:00.000Z'),
      updatedAt: new Date('2026-11-20T12:00:00.000Z'),
    })
    assert.deepEqual(await accounts.clients.get(client.sid), client)
    assert.deepEqual(await accounts.clients.get(client.id), client)
    assert.notEqual((await accounts.clients.create({ name: 'Shop' })).authToken, authToken)
  })

  test('a name must say something and fit on a line', async (t) => {
    const { accounts } = await fixture(t, open)
    const { client } = await accounts.clients.create({ name: 'x'.repeat(64) })
    for (const name of ['', '  ', 'x'.repeat(65), 'a\nb', 'a\0']) {
      await assert.rejects(accounts.clients.create({ name }), problem('validation-failed', '/name'))
      await assert.rejects(accounts.clients.rename(client.sid, name), problem('validation-failed', '/name'))
    }
    assert.equal((await accounts.clients.rename(client.sid, 'Ünï ☎')).name, 'Ünï ☎')
  })

  test('clients are listed in pages, by status and by parent', async (t) => {
    const { accounts } = await fixture(t, open)
    const made: string[] = []
    for (let i = 0; i < 5; i += 1) made.push((await accounts.clients.create({ name: `C${i}` })).client.sid)
    const first = await accounts.clients.list({ limit: 3 })
    const second = await accounts.clients.list({ limit: 3, after: first.next ?? '' })
    assert.deepEqual(
      [...first.clients, ...second.clients].map(({ sid }) => sid),
      made,
    )
    assert.equal(second.next, null)
    await accounts.clients.disable(made[1] ?? '')
    const sub = await accounts.clients.create({ name: 'Sub', parent: made[0] ?? '' })
    const sids = async (filter: object): Promise<string[]> =>
      (await accounts.clients.list(filter)).clients.map(({ sid }) => sid)
    assert.deepEqual(await sids({ status: 'disabled' }), [made[1]])
    assert.deepEqual(await sids({ parent: made[0] ?? '' }), [sub.client.sid])
    assert.equal((await sids({ limit: 0 })).length, 1)
  })

  test('a subaccount has a parent, and no subaccounts', async (t) => {
    const { accounts } = await fixture(t, open)
    const parent = await accounts.clients.create({ name: 'Parent' })
    const sub = await accounts.clients.create({ name: 'Sub', parent: parent.client.sid })
    assert.equal(sub.client.parentId, parent.client.id)
    const below = accounts.clients.create({ name: 'Below', parent: sub.client.sid })
    await assert.rejects(below, problem('validation-failed', '/parent'))
    await assert.rejects(accounts.clients.create({ name: 'Orphan', parent: nobody }), problem('not-found'))
  })

  test('what is not there is not found', async (t) => {
    const { accounts } = await fixture(t, open)
    for (const client of [nobody, 'AC1', '', 'shop']) {
      await assert.rejects(accounts.clients.get(client), problem('not-found'))
      await assert.rejects(accounts.clients.rename(client, 'x'), problem('not-found'))
      await assert.rejects(accounts.clients.rotate(client), problem('not-found'))
      await assert.rejects(accounts.clients.disable(client), problem('not-found'))
      await assert.rejects(accounts.clients.enable(client), problem('not-found'))
      await assert.rejects(accounts.keys.create(client), problem('not-found'))
      await assert.rejects(accounts.numbers.put(client, '+14155550100'), problem('not-found'))
      await assert.rejects(accounts.applications.create(client), problem('not-found'))
    }
  })

  test('disabling says when and why; doing it again changes nothing', async (t) => {
    const { accounts, clock } = await fixture(t, open)
    const { client } = await accounts.clients.create({ name: 'Shop' })
    const disabled = await accounts.clients.disable(client.sid, 'unpaid')
    assert.deepEqual(
      [disabled.status, disabled.disabledReason, disabled.disabledAt],
      ['disabled', 'unpaid', new Date(clock.now())],
    )
    clock.advance(1000)
    assert.deepEqual(await accounts.clients.disable(client.sid, 'again'), disabled)
    const updatedAt = new Date(clock.now())
    assert.deepEqual(await accounts.clients.enable(client.sid), { ...client, updatedAt })
  })

  test('who holds work of a client takes part in the transaction that turns its status', async (t) => {
    const { accounts, db } = await fixture(t, open)
    await db.query({ text: 'create table held (client_id uuid, paused boolean)', values: [] })
    const { client } = await accounts.clients.create({ name: 'Shop' })
    await db.query({ text: 'insert into held values ($1, false)', values: [client.id] })
    const off = accounts.onStatus(async (tx, { id, status }) => {
      await tx.query({ text: 'update held set paused = $2 where client_id = $1', values: [id, status === 'disabled'] })
      if (status === 'active') throw new Error('no')
    })
    const paused = async (): Promise<unknown> => (await db.query({ text: 'select paused from held', values: [] })).rows
    await accounts.clients.disable(client.sid)
    assert.deepEqual(await paused(), [{ paused: true }])
    await assert.rejects(accounts.clients.enable(client.sid), /no/)
    assert.deepEqual(await paused(), [{ paused: true }])
    assert.equal((await accounts.clients.get(client.sid)).status, 'disabled', 'both or neither')
    off()
    await accounts.clients.enable(client.sid)
    assert.deepEqual(await paused(), [{ paused: true }])
  })

  test('every process is told of each change, with the client as it is now', async (t) => {
    const f = await fixture(t, open)
    const other = f.another()
    await f.accounts.start()
    await f.accounts.start()
    await other.start()
    const here: Client[] = []
    const there: Client[] = []
    const off = f.accounts.onChange((client) => here.push(client))
    other.onChange((client) => there.push(client))
    const { client } = await f.accounts.clients.create({ name: 'Shop' })
    await f.accounts.clients.disable(client.sid)
    assert.deepEqual(
      here.map(({ status }) => status),
      ['active', 'disabled'],
    )
    while (there.at(-1)?.status !== 'disabled') await new Promise((resolve) => setTimeout(resolve, 5))
    assert.equal(there.at(-1)?.sid, client.sid)
    off()
    await f.accounts.clients.enable(client.sid)
    assert.ok(here.length <= 3)
  })

  test('a listener that fails does not keep the others from hearing', async (t) => {
    const f = await fixture(t, open)
    const heard: string[] = []
    f.accounts.onChange(() => {
      throw new Error('no')
    })
    f.accounts.onChange(({ sid }) => heard.push(sid))
    const { client } = await f.accounts.clients.create({ name: 'Shop' })
    assert.deepEqual(heard, [client.sid])
    assert.ok(f.log.lines.some(({ level }) => level === 'error'))
  })

  test('API keys are made, listed without their secrets, and revoked', async (t) => {
    const { accounts } = await fixture(t, open)
    const { client } = await accounts.clients.create({ name: 'Shop' })
    const other = await accounts.clients.create({ name: 'Other' })
    const first = await accounts.keys.create(client.sid, { name: 'first' })
    const second = await accounts.keys.create(client.sid)
    assert.match(first.sid, /^SK[0-9a-f]{32}$/)
    assert.match(first.secret, /^[A-Za-z0-9]{32}$/)
    const { secret: _, ...shown } = first
    const page = await accounts.keys.list(client.sid, { limit: 1 })
    assert.deepEqual(page.keys, [shown])
    const rest = await accounts.keys.list(client.sid, { after: page.next ?? '' })
    assert.deepEqual([rest.keys.map(({ sid }) => sid), rest.next], [[second.sid], null])
    await assert.rejects(accounts.keys.revoke(other.client.sid, first.sid), problem('not-found'))
    await assert.rejects(accounts.keys.revoke(client.sid, 'SK1'), problem('not-found'))
    await accounts.keys.revoke(client.sid, first.sid)
    await assert.rejects(accounts.keys.revoke(client.sid, first.sid), problem('not-found'))
    await assert.rejects(accounts.keys.secretOf(first.sid), problem('not-found'))
  })

  test('a client may have a bounded number of API keys', async (t) => {
    const { accounts, db } = await fixture(t, open)
    const { client } = await accounts.clients.create({ name: 'Shop' })
    await db.query({
      text: `insert into accounts_key select gen_random_uuid(), $1, 'k', 's', now() from generate_series(1, 1000)`,
      values: [client.id],
    })
    await assert.rejects(accounts.keys.create(client.sid), problem('validation-failed'))
  })

  test('a start that fails can be tried again', async (t) => {
    const f = await fixture(t, open)
    let failures = 0
    const db = new Proxy(f.db, {
      get: (target, key) => {
        if (key === 'listen' && failures++ === 0) return () => Promise.reject(new Error('down'))
        const value: unknown = Reflect.get(target, key)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    const accounts = f.another(db)
    await assert.rejects(accounts.start(), /down/)
    await accounts.start()
    await accounts.stop()
    await accounts.stop()
  })
})
