import type { Queryable } from '@trunkline/postgres'
import { ProblemError } from '@trunkline/wire'
import type { MessageView, SendRequest } from '../message/schema.ts'
import type { StoredMessage } from '../message/stored.ts'
import { viewOf } from '../message/view.ts'
import type { ChannelName, Log } from '../ports.ts'
import type { ClientSettings } from '../settings/resolved-settings.ts'
import { type AcceptRow, acceptRow } from '../store/accept-store.ts'
import type { RecordPlace } from '../store/record-store.ts'
import type { Accepted, AcceptOptions } from './acceptor.ts'
import type { KeysInFlight } from './keys-in-flight.ts'
import { gatherKnowledge, type Knowledge } from './knowledge.ts'
import { findAllKnown, findAllTaken, type Known } from './known-requests.ts'
import type { PreparedMessage } from './prepare.ts'
import { fingerprintOf, hashKey, keyName } from './request-key.ts'
import { isRowAtFault, type RowWriter } from './row-writer.ts'
import { validateSend } from './validate.ts'

/** One of many requests that come together, of whichever clients. It is known again by its key, or else by the record that it stands in. */
export type Entry = EntryRequest &
  (
    | { readonly idempotencyKey: string; readonly place?: undefined }
    | { readonly idempotencyKey?: undefined; readonly place: RecordPlace }
  )

interface EntryRequest {
  readonly client: { readonly id: string }
  readonly request: unknown
  /** The one channel of the request, where whoever hands it in names it. */
  readonly channel?: ChannelName
  /** As in {@link AcceptOptions.origin}. */
  readonly origin?: AcceptOptions['origin']
}

/** What became of one of many requests. */
export type EntryResult = Accepted | { readonly problem: ProblemError }

/** What {@link acceptMany} needs. */
export interface AcceptManyParts {
  readonly db: Queryable
  readonly log: Log
  readonly writer: RowWriter
  readonly inFlight: KeysInFlight
  readonly settingsOf: (clientId: string) => ClientSettings | Promise<ClientSettings>
  readonly prepare: (
    entry: Entry,
    known: { readonly settings: ClientSettings; readonly knowledge: Knowledge },
  ) => PreparedMessage
}

/** A request on its way; what is known of it grows until it has its result. */
interface Draft {
  readonly entry: Entry
  readonly clientId: string
  /** Null where the entry is known by its place. */
  readonly key: RequestName | null
  /** Undefined where it is not well formed. */
  readonly request: SendRequest | undefined
  prepared: PreparedMessage | undefined
  row: AcceptRow | undefined
  /** Why it is not accepted, unless it had been before. */
  problem: ProblemError | undefined
  known: Known | undefined
}

/** An idempotency key and what was asked under it, both hashed, and one name for the client's key. */
interface RequestName {
  readonly key: string
  readonly fingerprint: string
  readonly name: string
}

/**
 * Accepts many requests in one statement, and answers each in its place. A bad one rejects itself alone. Of several with one client and
 * key, the first that can be accepted is, and the others are answered with it. Lanes keep the order of the entries.
 * @throws ProblemError where nothing was accepted because there is no room or the database is away; to be tried again
 */
export async function acceptMany(parts: AcceptManyParts, entries: readonly Entry[]): Promise<EntryResult[]> {
  parts.writer.checkRoom()
  const settings = await settingsOfAll(parts, entries)
  const drafts = entries.map(draftOf)
  const knowledge = await gatherKnowledge(
    parts.db,
    drafts.flatMap(({ clientId, request }) =>
      request === undefined ? [] : { clientId, settings: settings.get(clientId) as ClientSettings, request },
    ),
  )
  await inTurn(parts, drafts, async () => {
    for (const draft of drafts)
      prepareDraft(parts, draft, { settings: settings.get(draft.clientId) as ClientSettings, knowledge })
    const firsts = firstOfEach(drafts)
    const written = await storeDrafts(
      parts,
      drafts.filter((draft) => draft.row !== undefined && isFirst(draft, firsts)),
    )
    // Whoever is not written was there before, is another's twin, or is wrong now and may have been right when it came the first time.
    const others = drafts.filter((draft) => draft.prepared === undefined || !written.has(draft.prepared.message.id))
    await answerFromStore(parts.db, others, firsts)
  })
  return drafts.map(resultOf)
}

/** After those who work on one of the same keys. Of two records of one place, the statement takes one, whoever else works on it. */
function inTurn({ inFlight }: AcceptManyParts, drafts: readonly Draft[], work: () => Promise<void>): Promise<void> {
  const names = new Set<string>()
  for (const { key } of drafts) if (key !== null) names.add(key.name)
  return names.size === 0 ? work() : inFlight.inTurn([...names], work)
}

async function settingsOfAll(parts: AcceptManyParts, entries: readonly Entry[]): Promise<Map<string, ClientSettings>> {
  const clients = [...new Set(entries.map((entry) => entry.client.id))]
  return new Map(await Promise.all(clients.map(async (id) => [id, await parts.settingsOf(id)] as const)))
}

