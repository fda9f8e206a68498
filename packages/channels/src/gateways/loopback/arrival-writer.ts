import { DatabaseError, isUnavailable, type Queryable } from '@trunkline/postgres'
import { uuidFromSid } from '@trunkline/wire'
import { GroupCommit } from '../../accept/group-commit.ts'
import { instantText } from '../../message/instant-text.ts'
import type { Log, OutboundMessage } from '../../ports.ts'
import type { ReceiptPlan } from './receipt-plan.ts'
import { insertArrivals, type NewArrival } from './store/loopback-store.ts'

/** What {@link ArrivalWriter} needs. */
export interface ArrivalWriterOptions {
  readonly gateway: string
  readonly db: Queryable
  readonly log: Log
  /** Seals the content of one-time codes, which are not to be read in the database. */
  readonly seal: (content: OutboundMessage['content'], deliveryUuid: string) => string
}

/**
 * What became of a write: the attempt is there; it was fenced, so that it must not arrive; there was no room, or the store refused it, so
 * that it is not there; or the connection broke, so that nobody knows.
 */
export type Written = 'there' | 'fenced' | 'full' | 'refused' | 'unknown'

/** Rows of a statement, and how many may wait for one. */
const most = 1_000
const limit = 50_000
/** Milliseconds from one statement to the next while much arrives: each is a commit of its own, for which nobody waits but the attempt. */
const gather = 25

/** Writes arrivals: many sends in flight share one statement and one commit. */
export class ArrivalWriter {
  readonly #options: ArrivalWriterOptions
  readonly #commits: GroupCommit<NewArrival>

  constructor(options: ArrivalWriterOptions) {
    this.#options = options
    this.#commits = new GroupCommit<NewArrival>({
      write: (rows) => insertArrivals(options.db, rows),
      most,
      gather,
      limit,
      blameRows: (error) => !isUnavailable(error),
      log: options.log,
    })
  }

  /** Never rejects. */
  async write(message: OutboundMessage, plan: ReceiptPlan, at: number): Promise<Written> {
    if (this.#commits.full) return 'full'
    try {
      const row = this.#rowOf(message, plan, at)
      const written = await this.#commits.add([row])
      return written.has(`${row.delivery_id}/${row.attempt}`) ? 'there' : 'fenced'
    } catch (error) {
      const { deliveryId } = message
      this.#options.log.warn({ err: error, gateway: this.#options.gateway, deliveryId }, 'an arrival could not be kept')
      return error instanceof DatabaseError && error.code === 'CONNECTION_LOST' ? 'unknown' : 'refused'
    }
  }

  #rowOf(message: OutboundMessage, plan: ReceiptPlan, at: number): NewArrival {
    const deliveryUuid = uuidFromSid(message.deliveryId)
    const first = plan.later[0]
    return {
      delivery_id: deliveryUuid,
      attempt: message.attempt,
      gateway: this.#options.gateway,
      client_id: uuidFromSid(message.clientId),
      channel: message.channel,
      recipient: message.to,
      sender: message.from ?? null,
      category: message.category,
      content: message.category === 'otp' ? this.#options.seal(message.content, deliveryUuid) : message.content,
      arrived_at: instantText(at),
      status: plan.now?.status ?? null,
      plan: first ? plan.later : null,
      due_at: first ? new Date(first.at).toISOString() : null,
    }
  }
}
