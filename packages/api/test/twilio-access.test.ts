import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachEngine } from '@trunkline/testkit'
import { basic, openBench, sets } from './support/api-bench.ts'
import { ownCaller, twilioCaller } from './support/twilio-caller.ts'

const unknownSid = `AC${'0'.repeat(32)}`
const date2822 = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000$/

describeOnEachEngine('the Twilio-compatible edge', sets, (open) => {
  test('an account is fetched by its token, with and without .json, and under the path prefix', async (t) => {
    const bench = await openBench(t, { open })
    const { clientId, authToken } = bench
    for (const path of [
      `/2010-04-01/Accounts/${clientId}.json`,
      `/2010-04-01/Accounts/${clientId}`,
      `/api/2010-04-01/Accounts/${clientId}.json`,
    ]) {
      const { status, json, headers } = await ownCaller(bench).get(path)
      assert.equal(status, 200, path)
      assert.equal(json.sid, clientId)
      assert.equal(json.owner_account_sid, clientId)
      assert.equal(json.auth_token, authToken)
      assert.match(json.date_created, date2822)
      assert.equal(json.uri, `/2010-04-01/Accounts/${clientId}.json`)
      assert.equal(json.subresource_uris.messages, `/2010-04-01/Accounts/${clientId}/Messages.json`)
      assert.match(headers['twilio-request-id'] ?? '', /^RQ[0-9a-f]{32}$/)
      assert.match(headers['twilio-request-duration'] ?? '', /^\d+\.\d{3}$/)
      assert.match(headers['content-type'] ?? '', /^application\/json/)
    }
  })

  test('who is not known is told so as Twilio tells it', async (t) => {
    const { raw, clientId } = await openBench(t, { open })
    const path = `/2010-04-01/Accounts/${clientId}.json`
    const wrong: Record<string, string>[] = [
      {},
      { authorization: basic(clientId, 'wrong') },
      { authorization: basic('nobody', 'x') },
      { authorization: basic(`SK${'0'.repeat(32)}`, 'x') },
      { authorization: 'Bearer x.y.z' },
      { authorization: '' },
    ]
    for (const headers of wrong) {
      const { status, json, headers: given } = await raw('GET', path, undefined, headers)
      assert.equal(status, 401, JSON.stringify(headers))
      assert.equal(given['www-authenticate'], 'Basic realm="Twilio API"')
      assert.deepEqual([json.code, json.status], [20003, 401])
      assert.equal(json.more_info, 'https://www.twilio.com/docs/errors/20003')
      assert.ok(json.message.length > 0)
    }
  })

  test('what is not served, not allowed and not there are told apart', async (t) => {
    const { raw, clientId, authToken } = await openBench(t, { open })
    const authorization = basic(clientId, authToken)
    const cases: [method: string, path: string, status: number, code: number][] = [
      ['GET', `/2010-04-01/Accounts/${clientId}/Addresses.json`, 501, 99501],
      ['POST', `/2010-04-01/Accounts/${clientId}/Addresses.json`, 501, 99501],
      ['GET', `/2010-04-01/Accounts/${clientId}.xml`, 501, 99501],
      ['GET', `/2010-04-01/Accounts/${clientId}/Keys.csv`, 501, 99501],
      ['GET', `/2010-04-01/Accounts/${clientId}/Nonsense.xml`, 404, 20404],
      ['GET', '/flex-api/v1/Channels', 501, 99501],
      ['PATCH', `/2010-04-01/Accounts/${clientId}.json`, 405, 20004],
      ['DELETE', '/iam/v1/Keys', 405, 20004],
      ['GET', `/2010-04-01/Accounts/${clientId}/Nonsense.json`, 404, 20404],
      ['GET', '/2010-04-01/Accounts/nonsense.json', 404, 20404],
      ['GET', '/2010-04-01/Accounts/null/Keys.json', 404, 20404],
      ['GET', '/2010-04-01/Accounts//Keys.json', 404, 20404],
      ['GET', `/2010-04-01/Accounts/${unknownSid}.json`, 404, 20404],
      ['GET', `/2010-04-01/Accounts/${unknownSid}/Balance.json`, 401, 20003],
      ['GET', '/verify/v2/Nonsense', 404, 20404],
      ['GET', '/verify/v2/%ff%fe', 404, 20404],
      ['GET', `/2010-04-01/Accounts/${'x'.repeat(600)}/Balance.json`, 404, 20404],
    ]
    for (const [method, path, status, code] of cases) {
      const answer = await raw(method, path, undefined, { authorization })
      assert.equal(answer.status, status, `${method} ${path}: ${answer.text}`)
      assert.equal(answer.json.code, code, path)
      assert.equal(answer.json.status, status, path)
      if (status === 405) assert.ok((answer.headers.allow ?? '').length > 0)
    }
  })

  test('a product is reached by its host, in any region and domain, and Trunkline itself stays reachable there', async (t) => {
    const { raw, clientId, authToken } = await openBench(t, { open })
    const authorization = basic(clientId, authToken)
    for (const host of ['iam.twilio.com', 'iam.dublin.ie1.twilio.com', 'iam.acme.example:4000']) {
      const { status, json } = await raw('GET', `/v1/Keys?AccountSid=${clientId}`, undefined, { host, authorization })
      assert.equal(status, 200, host)
      const scheme = host.endsWith('.twilio.com') ? 'https' : 'http'
      assert.equal(json.meta.url, `${scheme}://${host}/v1/Keys?AccountSid=${clientId}&PageSize=50&Page=0`)
    }
    const own = await raw('GET', '/v1/messages', undefined, { host: 'messaging.acme.example', authorization })
    assert.equal(own.status, 200)
    const account = { host: 'api.dublin.ie1.twilio.com', authorization }
    assert.equal((await raw('GET', `/2010-04-01/Accounts/${clientId}.json`, undefined, account)).status, 200)
  })

  test('absolute addresses keep the prefix, and the public URL goes before Host', async (t) => {
    const { raw, clientId, authToken } = await openBench(t, { open, publicUrl: 'https://comms.example/' })
    const authorization = basic(clientId, authToken)
    const { json } = await raw('GET', `/iam/v1/Keys?AccountSid=${clientId}`, undefined, {
      authorization,
      host: 'localhost:1',
    })
    assert.equal(
      json.meta.first_page_url,
      `https://comms.example/iam/v1/Keys?AccountSid=${clientId}&PageSize=50&Page=0`,
    )
  })

  test('a parent makes subaccounts and acts for them; they do not see each other', async (t) => {
    const bench = await openBench(t, { open })
    const parent = ownCaller(bench)
    const made = await parent.post('/2010-04-01/Accounts.json', { FriendlyName: 'Shop é' })
    assert.equal(made.status, 201)
    assert.deepEqual(
      [made.json.friendly_name, made.json.status, made.json.owner_account_sid],
      ['Shop é', 'active', parent.sid],
    )
    const shop = twilioCaller(bench, made.json.sid, made.json.auth_token)
    const other = await parent.post('/2010-04-01/Accounts.json')
    assert.match(other.json.friendly_name, /^SubAccount Created at /)
    assert.equal((await shop.get(`/2010-04-01/Accounts/${shop.sid}.json`)).json.owner_account_sid, parent.sid)
    assert.equal((await parent.get(`/2010-04-01/Accounts/${shop.sid}/Balance.json`)).json.account_sid, shop.sid)
    assert.deepEqual((await shop.get(`/2010-04-01/Accounts/${parent.sid}/Balance.json`)).json.code, 20003)
    assert.deepEqual((await shop.get(`/2010-04-01/Accounts/${other.json.sid}.json`)).json.code, 20404)
    assert.equal((await shop.post('/2010-04-01/Accounts.json')).json.code, 21101)
    const list = await parent.get('/2010-04-01/Accounts.json')
    assert.deepEqual(
      list.json.accounts.map(({ sid }: { sid: string }) => sid),
      [other.json.sid, shop.sid, parent.sid],
    )
    assert.equal((await parent.get('/2010-04-01/Accounts.json?FriendlyName=Shop+%C3%A9')).json.accounts.length, 1)
    assert.deepEqual((await shop.get('/2010-04-01/Accounts.json')).json.accounts.length, 1)
  })

  test('a subaccount is suspended, activated and closed by its parent alone', async (t) => {
    const bench = await openBench(t, { open })
    const parent = ownCaller(bench)
    const { json: sub } = await parent.post('/2010-04-01/Accounts.json')
    const own = twilioCaller(bench, sub.sid, sub.auth_token)
    const path = `/2010-04-01/Accounts/${sub.sid}.json`
    const turn = async (Status: string) => (await parent.post(path, { Status })).json
    assert.equal((await turn('Suspended')).status, 'suspended')
    assert.deepEqual((await own.get(path)).json.code, 20003)
    const denied = await parent.post(`/2010-04-01/Accounts/${sub.sid}/Keys.json`)
    assert.deepEqual([denied.status, denied.json.code], [403, 20005])
    assert.equal((await parent.get(`/2010-04-01/Accounts/${sub.sid}/Keys.json`)).status, 200)
    assert.equal((await turn('active')).status, 'active')
    assert.equal((await own.post(path, { Status: 'suspended' })).json.code, 21477)
    assert.equal((await turn('sleeping')).code, 21475)
    assert.equal((await turn('closed')).status, 'closed')
    assert.equal((await turn('active')).code, 21479)
    assert.deepEqual((await parent.get('/2010-04-01/Accounts.json?Status=closed')).json.accounts.length, 1)
    assert.equal((await parent.post(`/2010-04-01/Accounts/${parent.sid}.json`, { Status: 'closed' })).json.code, 21477)
    const renamed = await parent.post(`/2010-04-01/Accounts/${parent.sid}.json`, {
      FriendlyName: 'New name',
      Status: 'active',
    })
    assert.equal(renamed.json.friendly_name, 'New name')
    for (const FriendlyName of ['', 'x'.repeat(65)]) {
      assert.equal((await parent.post(path, { FriendlyName })).json.code, 20002)
    }
  })

  test('keys are made with a secret that is shown once, listed, renamed, used and taken away', async (t) => {
    const bench = await openBench(t, { open })
    const owner = ownCaller(bench)
    for (const [segment, list] of [
      ['Keys', 'keys'],
      ['SigningKeys', 'signing_keys'],
    ] as const) {
      const base = `/2010-04-01/Accounts/${owner.sid}/${segment}`
      const made = await owner.post(`${base}.json`, { FriendlyName: segment })
      assert.equal(made.status, 201)
      assert.match(made.json.secret, /^[A-Za-z0-9]{32}$/)
      const place = `${base}/${made.json.sid}.json`
      const { secret: _, ...shown } = made.json
      assert.deepEqual((await owner.get(place)).json, shown)
      assert.equal((await owner.post(place, { FriendlyName: 'renamed' })).json.friendly_name, 'renamed')
      assert.deepEqual(
        (await owner.get(`${base}.json`)).json[list].map(({ sid }: { sid: string }) => sid),
        [made.json.sid],
      )
      const key = twilioCaller(bench, made.json.sid, made.json.secret)
      assert.equal((await key.get(`/2010-04-01/Accounts/${owner.sid}/Balance.json`)).status, 200)
      for (const closed of [
        place,
        `${base}.json`,
        `/2010-04-01/Accounts/${owner.sid}.json`,
        '/2010-04-01/Accounts.json',
      ]) {
        assert.deepEqual((await key.get(closed)).json.code, 20003, closed)
      }
      const gone = await owner.remove(place)
      assert.deepEqual([gone.status, gone.text], [204, ''])
      assert.equal((await owner.get(place)).json.code, 20404)
      assert.equal((await owner.remove(place)).json.code, 20404)
      assert.equal((await key.get(`/2010-04-01/Accounts/${owner.sid}/Balance.json`)).json.code, 20003)
    }
  })

  test('the keys of iam are those of the account; restricted ones are not served', async (t) => {
    const bench = await openBench(t, { open })
    const owner = ownCaller(bench)
    const { json: sub } = await owner.post('/2010-04-01/Accounts.json')
    const made = await owner.post('/iam/v1/Keys', { AccountSid: sub.sid, FriendlyName: 'k' })
    assert.equal(made.status, 201)
    const list = await owner.get(`/iam/v1/Keys?AccountSid=${sub.sid}`)
    assert.deepEqual([list.json.meta.key, list.json.keys.length], ['keys', 1])
    assert.equal((await owner.get(`/iam/v1/Keys/${made.json.sid}`)).json.policy, null)
    assert.equal((await owner.post(`/iam/v1/Keys/${made.json.sid}`, { FriendlyName: 'K' })).json.friendly_name, 'K')
    assert.equal((await owner.get('/iam/v1/Keys')).json.code, 20001)
    const restricted = await owner.post('/iam/v1/Keys', { AccountSid: owner.sid, KeyType: 'restricted' })
    assert.deepEqual([restricted.status, restricted.json.code], [501, 99501])
    const { client, authToken } = await bench.accounts.clients.create({ name: 'stranger' })
    const stranger = twilioCaller(bench, client.sid, authToken)
    assert.equal((await stranger.get(`/iam/v1/Keys/${made.json.sid}`)).json.code, 20404)
    assert.equal((await stranger.remove(`/iam/v1/Keys/${made.json.sid}`)).json.code, 20404)
    assert.equal((await stranger.get(`/iam/v1/Keys?AccountSid=${sub.sid}`)).json.code, 20404)
    assert.equal((await owner.remove(`/iam/v1/Keys/${made.json.sid}`)).status, 204)
  })

  test('a list is walked page by page while others come and go', async (t) => {
    const bench = await openBench(t, { open })
    const owner = ownCaller(bench)
    const { client } = await bench.accounts.clients.create({ name: 'x' })
    const sids: string[] = []
    for (let i = 0; i < 7; i++) sids.unshift((await bench.accounts.keys.create(bench.clientId)).sid)
    await bench.accounts.keys.create(client.id)
    const base = `/2010-04-01/Accounts/${owner.sid}/Keys.json`
    const seen: string[] = []
    let { json } = await owner.get(`${base}?PageSize=3`)
    for (;;) {
      assert.deepEqual([json.start, json.end], [json.page * 3, json.page * 3 + json.keys.length - 1])
      seen.push(...json.keys.map(({ sid }: { sid: string }) => sid))
      if (json.next_page_uri === null) break
      assert.match(
        json.next_page_uri,
        /^\/2010-04-01\/Accounts\/AC[0-9a-f]{32}\/Keys\.json\?PageSize=3&Page=\d&PageToken=PA/,
      )
      await bench.accounts.keys.create(bench.clientId)
      json = (await owner.get(json.next_page_uri)).json
    }
    assert.deepEqual(seen, sids)
    const back = (await owner.get(json.previous_page_uri)).json
    assert.deepEqual(
      back.keys.map(({ sid }: { sid: string }) => sid),
      sids.slice(3, 6),
    )
    assert.equal((await owner.get(`${base}?Page=1`)).json.code, 70002)
    assert.equal((await owner.get(`${base}?Page=1&PageToken=PAwrong`)).json.code, 21481)
    const foreign = json.uri.replace('/Keys.json', '/SigningKeys.json')
    assert.equal((await owner.get(foreign)).json.code, 21481)
  })

  test('traversal tokens hold the configured servers, or none', async (t) => {
    const bare = await openBench(t, { open })
    const none = await ownCaller(bare).post(`/2010-04-01/Accounts/${bare.clientId}/Tokens.json`)
    assert.equal(none.status, 201)
    assert.deepEqual(
      [none.json.ice_servers, none.json.username, none.json.password, none.json.ttl],
      [[], null, null, '86400'],
    )
    assert.deepEqual((await ownCaller(bare).get(`/2010-04-01/Accounts/${bare.clientId}/Balance.json`)).json, {
      account_sid: bare.clientId,
      balance: null,
      currency: null,
    })
  })

  test('traversal tokens have credentials that run out', async (t) => {
    const iceServers = [{ url: 'stun:stun.example' }, { url: 'turn:turn.example', secret: 'shared' }]
    const bench = await openBench(t, { open, iceServers })
    const { json } = await ownCaller(bench).post(`/2010-04-01/Accounts/${bench.clientId}/Tokens.json`, { Ttl: '60' })
    assert.equal(json.ttl, '60')
    assert.match(json.username, new RegExp(`^\\d{10}:${bench.clientId}$`))
    assert.deepEqual(json.ice_servers[1].username, json.username)
    assert.equal(json.ice_servers[0].urls, 'stun:stun.example')
    assert.equal(
      (await ownCaller(bench).post(`/2010-04-01/Accounts/${bench.clientId}/Tokens.json`, { Ttl: 'x' })).json.code,
      20001,
    )
  })
})

