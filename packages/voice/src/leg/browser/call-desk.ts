import { timingSafeEqual } from 'node:crypto'
import type { MediaEngine } from '../../media/media.ts'
import { MediaError } from '../../media/media-error.ts'
import type { Log, Meter } from '../../ports.ts'
import type { DialOptions, DialTarget, Leg, LegProvider, TakeCall } from '../leg.ts'
import type { BrowserGrant } from './browser-grant.ts'
import type { BrowserLeg, BrowserLegOptions } from './browser-leg.ts'
import type { BrowserLimits } from './browser-limits.ts'
import { readCallParameters } from './call-parameters.ts'
import { CalleeLeg } from './callee-leg.ts'
import { CallerLeg } from './caller-leg.ts'
import { isRecord, textOf } from './frame.ts'
import type { Page } from './page.ts'
import type { PageRegistry } from './page-registry.ts'
import { SignallingError } from './signalling-error.ts'

/** What browser calls need of the outside. */
export interface CallDeskOptions {
  readonly media: Pick<MediaEngine, 'openWebRtc'>
  readonly applications: {
    /** @throws ProblemError `not-found` where the client has no such application */
    get(client: string, sid: string): Promise<unknown>
  }
  readonly registry: PageRegistry
  readonly take: TakeCall
  readonly newCallSid: () => string
  readonly random: (size: number) => Uint8Array
  readonly accountSidOf: (clientId: string) => string
  readonly limits: BrowserLimits
  readonly now: () => number
  readonly log: Log
  readonly meter: Meter
}

/** Calls that are over are remembered, so that a page that comes back is told so. */
const mostEnded = 1_000

