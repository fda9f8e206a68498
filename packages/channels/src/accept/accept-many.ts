import type { Queryable } from '@trunkline/postgres'
import { ProblemError } from '@trunkline/wire'
import type { MessageView, SendRequest } from '../message/schema.ts'
import type { StoredMessage } from '../message/stored.ts'
import { viewOf } from '../message/view.ts'
import type { ChannelName, Log } from '../ports.ts'
import type { ClientSettings } from '../settings/resolved-settings.ts'
import { type AcceptRow, acceptRow } from '../store/accept-store.ts'
import type { Accepted, AcceptOptions } from './acceptor.ts'
import type { KeysInFlight } from './keys-in-flight.ts'
import { gatherKnowledge, type Knowledge } from './knowledge.ts'
import { type Asked, findAllKnown, type Known } from './known-requests.ts'
import type { PreparedMessage } from './prepare.ts'
import { fingerprintOf, hashKey, keyName } from './request-key.ts'
import { isRowAtFault, type RowWriter } from './row-writer.ts'
import { validateSend } from './validate.ts'

/** One of many requests that come together, of whichever clients. */
export interface Entry {
  readonly client: { readonly id: string }
  readonly request: unknown
  readonly idempotencyKey: string
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
interface Draft extends Asked {
  readonly entry: Entry
  readonly name: string
  /** Undefined where it is not well formed. */
  readonly request?: SendRequest
  prepared?: PreparedMessage
  row?: AcceptRow
  /** Why it is not accepted, unless it had been before. */
  problem?: ProblemError
  known?: Known | undefined
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
  const names = [...new Set(drafts.map((draft) => draft.name))]
  await parts.inFlight.inTurn(names, async () => {
    for (const draft of drafts)
      prepareDraft(parts, draft, { settings: settings.get(draft.clientId) as ClientSettings, knowledge })
    const firsts = firstOfEach(drafts)
    const written = await storeDrafts(parts, [...firsts.values()])
    // Whoever is not written was there before, is another's twin, or is wrong now and may have been right when it came the first time.
    const others = drafts.filter((draft) => draft.prepared === undefined || !written.has(draft.prepared.message.id))
    await answerFromStore(parts.db, others, firsts)
  })
  return drafts.map(resultOf)
}

async function settingsOfAll(parts: AcceptManyParts, entries: readonly Entry[]): Promise<Map<string, ClientSettings>> {
  const clients = [...new Set(entries.map((entry) => entry.client.id))]
  return new Map(await Promise.all(clients.map(async (id) => [id, await parts.settingsOf(id)] as const)))
}

function draftOf(entry: Entry): Draft {
  const { client, request, idempotencyKey, channel } = entry
  const key = hashKey(idempotencyKey)
  const fingerprint = fingerprintOf({ channel: channel ?? null, request }, idempotencyKey)
  const draft = { entry, clientId: client.id, key, fingerprint, name: keyName(client.id, key) }
  try {
    return { ...draft, request: validateSend(request) }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return { ...draft, problem: error }
  }
}

function prepareDraft(parts: AcceptManyParts, draft: Draft, known: Parameters<AcceptManyParts['prepare']>[1]): void {
  const { entry, request, key, fingerprint } = draft
  if (request === undefined) return
  try {
    const prepared = parts.prepare({ ...entry, request }, known)
    draft.row = acceptRow(prepared, { key, fingerprint, messages: [prepared.message.id] }, true)
    draft.prepared = prepared
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    draft.problem = error
  }
}

function firstOfEach(drafts: readonly Draft[]): Map<string, Draft> {
  const firsts = new Map<string, Draft>()
  for (const draft of drafts) if (draft.row !== undefined && !firsts.has(draft.name)) firsts.set(draft.name, draft)
  return firsts
}

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
      parts.log.error({ err: error, key: draft.entry.idempotencyKey }, 'a message could not be stored')
    }
  }
  return written
}

async function answerFromStore(
  db: Queryable,
  drafts: readonly Draft[],
  firsts: ReadonlyMap<string, Draft>,
): Promise<void> {
  const found = await findAllKnown(db, drafts)
  drafts.forEach((draft, index) => {
    const known = found[index]
    if (known instanceof ProblemError) {
      // What is wrong by itself is told as that, not as a key that another one has.
      draft.problem ??= known
      return
    }
    draft.known = known
    // Another's twin, and that one could not be stored.
    if (known === undefined) draft.problem ??= firsts.get(draft.name)?.problem ?? new ProblemError('internal')
    else if (known.messages.length === 0)
      draft.problem = new ProblemError('not-found', 'what the key made is no longer kept')
  })
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
