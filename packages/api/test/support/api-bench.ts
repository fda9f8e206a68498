import { randomBytes, randomUUID } from 'node:crypto'
import type { TestContext } from 'node:test'
import { type Accounts, migrations as accountsMigrations, createAccounts } from '@trunkline/accounts'
import {
  type Channels,
  migrations as channelsMigrations,
  createChannels,
  createLoopbackGateway,
} from '@trunkline/channels'
import { createAddressPolicy, createEvents, type Events, migrations as eventsMigrations } from '@trunkline/events'
import { createSealer, type Database } from '@trunkline/postgres'
import { afterHooks, freshDatabase, type OpenDatabase, quietLog } from '@trunkline/testkit'
import { migrations as verifyMigrations } from '@trunkline/verify'
import { migrations as voiceMigrations } from '@trunkline/voice'
import { createIdGenerator } from '@trunkline/wire'
import { type Api, type ApiOptions, createApi } from '../../src/api.ts'
import type { HttpLimits } from '../../src/http/limits.ts'
import { migrations } from '../../src/migrations.ts'
import type { VoicePort } from '../../src/ports.ts'
import { type RecordingVerify, recordingVerify } from './recording-verify.ts'
import { stillVoice } from './still-voice.ts'

/** What a test may give instead of the usual. */
export interface BenchOptions {
  readonly limits?: Partial<HttpLimits>
  /** Opens the database; without it there is an embedded one. */
  readonly open?: OpenDatabase
  readonly iceServers?: ApiOptions['iceServers']
  /** Stands between the parts and the database, to break what is asked of it. */
  readonly wrap?: (db: Database) => Database
  readonly queueLimit?: number
  /** Base URL of links of one click. */
  readonly reach?: () => string | undefined
  readonly routes?: Readonly<Record<string, readonly string[]>>
  /** Whether webhooks may go to this machine. Default: yes. */
  readonly loopbackWebhooks?: boolean
  readonly withoutInbox?: boolean
  readonly publicUrl?: string
  readonly host?: string
  readonly parts?: undefined
  /** Calls; `still`: those of a process that runs none. Without them there are none. */
  readonly voice?: VoicePort | 'still'
  /** Whether the sound of recordings needs no credentials, with `still`. Default: no. */
  readonly publicRecordings?: boolean
  readonly readiness?: ApiOptions['readiness']
  /** Whether deliveries are dispatched. Default: yes. */
  readonly dispatch?: boolean
  /** The clock of all parts. Default: the real one. */
  readonly clock?: { now(): number }
}