function draftOf(entry: Entry): Draft {
  let request: SendRequest | undefined
  let problem: ProblemError | undefined
  try {
    request = validateSend(entry.request)
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    problem = error
  }
  const [clientId, key] = [entry.client.id, entry.idempotencyKey === undefined ? null : requestName(entry)]
  return { entry, clientId, key, request, prepared: undefined, row: undefined, problem, known: undefined }
}

function requestName({ client, request, idempotencyKey, channel }: Entry & { idempotencyKey: string }): RequestName {
  const key = hashKey(idempotencyKey)
  const fingerprint = fingerprintOf({ channel: channel ?? null, request }, idempotencyKey)
  return { key, fingerprint, name: keyName(client.id, key) }
}

function prepareDraft(parts: AcceptManyParts, draft: Draft, known: Parameters<AcceptManyParts['prepare']>[1]): void {
  const { entry, request, key } = draft
  if (request === undefined) return
  try {
    const prepared = parts.prepare({ ...entry, request }, known)
    const requestKey = key === null ? null : { ...key, messages: [prepared.message.id] }
    draft.row = acceptRow(prepared, requestKey, true, entry.place ?? null)
    draft.prepared = prepared
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    draft.problem = error
  }
}

/** The first of each key that can be stored. */
function firstOfEach(drafts: readonly Draft[]): Map<string, Draft> {
  const firsts = new Map<string, Draft>()
  for (const draft of drafts)
    if (draft.key !== null && draft.row !== undefined && !firsts.has(draft.key.name)) firsts.set(draft.key.name, draft)
  return firsts
}

const isFirst = (draft: Draft, firsts: ReadonlyMap<string, Draft>) =>
  draft.key === null || firsts.get(draft.key.name) === draft

async function storeDrafts(parts: AcceptManyParts, drafts: readonly Draft[]): Promise<ReadonlySet<string>> {
  const rows = drafts.flatMap((draft) => draft.row ?? [])
  if (rows.length === 0) return new Set()
  try {
    return await parts.writer.store(rows)
  } catch (error) {
    if (!isRowAtFault(error)) throw error
    parts.log.warn({ err: error, messages: rows.length }, 'messages were refused together; storing them one by one')
    return storeOneByOne(parts, drafts)
  }
}

async function storeOneByOne(parts: AcceptManyParts, drafts: readonly Draft[]): Promise<ReadonlySet<string>> {
  const written = new Set<string>()
  for (const draft of drafts) {
    try {
      for (const id of await parts.writer.store([draft.row as AcceptRow])) written.add(id)
    } catch (error) {
      if (!isRowAtFault(error)) throw error
      draft.problem = new ProblemError('internal', 'the message could not be stored', { cause: error })
      const { idempotencyKey: key, place } = draft.entry
      parts.log.error(
        { err: error, key: key ?? `${place?.topic}-${place?.partition}-${place?.position}` },
        'a message could not be stored',
      )
    }
  }
  return written
}

async function answerFromStore(
  db: Queryable,
  drafts: readonly Draft[],
  firsts: ReadonlyMap<string, Draft>,
): Promise<void> {
  for (const [draft, known] of await findEach(db, drafts)) {
    if (known instanceof ProblemError) {
      // What is wrong by itself is told as that, not as a key that another one has.
      draft.problem ??= known
      continue
    }
    draft.known = known
    // Another's twin, and that one could not be stored.
    if (known === undefined)
      draft.problem ??= firsts.get(draft.key?.name ?? '')?.problem ?? new ProblemError('internal')
    else if (known.messages.length === 0)
      draft.problem = new ProblemError('not-found', 'what was made of it is no longer kept')
  }
}

/** What is known of each. */
async function findEach(
  db: Queryable,
  drafts: readonly Draft[],
): Promise<readonly (readonly [Draft, Known | ProblemError | undefined])[]> {
  const keyed = drafts.flatMap((draft) => (draft.key === null ? [] : { draft, clientId: draft.clientId, ...draft.key }))
  const placed = drafts.flatMap((draft) => (draft.entry.place === undefined ? [] : { draft, place: draft.entry.place }))
  const byKey = await findAllKnown(db, keyed)
  const byPlace = await findAllTaken(
    db,
    placed.map(({ place }) => place),
  )
  return [
    ...keyed.map(({ draft }, index) => [draft, byKey[index]] as const),
    ...placed.map(({ draft }, index) => [draft, byPlace[index]] as const),
  ]
}

function resultOf({ prepared, problem, known }: Draft): EntryResult {
  const before = known?.messages[0]
  if (before !== undefined) return { message: before, replayed: true }
  if (problem !== undefined) return { problem }
  return new Fresh((prepared as PreparedMessage).message)
}

/** A message that was accepted now. It is made into what the API shows only for whoever asks: of many, nobody may. */
class Fresh implements Accepted {
  readonly replayed = false
  readonly #stored: StoredMessage

  constructor(stored: StoredMessage) {
    this.#stored = stored
  }

  get message(): MessageView {
    return viewOf(this.#stored)
  }
}
