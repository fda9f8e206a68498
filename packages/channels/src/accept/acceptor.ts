import { createHash } from 'node:crypto'
import { type Database, DatabaseError } from '@trunkline/postgres'
import { type IdGenerator, ProblemError } from '@trunkline/wire'
import { views } from '../message/query.ts'
import type { ContentRequest, MessageView, SendRequest } from '../message/schema.ts'
import { batchLimit } from '../message/schema.ts'
import { viewOf } from '../message/view.ts'
import type { ChannelName, Clock, Log, Meter } from '../ports.ts'
import type { FairTags } from '../queue/fair-tags.ts'
import type { ClientSettings } from '../settings/resolved-settings.ts'
import {
  type AcceptRow,
  acceptRow,
  acceptStatement,
  findRequest,
  type RequestKey,
  type StoredRejection,
} from '../store/accept-store.ts'
import { readMessages } from '../store/message-store.ts'
import { GroupCommit } from './group-commit.ts'
import { type PreparedMessage, prepareMessage } from './prepare.ts'
import { validateSend } from './validate.ts'

/** What accepting needs. */
export interface AcceptorOptions {
  readonly db: Database
  readonly clock: Clock
  readonly ids: IdGenerator
  readonly log: Log
  readonly meter: Meter
  readonly tags: FairTags
  readonly settingsOf: (clientId: string) => ClientSettings | Promise<ClientSettings>
  readonly serves: (gateway: string, channel: ChannelName) => boolean
  readonly seal: (content: ContentRequest, messageId: string) => string
  /** Whether there is no room in the queue. */
  readonly queueFull: () => boolean
  readonly onAccepted: (routes: readonly string[]) => void
}

/** How a request is accepted. */
export interface AcceptOptions {
  readonly idempotencyKey?: string
  /** The one channel of the request, for the paths that name it. */
  readonly channel?: ChannelName
  /**
   * What the edge that the request came in by remembers of it, a JSON object of its own. It stands in the stored request as `origin` and is
   * never shown by the v1 API. It is no part of what an idempotency key compares.
   */
  readonly origin?: Readonly<Record<string, unknown>>
}

/** A message that was accepted now, or had been under the same key. */
export interface Accepted {
  readonly message: MessageView
  readonly replayed: boolean
}

/** What a batch came to: the messages that were accepted, and for each other one its place and why. */
export interface BatchResult {
  readonly accepted: MessageView[]
  readonly rejected: { readonly index: number; readonly problem: ProblemError }[]
}

/** Takes messages in: checks, dedupes and stores them. Resolves after the commit. */
export class Acceptor {
  readonly #options: AcceptorOptions
  readonly #commit: GroupCommit<AcceptRow>
  readonly #inFlight = new Set<string>()

