import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Client } from '@trunkline/sdk'
import {
  type OfficialOperation,
  type OfficialParameter,
  type OfficialPlace,
  readSurface,
} from '../generate/official/surface.ts'
import { officialClient } from './official-client.ts'
import { type Recorded, type RecordingServer, startRecordingServer } from './recording-server.ts'
import { invoke } from './tree-walk.ts'

const accountSid = `AC${'1'.repeat(32)}`

/** One call, made of both libraries. */
interface Case {
  readonly name: string
  readonly call: string
  readonly verb: string
  readonly args: () => unknown[]
}

/** Values that show how each kind of parameter is written. */
function sample(parameter: OfficialParameter, variant: number): unknown {
  const { writer, name } = parameter
  if (writer.includes('iso8601')) return variant === 0 ? new Date('2026-03-04T05:06:07.890Z') : '2026-03-04'
  if (writer === 'bool') return variant === 0
  if (writer === 'map object') return [{ a: 1 }, 'text']
  if (writer === 'map') return variant === 0 ? ['one', 'two & three'] : 'only one'
  if (writer === 'object') return variant === 0 ? { key: ['välue', 1, null] } : '{"already":"text"}'
  if (writer === 'twiml') return '<Response/>'
  if (writer === 'prefixedCollapsibleMap') return { a: { b: 'c' } }
  if (/^x[A-Z]|^ifMatch$|Key$|Encoding$|^flexMetadata$|^uiVersion$/.test(name)) return 'true'
  return variant === 0 ? `${name} ~é!'()*&=+/?%` : 42
}

function argumentsOf(operation: OfficialOperation, variant: number): unknown[] {
  const parameters = operation.parameters.filter((p) => variant < 2 || p.required)
  const given: Record<string, unknown> = {}
  for (const p of parameters) given[p.name] = sample(p, variant)
  if (operation.takesBody)
    return [{ friendly_name: 'ä', some: { nested_thing: [1, { two: true }] } }, { 'If-Match': 'x' }]
  return operation.parameters.length > 0 ? [given] : []
}

const callOf = (place: OfficialPlace): string =>
  place.path.join('.').replace(/\.\(([^)]*)\)/g, (_, ids: string) => `(${ids})`)

/** Parameters that differ on purpose; the README says why. */
const ours = (call: string, p: OfficialParameter): boolean =>
  p.name === 'authorization' || (call === 'oauth.v2.token' && p.name === 'accountSid')

function casesOf(place: OfficialPlace, operation: OfficialOperation): Case[] {
  const variants = operation.parameters.length === 0 ? [0] : operation.takesBody ? [0] : [0, 1, 2]
  const same = { ...operation, parameters: operation.parameters.filter((p) => !ours(callOf(place), p)) }
  return variants.map((variant) => ({
    name: `${place.path.join('.')}.${operation.verb} #${variant}`,
    call: callOf(place),
    verb: operation.verb,
    args: () => argumentsOf(same, variant),
  }))
}

/** What must be the same: method, path, query, form or JSON, credentials, and what is sent and wanted. */
function bytes(request: Recorded | undefined): unknown {
  assert.ok(request !== undefined, 'nothing was sent')
  const { authorization, accept, 'content-type': type } = request.headers
  return {
    method: request.method,
    url: request.url,
    body: request.body,
    authorization,
    type,
    accept: request.method === 'DELETE' ? '' : accept,
  }
}

describe('the same calls send the same bytes as the official library', () => {
  let server: RecordingServer
  let theirs: object
  let mine: Client
  console.warn = () => {}
  const { places } = readSurface()
  const cases = places.flatMap((place) => place.operations.flatMap((operation) => casesOf(place, operation)))

  before(async () => {
    server = await startRecordingServer()
    server.answer = () => ({ body: { items: [], meta: { key: 'items' } } })
    theirs = officialClient(server, accountSid, 'token')
    mine = new Client(accountSid, 'token', { fetch: server.fetch })
  })
  after(() => server[Symbol.asyncDispose]())

  test('there are more than 3,000 of them', () => assert.ok(cases.length > 3000, String(cases.length)))

  for (const [product, group] of Map.groupBy(cases, (c) => c.name.split('.')[0] ?? '')) {
    test(`${product}: ${group.length} cases`, async () => {
      for (const { name, call, verb, args } of group) {
        try {
          await invoke(theirs, call, verb, args())
          const wanted = bytes(server.requests.at(-1))
          server.requests.length = 0
          await invoke(mine, call, verb, args())
          assert.deepEqual(bytes(server.requests.at(-1)), wanted)
          server.requests.length = 0
        } catch (error) {
          throw new Error(`${name}: ${(error as Error).message}`, { cause: error })
        }
      }
    })
  }
})
