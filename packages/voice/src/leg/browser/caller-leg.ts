import type { RejectCause } from '../leg.ts'
import { BrowserLeg, type BrowserLegOptions } from './browser-leg.ts'
import type { Page } from './page.ts'
import { type SignallingCode, SignallingError } from './signalling-error.ts'

/** How a refusal is told. Without its option for precise errors the SDK shows most of them as 31005. */
const refusals: Readonly<Record<RejectCause, SignallingCode>> = {
  busy: 31486,
  rejected: 31603,
  failed: 31000,
  forbidden: 31201,
  missing: 31404,
}

/** A browser that calls us. */
export class CallerLeg extends BrowserLeg {
  readonly direction = 'inbound'
  /** The id that the page gave the call, before it learns ours. */
  readonly temporarySid: string
  readonly #answerSdp: string
  #told = false

  /** @param call.answerSdp what its offer is answered with; told as soon as it rings, so that it hears the ringing tone that we play */
  constructor(options: BrowserLegOptions, call: { page: Page; temporarySid: string; answerSdp: string }) {
    super(options)
    this.temporarySid = call.temporarySid
    this.#answerSdp = call.answerSdp
    this.hold(call.page)
  }

  async ring(): Promise<void> {
    if (this.state !== 'calling') return
    this.#told = true
    this.page?.send('ringing', { callsid: this.callSid, sdp: this.#answerSdp })
    this.moveToRinging()
  }

  async answer(): Promise<void> {
    if (this.state === 'calling' || this.state === 'ringing') {
      this.#told = true
      this.page?.send('answer', { callsid: this.callSid, sdp: this.#answerSdp, reconnect: this.reconnectToken })
      this.moveToAnswered()
    }
    await this.soundGetsThrough()
  }

  async reject(cause: RejectCause): Promise<void> {
    if (this.state === 'answered' || this.state === 'ended') return
    this.#tellEnd(new SignallingError(refusals[cause]))
    const ends = {
      busy: 'busy',
      rejected: 'rejected',
      missing: 'rejected',
      forbidden: 'rejected',
      failed: 'failed',
    } as const
    this.finish({ cause: ends[cause], by: 'us' })
  }

  async hangUp(cause?: 'completed' | 'canceled' | 'failed'): Promise<void> {
    if (this.state === 'ended') return
    this.#tellEnd(cause === 'failed' ? new SignallingError(31000) : undefined)
    this.finish({ cause: cause ?? (this.state === 'answered' ? 'completed' : 'canceled'), by: 'us' })
  }

  leftBy(): void {
    this.finish({ cause: this.state === 'answered' ? 'completed' : 'canceled', by: 'party' })
  }

  lost(page: Page): void {
    if (this.page !== page) return
    if (this.state === 'answered') this.hold(undefined)
    // The SDK has given the call up: it has no token for it yet.
    else this.finish({ cause: 'canceled', by: 'party', reason: 'the page went before the call was answered' })
  }

  isOf(page: Page): boolean {
    return this.page === page
  }

  #tellEnd(error: SignallingError | undefined): void {
    const callsid = this.#told ? this.callSid : this.temporarySid
    this.page?.send('hangup', { callsid, ...(error === undefined ? {} : { error: error.body }) })
  }
}
