import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachEngine } from '@trunkline/testkit'
import type { DeclaredClient } from '../src/index.ts'
import { migrations } from '../src/migrations.ts'
import { basic, fixture, problem } from './fixture.ts'

const shop: DeclaredClient = {
  accountSid: `AC${'1'.repeat(32)}`,
  name: 'Shop',
  authToken: 'a token of the file',
  numbers: [
    { phoneNumber: '+14155550100', identity: 'desk', smsUrl: 'https://a.test/' },
    { phoneNumber: '+14155550101' },
  ],
}
const bank: DeclaredClient = { accountSid: `AC${'2'.repeat(32)}`, authToken: 'another token' }

describeOnEachEngine('declared clients', [migrations], (open) => {
  test('what the file declares is there, with its numbers, and can log in', async (t) => {
    const { accounts } = await fixture(t, open)
    const changed = await accounts.syncDeclared([shop, bank])
    assert.deepEqual(changed.map(({ sid }) => sid).sort(), [shop.accountSid, bank.accountSid])
    const client = await accounts.authenticate(shop.accountSid, shop.authToken)
    assert.deepEqual([client.name, client.declared, client.status], ['Shop', true, 'active'])
    assert.equal((await accounts.clients.get(bank.accountSid)).name, bank.accountSid)
    const { numbers } = await accounts.numbers.list(shop.accountSid)
    assert.deepEqual(
      numbers.map((n) => [n.phoneNumber, n.identity, n.smsUrl, n.declared]),
      [
        ['+14155550100', 'desk', 'https://a.test/', true],
        ['+14155550101', null, null, true],
      ],
    )
  })

  test('the same file again changes nothing', async (t) => {
    const { accounts, db, clock } = await fixture(t, open)
    await accounts.syncDeclared([shop, bank])
    const everything = async (): Promise<unknown> =>
      (
        await db.query({
          text: `select (select json_agg(c order by id) from accounts_client c) as clients,
          (select json_agg(n order by number) from accounts_number n) as numbers, (select version from accounts_version)`,
          values: [],
        })
      ).rows
    const before = await everything()
    clock.advance(1000)
    assert.deepEqual(await accounts.syncDeclared([bank, shop]), [])
    assert.deepEqual(await everything(), before)
  })

  test('a changed file changes what differs', async (t) => {
    const { accounts } = await fixture(t, open)
    await accounts.syncDeclared([shop, bank])
    const next: DeclaredClient = {
      ...shop,
      name: 'Store',
      authToken: 'a new token',
      numbers: [{ phoneNumber: '+14155550100', identity: 'front' }, { phoneNumber: '+14155550102' }],
    }
    const changed = await accounts.syncDeclared([next, bank])
    assert.deepEqual(
      changed.map(({ sid, name }) => [sid, name]),
      [[shop.accountSid, 'Store']],
    )
    await assert.rejects(accounts.authenticate(shop.accountSid, shop.authToken), problem('credentials-invalid'))
    await accounts.authenticate(shop.accountSid, 'a new token')
    const { numbers } = await accounts.numbers.list(shop.accountSid)
    assert.deepEqual(
      numbers.map((n) => [n.phoneNumber, n.identity, n.smsUrl]),
      [
        ['+14155550100', 'front', null],
        ['+14155550102', null, null],
      ],
    )
  })

  test('a client that the file declares cannot be changed through the API', async (t) => {
    const { accounts } = await fixture(t, open)
    await accounts.syncDeclared([shop])
    const id = shop.accountSid
    const refused = problem('client-declared')
    await assert.rejects(accounts.clients.rename(id, 'x'), refused)
    await assert.rejects(accounts.clients.rotate(id), refused)
    await assert.rejects(accounts.clients.disable(id), refused)
    await assert.rejects(accounts.clients.enable(id), refused)
    await assert.rejects(accounts.keys.create(id), refused)
    await assert.rejects(accounts.numbers.put(id, '+14155550100', { smsUrl: null }), refused)
    await assert.rejects(accounts.numbers.put(id, '+14155550199'), refused)
    await assert.rejects(accounts.numbers.remove(id, '+14155550100'), refused)
    await assert.rejects(accounts.applications.create(id), refused)
  })

  test('a client that the file names no more is disabled, keeps what it has, and belongs to the API', async (t) => {
    const { accounts } = await fixture(t, open)
    const turned: string[] = []
    accounts.onStatus(async (_tx, { sid, status }) => void turned.push(`${sid.slice(0, 3)} ${status}`))
    await accounts.syncDeclared([shop, bank])
    await accounts.syncDeclared([bank])
    const gone = await accounts.clients.get(shop.accountSid)
    assert.deepEqual(
      [gone.status, gone.declared, gone.disabledReason],
      ['disabled', false, 'no longer declared in the configuration file'],
    )
    assert.equal((await accounts.numbers.list(shop.accountSid)).numbers.length, 2)
    await assert.rejects(accounts.authenticate(shop.accountSid, shop.authToken), problem('client-disabled'))
    await accounts.clients.enable(shop.accountSid)
    assert.equal((await accounts.numbers.put(shop.accountSid, '+14155550100')).declared, false)
    await accounts.clients.disable(shop.accountSid)
    await accounts.syncDeclared([shop, bank])
    assert.deepEqual((await accounts.clients.get(shop.accountSid)).status, 'active')
    assert.deepEqual(turned, ['AC1 disabled', 'AC1 active', 'AC1 disabled', 'AC1 active'])
  })

  test('a file may take a client of the API under its rule', async (t) => {
    const { accounts } = await fixture(t, open)
    const { client, authToken } = await accounts.clients.create({ name: 'Made by the API' })
    await accounts.numbers.put(client.sid, '+14155550100', { identity: 'x' })
    await accounts.syncDeclared([{ ...shop, accountSid: client.sid }])
    await assert.rejects(accounts.authenticate(client.sid, authToken), problem('credentials-invalid'))
    const number = await accounts.numbers.get(client.sid, '+14155550100')
    assert.deepEqual([number.identity, number.declared], ['desk', true])
  })

  test('a file that cannot be followed changes nothing and says what is wrong', async (t) => {
    const { accounts } = await fixture(t, open)
    const { client } = await accounts.clients.create({ name: 'Owner' })
    await accounts.numbers.put(client.sid, '+14155550101')
    await assert.rejects(accounts.syncDeclared([bank, shop]), (error: unknown) => {
      assert.match(String(error), /\+14155550101/)
      return problem('number-taken')(error)
    })
    await assert.rejects(accounts.clients.get(bank.accountSid), problem('not-found'))
    const wrong = problem('validation-failed', '/clients/1/accountSid')
    await assert.rejects(accounts.syncDeclared([bank, bank]), wrong)
    await assert.rejects(accounts.syncDeclared([bank, { ...shop, accountSid: 'AC1' }]), wrong)
    const number = { ...shop, numbers: [{ phoneNumber: '415' }] }
    await assert.rejects(accounts.syncDeclared([number]), problem('number-invalid', '/phoneNumber'))
  })

  test('several processes that start at once agree', async (t) => {
    const f = await fixture(t, open)
    const results = await Promise.all([1, 2, 3].map(() => f.another().syncDeclared([shop, bank])))
    assert.deepEqual(results.map((changed) => changed.length).sort(), [0, 0, 2])
  })

  test('a cached login of a declared client ends when its token changes in the file', async (t) => {
    const { accounts } = await fixture(t, open)
    await accounts.syncDeclared([shop])
    await accounts.start()
    const header = basic(shop.accountSid, shop.authToken)
    await accounts.authenticateHeader(header)
    await accounts.syncDeclared([{ ...shop, authToken: 'a new token' }])
    await assert.rejects(async () => accounts.authenticateHeader(header), problem('credentials-invalid'))
  })
})
