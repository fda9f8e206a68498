import assert from 'node:assert/strict'
import { existsSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { startProcess, tempFolder, withoutPeer } from '@trunkline/testkit'
import { environment, type RunningServer } from '../support/server-process.ts'
import type { Expected, Played, Step } from './step.ts'

const folder = (path: string) => new URL(path, import.meta.url).pathname
const python = folder('../../../../.cache/python/bin/python')
const library = createRequire(import.meta.url).resolve('twilio')

/** A language whose official library the tests use. */
export interface OfficialClient {
  readonly language: string
  /** The `skip` option of its tests. */
  readonly skip: string | false
  /** The program that plays a scenario. */
  readonly play: readonly [program: string, script: string]
  /** A webhook application that validates with the library. */
  readonly webhooks: readonly [program: string, script: string]
  readonly env: Readonly<Record<string, string>>
}

/** The official libraries, unchanged: `twilio` of npm and `twilio` of PyPI. */
export const officialClients: readonly OfficialClient[] = [
  {
    language: 'Node',
    skip: false,
    play: [process.execPath, folder('play.cjs')],
    webhooks: [process.execPath, folder('webhooks.cjs')],
    env: { TWILIO_LIBRARY: library },
  },
  {
    language: 'Python',
    skip: withoutPeer('twilio for Python', existsSync(python)),
    play: [python, folder('play.py')],
    webhooks: [python, folder('webhooks.py')],
    env: { PYTHONDONTWRITEBYTECODE: '1' },
  },
]

/** How a scenario reaches the server. */
export type Way = 'base URL' | 'run'

/** Plays the steps with a client, in a process of its own. */
export async function play(
  t: TestContext,
  {
    server,
    client,
    way,
    account,
    steps,
  }: { server: RunningServer; client: OfficialClient; way: Way; account: Account; steps: readonly Step[] },
): Promise<readonly Played[]> {
  const home = tempFolder(t)
  const file = join(home, 'scenario.json')
  const kept = { account: account.id, token: account.authToken }
  const baseUrl = way === 'base URL' ? { baseUrl: server.url } : {}
  writeFileSync(file, JSON.stringify({ steps: steps.map(({ gives: _, ...step }) => step), kept, ...baseUrl }))
  const main = folder('../../src/main.ts')
  const under = [
    '--conditions=trunkline-source',
    '--disable-warning=ExperimentalWarning',
    main,
    'run',
    '--url',
    server.url,
  ]
  const [program, ...parameters] =
    way === 'run'
      ? [process.execPath, ...under, '--token', `${account.id}:${account.authToken}`, '--', ...client.play, file]
      : [...client.play, file]
  const credentials: Readonly<Record<string, string>> =
    way === 'run' ? {} : { TWILIO_ACCOUNT_SID: account.id, TWILIO_AUTH_TOKEN: account.authToken }
  const started = startProcess(t, program, parameters, {
    cwd: home,
    env: environment(home, { ...client.env, ...credentials }),
  })
  const { code } = await started.ended
  assert.equal(code, 0, started.output())
  // What a program says besides goes to standard error; each result is one line of JSON.
  return started
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{"name":') || line.startsWith('{"name": '))
    .map((line) => JSON.parse(line) as Played)
}

/** A client that was made for one scenario. */
export interface Account {
  readonly id: string
  readonly authToken: string
}

/** Makes a client that nobody else uses. */
export async function makeAccount({ url, demo }: RunningServer, name = 'Scenario'): Promise<Account> {
  const answer = await fetch(`${url}/v1/admin/clients`, {
    method: 'POST',
    headers: { authorization: `Bearer ${demo.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  })
  assert.equal(answer.status, 201)
  return (await answer.json()) as Account
}

/** What is wrong with what was played; empty where every step went as the scenario says. */
export function faults(steps: readonly Step[], played: readonly Played[]): readonly string[] {
  return steps.flatMap((step, index) => {
    const result = played[index]
    if (result === undefined) return [`${step.name}: was not played`]
    const { error, value } = result
    if (step.refused !== undefined) {
      const told = error === undefined ? JSON.stringify(value) : `${error.status} ${error.code} ${error.message}`
      return error?.status === step.refused.status && error.code === step.refused.code
        ? []
        : [`${step.name}: expected ${step.refused.status} ${step.refused.code}, got ${told}`]
    }
    if (error !== undefined) return [`${step.name}: ${error.status} ${error.code} ${error.message}`]
    const length = Array.isArray(value) ? value.length : undefined
    const wrong = step.count !== undefined && length !== step.count ? [`has ${length} entries, not ${step.count}`] : []
    return [...wrong, ...(step.gives === undefined ? [] : differences(value, step.gives, ''))].map(
      (text) => `${step.name}: ${text}`,
    )
  })
}

function differences(value: unknown, expected: Expected, at: string): string[] {
  const wrong = [
    `${at || 'the answer'} is ${JSON.stringify(value)?.slice(0, 300)}, not ${expected instanceof RegExp ? expected : JSON.stringify(expected)}`,
  ]
  if (expected instanceof RegExp) return typeof value === 'string' && expected.test(value) ? [] : wrong
  if (expected === null || typeof expected !== 'object') return value === expected ? [] : wrong
  if (value === null || typeof value !== 'object') return wrong
  // A list may go on after what is expected of its beginning; how long it must be says `count`.
  return Object.entries(expected).flatMap(([name, inner]) =>
    differences((value as Record<string, unknown>)[name], inner as Expected, at === '' ? name : `${at}.${name}`),
  )
}
