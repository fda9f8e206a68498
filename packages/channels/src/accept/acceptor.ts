import type { Database } from '@trunkline/postgres'
import { type IdGenerator, ProblemError } from '@trunkline/wire'
import type { Straight } from '../dispatch/straight.ts'
import type { ContentRequest, MessageView, SendRequest } from '../message/schema.ts'
import { batchLimit } from '../message/schema.ts'
import { viewOf } from '../message/view.ts'
import type { ChannelName, Clock, Log, Meter } from '../ports.ts'
import type { FairTags } from '../queue/fair-tags.ts'
import type { ClientSettings } from '../settings/resolved-settings.ts'
import { acceptRow, type RequestKey } from '../store/accept-store.ts'
import { acceptMany, type Entry, type EntryResult } from './accept-many.ts'
import { KeysInFlight } from './keys-in-flight.ts'
import { gatherKnowledge, type Knowledge } from './knowledge.ts'
import { type Asked, findKnown, type Rejection, toStored } from './known-requests.ts'
import { type PreparedMessage, prepareMessage } from './prepare.ts'
import { fingerprintOf, hashKey, keyName } from './request-key.ts'
import { RowWriter } from './row-writer.ts'
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
  /** How many more messages the queue takes. */
  readonly queueRoom: () => number
  readonly straight: () => Straight | undefined
  readonly onAccepted: (routes: readonly string[], blocked: readonly string[]) => void
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
  readonly rejected: Rejection[]
}

/** Takes messages in: checks, dedupes and stores them. Resolves after the commit. */
export class Acceptor {
  readonly #options: AcceptorOptions
  readonly #writer: RowWriter
  readonly #inFlight = new KeysInFlight()