  constructor(options: AcceptorOptions) {
    this.#options = options
    this.#commit = new GroupCommit({
      write: (rows) => this.#write(rows, 1),
      most: 64,
      limit: 20_000,
      blameRows: (error) => error instanceof DatabaseError && (error.code === 'QUERY' || error.code === 'CONSTRAINT'),
      log: options.log,
    })
  }

  /**
   * Accepts one message.
   * @throws ProblemError for whatever is wrong with it; nothing is changed then
   */
  async accept(
    clientId: string,
    request: SendRequest,
    { idempotencyKey, ...how }: AcceptOptions = {},
  ): Promise<Accepted> {
    this.#checkRoom()
    const pending = this.#options.settingsOf(clientId)
    const settings = pending instanceof Promise ? await pending : pending
    if (idempotencyKey === undefined) {
      const prepared = this.#prepare(clientId, settings, request, how)
      await this.#store([acceptRow(prepared, null, true)])
      return { message: viewOf(prepared.message), replayed: false }
    }
    return this.#exclusively(clientId, idempotencyKey, async (key) => {
      const fingerprint = fingerprintOf({ channel: how.channel ?? null, request })
      const replay = async () => ({
        message: (await this.#known(clientId, key, fingerprint))?.messages[0] as MessageView,
        replayed: true,
      })
      // Most keys are new, so the insert is tried first and only a conflict costs a look.
      const prepared = await this.#prepareUnlessKnown(clientId, settings, request, how, key, fingerprint)
      if (prepared === 'known') return replay()
      const written = await this.#store([
        acceptRow(prepared, { key, fingerprint, messages: [prepared.message.id] }, true),
      ])
      return written.has(prepared.message.id) ? { message: viewOf(prepared.message), replayed: false } : replay()
    })
  }

  /**
   * Accepts up to 1,000 messages. A bad one rejects itself alone; the good ones are stored together or not at all.
   * @throws ProblemError `batch-too-large`, and those of the idempotency key
   */
  async acceptBatch(
    clientId: string,
    requests: readonly unknown[],
    { idempotencyKey, origin }: AcceptOptions = {},
  ): Promise<BatchResult> {
    if (requests.length > batchLimit) {
      const detail = `${requests.length} messages are too many for one batch: ${batchLimit} are allowed`
      throw new ProblemError('batch-too-large', detail, { errors: [{ pointer: '/messages', detail }] })
    }
    this.#checkRoom()
    const settings = await this.#options.settingsOf(clientId)
    if (idempotencyKey === undefined) return this.#batch(clientId, settings, requests, null, origin)
    return this.#exclusively(clientId, idempotencyKey, async (key) => {
      const fingerprint = fingerprintOf(requests)
      const known = await this.#known(clientId, key, fingerprint)
      if (known !== undefined) return { accepted: known.messages, rejected: known.rejected }
      return this.#batch(clientId, settings, requests, { key, fingerprint }, origin)
    })
  }

  async #batch(
    clientId: string,
    settings: ClientSettings,
    requests: readonly unknown[],
    key: Omit<RequestKey, 'messages'> | null,
    origin: AcceptOptions['origin'],
  ): Promise<BatchResult> {
    const { prepared, rejected } = this.#prepareBatch(clientId, settings, requests, origin)
    if (prepared.length === 0) return { accepted: [], rejected }
    const messages = prepared.map((one) => one.message.id)
    const requestKey = key === null ? null : { ...key, messages, rejected: rejected.map(toStored) }
    const written = await this.#store(prepared.map((one, index) => acceptRow(one, requestKey, index === 0)))
    if (written.has((prepared[0] as PreparedMessage).message.id))
      return { accepted: prepared.map((one) => viewOf(one.message)), rejected }
    const won = await this.#known(clientId, (key as RequestKey).key, (key as RequestKey).fingerprint)
    return { accepted: won?.messages ?? [], rejected: won?.rejected ?? rejected }
  }

  #prepareBatch(
    clientId: string,
    settings: ClientSettings,
    requests: readonly unknown[],
    origin: AcceptOptions['origin'],
  ): { prepared: PreparedMessage[]; rejected: BatchResult['rejected'] } {
    const prepared: PreparedMessage[] = []
    const rejected: BatchResult['rejected'] = []
    requests.forEach((request, index) => {
      try {
        const one = this.#prepare(clientId, settings, validateSend(request), { origin })
        acceptRow(one, null, false)
        prepared.push(one)
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error
        rejected.push({ index, problem: error })
      }
    })
    return { prepared, rejected }
  }

  #checkRoom(): void {
    if (!this.#commit.full && !this.#options.queueFull()) return
    throw new ProblemError('queue-full', undefined, { retryAfter: 5 })
  }

  #prepare(
    clientId: string,
    settings: ClientSettings,
    request: SendRequest,
    { channel, origin }: ComingIn,
  ): PreparedMessage {
    const { ids, clock, tags, seal, serves } = this.#options
    const tag = (route: string, priority: number) => tags.next(route, priority, clientId)
    return prepareMessage(request, {
      clientId,
      settings,
      messageId: ids.messageUuid(),
      now: clock.now(),
      ...(channel === undefined ? {} : { channel }),
      ...(origin === undefined ? {} : { origin }),
      tag,
      seal,
      serves,
    })
  }

  /** A request that is no longer valid (its sendAt has passed) is still answered as before when it is known. */
  async #prepareUnlessKnown(
    clientId: string,
    settings: ClientSettings,
    request: SendRequest,
    how: ComingIn,
    key: Uint8Array,
    fingerprint: Uint8Array,
  ): Promise<PreparedMessage | 'known'> {
    try {
      return this.#prepare(clientId, settings, request, how)
    } catch (error) {
      if ((await this.#known(clientId, key, fingerprint)) !== undefined) return 'known'
      throw error
    }
  }

  async #store(rows: readonly AcceptRow[]): Promise<ReadonlySet<string>> {
    const { meter, onAccepted } = this.#options
    try {
      const written = await this.#commit.add(rows)
      meter.count('trunkline_accepted_total', {}, rows.length)
      onAccepted(rows.flatMap((row) => row.prepared.queued.map((queued) => queued.route)))
      return written
    } catch (error) {
      throw asProblem(error)
    }
  }

  async #exclusively<T>(clientId: string, idempotencyKey: string, work: (key: Uint8Array) => Promise<T>): Promise<T> {
    const key = createHash('sha256').update(idempotencyKey).digest().subarray(0, 16)
    const name = `${clientId}:${key.toString('base64')}`
    if (this.#inFlight.has(name)) throw new ProblemError('idempotency-key-in-flight', undefined, { retryAfter: 1 })
    this.#inFlight.add(name)
    try {
      return await work(key)
    } finally {
      this.#inFlight.delete(name)
    }
  }

  /** What a request that was accepted before made. @throws ProblemError `idempotency-key-reused` where it was another request */
  async #known(clientId: string, key: Uint8Array, fingerprint: Uint8Array): Promise<Known | undefined> {
    const { db } = this.#options
    const known = await findRequest(db, clientId, key)
    if (known === undefined) return undefined
    if (!Buffer.from(known.fingerprint).equals(fingerprint)) throw new ProblemError('idempotency-key-reused')
    const found = new Map((await readMessages(db, known.messages)).map((message) => [message.id, message]))
    const messages = await views(
      db,
      known.messages.flatMap((id) => found.get(id) ?? []),
    )
    return { messages, rejected: (known.rejected ?? []).map(fromStored) }
  }

  async #write(rows: readonly AcceptRow[], retries: number): Promise<ReadonlySet<string>> {
    try {
      const { rows: written } = await this.#options.db.query<{ id: string }>(acceptStatement(rows))
      return new Set(written.map((row) => row.id))
    } catch (error) {
      // The database chose this statement to end a deadlock: nothing was written, and the other one is through by now.
      if (retries > 0 && error instanceof DatabaseError && error.code === 'CONFLICT')
        return this.#write(rows, retries - 1)
      throw error
    }
  }
}

