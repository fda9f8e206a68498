import { createHash } from 'node:crypto'
import type { Accounts } from '@trunkline/accounts'
import {
  callFormWebhook,
  type EventRecord,
  type Events,
  type Follower,
  type FormCallback,
  FormWebhookDesk,
  type FormWebhookJob,
  type FormWebhookTask,
  insertFormWebhooks,
  type LoggedEvents,
  type NewFormWebhookJob,
  ReceiverAway,
  targetOf,
} from '@trunkline/events'
import type { Database, Sealer, Statement } from '@trunkline/postgres'
import { isSid, ProblemError, sidFromUuid, uuidFromSid } from '@trunkline/wire'
import type { ChannelsPort, Client, Clock, Log } from '../../ports.ts'
import { forgetChecks } from '../../store/caller-id-check-store.ts'
import { validationEnds } from '../caller-ids/validation-end.ts'
import { createCookieJars } from '../inbound/cookie-jars.ts'
import { type InboundTarget, inboundTarget } from '../inbound/inbound-target.ts'
import { ReplyBrake } from '../inbound/reply-brake.ts'
import { runSession, type SessionParts } from '../inbound/run-session.ts'
import { createTextSender } from '../messages/text-sender.ts'
import { createMessagingServices, type MessagingServices } from '../messaging/messaging-services.ts'
import { createAuthTokens } from './auth-tokens.ts'
import { readMove, statusJobs } from './status-jobs.ts'
import { WatchedClients } from './watched-clients.ts'

/** Of what Twilio's webhooks are made. */
export interface TwilioWebhooksOptions {
  readonly db: Pick<Database, 'query'>
  readonly clock: Clock
  readonly log: Log
  readonly sealer: Pick<Sealer, 'seal' | 'open'>
  readonly accounts: Pick<Accounts, 'clients' | 'onChange' | 'numbers' | 'applications'>
  readonly channels: Pick<ChannelsPort, 'accept' | 'settings' | 'texts'>
  readonly events: Pick<Events, 'follow' | 'webhook'>
  readonly gatewaySenders?: readonly string[]
  readonly randomUuid: () => string
}

/** Callbacks of messages, calls, recordings and conferences, and the webhooks of messages that come in. */
export interface TwilioWebhooks {
  /** Begins to follow the events and to make webhooks. Resolves once nothing that happens from now on is missed. */
  start(): Promise<void>
  stop(): Promise<void>
}

const sweepEvery = 3_600_000
/** Verifications of numbers that nobody told the end of are forgotten after a day. Milliseconds. */
const checkAge = 86_400_000

/**
 * Makes what calls programs back as Twilio does: follows all events, writes down the webhooks that they ask for in the transaction that moves the
 * follower on, and makes them from there. So none is lost, and none is made twice but for a process that dies in between.
 */
export function createTwilioWebhooks(options: TwilioWebhooksOptions): TwilioWebhooks {
  return new Webhooks(options)
}

class Webhooks implements TwilioWebhooks {
  readonly #options: TwilioWebhooksOptions
  readonly #services: MessagingServices
  readonly #session: SessionParts
  readonly #tokens: ReturnType<typeof createAuthTokens>
  readonly #desk: FormWebhookDesk
  readonly #watched: WatchedClients
  #follower: Follower | undefined
  #sweeping: NodeJS.Timeout | undefined