test('bodies of other types hold no parameters, and one that is too large is refused', async (t) => {
  const bench = await openBench(t, { limits: { bodyBytes: 2000 } })
  const { raw, clientId, authToken } = bench
  const authorization = basic(clientId, authToken)
  const path = '/2010-04-01/Accounts.json'
  for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x']) {
    const { status, json } = await raw('POST', path, '{"FriendlyName": ', { authorization, 'content-type': type })
    assert.equal(status, 201, type)
    assert.match(json.friendly_name, /^SubAccount Created at /)
  }
  const large = await ownCaller(bench).post(path, { FriendlyName: 'x'.repeat(3000) })
  assert.deepEqual([large.status, large.json.code], [413, 20413])
})

test('a full queue is said with its code and the time to wait', async (t) => {
  const bench = await openBench(t, { queueLimit: 0, dispatch: false })
  const caller = ownCaller(bench)
  await bench.accounts.numbers.put(bench.clientId, '+15005550006', {})
  const form = { To: '+14155550123', From: '+15005550006', Body: 'x' }
  const refused = await caller.post(`/2010-04-01/Accounts/${caller.sid}/Messages.json`, form)
  assert.deepEqual([refused.status, refused.json.code], [429, 21611], refused.text)
  assert.ok(Number(refused.headers['retry-after']) > 0)
})

test('over a socket, too, a request without a body may name any type of one', async (t) => {
  const bench = await openBench(t)
  const { port } = await bench.api.start()
  const authorization = basic(bench.clientId, bench.authToken)
  const url = `http://127.0.0.1:${port}/2010-04-01/Accounts/${bench.clientId}/Keys.json`
  // Python's client sends the type of a form with its GETs, and the official one of Node asks for compressed answers.
  const answer = await fetch(url, { headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' } })
  assert.deepEqual(((await answer.json()) as { keys: unknown }).keys, [])
  const removal = await fetch(url.replace('.json', `/SK${'0'.repeat(32)}.json`), {
    method: 'DELETE',
    headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
  })
  assert.equal(removal.status, 404)
})
