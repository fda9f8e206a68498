import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { describeOnEachEngine } from '@trunkline/testkit'
import { migrations } from '../src/migrations.ts'
import { altered, basic, type Fixture, fixture, nobody, problem } from './fixture.ts'

async function oneClient(f: Fixture): Promise<{ sid: string; id: string; token: string; header: string }> {
  const { client, authToken } = await f.accounts.clients.create({ name: 'Shop' })
  return { sid: client.sid, id: client.id, token: authToken, header: basic(client.sid, authToken) }
}

/** How many look-ups of credentials have been made. */
const lookups = ({ statements }: Fixture): number =>
  statements.filter((name) => name.startsWith('accounts-auth')).length

describeOnEachEngine('authentication', [migrations], (open) => {
  test('a client is known by its id and token, by an API key and its secret, and by a bearer word', async (t) => {
    const f = await fixture(t, open)
    const { sid, token, header } = await oneClient(f)
    const key = await f.accounts.keys.create(sid)
    const found = await Promise.all([
      f.accounts.authenticate(sid, token),
      f.accounts.authenticate(key.sid, key.secret),
      f.accounts.authenticateBearer(`${key.sid}.${key.secret}`),
      f.accounts.authenticateHeader(header),
      f.accounts.authenticateHeader(`basic   ${header.slice(6)} `),
      f.accounts.authenticateHeader(`BEARER ${key.sid}.${key.secret}`),
    ])
    for (const client of found) assert.equal(client.sid, sid)
  })

  test('what is wrong with credentials is not told apart', async (t) => {
    const f = await fixture(t, open)
    const { sid, token } = await oneClient(f)
    const key = await f.accounts.keys.create(sid)
    const other = await oneClient(f)
    for (const [username, password] of [
      [sid, ''],
      [sid, `${token}0`],
      [sid, other.token],
      [sid, key.secret],
      [key.sid, token],
      [nobody, token],
      [`SK${nobody.slice(2)}`, key.secret],
      [sid.toUpperCase(), token],
      ['', ''],
      ['admin', 'admin'],
      [`AP${sid.slice(2)}`, token],
    ] as const) {
      await assert.rejects(f.accounts.authenticate(username, password), problem('credentials-invalid'))
    }
    await assert.rejects(f.accounts.authenticateBearer(`${sid}.${token}`), problem('credentials-invalid'))
  })

  for (const [what, header, code] of [
    ['an empty header', '', 'credentials-missing'],
    ['white space', '   ', 'credentials-missing'],
    ['a scheme without more', 'Basic', 'credentials-invalid'],
    ['text that is not base64', 'Basic %%%', 'credentials-invalid'],
    ['a pair without colon', `Basic ${Buffer.from('abc').toString('base64')}`, 'credentials-invalid'],
    ['another scheme', 'Digest username="x"', 'credentials-invalid'],
    ['a bearer word without dot', 'Bearer abc', 'credentials-invalid'],
    ['a bearer word without secret', `Bearer SK${'0'.repeat(32)}.`, 'credentials-invalid'],
    ['a header of two kilobytes', `Basic ${'A'.repeat(2048)}`, 'credentials-invalid'],
  ] as const) {
    test(`${what} is refused without a look into the database`, async (t) => {
      const f = await fixture(t, open)
      assert.throws(() => f.accounts.authenticateHeader(header), problem(code))
      assert.equal(lookups(f), 0)
    })
  }

  test('a password may have colons in it', async (t) => {
    const f = await fixture(t, open)
    const accountSid = `AC${'1'.repeat(32)}`
    await f.accounts.syncDeclared([{ accountSid, authToken: 'a:b:c:and sixteen' }])
    assert.equal((await f.accounts.authenticateHeader(basic(accountSid, 'a:b:c:and sixteen'))).sid, accountSid)
  })

  test('a header that is known is answered at once, without a promise and without the database', async (t) => {
    const f = await fixture(t, open)
    const { sid, header } = await oneClient(f)
    await f.accounts.start()
    await f.accounts.authenticateHeader(header)
    const before = f.statements.length
    for (let i = 0; i < 100; i += 1) {
      const client = f.accounts.authenticateHeader(header)
      assert.ok(!(client instanceof Promise))
      assert.equal(client.sid, sid)
    }
    assert.equal(f.statements.length, before)
  })

  test('a wrong header is looked up each time', async (t) => {
    const f = await fixture(t, open)
    const { sid } = await oneClient(f)
    for (let i = 0; i < 3; i += 1) {
      await assert.rejects(
        async () => f.accounts.authenticateHeader(basic(sid, 'wrong')),
        problem('credentials-invalid'),
      )
    }
    assert.equal(lookups(f), 3)
  })

  test('one question every two seconds keeps all that is known alive; without requests there is none', async (t) => {
    const f = await fixture(t, open)
    const clients = [await oneClient(f), await oneClient(f), await oneClient(f)]
    await f.accounts.start()
    for (const { header } of clients) await f.accounts.authenticateHeader(header)
    const learnt = lookups(f)
    const questions = (): number => f.statements.filter((name) => name === 'accounts-changed').length
    const before = questions()
    f.clock.advance(3_600_000)
    await sleep(20)
    assert.equal(questions(), before)
    await f.accounts.authenticateHeader(clients[0]?.header ?? '')
    for (let second = 0; second < 10; second += 1) {
      f.clock.advance(1000)
      for (const { header } of clients) assert.ok(!(f.accounts.authenticateHeader(header) instanceof Promise))
      await f.answered()
    }
    assert.ok(questions() - before <= 6, `${questions() - before} questions`)
    assert.equal(lookups(f), learnt)
  })

  test('a rotated token is refused at once in this process', async (t) => {
    const f = await fixture(t, open)
    const { sid, header, token } = await oneClient(f)
    await f.accounts.start()
    await f.accounts.authenticateHeader(header)
    const rotated = await f.accounts.clients.rotate(sid)
    assert.notEqual(rotated.authToken, token)
    await assert.rejects(async () => f.accounts.authenticateHeader(header), problem('credentials-invalid'))
    assert.equal((await f.accounts.authenticateHeader(basic(sid, rotated.authToken))).sid, sid)
  })

  test('a revoked key is refused at once in this process', async (t) => {
    const f = await fixture(t, open)
    const { sid } = await oneClient(f)
    const key = await f.accounts.keys.create(sid)
    await f.accounts.start()
    const header = `Bearer ${key.sid}.${key.secret}`
    await f.accounts.authenticateHeader(header)
    await f.accounts.keys.revoke(sid, key.sid)
    await assert.rejects(async () => f.accounts.authenticateHeader(header), problem('credentials-invalid'))
  })

  test('another process hears of a change at once', async (t) => {
    const f = await fixture(t, open)
    const { sid, header } = await oneClient(f)
    const other = f.another()
    await other.start()
    await other.authenticateHeader(header)
    await f.accounts.clients.rotate(sid)
    for (let refused = false; !refused; await sleep(5)) {
      refused = await Promise.resolve(other.authenticateHeader(header)).then(
        () => false,
        () => true,
      )
    }
  })

  test('a process that does not hear notifications learns of a change within five seconds', async (t) => {
    const f = await fixture(t, open)
    const { sid, header } = await oneClient(f)
    const deaf = f.another()
    await deaf.authenticateHeader(header)
    await deaf.authenticateHeader(header)
    await f.accounts.clients.rotate(sid)
    assert.equal(((await deaf.authenticateHeader(header)) as { sid: string }).sid, sid, 'not yet')
    f.clock.advance(5000)
    await assert.rejects(async () => deaf.authenticateHeader(header), problem('credentials-invalid'))
  })

  test('while the database is away, what is known is good for five seconds and no longer', async (t) => {
    const f = await fixture(t, open)
    const { header } = await oneClient(f)
    let down = false
    const db = altered(f.db, { query: (s) => (down ? Promise.reject(new Error('down')) : f.db.query(s)) })
    const accounts = f.another(db)
    await accounts.start()
    await accounts.authenticateHeader(header)
    down = true
    f.clock.advance(4999)
    assert.ok(!(accounts.authenticateHeader(header) instanceof Promise))
    await sleep(5)
    assert.ok(f.log.lines.some(({ level }) => level === 'warn'))
    f.clock.advance(1)
    await assert.rejects(async () => accounts.authenticateHeader(header), /down/)
    down = false
    await accounts.authenticateHeader(header)
  })

  test('what changes while it is being looked up is not remembered', async (t) => {
    const f = await fixture(t, open)
    const { sid, header } = await oneClient(f)
    const gate = Promise.withResolvers<void>()
    const read = Promise.withResolvers<void>()
    const db = altered(f.db, {
      query: async (statement) => {
        const result = await f.db.query(statement)
        if (statement.name !== 'accounts-auth-client') return result as never
        read.resolve()
        await gate.promise
        return result as never
      },
    })
    const accounts = f.another(db)
    await accounts.start()
    const early = accounts.authenticateHeader(header)
    await read.promise
    await accounts.clients.rotate(sid)
    gate.resolve()
    assert.equal((await early).sid, sid, 'it was right when it was looked up')
    await assert.rejects(async () => accounts.authenticateHeader(header), problem('credentials-invalid'))
  })

  test('a disabled client is told so when its secret is right, and is known again when it is enabled', async (t) => {
    const f = await fixture(t, open)
    const { sid, header, token } = await oneClient(f)
    const key = await f.accounts.keys.create(sid)
    await f.accounts.start()
    await f.accounts.authenticateHeader(header)
    await f.accounts.clients.disable(sid, 'unpaid')
    await assert.rejects(async () => f.accounts.authenticateHeader(header), problem('client-disabled'))
    await assert.rejects(f.accounts.authenticate(key.sid, key.secret), problem('client-disabled'))
    await assert.rejects(f.accounts.authenticate(sid, 'wrong'), problem('credentials-invalid'))
    await f.accounts.clients.enable(sid)
    assert.equal((await f.accounts.authenticate(sid, token)).status, 'active')
  })

  test('with a parent its subaccounts are disabled', async (t) => {
    const f = await fixture(t, open)
    const parent = await oneClient(f)
    const sub = await f.accounts.clients.create({ name: 'Sub', parent: parent.sid })
    const header = basic(sub.client.sid, sub.authToken)
    await f.accounts.start()
    assert.equal((await f.accounts.authenticateHeader(header)).parentId, parent.id)
    await f.accounts.clients.disable(parent.sid)
    await assert.rejects(async () => f.accounts.authenticateHeader(header), problem('client-disabled'))
  })

  test('secrets are sealed at rest, and can be opened to sign with', async (t) => {
    const f = await fixture(t, open)
    const { sid, id, token } = await oneClient(f)
    const key = await f.accounts.keys.create(sid)
    for (const table of ['accounts_client', 'accounts_key']) {
      const { rows } = await f.db.query({ text: `select r::text as row from ${table} r`, values: [] })
      assert.ok(!JSON.stringify(rows).includes(token) && !JSON.stringify(rows).includes(key.secret))
    }
    assert.equal(await f.accounts.clients.authToken(sid), token)
    assert.deepEqual(await f.accounts.keys.secretOf(key.sid), { clientId: id, secret: key.secret })
  })
})
