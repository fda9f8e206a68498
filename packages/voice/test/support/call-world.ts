import { randomBytes, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import { type Accounts, migrations as accountMigrations, createAccounts } from '@trunkline/accounts'
import { createAddressPolicy, createEvents, migrations as eventMigrations } from '@trunkline/events'
import { createSealer, type Database } from '@trunkline/postgres'
import { eventually, sine } from '@trunkline/testkit'
import { createIdGenerator, sidFromUuid, uuidFromSid } from '@trunkline/wire'
import type { CallRecord } from '../../src/call/call-record.ts'
import { createInterpreter } from '../../src/interpreter/create-interpreter.ts'
import type { InterpreterParts } from '../../src/interpreter/ports.ts'
import type { Interpreter, Program } from '../../src/interpreter/program.ts'
import type { LegProvider } from '../../src/leg/leg.ts'
import type { MediaEngine } from '../../src/media/media.ts'
import { createMediaEngine } from '../../src/media/media-engine.ts'
import { migrations } from '../../src/migrations.ts'
import type { Log } from '../../src/ports.ts'
import { type ActivePart, createVoice, type Voice, type VoiceOptions } from '../../src/voice.ts'

export const migrationSets = [eventMigrations, accountMigrations, migrations]

/** A log that keeps what was written. */
export class KeptLog implements Log {
  readonly lines: { level: string; fields: Record<string, unknown>; message: string }[] = []
  readonly #keep = (level: string) => (fields: object, message: string) =>
    void this.lines.push({ level, fields: { ...fields }, message })
  debug = this.#keep('debug')
  info = this.#keep('info')
  warn = this.#keep('warn')
  error = this.#keep('error')
}

/** A request that a program got. */
export interface Asked {
  readonly path: string
  readonly params: Readonly<Record<string, string>>
}

/** A word of progress that waits to be told. */
export interface ToldCallback {
  readonly url: string
  readonly method: string
  readonly params: Readonly<Record<string, string>>
}

/** Calls on a database, with real sound and a program that answers over HTTP. */
export interface CallWorld {
  readonly voice: Voice
  readonly db: Database
  readonly accounts: Accounts
  readonly log: KeptLog
  /** UUID and SID. */
  readonly clientId: string
  readonly accountSid: string
  readonly url: string
  readonly asked: Asked[]
  /** What a path answers; may be set at any time. */
  readonly documents: Map<string, string>
  /** Callbacks that were written down, oldest first. */
  callbacks(): Promise<ToldCallback[]>
  events(): Promise<{ type: string; data: Record<string, unknown> }[]>
  /** Waits until a call has that status. */
  until(sid: string, status: string): Promise<CallRecord>
  create(to: string, program: Program | string, more?: object): Promise<CallRecord>
  /** Another process on the same database. */
  another(options?: Partial<VoiceOptions>): Voice
}

/** What stands when the interpreter is made. */
export interface InterpretGround {
  readonly db: Database
  readonly clock: { now(): number }
  readonly log: Log
  readonly meter: VoiceOptions['meter']
  readonly ids: VoiceOptions['ids']
  readonly media: MediaEngine
  readonly voice: Voice
  /** The interpreter that is being made. */
  readonly interpreter: () => Interpreter
}

/** What a test may give instead of the usual. */
export interface CallWorldOptions extends Partial<VoiceOptions> {
  readonly legs?: readonly LegProvider[]
  readonly active?: readonly ActivePart[]
  /** Whether it takes part in running calls. Default: yes. */
  readonly start?: boolean
  /** Parts of the interpreter in place of those that do nothing, made of what stands already. */
  readonly interpret?: (made: InterpretGround) => Partial<InterpreterParts>
}

/** The number that calls come from in tests. */
export const ownNumber = '+14155550100'
/** One that its client's program answers. */
export const answeredNumber = '+14155550101'
/** One that belongs to nobody. */
export const strange = '+14155550190'

/** Opens a world for one test, and closes it after it. */
export async function makeCallWorld(t: TestContext, db: Database, options: CallWorldOptions = {}): Promise<CallWorld> {
  const closers = new AsyncDisposableStack()
  t.after(() => closers.disposeAsync())
  const clock = { now: () => Date.now() }
  const log = new KeptLog()
  const ids = createIdGenerator(clock)
  const sealer = createSealer(randomBytes(32))
  const accounts = createAccounts({ db, clock, ids, sealer, log })
  const events = createEvents({
    ...{ db, clock, ids, sealer, log, random: Math.random },
    privateAddresses: createAddressPolicy({ allow: [], loopback: true }),
  })
  closers.defer(() => events.stop())
  const { client } = await accounts.clients.create({ name: 'Acme' })
  const clientId = uuidFromSid(client.sid)
  const server = await programServer(closers)
  await accounts.numbers.put(client.sid, ownNumber, {})
  await accounts.numbers.put(client.sid, answeredNumber, { voiceUrl: `${server.url}/voice` })
  const { legs = [], active = [], start = true, interpret, ...given } = options
  const meter = { count() {}, gauge() {}, observe() {} }

  const make = (more: Partial<VoiceOptions> = {}): Voice => {
    const media = createMediaEngine({ workers: 1, address: '127.0.0.1', ports: { from: 0, to: 0 }, log, meter })
    closers.defer(() => media.stop())
    const voice = createVoice({
      ...{ db, clock, log, meter, ids, sealer, accounts, media, onEvents: () => undefined },
      route: async () => ({ kind: 'loopback' }),
      phones: { answerAfterMs: 50, silenceSeconds: 1 },
      ...given,
      ...more,
    })
    const interpreter: Interpreter = createInterpreter({
      ...{ events, clock, log, randomUuid: randomUUID, dialer: voice.dialer },
      authToken: (id) => accounts.clients.authToken(sidFromUuid('AC', id)),
      speech: { say: async () => sine(440, 0.2) },
      sounds: { load: async () => sine(880, 0.4) },
      recordings: { begin: () => Promise.reject(new Error('nothing records here')) },
      conferences: { join: async () => ({ reason: 'failed' }) },
      texts: { send: async () => ({ sid: sidFromUuid('SM', randomUUID()), status: 'sending' }) },
      ...interpret?.({ db, clock, log, meter, ids, media, voice, interpreter: () => interpreter }),
    })
    voice.use({ interpreter, legs, active })
    closers.defer(() => voice.stop())
    return voice
  }
  const voice = make()
  if (start) {
    await voice.start()
    await eventually(() => {
      if (voice.state !== 'active') throw new Error('not yet')
    })
  }
  return {
    ...{ voice, db, accounts, log, clientId, accountSid: client.sid, another: make, ...server },
    async callbacks() {
      type Row = { payload: ToldCallback }
      const { rows } = await db.query<Row>({ text: 'select payload from events_form_webhook order by id', values: [] })
      return rows.map(({ payload }) => payload)
    },
    async events() {
      type Row = { events: { type: string; data: Record<string, unknown> }[] }
      const { rows } = await db.query<Row>({ text: 'select events from events_outbox order by id', values: [] })
      return rows.flatMap((row) => row.events)
    },
    async until(sid, status) {
      await eventually(async () => {
        const call = await voice.calls.get(clientId, sid)
        if (call.status !== status) throw new Error(`${sid} is ${call.status}, not ${status}`)
      })
      return voice.calls.get(clientId, sid)
    },
    create: (to, program, more = {}) =>
      voice.calls.create(clientId, {
        ...{ to, from: ownNumber, program: typeof program === 'string' ? { twiml: program } : program },
        ...more,
      }),
  }
}

async function programServer(closers: AsyncDisposableStack) {
  const asked: Asked[] = []
  const documents = new Map<string, string>()
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const body = new URLSearchParams(await textOf(request))
    asked.push({ path: pathname, params: { ...Object.fromEntries(searchParams), ...Object.fromEntries(body) } })
    const document = documents.get(pathname)
    response.writeHead(document === undefined ? 404 : 200, { 'content-type': 'text/xml' })
    response.end(document ?? '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.defer(async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeAllConnections()
    await closed
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, documents }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