/** An API on real parts and an embedded database, without a process of its own. */
export interface Bench {
  readonly api: Api
  readonly db: Database
  readonly accounts: Accounts
  readonly channels: Channels
  readonly events: Events
  readonly verify: RecordingVerify
  readonly clientId: string
  readonly authToken: string
  readonly adminToken: string
  /** Calls the API as the client, without a socket. */
  call(method: string, url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** The same as the operator. */
  admin(method: string, url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** The same with these headers alone. */
  raw(method: string, url: string, payload?: string, headers?: Record<string, string>): Promise<Answer>
}

/** An answer, read. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  readonly json: any
}

/** The migrations of all parts, for tests on each engine. */
export const sets = [
  eventsMigrations,
  accountsMigrations,
  channelsMigrations,
  voiceMigrations,
  verifyMigrations,
  migrations,
]

/** The operator's token on every bench. */
const adminToken = 'the-operators-token'

/** Puts an API together for one test, and takes it apart after it. */
export async function openBench(t: TestContext, options: BenchOptions = {}): Promise<Bench> {
  const bare = await (options.open?.(t) ?? freshDatabase(t, { migrations: sets }))
  const db = options.wrap?.(bare) ?? bare
  const clock = options.clock ?? { now: () => Date.now() }
  const ids = createIdGenerator({ now: clock.now })
  const sealer = createSealer(randomBytes(32))
  const log = quietLog
  const base = { db, clock, ids, sealer, log }
  const accounts = createAccounts(base)
  const policy = createAddressPolicy({ loopback: options.loopbackWebhooks ?? true })
  const events = createEvents({ ...base, privateAddresses: policy, random: Math.random })
  const loopback = createLoopbackGateway('loopback', { type: 'loopback', answerAfter: 10, talkFor: 10 }, base)
  const recording = recordingVerify({ ...base, db: bare })
  const channels = openChannels({ base, events, accounts, loopback, options })
  const { client, authToken } = await accounts.clients.create({ name: 'Test' })
  await accounts.start()
  await events.start({ relay: true, webhooks: true })
  await channels.start({ dispatch: options.dispatch ?? true })
  const still =
    options.voice === 'still' ? stillVoice({ ...base, accounts, events }, options.publicRecordings) : undefined
  const voice = options.voice === 'still' ? still : options.voice
  const inbox = options.withoutInbox ? undefined : loopback
  const diagnose = async () => [{ name: 'database', state: 'ok' as const, detail: 'fine' }]
  const parts = {
    accounts,
    channels,
    events,
    db,
    sealer,
    inbox,
    diagnose,
    verify: recording.verify,
    ...(voice && { voice }),
  }
  const api = await createApi(apiOptions(options, { clock, log, parts }))
  afterHooks(t, async () => {
    await api.stop()
    await still?.stop()
    await channels.stop()
    await events.stop()
    await accounts.stop()
  })
  const raw = caller(api)
  const as =
    (authorization: string): Bench['call'] =>
    (method, url, body, headers = {}) =>
      raw(method, url, body === undefined ? undefined : JSON.stringify(body), {
        authorization,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      })
  const call = as(basic(client.sid, authToken))
  const admin = as(`Bearer ${adminToken}`)
  return {
    api,
    db,
    accounts,
    channels,
    events,
    verify: recording,
    clientId: client.sid,
    authToken,
    adminToken,
    call,
    admin,
    raw,
  }
}

/** Value of an Authorization header. */
export const basic = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`

function openChannels({
  base,
  events,
  accounts,
  loopback,
  options,
}: {
  base: Pick<Parameters<typeof createChannels>[0], 'db' | 'clock' | 'ids' | 'sealer' | 'log'>
  events: Events
  accounts: Accounts
  loopback: ReturnType<typeof createLoopbackGateway>
  options: BenchOptions
}): Channels {
  const all = ['loopback']
  return createChannels({
    randomBytes,
    ...base,
    meter: { count() {}, gauge() {}, observe() {} },
    random: Math.random,
    gateways: [loopback],
    routes: options.routes ?? { sms: all, email: all, push: all, call: all },
    disabledClients: async () => (await accounts.clients.list({ status: 'disabled' })).clients.map(({ id }) => id),
    ownerOf: async (number) => (await accounts.numbers.ownerOf(number)) ?? undefined,
    onEvents: () => events.wake(),
    poll: 50,
    ...(options.queueLimit === undefined ? {} : { queueLimit: options.queueLimit }),
    ...(options.reach === undefined ? {} : { reach: options.reach }),
  })
}

function apiOptions(options: BenchOptions, given: Pick<ApiOptions, 'clock' | 'log' | 'parts'>): ApiOptions {
  return {
    ...given,
    meter: { gauge() {}, observe() {} },
    metrics: { contentType: 'text/plain; version=0.0.4', render: async () => 'trunkline_up 1\n' },
    readiness: options.readiness ?? (() => [{ name: 'database', state: 'up', essential: true }]),
    randomBytes,
    randomUuid: randomUUID,
    host: options.host ?? '127.0.0.1',
    port: 0,
    publicUrl: options.publicUrl,
    adminToken,
    version: '0.0.0',
    curlrc: '.trunkline/curlrc',
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    ...(options.iceServers === undefined ? {} : { iceServers: options.iceServers }),
  }
}

function caller(api: Api): Bench['raw'] {
  return async (method, url, payload, headers = {}) => {
    const answer = await api.server.inject({
      method: method as 'GET',
      url,
      headers,
      ...(payload === undefined ? {} : { payload }),
    })
    const json = /json/.test(String(answer.headers['content-type'])) ? JSON.parse(answer.body) : undefined
    const lines = Object.entries(answer.headers).map(([name, value]) => [
      name,
      value === undefined ? value : String(value),
    ])
    return { status: answer.statusCode, headers: Object.fromEntries(lines), text: answer.body, json }
  }
}
