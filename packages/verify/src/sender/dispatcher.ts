import type { Database } from '@trunkline/postgres'
import { sidFromUuid } from '@trunkline/wire'
import type { ChallengeRow, SendRow } from '../challenge/challenge.ts'
import { codeContext, tokenHash } from '../code/code.ts'
import { voiceOf } from '../language/language.ts'
import { codeMessage } from '../message/code-message.ts'
import type { Clock, Log, Meter, SecretSealer } from '../ports.ts'
import type { Services } from '../service/services.ts'
import { getChallenges } from '../store/challenge-store.ts'
import { beginSends, claimSends, deferSend, keepDelegate, promoteFallback, sendsOf } from '../store/send-store.ts'
import type { CodeDevice, SendOutcome } from './code-sender.ts'
import type { News } from './news.ts'
import type { ResolvedSender, SenderFactory } from './sender-factory.ts'

/** What dispatching needs. */
export interface DispatcherParts {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly meter: Meter
  readonly sealer: SecretSealer
  readonly services: Services
  readonly senders: SenderFactory
  readonly news: News
  /** 128 bits that only the call of a send can know, as text for an URL. */
  readonly tokenOf: (sendId: string) => string
  /** Base URL under which providers reach this server; undefined where they cannot. */
  readonly baseUrl: () => string | undefined
}

type Claimed = SendRow & { readonly was: SendRow['status'] }

/** Sends at a time, and how long one may take before another process takes it over. */
const most = 32
const leaseMs = 120_000
const pollMs = 250
/** How often one that the provider puts off is tried, and the waits between, milliseconds. */
const mostTries = 8
const waits = [1_000, 2_000, 5_000, 10_000, 30_000] as const

/**
 * Makes the sends that are due, in the background: requests never wait for a provider. A send is taken by lease, its gateway written down
 * before it is called. One whose process died is made again only where the gateway dedupes; elsewhere its outcome stays unknown, since
 * a second text or call might be one too many.
 */
export class Dispatcher {
  readonly #parts: DispatcherParts
  readonly #stopping = new AbortController()
  #running: Promise<void> | undefined
  #wake: (() => void) | undefined
  #woken = false

  constructor(parts: DispatcherParts) {
    this.#parts = parts
  }

  /** Begins to look for sends. Safe to call twice. */
  start(): void {
    this.#running ??= this.#run()
  }

  /** Lets those under way end, and stops. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    this.wake()
    await this.#running
  }

  /** There is something to send. */
  wake(): void {
    this.#woken = true
    this.#wake?.()
  }

  /** Makes the sends that are due now; gives how many there were. */
  async round(): Promise<number> {
    const { db, clock } = this.#parts
    const now = clock.now()
    const { rows } = await db.query<Claimed>(claimSends(new Date(now), new Date(now + leaseMs), most))
    if (rows.length === 0) return 0
    const ids = [...new Set(rows.map((row) => row.challenge_id))]
    const { rows: challenges } = await db.query<ChallengeRow>(getChallenges(ids))
    const byId = new Map(challenges.map((row) => [row.id, row]))
    await Promise.all(rows.map((row) => this.#guarded(row, byId.get(row.challenge_id))))
    return rows.length
  }

  async #run(): Promise<void> {
    let told = false
    while (!this.#stopping.signal.aborted) {
      this.#woken = false
      try {
        const made = await this.round()
        told = false
        if (made === most) continue
      } catch (err) {
        if (!told) this.#parts.log.warn({ err }, 'codes that are due could not be looked for; trying again')
        told = true
      }
      if (!this.#woken) await this.#pause()
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, pollMs)
      const self = this
      function done(): void {
        clearTimeout(timer)
        self.#wake = undefined
        resolve()
      }
      this.#wake = done
    })
  }

