import type { RtpEndpoint } from '../../../media/media.ts'
import type { Leg, LegEnd, LegState } from '../../leg.ts'
import type { SipResponse } from '../message/message.ts'
import type { SipUri } from '../message/sip-uri.ts'
import { writeSipUri } from '../message/sip-uri.ts'
import { OfferAnswer } from '../sdp/offer-answer.ts'
import { type Agent, closeMedia } from './agent.ts'
import { Branch, type BranchTarget, type BranchUser } from './branch.ts'
import { headerParameters } from './leg-parameters.ts'
import { LegProgress } from './leg-state.ts'
import { bestFailure, endOf, type Failure } from './outcome.ts'
import { Session } from './session.ts'

/** What an outbound leg is made of. */
export interface OutboundLegParts {
  readonly agent: Agent
  readonly media: RtpEndpoint
  readonly id: string
  /** From and To without tags. */
  readonly from: string
  readonly to: string
  readonly fields: readonly (readonly [name: string, value: string])[]
  /** Where a redirect leads to; undefined: it is not followed. */
  readonly redirect: (uri: SipUri) => Promise<BranchTarget | undefined>
}

/** Redirects that are followed for one leg. */
const mostRedirects = 5

/**
 * A SIP party that we call, at one place or at several that ring together. The first answer counts; the others are canceled, and whoever answers all the same
 * is hung up on at once.
 */
export class OutboundSipLeg implements Leg, BranchUser {
  readonly id: string
  readonly kind = 'sip'
  readonly direction = 'outbound'
  readonly media: RtpEndpoint
  readonly #parts: OutboundLegParts
  readonly #progress = new LegProgress()
  readonly #branches = new Set<Branch>()
  readonly #failures: Failure[] = []
  readonly #seen = new Set<string>()
  readonly #sound: OfferAnswer
  readonly #offer: string
  readonly #refused = new Map<string, Session>()
  #session: Session | undefined
  #early: string | undefined
  #pending = 0
  #redirects = 0
  #parameters: Readonly<Record<string, string>> = {}

