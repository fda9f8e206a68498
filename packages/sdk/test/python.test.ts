/**
 * The TwiML, tokens and signatures of this library beside those of the current twilio-python, made in the same run from random cases.
 * What differs on purpose is taken out here, named, and stands in the README ("Differences from twilio-python").
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { AccessToken, ClientCapability, getExpectedTwilioSignature, twiml, validateRequest } from '@trunkline/sdk'
import { withoutPeer } from '@trunkline/testkit'
import { isElement, parseTwiml, type TwimlElement, type TwimlFamily } from '@trunkline/twiml'
import {
  decodeJwt,
  RequestValidator,
  verifyAccessToken,
  verifyClientCapability,
  WorkerCapability,
} from '@trunkline/wire'
import { picker, type Step, twimlProgram, webhook } from './python/cases.ts'

const python = fileURLToPath(new URL('../../../.cache/python/bin/python', import.meta.url))
const script = fileURLToPath(new URL('python/compare.py', import.meta.url))
const library = fileURLToPath(new URL('../../../.cache/python/lib', import.meta.url))
const isThere = existsSync(python) && existsSync(library)

const now = Math.floor(Date.now() / 1000)
const clock = { now: () => now * 1000 }
const account = `AC${'1'.repeat(32)}`
const key = `SK${'2'.repeat(32)}`
const secret = 'a secret of thirty-two letters..'

interface Outcome {
  readonly result?: unknown
  readonly missing?: string
}

/** Has Python do the cases. */
function inPython(cases: readonly object[]): { version: string; outcomes: Outcome[] } {
  const input = JSON.stringify({ now, cases })
  const { status, stdout, stderr } = spawnSync(python, [script], { input, encoding: 'utf8', maxBuffer: 1 << 28 })
  assert.equal(status, 0, stderr)
  return JSON.parse(stdout)
}

const results = (cases: readonly object[]): unknown[] =>
  inPython(cases).outcomes.map(({ result, missing }, index) => {
    assert.equal(missing, undefined, JSON.stringify(cases[index]))
    return result
  })

const builders = {
  voice: twiml.VoiceResponse,
  messaging: twiml.MessagingResponse,
  fax: twiml.FaxResponse,
} as const

function document(family: TwimlFamily, steps: readonly Step[]): string {
  const response = new builders[family]()
  let element = response as unknown as Record<string, (...args: unknown[]) => never>
  for (const { method, attributes, text } of steps)
    element = element[method]!(attributes, ...(text === undefined ? [] : [text]))
  return String(response)
}

/** A document in the bytes of twilio-python: attributes sorted, a space before `/>`, more escapes. */
function inPythonBytes(xml: string): string {
  const text = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const attribute = (value: string): string =>
    text(value).replaceAll('"', '&quot;').replaceAll('\r', '&#13;').replaceAll('\n', '&#10;').replaceAll('\t', '&#09;')
  const element = ({ kind, attributes, children }: TwimlElement): string => {
    const sorted = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1))
    const head = [kind, ...sorted.map(([name, value]) => `${name}="${attribute(value)}"`)].join(' ')
    const inside = children.map((child) =>
      isElement(child) ? element(child) : 'text' in child ? text(child.text) : '',
    )
    return children.length === 0 ? `<${head} />` : `<${head}>${inside.join('')}</${kind}>`
  }
  return `<?xml version="1.0" encoding="UTF-8"?>${element(parseTwiml(xml).root)}`
}

