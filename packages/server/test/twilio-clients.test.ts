/** The official clients, unchanged, against a started server: once by base URL and once under `trunkline run`. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
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

/** Errors of the sources that no step of a scenario can meet, and why. */
const notForScenarios: Readonly<Record<number, string>> = {
  21102: 'a limit: more messaging services than a scenario should make',
  21480: 'a limit: more subaccounts',
  21714: 'a limit: more senders of one service',
  70151: 'a limit: more keys',
  21621: 'a number that the configuration file declares without MMS',
  21715: 'a number that it declares without SMS and MMS',
  21611: 'the queue is full',
  21478: 'the operator has suspended the account',
  21610: 'the recipient has opted out: what a message fails with later',
  21457: 'the official clients do not send a request without PhoneNumber there',
  21666: 'without a service 21603 comes first',
  30007: 'a status of a message, no refusal',
  30008: 'a status of a message, no refusal',
  30036: 'a status of a message, no refusal',
  60600: 'a field of a lookup, no refusal',
  60606: 'a field of a lookup, no refusal',
  21262: 'a warning: the call is made',
  21626: 'a warning: the call is made',
  32019: 'a warning: the call is made',
  16113: 'the sound of a recording, which the official clients do not fetch',
  21501: 'the sound of a recording',
  20429: 'more recordings at a time than are turned into MP3',
  21450: 'a number that somebody has verified by keying in a code',
}

test('the scenario meets every error of the edge’s sources that a program can bring about', () => {
  const folder = join(import.meta.dirname, '../../api/src/twilio')
  const files = globSync(
    '{accounts,applications,caller-ids,calls,conferences,lookups,messages,messaging,numbers,recordings}/**/*.ts',
    { cwd: folder },
  )
  const sources = files
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
  const code = sources.join('\n').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
  const thrown = new Set([...code.matchAll(/\b([2367]\d{4})\b/g)].map(([, number]) => Number(number)))
  const met = new Set(scenario.flatMap(({ refused }) => refused?.code ?? []))
  const missing = [...thrown].filter((number) => !met.has(number) && !(number in notForScenarios))
  assert.deepEqual(missing.sort(), [])
})
