import type { LegEnd } from '../leg.ts'
import { BrowserLeg, type BrowserLegOptions } from './browser-leg.ts'
import type { Page } from './page.ts'
import type { PageRegistry } from './page-registry.ts'
import { SignallingError } from './signalling-error.ts'

/** What the pages are told of the call. */
export interface CalleeCall {
  readonly identity: string
  readonly offer: string
  readonly from: string
  readonly to: string
  readonly parameters: Readonly<Record<string, string>>
  /**
   * Whether a page may be told `answer` now: the SDK does not look whose it is, so it would take it for that of a call of its own that waits for one. Without it
   * this call can't be taken up again by a page that has lost its connection.
   */
  readonly mayConfirm: (page: Page) => boolean
  /** The token of the page's other calls, or a new one. */
  readonly tokenOf: (page: Page) => string
}

/** A page that lost its connection is back within a second or two. Milliseconds. */
const backWithin = 20_000
const waitForPage = 10_000

const unavailable: LegEnd = {
  cause: 'no-answer',
  by: 'party',
  sipCode: 480,
  reason: 'no page is registered for the identity',
}

/**
 * A browser that we call: every page that is registered for the identity rings with the same offer, and so does each that registers while it rings;
 * the first to answer has the call, and the others are told that it is over.
 */
export class CalleeLeg extends BrowserLeg {
  readonly direction = 'outbound'
  readonly #call: CalleeCall
  readonly #registry: PageRegistry
  readonly #ringing = new Set<Page>()
  /** Pages that refused: they are not called again when they register anew. */
  readonly #refused = new Set<Page>()
  readonly #off: () => void
  #taking = false
  #wait: NodeJS.Timeout | undefined

  constructor(options: BrowserLegOptions, call: CalleeCall, registry: PageRegistry) {
    super(options)
    this.#call = call
    this.#registry = registry
    this.#off = registry.onAdded((page) => {
      if (page.grant?.clientId === this.clientId && page.grant.identity === call.identity) this.#invite(page)
    })
    this.ended.then(() => this.#stop())
  }

  /** Rings all pages. Where there is none, it waits a moment for one that was here, or is over at once. */
  begin(): void {
    const { identity } = this.#call
    const pages = this.#registry.of(this.clientId, identity)
    for (const page of pages) this.#invite(page)
    if (pages.length > 0) return
    if (this.#registry.wasHere(this.clientId, identity, backWithin)) this.#waitForPages()
    else this.finish(unavailable)
  }

  async ring(): Promise<void> {}
  async answer(): Promise<void> {}
  async reject(): Promise<void> {
    await this.hangUp('canceled')
  }

  async hangUp(cause?: 'completed' | 'canceled' | 'failed'): Promise<void> {
    if (this.state === 'ended') return
    const error = cause === 'failed' ? { error: new SignallingError(31000).body } : {}
    this.page?.send('hangup', { callsid: this.callSid, ...error })
    this.finish({ cause: cause ?? (this.state === 'answered' ? 'completed' : 'canceled'), by: 'us' })
  }

  /** A page answers. The first one has the call. */
  async taken(page: Page, sdp: string): Promise<void> {
    if (this.state === 'answered' || this.state === 'ended' || this.#taking || !this.#ringing.has(page)) {
      if (this.page !== page) page.send('hangup', { callsid: this.callSid })
      return
    }
    this.#taking = true
    try {
      await this.media.accept(sdp)
    } catch (error) {
      this.#taking = false
      page.send('hangup', { callsid: this.callSid, error: new SignallingError(53402, String(error)).body })
      this.#drop(page, { cause: 'failed', by: 'party', errorCode: 53402, reason: String(error) })
      return
    }
    this.#ringing.delete(page)
    if (this.isOver) return
    this.reconnectToken = this.#call.tokenOf(page)
    this.hold(page)
    this.#stop()
    if (this.#call.mayConfirm(page)) page.send('answer', { callsid: this.callSid, reconnect: this.reconnectToken })
    if (!page.open) this.lost(page)
    // Not waited for: the next message of the page may be that it hangs up.
    void this.soundGetsThrough().then(() => this.moveToAnswered())
  }

  leftBy(page: Page): void {
    if (this.page === page) {
      this.moveToAnswered()
      this.finish({ cause: 'completed', by: 'party' })
    } else if (this.#ringing.has(page)) {
      this.#refused.add(page)
      this.#drop(page, { cause: 'rejected', by: 'party', sipCode: 603 })
    }
  }

  lost(page: Page): void {
    if (this.page === page) this.hold(undefined)
    else if (this.#ringing.delete(page) && this.#ringing.size === 0) this.#waitForPages()
  }

  isOf(page: Page): boolean {
    return this.page === page || this.#ringing.has(page)
  }

  #invite(page: Page): void {
    if (this.state === 'answered' || this.state === 'ended' || this.#ringing.has(page) || this.#refused.has(page))
      return
    clearTimeout(this.#wait)
    this.#ringing.add(page)
    const { offer, from, to, parameters } = this.#call
    const params = new URLSearchParams(parameters).toString()
    page.send('invite', {
      callsid: this.callSid,
      sdp: offer,
      parameters: {
        CallSid: this.callSid,
        AccountSid: this.accountSid,
        ApiVersion: '2010-04-01',
        From: from,
        To: to,
        ...(params === '' ? {} : { Params: params }),
      },
    })
    this.moveToRinging()
  }

  #drop(page: Page, end: LegEnd): void {
    this.#ringing.delete(page)
    if (this.#ringing.size === 0) this.finish(end)
  }

  #waitForPages(): void {
    clearTimeout(this.#wait)
    this.#wait = setTimeout(() => this.finish(unavailable), waitForPage).unref()
  }

  /** Nothing rings any more. */
  #stop(): void {
    this.#off()
    clearTimeout(this.#wait)
    for (const page of this.#ringing) page.send('cancel', { callsid: this.callSid })
    this.#ringing.clear()
  }
}
