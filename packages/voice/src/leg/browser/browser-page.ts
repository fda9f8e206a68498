import { type BrowserGrant, readGrant, type TokenKeys } from './browser-grant.ts'
import type { BrowserLeg } from './browser-leg.ts'
import type { BrowserLimits } from './browser-limits.ts'
import type { CallDesk } from './call-desk.ts'
import { CalleeLeg } from './callee-leg.ts'
import { type ClientFrame, type ClientFrameType, isRecord, type ServerFrameType, textOf } from './frame.ts'
import type { Messages } from './messages.ts'
import type { Page } from './page.ts'
import type { PageRegistry } from './page-registry.ts'
import type { PageSocket } from './page-socket.ts'
import { SignallingError } from './signalling-error.ts'

/** What a page is served with. */
export interface BrowserPageOptions {
  readonly keys: TokenKeys
  readonly registry: PageRegistry
  readonly desk: CallDesk
  readonly messages: Messages
  readonly limits: BrowserLimits
  /** Milliseconds since the epoch. */
  readonly wallClock: () => number
  /** What `connected` says of the place; the SDK shows it to the application, and builds the next address from `edge` where it has no `chunderw`. */
  readonly edge: string
}

type Payload = Readonly<Record<string, unknown>>

/** After its token has expired a page has so long to bring another one. Milliseconds. */
const renewWithin = 10_000
/** The longest time that a timer can wait. */
const longestTimer = 2 ** 31 - 1

/**
 * One page on one connection.
 *
 *   open ──listen, good token──> connected <──register──> registered
 *     └── no good token in time ──> dismissed              (expired and not renewed ──> dismissed, calls first)
 */
export class BrowserPage implements Page {
  readonly #socket: PageSocket
  readonly #options: BrowserPageOptions
  readonly #handlers: Readonly<Record<ClientFrameType, (payload: Payload) => void | Promise<void>>>
  #grant: BrowserGrant | undefined
  #timer: NodeJS.Timeout

