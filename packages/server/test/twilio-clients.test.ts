/** The official clients, unchanged, against a started server: once by base URL and once under `trunkline run`. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type RunningServer, startServer } from './support/server-process.ts'
import { type Account, faults, makeAccount, officialClients, play, type Way } from './twilio/official-clients.ts'
import { scenario } from './twilio/scenario.ts'

const ways: readonly Way[] = ['base URL', 'run']

/** Gives an account a thousand messages that wait for tomorrow, so that only the list is asked for and nothing moves. */
async function sendThousand({ url }: RunningServer, { id, authToken }: Account): Promise<void> {
  const sendAt = new Date(Date.now() + 86_400_000).toISOString()
  const messages = Array.from({ length: 1000 }, (_, index) => ({
    to: '+14155550123',
    content: { text: `no. ${index}` },
    channels: ['sms'],
    sendAt,
  }))
  const answer = await fetch(`${url}/v1/messages/batch`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${id}:${authToken}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ messages }),
  })
  assert.equal(answer.status, 202, await answer.text())
}

test('the official clients play the whole scenario, by base URL and under trunkline run', async (t) => {
  const server = await startServer(t)
  for (const client of officialClients)
    for (const way of ways)
      await t.test(`${client.language}, ${way}`, { skip: client.skip }, async (t) => {
        const account = await makeAccount(server)
        await sendThousand(server, account)
        const played = await play(t, { server, client, way, account, steps: scenario })
        assert.deepEqual(faults(scenario, played), [])
      })
})
