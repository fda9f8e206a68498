import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { Client } from '@trunkline/sdk'
import { type Recorded, type RecordingServer, startRecordingServer } from './recording-server.ts'
import { invoke } from './tree-walk.ts'

interface Expected {
  readonly id: string
  readonly call: string
  readonly verb: string
  readonly method: string
  readonly url: string
  readonly parameters: readonly [
    place: 'query' | 'form' | 'header',
    wire: string,
    name: string,
    given?: unknown,
    written?: string[],
  ][]
  readonly body?: readonly [given: unknown, written: unknown]
  readonly key?: string
  readonly meta?: string
  readonly record: number | null
}

const fixture = JSON.parse(readFileSync(new URL('fixtures/operations.json', import.meta.url), 'utf8')) as {
  readonly records: readonly [payload: Record<string, unknown>, read: Record<string, unknown>][]
  readonly operations: readonly Expected[]
}

const accountSid = `AC${'0'.repeat(32)}`
const plainText = "x ~é&=+'*"

/** Turns `{"$date": …}` into a Date, everywhere. */
function revive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revive)
  if (value === null || typeof value !== 'object') return value
  if ('$date' in value) return new Date(String(value.$date))
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, revive(inner)]))
}

function argumentsOf(expected: Expected): unknown[] {
  const parameters = expected.parameters.map(([, , name, given = plainText]) => [name, revive(given)] as const)
  const given = Object.fromEntries(parameters.filter(([name]) => !/^(page|pageToken)$/.test(name)))
  if (expected.verb === 'page') return [{ ...given, pageNumber: given.page, pageSize: 7 }]
  if (expected.body !== undefined)
    return [
      { ...(expected.body[0] as object) },
      Object.fromEntries(expected.parameters.map(([, wire, , v = plainText]) => [wire, v])),
    ]
  return parameters.length > 0 ? [given] : []
}

function answerTo(expected: Expected): unknown {
  const payload = expected.record === null ? {} : fixture.records[expected.record]?.[0]
  if (expected.verb !== 'page') return payload
  const key = expected.key ?? 'items'
  return expected.meta === 'v2010'
    ? { [key]: [payload], page: 0, next_page_uri: null }
    : { [key]: [payload], meta: { key, next_page_url: null } }
}

function checkRequest(expected: Expected, sent: Recorded): void {
  const url = new URL(sent.url)
  let count = 0
  const meant = expected.url.replace(/\{\w+\}/g, () => `ID${++count}`)
  assert.equal(sent.method, expected.method.toUpperCase())
  assert.equal(url.origin + decodeURIComponent(url.pathname), meant.replace(/\/$/, ''))
  const wanted = { query: [] as string[], form: [] as string[], header: [] as string[] }
  for (const [place, wire, , , written = [plainText]] of expected.parameters) {
    if (expected.verb === 'page' && /^(Page|PageSize|PageToken|pageSize|pageToken)$/.test(wire)) continue
    // Lookups takes the data of add-ons as dotted keys.
    if (wire === 'AddOnsData') wanted.query.push('AddOns.a=b', 'AddOns.a=1')
    else wanted[place].push(...written.map((value) => `${place === 'header' ? wire.toLowerCase() : wire}=${value}`))
  }
  const query = [...url.searchParams].filter(([name]) => expected.verb !== 'page' || !/^[Pp]age(Size)?$/.test(name))
  assert.deepEqual(query.map((pair) => pair.join('=')).sort(), wanted.query.sort())
  for (const header of wanted.header) {
    const [name = ''] = header.split('=')
    assert.equal(`${name}=${sent.headers[name]}`, header)
  }
  if (expected.body !== undefined) assert.deepEqual(JSON.parse(sent.body), expected.body[1])
  else assert.deepEqual([...new URLSearchParams(sent.body)].map((pair) => pair.join('=')).sort(), wanted.form.sort())
  if (wanted.form.length > 0) assert.equal(sent.headers['content-type'], 'application/x-www-form-urlencoded')
  if (expected.body !== undefined) assert.equal(sent.headers['content-type'], 'application/json')
  if (!wanted.header.some((header) => header.startsWith('authorization='))) {
    assert.equal(sent.headers.authorization, `Basic ${Buffer.from(`${accountSid}:secret`).toString('base64')}`)
  }
  assert.ok(
    !/[!'()*+]|%7E/i.test(url.search + (expected.body === undefined ? sent.body : '')),
    'escapes are those of RFC 3986',
  )
}

function checkResult(expected: Expected, result: unknown): void {
  if (expected.verb === 'remove') {
    assert.equal(result, true)
    return
  }
  const record = expected.verb === 'page' ? (result as { instances: object[] }).instances[0] : result
  const read = expected.record === null ? {} : fixture.records[expected.record]?.[1]
  assert.deepEqual({ ...(record as object) }, revive(read))
}

const documents = Map.groupBy(fixture.operations, (operation) => operation.id.split(' ')[0] ?? '')

describe('every operation of the public documents', () => {
  let server: RecordingServer
  let client: Client

  before(async () => {
    server = await startRecordingServer()
    client = new Client(accountSid, 'secret', {
      fetch: server.fetch,
      env: { TWILIO_EDGE: '', TWILIO_REGION: '', TRUNKLINE_BASE_URL: undefined },
    })
  })
  after(() => server[Symbol.asyncDispose]())

  test('the fixture holds all 1,447 of them', () => {
    assert.equal(fixture.operations.length, 1447)
    assert.equal(new Set(fixture.operations.map((o) => `${o.method} ${o.url}`)).size, 1447)
  })

  for (const [document, operations] of documents) {
    test(`${document}: ${operations.length} operations send and read what the document says`, async () => {
      for (const expected of operations) {
        try {
          server.answer = () => ({ status: expected.verb === 'create' ? 201 : 200, body: answerTo(expected) })
          const result = await invoke(client, expected.call, expected.verb, argumentsOf(expected))
          const sent = server.requests.at(-1)
          assert.ok(sent !== undefined)
          checkRequest(expected, sent)
          checkResult(expected, result)
        } catch (error) {
          throw new Error(`${expected.id}: ${(error as Error).message}`, { cause: error })
        }
      }
    })
  }
})
