import type { RtpEndpoint } from '../../../media/media.ts'
import type { Leg, LegEnd, LegState, RejectCause } from '../../leg.ts'
import { Dialog } from '../dialog/dialog.ts'
import type { SipRequest } from '../message/message.ts'
import { OfferAnswer } from '../sdp/offer-answer.ts'
import { readSdp } from '../sdp/session-description.ts'
import type { ServerTransaction } from '../transaction/server-transaction.ts'
import type { Peer } from '../transport/transport.ts'
import { type Agent, closeMedia, respond, sessionResponse } from './agent.ts'
import { LegProgress } from './leg-state.ts'
import { Session } from './session.ts'

/** What an inbound leg is made of. */
export interface InboundLegParts {
  readonly agent: Agent
  readonly transaction: ServerTransaction
  readonly media: RtpEndpoint
  /** The way to a phone that is connected to us itself. */
  readonly direct: Peer | undefined
  readonly parameters: Readonly<Record<string, string>>
  readonly id: string
}

const statusOf: Readonly<Record<RejectCause, number>> = {
  busy: 486,
  rejected: 404,
  failed: 500,
  forbidden: 403,
  missing: 404,
}

/** Whether an INVITE's offer can be taken: it has none, or one with a codec that is spoken here. */
export function canAnswer(request: SipRequest, local: { address: string; port: number }): boolean {
  if (request.body.length === 0) return true
  const text = Buffer.from(request.body).toString('utf8')
  return readSdp(text) !== undefined && new OfferAnswer(local, '0').answer(text) !== undefined
}

/** A SIP party that calls us. */
export class InboundSipLeg implements Leg {
  readonly id: string
  readonly kind = 'sip'
  readonly direction = 'inbound'
  readonly media: RtpEndpoint
  readonly parameters: Readonly<Record<string, string>>
  readonly #agent: Agent
  readonly #transaction: ServerTransaction
  readonly #progress = new LegProgress()
  readonly #session: Session
  readonly #tag: string
  #answering: Promise<void> | undefined

  private constructor({ agent, transaction, media, direct, parameters, id }: InboundLegParts, dialog: Dialog) {
    this.id = id
    this.media = media
    this.parameters = parameters
    this.#agent = agent
    this.#transaction = transaction
    this.#tag = dialog.localTag
    const sound = new OfferAnswer(media, String(Math.floor(agent.random() * 2 ** 31)))
    const onEnd = (end: LegEnd) => this.#ended(end)
    this.#session = new Session({ ...{ agent, dialog, direct, media, sound, onEnd }, login: undefined })
    // Its worker has died: a call without sound is none.
    void media.closed.then(() => this.hangUp('failed'))
    transaction.onCancel = () => this.#refuse(487, { cause: 'canceled', by: 'party' })
  }

  /** Undefined where the INVITE has no Contact: nothing could be told to its sender later. */
  static create(parts: InboundLegParts): InboundSipLeg | undefined {
    const dialog = Dialog.ofRequest(parts.transaction.request, parts.agent.token())
    return dialog && new InboundSipLeg(parts, dialog)
  }

  get state(): LegState {
    return this.#progress.state
  }

  get answered(): Promise<boolean> {
    return this.#progress.answered
  }

  get ended(): Promise<LegEnd> {
    return this.#progress.ended
  }

  onRinging(listener: () => void): () => void {
    return this.#progress.onRinging(listener)
  }

  async ring(): Promise<void> {
    if (this.state !== 'calling' || this.#transaction.final) return
    this.#transaction.respond(sessionResponse(this.#agent, this.#transaction, 180, { tag: this.#tag }))
    this.#progress.ring()
  }

  answer(): Promise<void> {
    this.#answering ??= this.#answer()
    return this.#answering
  }

  /** Over at the 200; where the INVITE made no offer, at the ACK, for only then is it known where sound goes. */
  async #answer(): Promise<void> {
    if (this.state === 'ended' || this.#transaction.final) return
    const delayed = this.#transaction.request.body.length === 0
    await new Promise<void>((resolve) => {
      const acknowledged = this.#session.accept(this.#transaction, delayed ? undefined : resolve)
      void acknowledged.then((good) => {
        if (!good) this.#unacknowledged()
        resolve()
      })
    })
    if (this.#progress.answer()) this.#session.established()
  }

  #unacknowledged(): void {
    if (this.state === 'ended') return
    this.#agent.log.warn({ sipCallId: this.parameters.SipCallId }, 'the caller did not acknowledge the answer; hung up')
    this.#session.bye({ cause: 'failed', by: 'us', errorCode: 32022, reason: 'no ACK came' })
  }

  async reject(cause: RejectCause): Promise<void> {
    if (this.state === 'answered' || this.state === 'ended') return
    if (this.#transaction.final) return
    const status = statusOf[cause]
    this.#refuse(status, {
      cause: cause === 'busy' ? 'busy' : cause === 'failed' ? 'failed' : 'rejected',
      by: 'us',
      sipCode: status,
    })
  }

  async hangUp(cause: 'completed' | 'canceled' | 'failed' = 'completed'): Promise<void> {
    if (this.state === 'ended') return
    if (this.#transaction.final) return this.#session.bye({ cause, by: 'us' })
    const status = cause === 'failed' ? 500 : 480
    this.#refuse(status, { cause: cause === 'completed' ? 'no-answer' : cause, by: 'us', sipCode: status })
  }

  /** Offers anew: the party is held, or taken back. False where it refuses. */
  hold(held: boolean): Promise<boolean> {
    return this.state === 'answered' ? this.#session.hold(held) : Promise.resolve(false)
  }

  #refuse(status: number, end: LegEnd): void {
    respond(this.#agent, this.#transaction, status, { tag: this.#tag })
    this.#session.end(end)
  }

  #ended(end: LegEnd): void {
    // A BYE may end what was never answered (RFC 3261, section 15.1.2): the INVITE still wants its final response.
    if (!this.#transaction.final) respond(this.#agent, this.#transaction, 487, { tag: this.#tag })
    const early = this.state !== 'answered' && end.cause === 'completed'
    if (this.#progress.end(early ? { ...end, cause: 'canceled' } : end)) closeMedia(this.#agent, this.media)
  }
}
