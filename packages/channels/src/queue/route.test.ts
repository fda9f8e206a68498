import assert from 'node:assert/strict'
import { test } from 'node:test'
import { laneOf } from './lane.ts'
import { parseRoute, routeKey } from './route.ts'

test('a route names the gateway, and the client where that has a pace of its own', () => {
  assert.deepEqual(parseRoute(routeKey('smsc', null)), { gateway: 'smsc', client: null })
  assert.deepEqual(parseRoute(routeKey('smsc', 'c1')), { gateway: 'smsc', client: 'c1' })
})

test('a lane belongs to client, key and channel', () => {
  const lanes = [
    laneOf('c1', 'k', 'sms'),
    laneOf('c2', 'k', 'sms'),
    laneOf('c1', 'l', 'sms'),
    laneOf('c1', 'k', 'email'),
  ]
  assert.equal(new Set(lanes).size, 4)
  assert.equal(laneOf('c1', 'k', 'sms'), lanes[0])
  for (const lane of lanes) assert.ok(BigInt(lane) >= -(2n ** 63n) && BigInt(lane) < 2n ** 63n)
})
