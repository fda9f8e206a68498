import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkCallerIds } from './caller-ids.ts'

const unproven = (count: number) => ({
  unproven: async (limit: number) =>
    Array.from({ length: Math.min(count, limit) }, (_, n) => ({
      ...{ sid: `PN${'0'.repeat(32)}`, phoneNumber: `+1415555010${n}`, friendlyName: 'Desk' },
      ...{ clientId: '00000000-0000-7000-8000-00000000000a', createdAt: new Date(0), updatedAt: new Date(0) },
    })),
})

test('caller ids that no trunk has verified are named with their clients, five of them at most', async () => {
  assert.deepEqual(await checkCallerIds(unproven(0)), [])
  const [one] = await checkCallerIds(unproven(1))
  assert.equal(one?.state, 'warn')
  assert.equal(
    one?.detail,
    'no trunk has verified +14155550100 of AC0000000000007000800000000000000a: they are not shown',
  )
  const [many] = await checkCallerIds(unproven(20))
  assert.match(many?.detail ?? '', /\+14155550104 of AC0000000000007000800000000000000a and others: /)
})
