/** Verify v2 by the official clients, unchanged, against a started server. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer } from './support/server-process.ts'
import { faults, makeAccount, officialClients, play } from './twilio/official-clients.ts'
import { verifySteps } from './twilio/scenario-verify.ts'

test('the official clients verify people, and are told every refusal', async (t) => {
  const server = await startServer(t)
  for (const client of officialClients)
    await t.test(client.language, { skip: client.skip }, async (t) => {
      const account = await makeAccount(server, 'Verify')
      const played = await play(t, { server, client, way: 'base URL', account, steps: verifySteps })
      assert.deepEqual(faults(verifySteps, played), [])
    })
})