function same(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** All calls of browsers in this process. */
export class CallDesk implements LegProvider {
  readonly kinds = ['client'] as const
  readonly #options: CallDeskOptions
  readonly #legs = new Map<string, BrowserLeg>()
  readonly #ended = new Map<string, string>()
  #prepared = false

  constructor(options: CallDeskOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#legs.size
  }

  /** The call that a page speaks of; undefined where it has no part in it. */
  legOf(page: Page, sid: string): BrowserLeg | undefined {
    const leg = this.#legs.get(sid) ?? this.#byTemporarySid(page, sid)
    return leg?.isOf(page) === true ? leg : undefined
  }

  /** A live call, whosever it is. */
  find(callSid: string): BrowserLeg | undefined {
    return this.#legs.get(callSid)
  }

  /** The calls that a page has a part in. */
  of(page: Page): readonly BrowserLeg[] {
    return [...this.#legs.values()].filter((leg) => leg.isOf(page))
  }

  /** Has media loaded, and its certificate made, before the first call needs it. Called as pages come; does it once. */
  async prepare(): Promise<void> {
    if (this.#prepared) return
    this.#prepared = true
    try {
      const endpoint = await this.#options.media.openWebRtc({ placement: 'browser' })
      await endpoint.close()
    } catch (err) {
      this.#options.log.warn({ err }, 'the sound of browsers could not be prepared: see whether calls fail')
    }
  }

  /** A page calls. What can't be done is told to it as the end of that call. */
  async invite(page: Page, payload: Readonly<Record<string, unknown>>): Promise<void> {
    const temporarySid = textOf(payload, 'callsid') ?? ''
    try {
      await this.#invite(page, temporarySid, payload)
    } catch (error) {
      page.send('hangup', { callsid: temporarySid, error: this.#faultOf(error, page).body })
    }
  }

  /** A page takes up a call whose signalling was lost, by its token. */
  async reconnect(page: Page, payload: Readonly<Record<string, unknown>>): Promise<void> {
    const sid = textOf(payload, 'callsid') ?? ''
    const token = textOf(payload, 'reconnect') ?? ''
    const leg = this.#legs.get(sid)
    const ended = this.#ended.get(sid)
    if (leg === undefined && ended !== undefined && same(ended, token)) return page.send('hangup', { callsid: sid })
    const sdp = textOf(payload, 'sdp')
    if (leg === undefined || sdp === undefined || !mayTakeUp(page.grant, leg, token)) {
      return page.send('hangup', { callsid: sid, error: new SignallingError(31209).body })
    }
    try {
      const answer = await leg.reconnect(page, sdp)
      page.send('answer', { callsid: sid, sdp: answer, reconnect: leg.reconnectToken })
    } catch (error) {
      page.send('hangup', { callsid: sid, error: this.#faultOf(error, page).body })
    }
  }

  async dial(target: DialTarget, options: DialOptions): Promise<Leg> {
    if (target.kind !== 'client') throw new RangeError(`browsers can't be called as ${target.kind}`)
    const { callSid, from, to, placement } = options
    const media = await this.#options.media.openWebRtc({ placement })
    const { clientId, identity, parameters } = target
    const made = { callSid, clientId, identity, media, reconnectToken: this.#newToken() }
    const mayConfirm = (page: Page): boolean =>
      !this.of(page).some((leg) => leg instanceof CallerLeg && leg.state !== 'answered')
    const call = {
      identity,
      offer: await media.offer(),
      from,
      to,
      parameters,
      mayConfirm,
      tokenOf: (page: Page) => this.#tokenOf(page),
    }
    const leg = new CalleeLeg(this.#legOptions(made), call, this.#options.registry)
    this.#legs.set(callSid, leg)
    leg.begin()
    return leg
  }

  /** A page is gone. */
  lost(page: Page): void {
    for (const leg of this.of(page)) leg.lost(page)
  }

  async hangUpAll(): Promise<void> {
    await Promise.all([...this.#legs.values()].map((leg) => leg.hangUp()))
  }

  async #invite(page: Page, temporarySid: string, payload: Readonly<Record<string, unknown>>): Promise<void> {
    const sdp = textOf(payload, 'sdp')
    if (sdp === undefined || temporarySid === '') throw new SignallingError(31100)
    const grant = allowed(page.grant)
    const calls = this.of(page)
    if (calls.length >= this.#options.limits.callsPerPage) throw new SignallingError(31206)
    // The SDK would take the answer of the one for that of the other.
    if (calls.some((leg) => leg instanceof CallerLeg && leg.state !== 'answered'))
      throw new SignallingError(31486, 'another call of this page is not answered yet')
    const twilio = isRecord(payload.twilio) ? payload.twilio : {}
    const { limits } = this.#options
    const { to, parameters } = readCallParameters(
      textOf(twilio, 'params'),
      grant.outgoing.params,
      limits.parameterCharacters,
    )
    await this.#checkApplication(grant)
    const callSid = this.#options.newCallSid()
    const media = await this.#options.media.openWebRtc({ placement: callSid })
    const answerSdp = await media.answer(sdp).catch(async (error: unknown) => {
      await media.close()
      throw error
    })
    const { clientId, identity } = grant
    const reconnectToken = this.#tokenOf(page)
    const leg = new CallerLeg(this.#legOptions({ callSid, clientId, identity, media, reconnectToken }), {
      page,
      temporarySid,
      answerSdp,
    })
    this.#legs.set(callSid, leg)
    const via = { kind: 'application', applicationSid: grant.outgoing.applicationSid } as const
    const from = `client:${identity ?? 'Anonymous'}`
    this.#options.take({ leg, clientId, from, to, via, placement: callSid, callSid, parameters })
  }

  async #checkApplication({ clientId, outgoing }: AllowedGrant): Promise<void> {
    try {
      await this.#options.applications.get(clientId, outgoing.applicationSid)
    } catch (error) {
      if (isRecord(error) && error.code === 'not-found') throw new SignallingError(31001, undefined, { cause: error })
      throw error
    }
  }

  #legOptions(
    made: Pick<BrowserLegOptions, 'callSid' | 'clientId' | 'identity' | 'media' | 'reconnectToken'>,
  ): BrowserLegOptions {
    const { limits, now, accountSidOf, log, meter } = this.#options
    meter.count('trunkline_browser_legs', {})
    return {
      ...made,
      accountSid: accountSidOf(made.clientId),
      limits,
      now,
      onEnd: (leg) => {
        this.#legs.delete(leg.callSid)
        this.#ended.set(leg.callSid, leg.reconnectToken)
        if (this.#ended.size > mostEnded) for (const oldest of this.#ended.keys().take(1)) this.#ended.delete(oldest)
        leg.ended.then(({ errorCode, reason }) => {
          if (errorCode !== undefined)
            log.warn({ callSid: leg.callSid, errorCode, reason }, 'the leg of a browser failed')
        })
      },
    }
  }

  /** The SDK keeps one token for all calls of a page: the newest that it was told. */
  #tokenOf(page: Page): string {
    return this.of(page).find((leg) => leg.page === page)?.reconnectToken ?? this.#newToken()
  }

  /** 192 random bits. */
  #newToken(): string {
    return Buffer.from(this.#options.random(24)).toString('base64url')
  }

  #byTemporarySid(page: Page, sid: string): BrowserLeg | undefined {
    if (!sid.startsWith('TJS')) return undefined
    return this.of(page).find((leg) => leg instanceof CallerLeg && leg.temporarySid === sid)
  }

  #faultOf(error: unknown, page: Page): SignallingError {
    if (error instanceof SignallingError) return error
    if (error instanceof MediaError && error.code === 'wrong')
      return new SignallingError(31100, error.message, { cause: error })
    this.#options.log.error({ err: error, clientId: page.grant?.clientId }, 'a call of a browser could not be begun')
    return new SignallingError(31000, undefined, { cause: error })
  }
}

type AllowedGrant = BrowserGrant & { readonly outgoing: NonNullable<BrowserGrant['outgoing']> }

function allowed(grant: BrowserGrant | undefined): AllowedGrant {
  if (grant === undefined) throw new SignallingError(31204, 'say who you are first')
  const { outgoing } = grant
  if (outgoing === undefined) throw new SignallingError(31201, 'the token allows no outgoing calls')
  return { ...grant, outgoing }
}

const mayTakeUp = (grant: BrowserGrant | undefined, leg: BrowserLeg, token: string): boolean =>
  grant !== undefined &&
  grant.clientId === leg.clientId &&
  grant.identity === leg.identity &&
  leg.state === 'answered' &&
  same(leg.reconnectToken, token)
