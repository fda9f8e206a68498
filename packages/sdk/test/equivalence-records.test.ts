import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { Client } from '@trunkline/sdk'
import { officialClient } from './official-client.ts'
import { type RecordingServer, startRecordingServer } from './recording-server.ts'
import { invoke } from './tree-walk.ts'

interface Operation {
  readonly id: string
  readonly call: string
  readonly verb: string
  readonly parameters: readonly [place: string, wire: string, name: string][]
  readonly body?: readonly [given: object]
  readonly key?: string
  readonly record: number | null
}

const fixture = JSON.parse(readFileSync(new URL('fixtures/operations.json', import.meta.url), 'utf8')) as {
  readonly records: readonly [payload: object][]
  readonly operations: readonly Operation[]
}

/**
 * Operations left out: products that the official library does not have, records that its code cannot read from the
 * sample, and answers that are redirects, which it hands back as they are.
 */
const left =
  /^assistants_|^monitor_v2|OrganizationUser|ListFlowRevision|PayloadData$|FetchDay$|Authorize$|FetchDeactivation$|Fetch.*RateLimit$|UpdateLookupRateLimit$/

const accountSid = `AC${'2'.repeat(32)}`

interface Instance {
  toJSON(): Record<string, unknown>
}

/** Every value of theirs is in mine; mine may have more, where the API has grown. */
function checkInside(mine: unknown, theirs: unknown, where: string): void {
  if (Array.isArray(theirs)) {
    for (const [i, item] of theirs.entries()) checkInside((mine as unknown[])[i], item, `${where}[${i}]`)
  } else if (theirs !== null && typeof theirs === 'object' && !(theirs instanceof Date)) {
    for (const [name, value] of Object.entries(theirs)) {
      if (value !== undefined) checkInside((mine as Record<string, unknown>)[name], value, `${where}.${name}`)
    }
  } else assert.deepEqual(mine, theirs, where)
}

describe('records are read as the official library reads them', () => {
  let server: RecordingServer
  let theirs: object
  let mine: Client
  console.warn = () => {}

  before(async () => {
    server = await startRecordingServer()
    theirs = officialClient(server, accountSid, 'token')
    mine = new Client(accountSid, 'token', { fetch: server.fetch })
  })
  after(() => server[Symbol.asyncDispose]())

  const operations = fixture.operations.filter((o) => !left.test(o.id) && o.verb !== 'remove' && o.record !== null)

  test('more than a thousand operations', () => assert.ok(operations.length > 1000, String(operations.length)))

  for (const [document, group] of Map.groupBy(operations, (o) => o.id.split(' ')[0] ?? '')) {
    test(`${document}: ${group.length} operations`, async () => {
      for (const operation of group) {
        const payload = fixture.records[operation.record ?? 0]?.[0] ?? {}
        const names = new Set(Object.keys(payload).map((wire) => wire.replace(/[-_]/g, '').toLowerCase()))
        const key = operation.key ?? 'items'
        server.answer = () => ({ body: operation.verb === 'page' ? { [key]: [payload], meta: { key } } : payload })
        const params = Object.fromEntries(operation.parameters.map(([, , name]) => [name, 'x']))
        const args = operation.body ? [{ ...operation.body[0] }] : operation.parameters.length > 0 ? [params] : []
        const read = async (client: object): Promise<Record<string, unknown>> => {
          const result = await invoke(client, operation.call, operation.verb, args)
          const instance =
            operation.verb === 'page' ? (result as { instances: Instance[] }).instances[0] : (result as Instance)
          return instance?.toJSON() ?? {}
        }
        const wanted = await read(theirs)
        // What is not in the payload is the time of day there when it is a date (a bug), and null when it is an object.
        const inPayload = Object.entries(wanted).filter(([name]) => names.has(name.replace(/^_/, '').toLowerCase()))
        checkInside(await read(mine), Object.fromEntries(inPayload), operation.id)
      }
    })
  }
})
