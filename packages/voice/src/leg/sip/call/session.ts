import type { RtpEndpoint } from '../../../media/media.ts'
import type { LegEnd } from '../../leg.ts'
import type { Dialog } from '../dialog/dialog.ts'
import type { Login } from '../digest/digest-client.ts'
import { readCseq, type SipRequest, type SipResponse } from '../message/message.ts'
import type { OfferAnswer } from '../sdp/offer-answer.ts'
import type { ServerTransaction } from '../transaction/server-transaction.ts'
import { tagOf } from '../transaction/transaction-key.ts'
import type { Peer } from '../transport/transport.ts'
import { type Agent, type DialogUser, peersOf, respond, sessionResponse, withSdp } from './agent.ts'
import { digitOfInfo } from './dtmf-info.ts'
import { mendRemote } from './nat.ts'
import { Repeater } from './repeater.ts'
import { sendAuthenticated } from './send-authenticated.ts'

/** What a session is made of. */
export interface SessionParts {
  readonly agent: Agent
  readonly dialog: Dialog
  /** The way to a phone that is connected to us itself; undefined where the dialog's routing alone tells. */
  readonly direct: Peer | undefined
  readonly media: RtpEndpoint
  readonly sound: OfferAnswer
  readonly login: Login | undefined
  /** The dialog is over, by the far side or since it does not answer. */
  readonly onEnd: (end: LegEnd) => void
}

/** How often the far side is asked whether it is still there, milliseconds: without session timers (RFC 4028) a call whose BYE was lost would stay for ever. */
const probeEvery = 120_000

/**
 * What happens within one dialog: the end of the call, new offers (hold), keys by INFO. One offer at a time: while one of ours is open theirs is refused with
 * 491, and while one of theirs is open another one with 500 (RFC 3261, section 14.2).
 */
export class Session implements DialogUser {
  readonly #parts: SessionParts
  readonly #repeater: Repeater
  #direct: Peer | undefined
  /** An INVITE or UPDATE of theirs is being answered. */
  #theirs = false
  /** An INVITE of ours is open. */
  #ours = false
  #held = false
  #over = false
  #offProbe: (() => void) | undefined

  constructor(parts: SessionParts) {
    this.#parts = parts
    this.#direct = parts.direct
    this.#repeater = new Repeater(parts.agent)
    parts.agent.addDialog(parts.dialog.key, this)
  }