  constructor(parts: OutboundLegParts) {
    this.#parts = parts
    this.id = parts.id
    this.media = parts.media
    this.#sound = new OfferAnswer(parts.media, String(Math.floor(parts.agent.random() * 2 ** 31)))
    this.#offer = this.#sound.offer()
    // Its worker has died: a call without sound is none.
    void parts.media.closed.then(() => this.hangUp('failed'))
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

  get parameters(): Readonly<Record<string, string>> {
    return this.#parameters
  }

  onRinging(listener: () => void): () => void {
    return this.#progress.onRinging(listener)
  }

  /** Begins to call all of these. */
  start(targets: readonly BranchTarget[]): void {
    for (const target of targets) this.#add(target)
    this.#conclude()
  }

  #add(target: BranchTarget): void {
    const { agent, from, to, fields } = this.#parts
    this.#seen.add(writeSipUri(target.uri))
    const branch = new Branch({ ...{ agent, target, from, to, fields }, sdp: this.#offer, user: this })
    this.#branches.add(branch)
    if (this.#parameters.SipCallId === undefined) this.#parameters = { SipCallId: branch.callId }
    branch.start()
  }

  onBranchRinging(): void {
    this.#progress.ring()
  }

  /** Ends it without calling anybody. */
  fail(end: LegEnd): void {
    this.#end(end)
  }

  onAnswer(branch: Branch, response: SipResponse): void {
    if (response.status < 200) {
      this.#takeEarly(branch, response)
      return
    }
    if (this.#session?.owns(response)) {
      void this.#session.acknowledge(response)
      return
    }
    if (this.state === 'ended' || this.#session !== undefined) {
      this.#refuse(branch, response)
      return
    }
    this.#establish(branch, response)
  }

  /** Sound before the answer: that of the first place that sends any. */
  #takeEarly(branch: Branch, response: SipResponse): void {
    const tag = branch.dialogOf(response)?.remoteTag
    if (this.state === 'ended' || !tag || (this.#early !== undefined && this.#early !== tag)) return
    if (!this.#sound.accept(Buffer.from(response.body).toString('utf8'))) return
    this.#early = tag
    const remote = this.#sound.agreement?.remote
    if (remote) this.media.connect(remote).catch((err) => this.#parts.agent.log.debug({ err }, 'no early sound'))
  }

  #sessionOf(branch: Branch, response: SipResponse, onEnd: (end: LegEnd) => void): Session | undefined {
    const { agent, media } = this.#parts
    const dialog = branch.dialogOf(response)
    const { direct, login } = branch.target
    return dialog && new Session({ ...{ agent, dialog, direct, media, login, onEnd }, sound: this.#sound })
  }

  #establish(branch: Branch, response: SipResponse): void {
    const session = this.#sessionOf(branch, response, (end) => this.#end(end))
    if (session === undefined) return
    this.#session = session
    void session.acknowledge(response)
    for (const other of this.#branches) if (other !== branch) other.cancel()
    const text = Buffer.from(response.body).toString('utf8')
    if (!this.#sound.accept(text) && !(text === '' && this.#early !== undefined)) {
      session.bye({
        cause: 'failed',
        by: 'us',
        sipCode: 488,
        errorCode: 32102,
        reason: 'the answer has no usable sound',
      })
      return
    }
    this.#parameters = { ...headerParameters(response.headers), SipCallId: branch.callId }
    void session.connected().then(() => {
      if (this.#progress.answer()) session.established()
    })
  }

  /** Somebody answered who is not wanted any more: ACK and BYE (section 13.2.2.4). */
  #refuse(branch: Branch, response: SipResponse): void {
    const tag = branch.dialogOf(response)?.remoteTag ?? ''
    const key = `${branch.callId} ${tag}`
    const known = this.#refused.get(key)
    if (known) {
      void known.acknowledge(response)
      return
    }
    const session = this.#sessionOf(branch, response, () => undefined)
    if (session === undefined) return
    this.#refused.set(key, session)
    void session.acknowledge(response).then(() => session.bye({ cause: 'canceled', by: 'us' }))
  }

  onRedirect(branch: Branch, targets: readonly SipUri[]): void {
    this.#branches.delete(branch)
    for (const uri of targets) {
      if (this.#seen.has(writeSipUri(uri)) || ++this.#redirects > mostRedirects) continue
      this.#seen.add(writeSipUri(uri))
      this.#pending++
      const log = (err: unknown): undefined => {
        this.#parts.agent.log.error({ err }, 'a redirect of a SIP call could not be followed')
      }
      void this.#parts
        .redirect(uri)
        .catch(log)
        .then((target) => {
          this.#pending--
          if (target !== undefined && this.state !== 'ended' && this.#session === undefined) this.#add(target)
          else this.#failures.push({ status: 302, reason: 'the address that it was redirected to is not called' })
          this.#conclude()
        })
    }
    if (this.#pending === 0) this.#failures.push({ status: 302, reason: 'it was redirected in a circle' })
    this.#conclude()
  }

  onFailure(branch: Branch, failure: Failure): void {
    this.#branches.delete(branch)
    this.#failures.push(failure)
    // A 6xx is for all places (section 16.7, step 5).
    if (failure.status >= 600) for (const other of this.#branches) other.cancel()
    this.#conclude()
  }

  /** It is over when no way is open any more. */
  #conclude(): void {
    if (this.#branches.size > 0 || this.#pending > 0 || this.#session !== undefined) return
    const end = endOf(bestFailure(this.#failures))
    if (this.state !== 'ended' && end.cause === 'failed') {
      this.#parts.agent.log.warn({ to: this.#parts.to, sipCode: end.sipCode, reason: end.reason }, 'a SIP call failed')
    }
    this.#end(end)
  }

  #end(end: LegEnd): void {
    if (this.#progress.end(end)) closeMedia(this.#parts.agent, this.media)
  }

  async ring(): Promise<void> {}

  async answer(): Promise<void> {}

  async reject(): Promise<void> {
    await this.hangUp('canceled')
  }

  async hangUp(cause: 'completed' | 'canceled' | 'failed' = 'completed'): Promise<void> {
    if (this.state === 'ended') return
    if (this.#session) return this.#session.bye({ cause, by: 'us' })
    for (const branch of this.#branches) branch.cancel()
    this.#end({ cause: cause === 'failed' ? 'failed' : 'canceled', by: 'us' })
  }

  /** Offers anew: the party is held, or taken back. False where it refuses. */
  hold(held: boolean): Promise<boolean> {
    return this.state === 'answered' && this.#session ? this.#session.hold(held) : Promise.resolve(false)
  }
}
