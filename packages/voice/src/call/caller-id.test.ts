import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shownCaller } from './caller-id.ts'
import type { CallAccounts } from './voice-ports.ts'

const victim = '+14155550199'
const accounts: CallAccounts = {
  numbers: { find: async () => null },
  applications: { get: () => Promise.reject(new Error('not asked')) },
  callerIds: { search: async () => [] },
}
const to = { kind: 'number', number: '+14155550111' } as const
const clientId = 'f7a5b0d2-0000-4000-8000-000000000001'

test('whom a page says that it calls is nothing that its client may show as its own number', async () => {
  const page = { clientId, direction: 'inbound', from: 'client:alice', to: victim } as const
  const shown = await shownCaller(accounts, page, { to, callerId: victim })
  assert.deepEqual([shown.ok, shown.ok ? 0 : shown.code], [false, 13214])
})

test('who called is shown to whom the call is passed on, and whom we called to a third', async () => {
  const came = { clientId, direction: 'inbound', from: victim, to: '+14155550100' } as const
  assert.deepEqual(await shownCaller(accounts, came, { to, callerId: victim }), { ok: true, from: victim })
  const made = { clientId, direction: 'outbound-api', from: '+14155550100', to: victim } as const
  assert.deepEqual(await shownCaller(accounts, made, { to, callerId: victim }), { ok: true, from: victim })
})