  constructor(options: TwilioWebhooksOptions) {
    const { db, clock, log, gatewaySenders = [], accounts, events } = options
    this.#options = options
    this.#services = createMessagingServices(options)
    this.#tokens = createAuthTokens(accounts, clock)
    this.#watched = new WatchedClients(db)
    this.#session = {
      ...{ events, clock, log, brake: new ReplyBrake(clock), cookies: createCookieJars(options) },
      sender: createTextSender({ ...options, gatewaySenders }),
    }
    const make = (task: FormWebhookTask) => this.#make(task)
    this.#desk = new FormWebhookDesk({ db, clock, log, owner: options.randomUuid(), make })
  }

  async start(): Promise<void> {
    const { events, log } = this.#options
    const wants = (rows: readonly LoggedEvents[]) => this.#wanted(rows)
    this.#follower = events.follow({ name: 'twilio-webhooks', wants, handle: (rows) => this.#handle(rows) })
    this.#desk.start()
    const sweep = () =>
      this.#session.cookies
        .sweep()
        .catch((err: unknown) => log.warn({ err }, 'old cookies were not deleted; trying again later'))
    this.#sweeping = setInterval(sweep, sweepEvery).unref()
    await this.#follower.registered()
  }

  async stop(): Promise<void> {
    clearInterval(this.#sweeping)
    await this.#follower?.stop()
    await this.#desk.stop()
    this.#tokens.close()
  }

  /** Rows that may ask for webhooks: all of clients who are watched, and those with texts that came in or ends of calls that the API made. */
  async #wanted(rows: readonly LoggedEvents[]): Promise<readonly LoggedEvents[]> {
    const watched = new Set(await this.#watched.rowsOf(rows))
    return rows.filter((row) => watched.has(row) || incomingMark(row) || row.mentions('"outbound-api"'))
  }

  async #handle(rows: readonly LoggedEvents[]): Promise<readonly Statement[] | undefined> {
    const [statuses, incoming] = await Promise.all([this.#statusJobs(rows), this.#incomingJobs(rows)])
    const { jobs: validations, over } = await validationEnds(this.#options.db, rows)
    const jobs = [...statuses, ...incoming, ...validations]
    const forgotten = over.length === 0 ? [] : [forgetChecks(over, new Date(this.#options.clock.now() - checkAge))]
    if (jobs.length === 0) return forgotten.length === 0 ? undefined : forgotten
    // The statement is committed in a moment; the desk looks by itself where that takes longer.
    setTimeout(() => this.#desk.wake(), 20).unref()
    return [insertFormWebhooks(jobs), ...forgotten]
  }

  async #statusJobs(rows: readonly LoggedEvents[]): Promise<NewFormWebhookJob[]> {
    const watched = await this.#watched.rowsOf(rows)
    const moves = watched.flatMap(({ events }) => events.flatMap((event) => readMove(event) ?? []))
    if (moves.length === 0) return []
    const ids = [...new Set(moves.map(({ messageId }) => messageId))]
    const texts = new Map((await this.#options.channels.texts.ofMessages(ids)).map((text) => [text.id, text]))
    return moves.flatMap((move) => {
      const text = texts.get(move.deliveryId)
      return text === undefined ? [] : statusJobs(text, move)
    })
  }

  async #incomingJobs(rows: readonly LoggedEvents[]): Promise<NewFormWebhookJob[]> {
    const jobs: NewFormWebhookJob[] = []
    for (const { clientId, events } of rows.filter(incomingMark)) {
      for (const event of events) {
        const incoming = readIncoming(event)
        if (incoming === undefined) continue
        const { id, from, to } = incoming
        const target = await inboundTarget({ accounts: this.#options.accounts, services: this.#services }, clientId, to)
        if (target === null) continue
        const pair = createHash('sha256').update(`${clientId}\n${from}\n${to}`).digest('hex').slice(0, 32)
        const payload: InboundTarget = target
        jobs.push({
          ...{ kind: 'message-incoming', clientId, subject: id, sequence: 0, part: 0 },
          ...{ lane: `incoming:${pair}`, target: targetOf(target.first.url), payload },
        })
      }
    }
    return jobs
  }

  async #make(task: FormWebhookTask): Promise<void> {
    const authToken = await this.#tokenOf(task.job)
    if (authToken === undefined) return
    if (task.job.kind === 'message-incoming') await this.#ask(task, authToken)
    else await this.#callBack(task, authToken)
  }

  /** Undefined for a client that is no more: nobody is left to call back. */
  async #tokenOf({ clientId }: FormWebhookJob): Promise<string | undefined> {
    try {
      return await this.#tokens.of(clientId)
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'not-found') return undefined
      throw error
    }
  }

  async #callBack({ job, signal }: FormWebhookTask, authToken: string): Promise<void> {
    const { url, method, params } = job.payload as FormCallback
    const end = await callFormWebhook(this.#options, {
      ...{ clientId: job.clientId, authToken, purpose: job.kind, url, method, params, signal },
      idempotencyToken: tokenOf(job),
    })
    // Twilio gives up here, and a receiver that is being restarted never hears of it. What was refused or failed is in the request log alone.
    if (!end.ok && end.away) throw new ReceiverAway(url)
    // What was taken in time is not told again.
    if (!end.ok && signal.aborted) throw new Error('the process stops; another goes on')
  }

  async #ask({ job, signal, hold }: FormWebhookTask, authToken: string): Promise<void> {
    const { channels, accounts } = this.#options
    const text = await channels.texts.get(job.clientId, job.subject)
    const client = await accounts.clients.find(sidFromUuid('AC', job.clientId))
    if (text === undefined || client === undefined || !(await this.#isActive(client))) return
    await runSession(this.#session, { client, authToken, text, target: job.payload as InboundTarget, signal, hold })
  }

  /** A suspended account, or one whose parent is suspended, takes messages in and answers none: a reply would be sent in its name. */
  async #isActive({ status, parentId }: Client): Promise<boolean> {
    if (status !== 'active' || parentId === null) return status === 'active'
    return (await this.#options.accounts.clients.find(sidFromUuid('AC', parentId)))?.status === 'active'
  }
}

/** Whether a row may have a text from a person in it. */
const incomingMark = (row: LoggedEvents): boolean => row.mentions('"message.received"')

/** A text from a person, read from the event of it. */
function readIncoming({ type, data }: EventRecord): { id: string; from: string; to: string } | undefined {
  const { inboundId, channel, from, to } = data
  if (type !== 'message.received' || channel !== 'sms' || !isSid(inboundId)) return undefined
  return typeof from === 'string' && typeof to === 'string' ? { id: uuidFromSid(inboundId), from, to } : undefined
}

/** A UUID that is the same whenever the same callback is made. */
function tokenOf({ kind, subject, sequence, part }: FormWebhookJob): string {
  const hex = createHash('sha256').update(`${kind}:${subject}:${sequence}:${part}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
