import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { describeOnEachEngine, type OpenDatabase } from '@trunkline/testkit'
import { ProblemError } from '@trunkline/wire'
import { createEndpoints, type Endpoints, mostEndpoints } from '../src/endpoint/endpoints.ts'
import { createAddressPolicy } from '../src/http/address-policy.ts'
import type { Resolve } from '../src/http/name-resolver.ts'
import { migrations } from '../src/migrations.ts'
import { clientA, clientB, type Fixture, fixture } from './fixture.ts'

const addresses: Record<string, string> = { 'hooks.test': '93.184.216.34', 'inner.test': '10.0.0.1' }

async function endpoints(t: TestContext, open: OpenDatabase): Promise<{ f: Fixture; endpoints: Endpoints }> {
  const f = await fixture(t, open)
  const resolve: Resolve = async (name) => {
    const address = addresses[name]
    if (address === undefined) throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
    return [{ address, family: 4 }]
  }
  const { db, clock, ids, sealer } = f
  const policy = createAddressPolicy()
  return { f, endpoints: createEndpoints({ db, clock, ids, sealer, policy, resolve, onWork() {} }) }
}

const problem = (code: string, pointer?: string) => (error: unknown) => {
  assert.ok(error instanceof ProblemError, String(error))
  assert.equal(error.code, code)
  assert.equal(error.errors?.[0]?.pointer, pointer)
  return true
}

const nobody = `WE${'0'.repeat(32)}`

describeOnEachEngine('webhook endpoints', [migrations], (open) => {
  test('an endpoint is made with a secret that is shown once and sealed at rest', async (t) => {
    const { f, endpoints: e } = await endpoints(t, open)
    const made = await e.create(clientA, { url: 'https://hooks.test/a', events: ['delivery.*'] })
    assert.match(made.id, /^WE[0-9a-f]{32}$/)
    assert.match(made.secret, /^whsec_[A-Za-z0-9+/]{43}=$/)
    const { secret, ...view } = made
    assert.deepEqual(view, {
      id: made.id,
      url: 'https://hooks.test/a',
      events: ['delivery.*'],
      status: 'enabled',
      disabledReason: null,
      disabledAt: null,
      failingSince: null,
      lastError: null,
      previousSecretUntil: null,
      createdAt: '2026-11-20T12:00:00.000Z',
    })
    assert.deepEqual(await e.get(clientA, made.id), view)
    const { rows } = await f.db.query({ text: 'select e::text as row from events_endpoint e', values: [] })
    assert.ok(!JSON.stringify(rows).includes(secret.slice(6)))
    assert.deepEqual((await e.create(clientA, { url: 'https://hooks.test/b' })).events, ['*'])
  })

  for (const [why, url] of [
    ['no URL', 'hooks'],
    ['another scheme', 'ftp://hooks.test/'],
    ['credentials', 'https://user:pass@hooks.test/'],
    ['too long', `https://hooks.test/${'x'.repeat(2048)}`],
    ['a private address', 'http://192.168.1.1/'],
    ['loopback', 'http://127.0.0.1:4000/v1/admin'],
    ['a name at a private address', 'https://inner.test/'],
  ] as const) {
    test(`a URL is refused for ${why}`, async (t) => {
      const { endpoints: e } = await endpoints(t, open)
      await assert.rejects(e.create(clientA, { url }), problem('url-refused', '/url'))
      assert.deepEqual((await e.list(clientA)).webhooks, [])
    })
  }

  test('a name that does not resolve today may tomorrow', async (t) => {
    const { endpoints: e } = await endpoints(t, open)
    assert.equal((await e.create(clientA, { url: 'https://soon.test/' })).url, 'https://soon.test/')
  })

  test('patterns that are none are refused with pointers', async (t) => {
    const { endpoints: e } = await endpoints(t, open)
    const url = 'https://hooks.test/'
    await assert.rejects(e.create(clientA, { url, events: ['ok.*', 'no*'] }), problem('validation-failed', '/events/1'))
  })

  test('endpoints are listed in pages, oldest first, and only to their client', async (t) => {
    const { endpoints: e } = await endpoints(t, open)
    const made: string[] = []
    for (let i = 0; i < 5; i += 1) made.push((await e.create(clientA, { url: `https://hooks.test/${i}` })).id)
    const first = await e.list(clientA, { limit: 3 })
    const second = await e.list(clientA, { limit: 3, after: first.next ?? '' })
    assert.deepEqual(
      [...first.webhooks, ...second.webhooks].map(({ id }) => id),
      made,
    )
    assert.equal(second.next, null)
    assert.deepEqual(await e.list(clientB), { webhooks: [], next: null })
  })

  test('a client may have a bounded number of endpoints', async (t) => {
    const { endpoints: e } = await endpoints(t, open)
    for (let i = 0; i < mostEndpoints; i += 1) await e.create(clientA, { url: 'https://hooks.test/' })
    await assert.rejects(e.create(clientA, { url: 'https://hooks.test/' }), problem('webhook-limit'))
    await e.create(clientB, { url: 'https://hooks.test/' })
  })

  test('what a client does not own is not found, whatever it wants with it', async (t) => {
    const { endpoints: e } = await endpoints(t, open)
    const { id } = await e.create(clientA, { url: 'https://hooks.test/' })
    for (const each of [id, nobody, 'WE1', 'AC00000000000000000000000000000000', '']) {
      await assert.rejects(e.get(clientB, each), problem('not-found'))
      await assert.rejects(e.remove(clientB, each), problem('not-found'))
      await assert.rejects(e.rotate(clientB, each), problem('not-found'))
      await assert.rejects(e.enable(clientB, each), problem('not-found'))
      await assert.rejects(e.replay(clientB, each), problem('not-found'))
    }
    assert.equal((await e.get(clientA, id)).status, 'enabled')
  })

  test('a replay from what is neither a position nor an instant is refused', async (t) => {
    const { endpoints: e } = await endpoints(t, open)
    const { id } = await e.create(clientA, { url: 'https://hooks.test/' })
    for (const since of ['yesterday', '', '2026', '2026-13-40T00:00:00Z']) {
      await assert.rejects(e.replay(clientA, id, { since }), problem('validation-failed', '/since'))
    }
  })

  test('a deleted endpoint is gone, and a disabled one can be enabled again', async (t) => {
    const { f, endpoints: e } = await endpoints(t, open)
    const { id } = await e.create(clientA, { url: 'https://hooks.test/' })
    await f.db.query({ text: `update events_endpoint set status = 'disabled', disabled_reason = 'x'`, values: [] })
    const enabled = await e.enable(clientA, id)
    assert.deepEqual([enabled.status, enabled.disabledReason], ['enabled', null])
    await e.remove(clientA, id)
    await assert.rejects(e.get(clientA, id), problem('not-found'))
  })
})