describe('beside twilio-python', { skip: withoutPeer('twilio-python', isThere) }, () => {
  let compared = 0

  before(() =>
    assert.equal(inPython([]).version, '9.13.0', 'another version: read its changes, then correct this line'),
  )

  test('documents have the same data, and but for their spelling the same bytes', () => {
    const pick = picker(1)
    const families = ['voice', 'voice', 'voice', 'messaging', 'fax'] as const
    const cases = Array.from({ length: 400 }, () => {
      const family = pick.of(families)
      return { do: 'document', family, steps: twimlProgram(pick, family) }
    })
    for (const [index, { result, missing }] of inPython(cases).outcomes.entries()) {
      const { family, steps } = cases[index]!
      // Removed there in 9.x: <Assistant> inside <Connect>.
      if (steps.some(({ method }) => method === 'assistant')) assert.match(missing ?? '', /assistant/)
      else assert.equal(inPythonBytes(document(family, steps)), result, JSON.stringify(steps))
      compared++
    }
  })

  test('access tokens have the same claims, and each library reads the other’s', () => {
    const pick = picker(2)
    const cases = Array.from({ length: 100 }, () => {
      const grants = [
        [
          'VoiceGrant',
          { incoming_allow: true, outgoing_application_sid: 'AP1', outgoing_application_params: { a: 'é' } },
        ],
        ['VoiceGrant', { outgoing_application_sid: 'AP1', push_credential_sid: 'CR1', endpoint_id: 'e' }],
        ['VideoGrant', { room: 'Grün' }],
        ['ChatGrant', { service_sid: 'IS1', endpoint_id: 'e', deployment_role_sid: 'RL1', push_credential_sid: 'CR1' }],
        ['SyncGrant', { service_sid: 'IS2', endpoint_id: 'e' }],
        ['TaskRouterGrant', { workspace_sid: 'WS1', worker_sid: 'WK1', role: 'worker' }],
      ].filter(() => pick.below(2) === 0)
      const options = {
        identity: pick.of(['alice', 'Grün 😀', '0']),
        ttl: 60 + pick.below(9999),
        region: pick.maybe('ie1'),
      }
      return { do: 'access', account, key, secret, options, grants }
    })
    const theirs = results(cases)
    const ours = cases.map(({ options, grants }) => {
      const token = new AccessToken(account, key, secret, { ...options, clock })
      const classes = AccessToken as unknown as Record<string, new (options: object) => AccessToken.Grant>
      for (const [name, given] of grants) token.addGrant(new classes[name as string]!(camel(given as object)))
      return token.toJwt()
    })
    for (const [index, token] of theirs.entries()) {
      const [{ header, payload }, mine] = [decodeJwt(token as string), decodeJwt(ours[index]!)]
      const { nbf, ...claims } = payload
      const { iat, ...rest } = mine.payload
      assert.deepEqual([header, claims], [mine.header, rest])
      assert.deepEqual([nbf, iat], [now, now], 'there nbf and no iat, here iat and no nbf')
      const { issuedAt: _, notBefore: __, ...read } = verifyAccessToken(token as string, secret, clockNow)
      const { issuedAt: ___, notBefore: ____, ...own } = verifyAccessToken(ours[index]!, secret, clockNow)
      assert.deepEqual(read, own)
      compared++
    }
    const read = results(ours.map((token) => ({ do: 'read', kind: 'access', token, secret })))
    for (const [index, one] of read.entries()) {
      const { header, payload } = decodeJwt(ours[index]!)
      assert.deepEqual(one, { headers: header, payload })
    }
  })

  test('capability tokens allow the same, though their scopes are spelled otherwise', () => {
    const pick = picker(3)
    const cases = Array.from({ length: 60 }, () => ({
      do: 'capability',
      account,
      secret,
      ttl: 60 + pick.below(9999),
      application: pick.maybe('AP1') ?? '',
      params: pick.of([{}, { a: 'b c' }, { a: 'é&=', 'b+c': '1' }]),
      client: pick.maybe(pick.of(['alice', 'al ice+'])) ?? '',
      events: pick.below(2) === 0,
    }))
    for (const [index, token] of results(cases).entries()) {
      const { ttl, application, params, client, events } = cases[index]!
      const capability = new ClientCapability({ accountSid: account, authToken: secret, ttl, clock })
      const clientName = client === '' ? undefined : client
      const outgoing = {
        applicationSid: application,
        clientName,
        ...(Object.keys(params).length > 0 ? { params } : {}),
      }
      if (application !== '') capability.addScope(new ClientCapability.OutgoingClientScope(outgoing))
      if (clientName !== undefined) capability.addScope(new ClientCapability.IncomingClientScope(clientName))
      if (events) capability.addScope(new ClientCapability.EventStreamScope())
      const allowed = (text: string): object => {
        const {
          incoming,
          outgoing,
          events: stream,
          expiresAt,
          accountSid,
        } = verifyClientCapability(text, secret, clockNow)
        return { incoming, outgoing, stream, expiresAt, accountSid }
      }
      assert.deepEqual(allowed(token as string), allowed(capability.toJwt()))
      compared++
    }
  })

  test('tokens of TaskRouter’s workers have the same policies', () => {
    const pick = picker(4)
    const switches = ['allowUpdateSelf', 'allowDeleteSelf', 'allowFetchSubresources', 'allowUpdateActivities'] as const
    const cases = Array.from({ length: 40 }, () => {
      const allow = Object.fromEntries(switches.filter(() => pick.below(2) === 0).map((name) => [name, true]))
      return { do: 'worker', account, secret, workspace: 'WS1', worker: 'WK1', allow }
    })
    for (const [index, token] of results(cases).entries()) {
      const { allow } = cases[index]!
      const given = { accountSid: account, authToken: secret, workspaceSid: 'WS1', workerSid: 'WK1', ...allow, clock }
      const { nbf: _, ...theirs } = decodeJwt(token as string).payload
      const { iat: __, ...ours } = decodeJwt(new WorkerCapability(given).toJwt()).payload
      assert.deepEqual(ours, theirs)
      compared++
    }
  })

  test('signatures are the same, and verdicts are those of RequestValidator', () => {
    const pick = picker(5)
    const cases = Array.from({ length: 300 }, () => {
      const { url, params, lists } = webhook(pick)
      const seen = pick.below(4) === 0 ? url.replace(/:\d+(?=\/|$)/, '') : url
      return {
        do: 'signature',
        token: secret,
        url,
        seen,
        params,
        lists,
        ours: getExpectedTwilioSignature(secret, url, params),
      }
    })
    const validator = new RequestValidator(secret)
    let valid = 0
    for (const [index, result] of results(cases).entries()) {
      const { url, seen, params, ours } = cases[index]!
      const theirs = result as { signature: string; valid: boolean; changed: boolean }
      assert.equal(ours, theirs.signature, url)
      assert.equal(validator.validate(seen, params, ours), theirs.valid, `${url} seen as ${seen}`)
      assert.equal(theirs.changed, false)
      // The forms of the URL that twilio-node takes are a superset.
      if (theirs.valid) assert.ok(validateRequest(secret, ours, seen, params), `${url} seen as ${seen}`)
      if (theirs.valid) valid++
      compared++
    }
    assert.ok(valid > 200, `${valid} valid`)
  })

  test('there were more than 300 cases', () => assert.ok(compared >= 900, `${compared}`))
})

const clockNow = { now: now * 1000 }

/** Names of keyword arguments as properties. */
const camel = (given: object): object =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  )
