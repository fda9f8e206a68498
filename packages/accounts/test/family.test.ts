import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachEngine } from '@trunkline/testkit'
import type { ClientWithToken } from '../src/index.ts'
import { migrations } from '../src/migrations.ts'
import { basic, fixture, problem } from './fixture.ts'

const names = (rows: readonly ClientWithToken[]) => rows.map(({ client }) => client.name)

describeOnEachEngine('families and keys', [migrations], (open) => {
  test('a family is the client and its subaccounts, the youngest first, forward and backward', async (t) => {
    const { accounts, clock } = await fixture(t, open)
    const { client: parent } = await accounts.clients.create({ name: 'parent' })
    await accounts.clients.create({ name: 'stranger' })
    for (const name of ['a', 'b', 'c']) {
      clock.advance(1000)
      await accounts.clients.create({ name, parent: parent.id })
    }
    const all = await accounts.family.page(parent.id, { limit: 10 })
    assert.deepEqual(names(all), ['c', 'b', 'a', 'parent'])
    const [c, b] = all
    assert.deepEqual(names(await accounts.family.page(parent.sid, { limit: 2, after: c?.client.id })), ['b', 'a'])
    assert.deepEqual(names(await accounts.family.page(parent.id, { limit: 2, before: b?.client.id })), ['c'])
    assert.deepEqual(names(await accounts.family.page(parent.id, { limit: 10, name: 'b' })), ['b'])
    assert.deepEqual(names(await accounts.family.page(c?.client.id ?? '', { limit: 10 })), ['c'])
  })

  test('a family is listed by what its members may do', async (t) => {
    const { accounts } = await fixture(t, open)
    const { client: parent } = await accounts.clients.create({ name: 'parent' })
    const [a, b] = [
      await accounts.clients.create({ name: 'a', parent: parent.id }),
      await accounts.clients.create({ name: 'b', parent: parent.id }),
    ]
    assert.equal(await accounts.family.turn(a.client.id, 'suspended'), undefined)
    assert.equal(await accounts.family.turn(b.client.id, 'closed'), undefined)
    for (const [status, expected] of [
      ['active', 'parent'],
      ['suspended', 'a'],
      ['closed', 'b'],
    ] as const) {
      assert.deepEqual(names(await accounts.family.page(parent.id, { limit: 10, status })), [expected])
    }
    assert.equal((await accounts.family.get(a.client.sid)).authToken, a.authToken)
  })

  test('a suspended subaccount is refused at once, and let in again; a closed one never', async (t) => {
    const { accounts, clock } = await fixture(t, open)
    const { client: parent } = await accounts.clients.create({ name: 'parent' })
    const { client, authToken } = await accounts.clients.create({ name: 'sub', parent: parent.id })
    const turns: string[] = []
    accounts.onStatus(async (_tx, turned) => void turns.push(turned.status))
    const login = async () => accounts.authenticateHeader(basic(client.sid, authToken))
    await login()
    await accounts.family.turn(client.id, 'suspended')
    await assert.rejects(login(), problem('client-disabled'))
    await accounts.family.turn(client.id, 'suspended')
    await accounts.family.turn(client.id, 'active')
    await login()
    clock.advance(5000)
    await accounts.family.turn(client.id, 'closed')
    await assert.rejects(login(), problem('client-disabled'))
    assert.equal(await accounts.family.turn(client.id, 'active'), 'closed')
    const closed = await accounts.clients.get(client.id)
    assert.deepEqual([closed.closedAt, closed.updatedAt], [new Date(clock.now()), new Date(clock.now())])
    assert.deepEqual(turns, ['disabled', 'active', 'disabled'])
  })

  test('what the operator disabled, a parent cannot enable', async (t) => {
    const { accounts } = await fixture(t, open)
    const { client: parent } = await accounts.clients.create({ name: 'parent' })
    const { client } = await accounts.clients.create({ name: 'sub', parent: parent.id })
    await accounts.family.turn(client.id, 'suspended')
    await accounts.clients.disable(client.id, 'abuse')
    assert.equal(await accounts.family.turn(client.id, 'active'), 'disabled-by-operator')
    const held = await accounts.clients.get(client.id)
    assert.deepEqual([held.disabledBy, held.disabledReason], ['operator', 'abuse'])
    assert.equal((await accounts.clients.enable(client.id)).disabledBy, null)
  })

  test('a parent may have so many subaccounts, closed ones not counted', async (t) => {
    const { accounts } = await fixture(t, open)
    const { client: parent } = await accounts.clients.create({ name: 'parent' })
    const make = () => accounts.clients.create({ name: 'sub', parent: parent.id, mostSubaccounts: 1 })
    const { client } = await make()
    await assert.rejects(make(), problem('validation-failed', '/parent'))
    await accounts.family.turn(client.id, 'closed')
    await make()
  })

  test('keys are read page by page, found and renamed by their owner', async (t) => {
    const { accounts, clock } = await fixture(t, open)
    const { client } = await accounts.clients.create({ name: 'Shop' })
    const { client: other } = await accounts.clients.create({ name: 'Other' })
    const made = []
    for (const name of ['a', 'b', 'c']) {
      clock.advance(1000)
      made.push(await accounts.keys.create(client.id, { name }))
    }
    const all = await accounts.keys.page(client.id, { limit: 10 })
    assert.deepEqual(
      all.map(({ name }) => name),
      ['c', 'b', 'a'],
    )
    const sid = made[1]?.sid ?? ''
    const found = await accounts.keys.find(sid)
    assert.deepEqual([found?.name, found?.clientId, found?.updatedAt], ['b', client.id, found?.createdAt])
    const renamed = await accounts.keys.rename(client.id, sid, 'B')
    assert.deepEqual([renamed.name, renamed.updatedAt], ['B', new Date(clock.now())])
    await assert.rejects(accounts.keys.rename(other.id, sid, 'mine'), problem('not-found'))
    assert.equal(await accounts.keys.find('SK1'), undefined)
    assert.equal(await accounts.keys.find(`SK${'0'.repeat(32)}`), undefined)
  })

  test('a login says with which credential it was made, from memory too', async (t) => {
    const { accounts } = await fixture(t, open)
    const { client, authToken } = await accounts.clients.create({ name: 'Shop' })
    const { sid, secret } = await accounts.keys.create(client.id)
    for (let time = 0; time < 2; time++) {
      const token = await accounts.loginOf(basic(client.sid, authToken))
      assert.deepEqual([token.kind, token.sid, token.client.id], ['token', client.sid, client.id])
      const key = await accounts.loginOf(basic(sid, secret))
      assert.deepEqual([key.kind, key.sid, key.client.id], ['key', sid, client.id])
    }
  })
})
