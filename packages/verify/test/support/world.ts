import { randomBytes } from 'node:crypto'
import { migrations as accountMigrations } from '@trunkline/accounts'
import { migrations as eventMigrations } from '@trunkline/events'
import { createSealer, type Database } from '@trunkline/postgres'
import { type FakeClock, fakeClock } from '@trunkline/testkit'
import { createIdGenerator, ProblemError } from '@trunkline/wire'
import { migrations } from '../../src/migrations.ts'
import type { Addresses, Log } from '../../src/ports.ts'
import type { CodeDevice, CodeMethod, CodeSender, SendOutcome } from '../../src/sender/code-sender.ts'
import { createSenderFactory } from '../../src/sender/sender-factory.ts'
import { createVerify, type Verify } from '../../src/verify.ts'

export const migrationSets = [eventMigrations, accountMigrations, migrations]

/** One call of a gateway. */
export interface SentCode {
  readonly method: CodeMethod
  readonly device: CodeDevice
  readonly code: string
}

/** A gateway that keeps what it was given, and answers as it was told. */
export class RecordingSender implements CodeSender {
  readonly type = 'recording'
  readonly repeatable = true
  readonly sent: SentCode[] = []
  outcome: SendOutcome = { kind: 'accepted', providerId: 'P1' }
  sendSms = (device: CodeDevice, code: string) => this.#take('sms', device, code)
  makeCall = (device: CodeDevice, code: string) => this.#take('call', device, code)
  sendEmail = (device: CodeDevice, code: string) => this.#take('email', device, code)
  sendPush = (device: CodeDevice, code: string) => this.#take('push', device, code)
  sendWhatsApp = (device: CodeDevice, code: string) => this.#take('whatsapp', device, code)

  get last(): SentCode {
    const last = this.sent.at(-1)
    if (last === undefined) throw new Error('nothing was sent')
    return last
  }

  async #take(method: CodeMethod, device: CodeDevice, code: string): Promise<SendOutcome> {
    this.sent.push({ method, device, code })
    return this.outcome
  }
}

/** A log that keeps what was written. */
export class KeptLog implements Log {
  readonly lines: { level: string; fields: object; message: string }[] = []
  debug = (fields: object, message: string): unknown => this.lines.push({ level: 'debug', fields, message })
  info = (fields: object, message: string): unknown => this.lines.push({ level: 'info', fields, message })
  warn = (fields: object, message: string): unknown => this.lines.push({ level: 'warn', fields, message })
  error = (fields: object, message: string): unknown => this.lines.push({ level: 'error', fields, message })
}

const countries: readonly (readonly [string, string])[] = [
  ['+1', 'US'],
  ['+49', 'DE'],
  ['+44', 'GB'],
  ['+371', 'LV'],
  ['+800', ''],
]

/** Reads numbers by their shape alone; +4490… are premium-rate. */
export const addresses: Addresses = {
  phone(raw) {
    const e164 = raw.replace(/[ ()-]/g, '')
    if (!/^\+\d{8,15}$/.test(e164)) return { ok: false, reason: 'this is not a phone number' }
    const country = countries.find(([code]) => e164.startsWith(code))?.[1] || null
    return { ok: true, e164, country, type: e164.startsWith('+4490') ? 'premium-rate' : 'mobile' }
  },
  email: (raw) =>
    /^[^@\s]+@[^@\s]+\.[a-z]+$/.test(raw)
      ? { ok: true, address: raw }
      : { ok: false, reason: 'this is no e-mail address' },
}

/** What most tests of this package begin with. */
export interface World {
  readonly db: Database
  readonly clock: FakeClock
  readonly log: KeptLog
  readonly verify: Verify
  readonly sender: RecordingSender
  /** Names of the gateways by method; may be changed between sends. */
  readonly gateways: { [method: string]: string | undefined }
  readonly clientId: string
  readonly authToken: string
  /** The events that were written, oldest first. */
  events(): Promise<{ id: string; type: string; data: Record<string, unknown> }[]>
}

/** What a test may give instead of the usual. */
export interface WorldOptions {
  readonly senders?: Readonly<Record<string, () => CodeSender>>
  readonly gateways?: { [method: string]: string | undefined }
  readonly baseUrl?: string
  /** Auth tokens of gateways, for their status callbacks. */
  readonly gatewayTokens?: Readonly<Record<string, string>>
}

/** Base URL of the server in tests. */
export const baseUrl = 'https://verify.example.test'

/** Verification on a database, without background: `verify.round()` makes what is due. */
export async function makeWorld(db: Database, options: WorldOptions = {}): Promise<World> {
  const clock = fakeClock()
  const ids = createIdGenerator({ now: () => clock.now() })
  const log = new KeptLog()
  const sender = new RecordingSender()
  const gateways = options.gateways ?? {
    ...{ sms: 'recording', call: 'recording', email: 'recording', push: 'recording', whatsapp: 'recording' },
  }
  const clientId = ids.uuid()
  await insertClient(db, clientId)
  const authToken = '0123456789abcdef0123456789abcdef'
  const senders = createSenderFactory({
    gatewayOf: (method) => gateways[method],
    gateways: { recording: () => sender, ...options.senders },
  })
  const secret = randomBytes(32)
  const verify = createVerify({
    ...{ db, clock, ids, log, addresses, senders, randomBytes, secret },
    sealer: createSealer(secret),
    meter: { count() {} },
    clientName: async () => 'Acme',
    signingTokens: async () => [authToken],
    gatewayToken: (gateway) => options.gatewayTokens?.[gateway],
    baseUrl: () => options.baseUrl ?? baseUrl,
    onEvents: () => undefined,
  })
  const events = async () => {
    type Row = { events: { id: string; type: string; data: Record<string, unknown> }[] }
    const { rows } = await db.query<Row>({ text: 'select events from events_outbox order by id', values: [] })
    return rows.flatMap((row) => row.events)
  }
  return { db, clock, log, verify, sender, gateways, clientId, authToken, events }
}

/** Stores a client as accounts would. */
export async function insertClient(db: Database, id: string): Promise<void> {
  await db.query({
    text: `insert into accounts_client (id, name, token, token_at, created_at, version) values ($1, 'Acme', 'x', now(), now(), 1)`,
    values: [id],
  })
}

/** For `assert.rejects`: a problem of that code. */
export const problem =
  (code: string, pointer?: string) =>
  (error: unknown): boolean => {
    if (!(error instanceof ProblemError)) throw error
    const right =
      error.code === code && (pointer === undefined || error.errors?.some((each) => each.pointer === pointer))
    if (!right) throw new Error(`${error.code} at ${JSON.stringify(error.errors)}, not ${code}`, { cause: error })
    return true
  }