  constructor(socket: PageSocket, options: BrowserPageOptions) {
    this.#socket = socket
    this.#options = options
    this.#timer = setTimeout(() => socket.dismiss(), options.limits.listenWithin).unref()
    this.#handlers = {
      listen: (payload) => this.#listen(payload),
      register: (payload) => this.#register(payload),
      invite: (payload) => this.#invite(payload),
      answer: (payload) => this.#answer(payload),
      hangup: (payload) => this.#legOf(payload)?.leftBy(this),
      reject: (payload) => this.#legOf(payload)?.leftBy(this),
      dtmf: (payload) => this.#legOf(payload)?.press(textOf(payload, 'dtmf') ?? ''),
      reinvite: (payload) => this.#reinvite(payload),
      message: (payload) => this.#message(payload),
    }
  }

  get grant(): BrowserGrant | undefined {
    return this.#grant
  }

  get open(): boolean {
    return this.#socket.open
  }

  send(type: ServerFrameType, payload?: Payload): void {
    this.#socket.send(type, payload)
  }

  /** Takes a frame. What the page did wrong is told to it. */
  async receive({ type, payload }: ClientFrame): Promise<void> {
    try {
      await this.#handlers[type](payload)
    } catch (error) {
      if (!(error instanceof SignallingError)) throw error
      const callsid = textOf(payload, 'callsid')
      this.send('error', { error: error.body, ...(callsid === undefined ? {} : { callsid }) })
    }
  }

  /** The connection is gone. */
  closed(): void {
    clearTimeout(this.#timer)
    this.#options.registry.remove(this, true)
    this.#options.desk.lost(this)
  }

  async #listen(payload: Payload): Promise<void> {
    const { keys, limits, wallClock } = this.#options
    const token = textOf(payload, 'token')
    if (token === undefined) throw new SignallingError(31204, 'there is no token')
    const grant = await readGrant(token, keys, { now: wallClock(), tokenSeconds: limits.tokenSeconds })
    this.#become(grant)
    void this.#options.desk.prepare()
    const ttl = Math.max(0, Math.floor(grant.expiresAt - wallClock() / 1000))
    this.send('connected', {
      token: { ...(grant.identity === undefined ? {} : { identity: grant.identity }), ttl },
      edge: this.#options.edge,
      region: 'US_EAST_VIRGINIA',
      home: 'us1',
      gateway: 'trunkline',
    })
  }

  /** A new token of the same identity changes nothing else; with another identity the page does not ring for the one before any more. */
  #become(grant: BrowserGrant): void {
    const before = this.#grant
    const isSame = before?.clientId === grant.clientId && before.identity === grant.identity && grant.incoming
    if (!isSame) this.#options.registry.remove(this)
    this.#grant = grant
    this.#wait(grant.expiresAt * 1000 - this.#options.wallClock(), () => this.#expire())
  }

  #expire(): void {
    const { desk, registry } = this.#options
    registry.remove(this)
    this.send('error', { error: new SignallingError(31205).body })
    const leave = (): void => {
      // A conversation is not cut off by its token: nobody would expect that in the middle of a sentence.
      if (desk.of(this).length > 0) this.#wait(renewWithin, leave)
      else this.#socket.dismiss()
    }
    this.#wait(renewWithin, leave)
  }

  #wait(milliseconds: number, then: () => void): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(then, Math.min(Math.max(0, milliseconds), longestTimer)).unref()
  }

  #register(payload: Payload): void {
    const { registry } = this.#options
    const grant = this.#grantNow()
    const media = isRecord(payload.media) ? payload.media : {}
    if (media.audio !== true) {
      registry.remove(this)
      this.send('offline')
      return
    }
    if (!grant.incoming || grant.identity === undefined)
      throw new SignallingError(31201, 'the token allows no incoming calls')
    // First `ready`: a call that waits for the page is told to one that knows itself to be registered.
    this.send('ready')
    registry.add(this)?.send('offline')
  }

  #invite(payload: Payload): Promise<void> {
    const { desk } = this.#options
    if (this.#grant !== undefined && this.#isExpired()) {
      this.send('hangup', { callsid: textOf(payload, 'callsid') ?? '', error: new SignallingError(31205).body })
      return Promise.resolve()
    }
    return textOf(payload, 'reconnect') === undefined ? desk.invite(this, payload) : desk.reconnect(this, payload)
  }

  async #answer(payload: Payload): Promise<void> {
    const leg = this.#legOf(payload)
    const sdp = textOf(payload, 'sdp')
    if (leg instanceof CalleeLeg && sdp !== undefined) await leg.taken(this, sdp)
    else this.send('hangup', { callsid: textOf(payload, 'callsid') ?? '' })
  }

  async #reinvite(payload: Payload): Promise<void> {
    const leg = this.#legOf(payload)
    const sdp = textOf(payload, 'sdp')
    if (leg === undefined || sdp === undefined) return
    try {
      this.send('answer', { callsid: leg.callSid, sdp: await leg.restart(sdp) })
    } catch (error) {
      // Without an answer the SDK tries again, and gives up after half a minute.
      throw new SignallingError(31100, error instanceof Error ? error.message : String(error), { cause: error })
    }
  }

  #message(payload: Payload): void {
    const leg = this.#legOf(payload)
    if (leg !== undefined) this.#options.messages.take(this, leg, payload)
  }

  #legOf(payload: Payload): BrowserLeg | undefined {
    return this.#options.desk.legOf(this, textOf(payload, 'callsid') ?? '')
  }

  #isExpired(): boolean {
    return (this.#grant?.expiresAt ?? 0) * 1000 <= this.#options.wallClock()
  }

  #grantNow(): BrowserGrant {
    if (this.#grant === undefined) throw new SignallingError(31204, 'say who you are first')
    if (this.#isExpired()) throw new SignallingError(31205)
    return this.#grant
  }
}