/** What is known of a request besides what it says itself. */
type ComingIn = { readonly [Name in 'channel' | 'origin']?: AcceptOptions[Name] | undefined }

interface Known {
  readonly messages: MessageView[]
  readonly rejected: BatchResult['rejected']
}

function toStored({ index, problem }: BatchResult['rejected'][number]): StoredRejection {
  const { code, message, errors } = problem
  return { index, code, detail: message, ...(errors === undefined ? {} : { errors }) }
}

function fromStored({ index, code, detail, errors }: StoredRejection): BatchResult['rejected'][number] {
  return { index, problem: new ProblemError(code, detail, errors === undefined ? {} : { errors }) }
}

/** Hash of what a request asks for. Fields in another order ask for the same. */
function fingerprintOf(value: unknown): Uint8Array {
  const sorted = JSON.stringify(value, (_, field) =>
    field !== null && typeof field === 'object' && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  )
  return createHash('sha256').update(sorted).digest().subarray(0, 16)
}

function asProblem(error: unknown): unknown {
  if (!(error instanceof DatabaseError)) return error
  if (error.code === 'DISK_FULL') return new ProblemError('storage-full', undefined, { cause: error, retryAfter: 30 })
  return error.retryable
    ? new ProblemError('unavailable', 'The database is away for the moment. Try again with the same idempotency key.', {
        cause: error,
        retryAfter: 2,
      })
    : error
}