  constructor(options: AcceptorOptions) {
    this.#options = options
    this.#writer = new RowWriter(options)
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
    this.#writer.checkRoom()
    const pending = this.#options.settingsOf(clientId)
    const settings = pending instanceof Promise ? await pending : pending
    const gathered = gatherKnowledge(this.#options.db, [{ clientId, settings, request }])
    const knowledge = gathered instanceof Promise ? await gathered : gathered
    if (idempotencyKey === undefined) {
      const prepared = this.#prepare({ clientId, settings, knowledge, request }, how)
      await this.#writer.store([acceptRow(prepared, null, true)])
      return { message: viewOf(prepared.message), replayed: false }
    }
    return this.#exclusively(clientId, idempotencyKey, async (key) => {
      const asked = {
        clientId,
        key,
        fingerprint: fingerprintOf({ channel: how.channel ?? null, request }, idempotencyKey),
      }
      // Most keys are new, so the insert is tried first and only a conflict costs a look.
      const prepared = await this.#prepareUnlessKnown(asked, { clientId, settings, knowledge, request }, how)
      if (prepared === 'known') return this.#replay(asked)
      const written = await this.#writer.store([
        acceptRow(prepared, { ...asked, messages: [prepared.message.id] }, true),
      ])
      return written.has(prepared.message.id)
        ? { message: viewOf(prepared.message), replayed: false }
        : this.#replay(asked)
    })
  }

  /** How many more messages may come now. */
  room(): number {
    return this.#writer.room()
  }

  /** {@link acceptMany} */
  acceptMany(entries: readonly Entry[]): Promise<EntryResult[]> {
    const { db, log, settingsOf } = this.#options
    const parts = { db, log, settingsOf, writer: this.#writer, inFlight: this.#inFlight }
    const prepare = (entry: Entry, known: Pick<Ready, 'settings' | 'knowledge'>) =>
      this.#prepare({ ...known, clientId: entry.client.id, request: entry.request as SendRequest }, entry)
    return acceptMany({ ...parts, prepare }, entries)
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
    this.#writer.checkRoom()
    const settings = await this.#options.settingsOf(clientId)
    const valid = requests.map(validated)
    const knowledge = await gatherKnowledge(
      this.#options.db,
      valid.flatMap((request) => (request instanceof ProblemError ? [] : { clientId, settings, request })),
    )
    const batch = { clientId, settings, knowledge, requests: valid, origin }
    if (idempotencyKey === undefined) return this.#batch(batch, null)
    return this.#exclusively(clientId, idempotencyKey, async (key) => {
      const fingerprint = fingerprintOf(requests, idempotencyKey)
      const known = await findKnown(this.#options.db, { clientId, key, fingerprint })
      if (known !== undefined) return { accepted: known.messages, rejected: known.rejected }
      return this.#batch(batch, { key, fingerprint })
    })
  }

  async #batch(batch: Batch, key: Omit<RequestKey, 'messages'> | null): Promise<BatchResult> {
    const { clientId } = batch
    const { prepared, rejected } = this.#prepareBatch(batch)
    if (prepared.length === 0) return { accepted: [], rejected }
    const messages = prepared.map((one) => one.message.id)
    const requestKey = key === null ? null : { ...key, messages, rejected: rejected.map(toStored) }
    const written = await this.#writer.store(prepared.map((one, index) => acceptRow(one, requestKey, index === 0)))
    if (written.has((prepared[0] as PreparedMessage).message.id))
      return { accepted: prepared.map((one) => viewOf(one.message)), rejected }
    const won = await findKnown(this.#options.db, { ...(key as RequestKey), clientId })
    return { accepted: won?.messages ?? [], rejected: won?.rejected ?? rejected }
  }

  #prepareBatch({ requests, origin, ...known }: Batch): {
    prepared: PreparedMessage[]
    rejected: BatchResult['rejected']
  } {
    const prepared: PreparedMessage[] = []
    const rejected: BatchResult['rejected'] = []
    requests.forEach((request, index) => {
      try {
        if (request instanceof ProblemError) throw request
        const one = this.#prepare({ ...known, request }, { origin })
        acceptRow(one, null, false)
        prepared.push(one)
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error
        rejected.push({ index, problem: error })
      }
    })
    return { prepared, rejected }
  }

  #prepare({ clientId, settings, knowledge, request }: Ready, { channel, origin }: ComingIn): PreparedMessage {
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
      suppression: (sending) => knowledge.suppression(clientId, sending),
      profile: (id) => knowledge.profile(clientId, id),
      template: (name) => knowledge.template(clientId, name),
    })
  }

  /** A request that is no longer valid (its sendAt has passed) is still answered as before when it is known. */
  async #prepareUnlessKnown(asked: Asked, ready: Ready, how: ComingIn): Promise<PreparedMessage | 'known'> {
    try {
      return this.#prepare(ready, how)
    } catch (error) {
      if ((await findKnown(this.#options.db, asked)) !== undefined) return 'known'
      throw error
    }
  }

  async #replay(asked: Asked): Promise<Accepted> {
    const [message] = (await findKnown(this.#options.db, asked))?.messages ?? []
    if (message !== undefined) return { message, replayed: true }
    throw new ProblemError('not-found', 'the message that this key made was deleted; send it again under a new key')
  }

  #exclusively<T>(clientId: string, idempotencyKey: string, work: (key: string) => Promise<T>): Promise<T> {
    const key = hashKey(idempotencyKey)
    return this.#inFlight.exclusively(keyName(clientId, key), () => work(key))
  }
}

/** A request with all that decides about it. */
interface Ready {
  readonly clientId: string
  readonly settings: ClientSettings
  readonly knowledge: Knowledge
  readonly request: SendRequest
}

/** Requests of one client that come together; those that are not well formed are the problem with them. */
type Batch = Omit<Ready, 'request'> &
  Pick<AcceptOptions, 'origin'> & { readonly requests: readonly (SendRequest | ProblemError)[] }

function validated(request: unknown): SendRequest | ProblemError {
  try {
    return validateSend(request)
  } catch (error) {
    if (error instanceof ProblemError) return error
    throw error
  }
}

/** What is known of a request besides what it says itself. */
type ComingIn = { readonly [Name in 'channel' | 'origin']?: AcceptOptions[Name] | undefined }
