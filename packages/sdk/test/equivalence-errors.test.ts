import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Client } from '@trunkline/sdk'
import { type OfficialPlace, readSurface } from '../generate/official/surface.ts'
import { official } from './official-client.ts'
import { invoke, walk } from './tree-walk.ts'

console.warn = () => {}
const accountSid = `AC${'3'.repeat(32)}`
const refuse = { request: () => Promise.reject(new Error('sent')) }
const theirs = official(accountSid, 'token', { httpClient: refuse })
const mine = new Client(accountSid, 'token', { httpClient: refuse })
const { places } = readSurface()
const callOf = (place: OfficialPlace): string => place.path.join('.').replace(/\.\(/g, '(')

/** Its document wants a body, and the official library does not look. */
const stricter = 'verify.v2.services(sid).newChallenge()'

/** What is thrown at once; undefined when nothing is. */
function thrownBy(run: () => unknown): string | undefined {
  try {
    const result = run()
    if (result instanceof Promise) result.catch(() => {})
    return undefined
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`
  }
}

describe('what is wrong is said at once, in the words of the official library', () => {
  for (const [product, group] of Map.groupBy(places, (place) => place.path[0] ?? '')) {
    test(`${product}: missing parameters`, () => {
      for (const place of group.filter((p) => callOf(p) !== stricter)) {
        for (const { verb, parameters } of place.operations) {
          const one = parameters.filter((p) => p.required).slice(0, -1)
          const almost = Object.fromEntries(one.map((p) => [p.name, 'x']))
          for (const args of [[], [null], [{}], [almost]]) {
            const call = (client: object) => () => invoke(client, callOf(place), verb, args)
            assert.equal(
              thrownBy(call(mine)),
              thrownBy(call(theirs)),
              `${callOf(place)}.${verb}(${JSON.stringify(args)})`,
            )
          }
        }
      }
    })
  }

  for (const id of ['a/b', 'a?b', undefined, null]) {
    test(`the id ${id} is refused by lists and contexts`, () => {
      const open = (client: object) => () => {
        const messages = walk(client, 'api.v2010').accounts as (id: unknown) => { messages: (id: unknown) => unknown }
        messages('AC1').messages(id)
      }
      assert.equal(thrownBy(open(mine)), thrownBy(open(theirs)))
      assert.match(thrownBy(open(mine)) ?? '', /Parameter 'sid' is not valid\./)
    })
  }

  for (const params of [
    { limit: 0 },
    { limit: -1 },
    { limit: Number.NaN },
    { limit: Number.POSITIVE_INFINITY },
    { pageSize: -2 },
    { pageSize: Number.NaN },
  ]) {
    test(`each with ${JSON.stringify(params)} says what the official library says`, () => {
      const each = (client: object) => () =>
        invoke(client, 'messages', 'each', [{ ...params, callback: () => {}, done: () => {} }])
      assert.equal(thrownBy(each(mine)), thrownBy(each(theirs)))
    })
  }

  test('each without a callback is refused', () => {
    const each = (client: object) => () => invoke(client, 'messages', 'each', [])
    assert.equal(thrownBy(each(mine)), thrownBy(each(theirs)))
    assert.equal(thrownBy(each(mine)), 'Error: Callback function must be provided')
  })

  for (const [name, make] of [
    [
      'an API key without an account',
      (make: (...args: never[]) => object) => (make as (...a: unknown[]) => object)('SK1', 'x', {}),
    ],
    [
      'a user name that is no account',
      (make: (...args: never[]) => object) => (make as (...a: unknown[]) => object)('user', 'x', {}),
    ],
  ] as const) {
    test(`${name} is refused when the client is made`, () => {
      const ours = (...args: unknown[]) => new Client(...(args as [string, string, object]))
      assert.equal(
        thrownBy(() => make(ours as never)),
        thrownBy(() => make(official as never)),
      )
    })
  }
})
