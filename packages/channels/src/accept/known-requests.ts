import type { Queryable } from '@trunkline/postgres'
import { ProblemError } from '@trunkline/wire'
import { views } from '../message/query.ts'
import type { MessageView } from '../message/schema.ts'
import type { StoredRejection } from '../store/accept-store.ts'
import { findRequests } from '../store/known-request-store.ts'
import { readMessages } from '../store/message-store.ts'
import { findRecords, type RecordPlace } from '../store/record-store.ts'
import { keyName } from './request-key.ts'

/** A message of a batch that is wrong, and why. */
export interface Rejection {
  readonly index: number
  readonly problem: ProblemError
}

/** What a request that was accepted before had made. */
export interface Known {
  readonly messages: MessageView[]
  readonly rejected: Rejection[]
}

/** A request that may have been accepted before. */
export interface Asked {
  readonly clientId: string
  /** As `hashKey` and `fingerprintOf` give them: hexadecimal digits. */
  readonly key: string
  readonly fingerprint: string
}

/**
 * What a request that was accepted before made; undefined where it was not.
 * @throws ProblemError `idempotency-key-reused` where it was another request
 */
export async function findKnown(db: Queryable, asked: Asked): Promise<Known | undefined> {
  const [found] = await findAllKnown(db, [asked])
  if (found instanceof ProblemError) throw found
  return found
}

/** {@link findKnown} for many requests, each with its own answer, in their order. */
export async function findAllKnown(
  db: Queryable,
  asked: readonly Asked[],
): Promise<readonly (Known | ProblemError | undefined)[]> {
  if (asked.length === 0) return []
  const requests = new Map((await findRequests(db, asked)).map((one) => [keyName(one.client_id, one.key), one]))
  const mine = asked.map((one) => {
    const request = requests.get(keyName(one.clientId, one.key))
    if (request === undefined || request.fingerprint === one.fingerprint) return request
    return new ProblemError('idempotency-key-reused')
  })
  const messages = await viewsOf(
    db,
    mine.flatMap((one) => (one === undefined || one instanceof ProblemError ? [] : one.messages)),
  )
  return mine.map((one) => {
    if (one === undefined || one instanceof ProblemError) return one
    return {
      messages: one.messages.flatMap((id) => messages.get(id) ?? []),
      rejected: (one.rejected ?? []).map(fromStored),
    }
  })
}

/** What records of which messages were made before came to, each with its own answer, in their order. */
export async function findAllTaken(
  db: Queryable,
  places: readonly RecordPlace[],
): Promise<readonly (Known | ProblemError | undefined)[]> {
  if (places.length === 0) return []
  const records = new Map((await findRecords(db, places)).map((one) => [placeName(one), one]))
  const mine = places.map((place) => {
    const record = records.get(placeName(place))
    return record === undefined || record.stamp === String(place.stamp) ? record : otherRecord(place)
  })
  const messages = await viewsOf(
    db,
    mine.flatMap((one) => (one === undefined || one instanceof ProblemError ? [] : (one.message_id ?? []))),
  )
  return mine.map((one) => {
    if (one === undefined || one instanceof ProblemError) return one
    const message = messages.get(one.message_id ?? '')
    return { messages: message === undefined ? [] : [message], rejected: [] }
  })
}

function placeName(place: { readonly topic: string; readonly partition: number; readonly position: unknown }): string {
  return `${place.topic}-${place.partition}-${place.position}`
}

/** The log has lost its end and was written on from there: what is new there must not be passed over without a word. */
function otherRecord(place: RecordPlace): ProblemError {
  const detail = `another record was accepted from this place of the log (${placeName(place)}), which has lost records since; send it again with a key of its own`
  return new ProblemError('idempotency-key-reused', detail)
}

async function viewsOf(db: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, MessageView>> {
  const stored = await readMessages(db, ids)
  const shown = await views(db, stored)
  return new Map(stored.map((message, index) => [message.id, shown[index] as MessageView]))
}

/** A rejection as it is kept with the key of its batch. */
export function toStored({ index, problem }: Rejection): StoredRejection {
  const { code, message, errors } = problem
  return { index, code, detail: message, ...(errors === undefined ? {} : { errors }) }
}

function fromStored({ index, code, detail, errors }: StoredRejection): Rejection {
  return { index, problem: new ProblemError(code, detail, errors === undefined ? {} : { errors }) }
}