  /** Begins to ask now and then whether the far side is there. */
  established(): void {
    if (this.#over || this.#offProbe) return
    this.#offProbe = this.#parts.agent.timers.after(probeEvery, () => {
      this.#offProbe = undefined
      void this.#probe()
    })
  }

  async #probe(): Promise<void> {
    const response = await this.#send(this.#parts.dialog.request('OPTIONS'))
    if (this.#over) return
    if (response === undefined || response.status === 481 || response.status === 408) {
      this.end({ cause: 'completed', by: 'party', reason: 'the SIP party does not answer any more' })
    } else this.established()
  }

  onRequest(transaction: ServerTransaction): void {
    const { agent, dialog } = this.#parts
    const { request } = transaction
    if (!dialog.follows(request)) {
      respond(agent, transaction, 500, { fields: [['Retry-After', '1']] })
      return
    }
    switch (request.method) {
      case 'BYE':
        respond(agent, transaction, 200)
        this.end({ cause: 'completed', by: 'party' })
        return
      case 'INVITE':
        this.#reinvite(transaction)
        return
      case 'UPDATE':
        this.#update(transaction)
        return
      case 'INFO':
        this.#info(transaction)
        return
      case 'OPTIONS':
        respond(agent, transaction, 200, { fields: [['Accept', 'application/sdp']] })
        return
      default:
        respond(agent, transaction, 405)
        return
    }
  }

  onAck(request: SipRequest): void {
    this.#repeater.acknowledged(request)
  }

  /**
   * Answers an INVITE with 200 and repeats that until it is acknowledged (section 13.3.1.4). Without `sdp` in the INVITE the 200 makes the offer, and the ACK
   * answers it. Resolves false where no ACK, or no answer that can be used, came. `onSent` is told when the 200 has left for the first time.
   */
  async accept(transaction: ServerTransaction, onSent: () => void = () => undefined): Promise<boolean> {
    const { agent, dialog, sound } = this.#parts
    const delayed = transaction.request.body.length === 0
    const sdp = delayed ? sound.offer(this.#held ? 'sendonly' : 'sendrecv') : this.#answerTo(transaction.request)
    if (sdp === undefined) {
      respond(agent, transaction, 488, { tag: dialog.localTag })
      return true
    }
    this.#theirs = true
    if (!delayed) await this.#connect()
    const response = sessionResponse(agent, transaction, 200, { tag: dialog.localTag, sdp })
    const acknowledged = this.#repeater.send(transaction, response)
    onSent()
    const ack = await acknowledged
    this.#theirs = false
    if (ack === undefined) return false
    if (!delayed) return true
    if (!sound.accept(Buffer.from(ack.body).toString('utf8'), this.#held ? 'sendonly' : 'sendrecv')) return false
    await this.#connect()
    return true
  }

  #answerTo(request: SipRequest): string | undefined {
    return this.#parts.sound.answer(Buffer.from(request.body).toString('utf8'), this.#held)
  }

  /** Lets the endpoint know what was agreed on. */
  async #connect(): Promise<void> {
    const { sound, media, agent } = this.#parts
    if (sound.agreement === undefined || this.#over) return
    try {
      await media.connect(mendRemote(sound.agreement.remote, this.#direct))
    } catch (err) {
      agent.log.warn({ err, callId: this.#parts.dialog.callId }, 'the sound of a SIP call could not be connected')
    }
  }

  /** Connects what the answer to our own offer has told. */
  connected(): Promise<void> {
    return this.#connect()
  }

  #reinvite(transaction: ServerTransaction): void {
    const { agent, dialog } = this.#parts
    if (this.#ours) {
      respond(agent, transaction, 491)
      return
    }
    if (this.#theirs) {
      respond(agent, transaction, 500, { fields: [['Retry-After', '3']] })
      return
    }
    this.#refresh(transaction)
    void this.accept(transaction).then((good) => {
      if (good || this.#over) return
      agent.log.warn({ callId: dialog.callId }, 'a SIP party did not acknowledge its new offer; ended the call')
      this.bye({ cause: 'completed', by: 'us', errorCode: 32022, reason: 'no ACK came' })
    })
  }

  /** The minimum of RFC 3311: an offer is answered at once. */
  #update(transaction: ServerTransaction): void {
    const { agent, dialog } = this.#parts
    if (this.#ours) {
      respond(agent, transaction, 491)
      return
    }
    if (this.#theirs) {
      respond(agent, transaction, 500, { fields: [['Retry-After', '3']] })
      return
    }
    this.#refresh(transaction)
    const offers = transaction.request.body.length > 0
    const sdp = offers ? this.#answerTo(transaction.request) : undefined
    if (offers && sdp === undefined) {
      respond(agent, transaction, 488)
      return
    }
    transaction.respond(sessionResponse(agent, transaction, 200, { tag: dialog.localTag, sdp }))
    if (offers) void this.#connect()
  }

  #refresh({ request, source }: ServerTransaction): void {
    this.#parts.dialog.refresh(request)
    if (this.#direct !== undefined) this.#direct = source
  }

  #info(transaction: ServerTransaction): void {
    const { agent, media } = this.#parts
    const digit = digitOfInfo(transaction.request)
    if (digit === undefined && transaction.request.body.length > 0) {
      respond(agent, transaction, 415, { fields: [['Accept', 'application/dtmf-relay, application/dtmf']] })
      return
    }
    if (digit !== undefined && digit !== 'none') media.injectDigit(digit)
    respond(agent, transaction, 200)
  }

  /** Holds the party (it hears nothing that is sent back and we take nothing), or takes it back, by a new offer. False where it was refused. */
  async hold(held: boolean): Promise<boolean> {
    if (this.#over || this.#ours || this.#theirs) return false
    const { dialog, sound, agent } = this.#parts
    this.#ours = true
    try {
      const direction = held ? 'sendonly' : 'sendrecv'
      const response = await this.#offer(sound.offer(direction))
      if (response === undefined || response.status >= 300 || this.#over) return false
      if (!sound.accept(Buffer.from(response.body).toString('utf8'), direction)) return false
      this.#held = held
      await this.#connect()
      return true
    } finally {
      this.#ours = false
      agent.log.debug({ callId: dialog.callId, held }, 'offered anew')
    }
  }

  /** Sends INVITE with an offer; tries once more after glare (section 14.1). */
  async #offer(sdp: string, again = true): Promise<SipResponse | undefined> {
    const { agent, dialog } = this.#parts
    const request = withSdp(dialog.request('INVITE'), sdp)
    request.headers.add('Contact', agent.contact(this.#direct?.transport ?? 'udp'))
    const response = await this.#send(request)
    if (response === undefined || response.status === 481 || response.status === 408) {
      this.end({ cause: 'completed', by: 'party', reason: 'the SIP party does not answer any more' })
      return undefined
    }
    if (response.status !== 491 || !again) return response
    this.#ours = false
    const wait = dialog.ownsCallId ? 2_100 + agent.random() * 1_900 : agent.random() * 2_000
    await new Promise<void>((resolve) => agent.timers.after(wait, resolve))
    if (this.#over || this.#theirs) return undefined
    this.#ours = true
    return this.#offer(sdp, false)
  }

  /** Sends a request in this dialog, with credentials where they are asked for; gives its final response, or nothing. A 2xx to INVITE is acknowledged. */
  async #send(request: SipRequest): Promise<SipResponse | undefined> {
    const { agent, dialog, login } = this.#parts
    const [peer] = await peersOf(agent, dialog, this.#direct)
    if (peer === undefined) return undefined
    return sendAuthenticated({
      ...{ agent, request, peer, login },
      nextCseq: () => dialog.nextCseq(),
      onAnswer: (response) => {
        dialog.refresh(response)
        void this.acknowledge(response)
      },
    })
  }

  /** Sends the ACK of a 2xx; each copy of that gets one. */
  async acknowledge(response: SipResponse): Promise<void> {
    const { agent, dialog } = this.#parts
    const cseq = readCseq(response.headers.get('cseq'))?.number ?? 1
    const [peer] = await peersOf(agent, dialog, this.#direct)
    const ack = dialog.request('ACK', { cseq })
    if (peer)
      await agent.layer.sendAlone(ack, peer).catch((err) => agent.log.debug({ err }, 'an ACK could not be sent'))
  }

  /** Whether a response belongs to this dialog. */
  owns(response: SipResponse): boolean {
    return tagOf(response.headers, 'to') === this.#parts.dialog.remoteTag
  }

  /** Ends the call from our side. Safe to call twice. */
  bye(end: LegEnd): void {
    if (this.#over) return
    const request = this.#parts.dialog.request('BYE')
    void this.#send(request).catch((err) => this.#parts.agent.log.debug({ err }, 'a BYE could not be sent'))
    this.end(end)
  }

  /** It is over. Safe to call twice. */
  end(end: LegEnd): void {
    if (this.#over) return
    this.#over = true
    this.#offProbe?.()
    this.#repeater.stop()
    this.#parts.agent.removeDialog(this.#parts.dialog.key)
    this.#parts.onEnd(end)
  }
}
