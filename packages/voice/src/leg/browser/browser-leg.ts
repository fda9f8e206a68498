import { setTimeout as sleep } from 'node:timers/promises'
import type { WebRtcEndpoint, WebRtcState } from '../../media/media.ts'
import type { Leg, LegEnd, LegState, RejectCause } from '../leg.ts'
import type { BrowserLimits } from './browser-limits.ts'
import type { Page } from './page.ts'
import { type SignallingCode, SignallingError } from './signalling-error.ts'

/** What a leg of a browser is made with. */
export interface BrowserLegOptions {
  readonly callSid: string
  readonly clientId: string
  readonly accountSid: string
  readonly identity: string | undefined
  readonly media: WebRtcEndpoint
  /** The secret by which a page comes back to this call; one for all calls of a page, since the SDK keeps one. */
  readonly reconnectToken: string
  readonly limits: BrowserLimits
  /** Milliseconds, never set back. */
  readonly now: () => number
  /** The leg is over. */
  readonly onEnd: (leg: BrowserLeg) => void
}

/** Keys that signalling may bring, with the pauses of the SDK (`w`: half a second). */
const keyForm = /^[0-9A-D*#wW,]{1,128}$/i

/**
 * What both directions have in common: the page that holds the call and may change, the sound, and how long the call outlives the loss of either.
 *
 * Page lost, sound flows: the person still talks, and the page comes back with its token (`reconnect`).
 * Page there, sound lost: the page restarts ICE (`restart`).
 * Both lost: over after a while.
 */
export abstract class BrowserLeg implements Leg {
  readonly id: string
  readonly kind = 'client'
  abstract readonly direction: 'inbound' | 'outbound'
  readonly media: WebRtcEndpoint
  readonly parameters: Readonly<Record<string, string>> = {}
  readonly callSid: string
  readonly clientId: string
  readonly accountSid: string
  readonly identity: string | undefined
  reconnectToken: string
  protected readonly limits: BrowserLimits
  readonly #now: () => number
  readonly #onEnd: (leg: BrowserLeg) => void
  readonly #answered = Promise.withResolvers<boolean>()
  readonly #ended = Promise.withResolvers<LegEnd>()
  readonly #ringing = new Set<() => void>()
  #state: LegState = 'calling'
  #page: Page | undefined
  #pageLostAt: number | undefined
  #mediaLostAt: number | undefined
  #timer: NodeJS.Timeout | undefined
  #keys: Promise<void> = Promise.resolve()
  readonly #ready = Promise.withResolvers<void>()

  constructor(options: BrowserLegOptions) {
    this.id = options.callSid
    this.callSid = options.callSid
    this.clientId = options.clientId
    this.accountSid = options.accountSid
    this.identity = options.identity
    this.media = options.media
    this.reconnectToken = options.reconnectToken
    this.limits = options.limits
    this.#now = options.now
    this.#onEnd = options.onEnd
    this.#mediaLostAt = this.#now()
    this.media.onState((state) => this.#mediaMoved(state))
    this.media.closed.then(() => this.finish({ cause: 'failed', by: 'us', reason: 'the sound of the call is gone' }))
  }

  get state(): LegState {
    return this.#state
  }

  get answered(): Promise<boolean> {
    return this.#answered.promise
  }

  get ended(): Promise<LegEnd> {
    return this.#ended.promise
  }

  get isOver(): boolean {
    return this.#state === 'ended'
  }

  /** The page that holds the call; undefined while it is away. */
  get page(): Page | undefined {
    return this.#page
  }

  onRinging(listener: () => void): () => void {
    if (this.#state !== 'calling') listener()
    this.#ringing.add(listener)
    return () => this.#ringing.delete(listener)
  }

  abstract ring(): Promise<void>
  abstract answer(): Promise<void>
  abstract reject(cause: RejectCause): Promise<void>
  abstract hangUp(cause?: 'completed' | 'canceled' | 'failed'): Promise<void>
  /** The page hung up, or refused. */
  abstract leftBy(page: Page): void
  /** A page's connection is gone. */
  abstract lost(page: Page): void
  /** Whether a page may speak of this call. */
  abstract isOf(page: Page): boolean

  /** Another connection, perhaps another page, takes the call over; its description may be another browser's. Gives our answer. */
  async reconnect(page: Page, sdp: string): Promise<string> {
    const answer = await this.media.answer(sdp)
    const before = this.#page
    if (before !== undefined && before !== page) before.send('hangup', { callsid: this.callSid })
    this.hold(page)
    return answer
  }

  /** ICE restart: answers a new offer of the page's. */
  restart(sdp: string): Promise<string> {
    return this.media.answer(sdp)
  }

  /** Keys that came beside the sound, in their order, with their pauses. @throws SignallingError */
  press(digits: string): void {
    if (!keyForm.test(digits)) throw new SignallingError(31100, 'these are no keys')
    this.#keys = this.#keys.then(() => this.#press(digits))
  }

  /** From now on this page holds the call. */
  protected hold(page: Page | undefined): void {
    this.#page = page
    this.#pageLostAt = page === undefined ? this.#now() : undefined
    this.#arm()
  }

  protected moveToRinging(): void {
    if (this.#state !== 'calling') return
    this.#state = 'ringing'
    for (const listener of this.#ringing) listener()
  }

  protected moveToAnswered(): void {
    if (this.#state === 'ended') return
    this.moveToRinging()
    this.#state = 'answered'
    this.#mediaLostAt = this.#mediaLostAt === undefined ? undefined : this.#now()
    this.#answered.resolve(true)
    this.#arm()
  }

  /** Waits until packets get through, so that the first word is not lost; not for ever, since a call without sound is a call too. */
  protected async soundGetsThrough(): Promise<void> {
    await Promise.race([this.#ready.promise, sleep(this.limits.soundWithin, undefined, { ref: false })])
  }

  /** Ends it, once; nothing is told to the page. */
  protected finish(end: LegEnd): void {
    if (this.#state === 'ended') return
    this.#state = 'ended'
    clearTimeout(this.#timer)
    this.#answered.resolve(false)
    this.#ready.resolve()
    this.#ended.resolve(end)
    this.#onEnd(this)
    // What can't be closed was closed by the death of its worker.
    this.media.close().catch(() => {})
  }

  /** Tells the page, and ends it as failed. */
  protected fail(code: SignallingCode, reason: string): void {
    const error = new SignallingError(code, reason)
    this.#page?.send('hangup', { callsid: this.callSid, error: error.body })
    this.finish({ cause: 'failed', by: 'us', errorCode: code, reason })
  }

  async #press(digits: string): Promise<void> {
    for (const digit of digits.toUpperCase()) {
      if (this.#state === 'ended') return
      if (digit === 'W' || digit === ',') await sleep(500)
      else this.media.injectDigit(digit)
    }
  }

  #mediaMoved(state: WebRtcState): void {
    if (state === 'connected') {
      this.#mediaLostAt = undefined
      this.#ready.resolve()
    } else this.#mediaLostAt ??= this.#now()
    this.#arm()
  }

  /** Waits for the earliest moment at which the call is to be given up. */
  #arm(): void {
    clearTimeout(this.#timer)
    if (this.#state !== 'answered') return
    const { silentFor, reconnectWithin, mediaWithin } = this.limits
    const flows = this.#mediaLostAt === undefined
    const pageUntil =
      this.#pageLostAt === undefined
        ? Number.POSITIVE_INFINITY
        : this.#pageLostAt + (flows ? silentFor : reconnectWithin)
    const mediaUntil = this.#mediaLostAt === undefined ? Number.POSITIVE_INFINITY : this.#mediaLostAt + mediaWithin
    const until = Math.min(pageUntil, mediaUntil)
    if (until === Number.POSITIVE_INFINITY) return
    const reason = pageUntil < mediaUntil ? 'the page did not come back' : 'no sound gets through to the browser'
    this.#timer = setTimeout(() => this.fail(53405, reason), Math.max(0, until - this.#now())).unref()
  }
}
