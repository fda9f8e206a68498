import type { Database, Queryable } from '@trunkline/postgres'
import { ProblemError } from '@trunkline/wire'
import type { Acceptor } from '../accept/acceptor.ts'
import type { Clock, Log } from '../ports.ts'
import { dropKeywordReply, keepKeywordReply, owedKeywordReplies } from '../store/keyword-reply-store.ts'
import type { Keyword } from './keywords.ts'
import type { KeywordReplyOrigin } from './reply.ts'

/** The answer to a person's STOP, START or HELP. */
export interface KeywordReply {
  readonly clientId: string
  readonly keyword: Keyword
  /** The number of ours that the person wrote to. */
  readonly from: string
  readonly to: string
  readonly text: string
  /** The text that it answers; it is answered once. */
  readonly inboundId: string
}

/** What {@link KeywordReplies} need. */
export interface KeywordRepliesOptions {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly acceptor: Pick<Acceptor, 'accept'>
}

/** Whoever took in the text is given so long to answer it. Milliseconds. */
const ownTime = 10_000
/**
 * An answer that is later than this confuses more than it confirms: 47 CFR 64.1200(a)(12) wants it within five minutes. Less than
 * idempotency keys are kept, by which an answer goes out once.
 */
const latest = 3_600_000
const most = 100

/**
 * Answers people's STOP, START and HELP, each text once, also where the process dies in between.
 *
 * ```
 *  written down with the text ──> accepted as a message ──> struck off
 *             └── after 10 s, by the keeper ──┘     └── refused for good, or an hour late
 * ```
 */
export class KeywordReplies {
  readonly #options: KeywordRepliesOptions

  constructor(options: KeywordRepliesOptions) {
    this.#options = options
  }

  /** Writes an answer down, in the transaction in which the text is stored. */
  keep(tx: Queryable, reply: KeywordReply): Promise<void> {
    return keepKeywordReply(tx, reply, new Date(this.#options.clock.now()))
  }

  /** Answers at once. Never rejects: what cannot be answered now stays written down. Returns whether it is done with. */
  async answer(reply: KeywordReply): Promise<boolean> {
    const { db, log } = this.#options
    const { inboundId } = reply
    try {
      await this.#accept(reply)
      await dropKeywordReply(db, inboundId)
      return true
    } catch (err) {
      log.warn({ err, inboundId }, 'a STOP, START or HELP took effect and was not answered yet; trying again')
      return false
    }
  }

  /** Answers what is still owed: the keeper's round. Returns whether there is more that can be answered now. */
  async run(): Promise<boolean> {
    const { db, clock, log } = this.#options
    const now = clock.now()
    const owed = await owedKeywordReplies(db, new Date(now - ownTime), most)
    let done = 0
    for (const { reply, since } of owed) {
      const { inboundId } = reply
      if (now - since.getTime() <= latest) {
        if (await this.answer(reply)) done++
        continue
      }
      log.error({ inboundId }, 'a STOP, START or HELP took effect and was never answered')
      await dropKeywordReply(db, inboundId)
      done++
    }
    return done === most
  }

  /** Rejects with what may pass; what is refused for good is told and done with. */
  async #accept({ clientId, keyword, from, to, text, inboundId }: KeywordReply): Promise<void> {
    const { acceptor, log } = this.#options
    const origin: KeywordReplyOrigin = { keywordReply: keyword }
    const key = `keyword-reply:${inboundId}`
    try {
      await acceptor.accept(
        clientId,
        { to, from, content: { text } },
        { channel: 'sms', origin: { ...origin }, idempotencyKey: key },
      )
    } catch (err) {
      if (!(err instanceof ProblemError) || err.retryable) throw err
      log.warn({ err, inboundId }, 'a STOP, START or HELP took effect and could not be answered')
    }
  }
}