  async #guarded(send: Claimed, challenge: ChallengeRow | undefined): Promise<void> {
    try {
      await this.#make(send, challenge)
    } catch (err) {
      // The lease ends and somebody tries again, where that does no harm.
      this.#parts.log.error({ sendId: send.id, err }, 'a code could not be sent')
    }
  }

  async #make(send: Claimed, challenge: ChallengeRow | undefined): Promise<void> {
    const { clock, news, senders } = this.#parts
    const tell = (status: 'canceled' | 'failed' | 'unknown', errorCode: string | null, reason: string) =>
      news.tell([{ id: send.id, status, errorCode, reason, at: new Date(clock.now()).toISOString() }])
    const open = challenge?.status === 'pending' && challenge.expires_at.getTime() > clock.now()
    if (!open || challenge === undefined) return tell('canceled', null, 'the verification was over')
    if (send.fallback && !(await this.#begins(send))) return tell('canceled', null, 'the code had arrived')
    const found = senders.resolve(send.channel)
    if (found === undefined)
      return tell('failed', 'method-unavailable', `there is no gateway for codes by ${send.channel}`)
    if ((found.sender.check === undefined ? null : found.name) !== challenge.delegate) {
      // The configuration was changed since: this gateway would send no code, or one that nobody here can check.
      return tell('failed', 'method-unavailable', `another gateway than at the start brings codes by ${send.channel}`)
    }
    if (send.was === 'sending' && !found.sender.repeatable) {
      return tell('unknown', 'interrupted', 'the process that sent it died; it may have been sent')
    }
    await this.#deliver(send, challenge, found)
  }

  /** Whether a fallback is still wanted: nothing has arrived. It is a send like others then. */
  async #begins(send: SendRow): Promise<boolean> {
    const { db, clock } = this.#parts
    const { rows } = await db.query<SendRow>(sendsOf([send.challenge_id]))
    if (rows.some(({ id, status }) => id !== send.id && status === 'delivered')) return false
    return (await db.query(promoteFallback(send.id, new Date(clock.now())))).rowCount > 0
  }

  async #deliver(send: SendRow, challenge: ChallengeRow, found: ResolvedSender): Promise<void> {
    const { db, sealer, meter } = this.#parts
    const isCall = send.channel === 'call'
    const token = isCall ? this.#parts.tokenOf(send.id) : undefined
    await db.query(
      beginSends([{ id: send.id, gateway: found.name, tokenHash: token === undefined ? null : tokenHash(token) }]),
    )
    const code = challenge.code_sealed === null ? '' : sealer.open(challenge.code_sealed, codeContext(challenge.id))
    const device = await this.#device(send, challenge, found, token)
    const outcome = await found.send(device, code)
    meter.count('trunkline_verify_sends_total', { method: send.channel, gateway: found.name, outcome: outcome.kind })
    await this.#keep(send, challenge, outcome)
  }

  async #device(
    send: SendRow,
    challenge: ChallengeRow,
    { name, sender }: ResolvedSender,
    token: string | undefined,
  ): Promise<CodeDevice> {
    const { services, baseUrl } = this.#parts
    const service = await services.of(challenge.client_id, challenge.service_id)
    const { request, locale } = challenge
    const site = request.site ?? service.friendlyName
    const minutes = Math.max(1, Math.round((challenge.expires_at.getTime() - challenge.created_at.getTime()) / 60_000))
    const sendId = sidFromUuid('VL', send.id)
    const base = baseUrl()?.replace(/\/+$/, '')
    const statusUrl =
      base === undefined ? undefined : `${base}/hooks/verify/status/${encodeURIComponent(name)}?send=${sendId}`
    const url = `${base}/hooks/verify/call/${token}?locale=${encodeURIComponent(locale)}`
    const voice = token === undefined ? undefined : voiceOf(locale, sender.speaks?.bind(sender))
    return {
      method: send.channel,
      address: challenge.to_address,
      locale,
      verificationId: sidFromUuid('VE', challenge.id),
      sendId,
      clientId: challenge.client_id,
      message: (code) => codeMessage(messageParts(challenge, site, minutes), code),
      expiresAt: challenge.expires_at.getTime(),
      ...(request.push === null ? {} : { push: request.push }),
      ...(statusUrl === undefined ? {} : { statusUrl }),
      ...(voice === undefined || base === undefined ? {} : { call: { url, voice } }),
    }
  }

  async #keep(send: SendRow, challenge: ChallengeRow, outcome: SendOutcome): Promise<void> {
    const { db, clock, news } = this.#parts
    const at = new Date(clock.now()).toISOString()
    if (outcome.kind === 'accepted') {
      const providerId = outcome.providerId ?? null
      if (challenge.delegate !== null && providerId !== null) await db.query(keepDelegate(challenge.id, providerId))
      return news.tell([{ id: send.id, status: 'sent', providerId, at }])
    }
    const { kind, errorCode, reason } = outcome
    if (kind === 'deferred' && send.tries < mostTries) {
      const wait = outcome.retryAfter ?? waits[Math.min(send.tries, waits.length) - 1] ?? 1_000
      await db.query(deferSend(send.id, new Date(clock.now() + wait), errorCode, reason))
      return
    }
    return news.tell([{ id: send.id, status: kind === 'unknown' ? 'unknown' : 'failed', errorCode, reason, at }])
  }
}

function messageParts({ request, locale }: ChallengeRow, site: string, minutes: number) {
  const { template, domain, appHash } = request
  return {
    ...{ site, locale, minutes },
    ...(template === null ? {} : { template }),
    ...(domain === null ? {} : { domain }),
    ...(appHash === null ? {} : { appHash }),
  }
}
