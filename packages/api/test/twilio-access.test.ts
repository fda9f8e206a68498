import assert from 'node:assert/strict'
import { test } from 'node:test'
import { basic, openBench } from './support/api-bench.ts'

const unknownSid = `AC${'0'.repeat(32)}`

test('an account is fetched by its token, with and without .json, and under the path prefix', async (t) => {
  const { raw, clientId, authToken } = await openBench(t)
  const authorization = basic(clientId, authToken)
  for (const path of [
    `/2010-04-01/Accounts/${clientId}.json`,
    `/2010-04-01/Accounts/${clientId}`,
    `/api/2010-04-01/Accounts/${clientId}.json`,
  ]) {
    const { status, json, headers } = await raw('GET', path, undefined, { authorization })
    assert.equal(status, 200, path)
    assert.equal(json.sid, clientId)
    assert.equal(json.uri, `/2010-04-01/Accounts/${clientId}.json`)
    assert.match(headers['twilio-request-id'] ?? '', /^RQ[0-9a-f]{32}$/)
  }
})

test('who is not known is told so as Twilio tells it', async (t) => {
  const { raw, clientId } = await openBench(t)
  const path = `/2010-04-01/Accounts/${clientId}.json`
  for (const headers of [{}, { authorization: basic(clientId, 'wrong') }, { authorization: basic('nobody', 'x') }]) {
    const { status, json, headers: given } = await raw('GET', path, undefined, headers as Record<string, string>)
    assert.equal(status, 401)
    assert.equal(given['www-authenticate'], 'Basic realm="Twilio API"')
    assert.equal(json.code, 20003)
    assert.equal(json.status, 401)
    assert.equal(json.more_info, 'https://www.twilio.com/docs/errors/20003')
  }
})

test('what is not served, not allowed and not there are told apart', async (t) => {
  const { raw, clientId, authToken } = await openBench(t)
  const authorization = basic(clientId, authToken)
  const cases: [method: string, path: string, status: number, code: number][] = [
    ['GET', `/2010-04-01/Accounts/${clientId}/Addresses.json`, 501, 99501],
    ['GET', `/2010-04-01/Accounts/${clientId}.xml`, 501, 99501],
    ['GET', '/flex-api/v1/Channels', 501, 99501],
    ['PATCH', `/2010-04-01/Accounts/${clientId}.json`, 405, 20004],
    ['GET', `/2010-04-01/Accounts/${clientId}/Nonsense.json`, 404, 20404],
    ['GET', '/2010-04-01/Accounts/nonsense.json', 404, 20404],
    ['GET', `/2010-04-01/Accounts/${unknownSid}.json`, 404, 20404],
    ['GET', '/verify/v2/Nonsense', 404, 20404],
  ]
  for (const [method, path, status, code] of cases) {
    const answer = await raw(method, path, undefined, { authorization })
    assert.equal(answer.status, status, `${method} ${path}: ${answer.text}`)
    assert.equal(answer.json.code, code, path)
  }
})

test('a product is reached by its host, in any region and domain, and Trunkline itself stays reachable there', async (t) => {
  const { raw, clientId, authToken } = await openBench(t)
  const authorization = basic(clientId, authToken)
  for (const host of ['flex-api.twilio.com', 'flex-api.dublin.ie1.twilio.com', 'flex-api.acme.example:4000']) {
    assert.equal((await raw('GET', '/v1/Channels', undefined, { host, authorization })).status, 501, host)
  }
  const own = await raw('GET', '/v1/messages', undefined, { host: 'messaging.acme.example', authorization })
  assert.equal(own.status, 200)
  const account = { host: 'api.dublin.ie1.twilio.com', authorization }
  assert.equal((await raw('GET', `/2010-04-01/Accounts/${clientId}.json`, undefined, account)).status, 200)
})
