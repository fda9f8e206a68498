import { Dialog } from '../dialog/dialog.ts'
import { answerChallenge, type Login } from '../digest/digest-client.ts'
import { Headers } from '../message/headers.ts'
import { readCseq, type SipRequest, type SipResponse } from '../message/message.ts'
import { readNameAddresses, sipUriOf } from '../message/name-address.ts'
import { type SipUri, writeSipUri } from '../message/sip-uri.ts'
import type { ClientTransaction } from '../transaction/client-transaction.ts'
import type { Peer } from '../transport/transport.ts'
import { type Agent, allowed } from './agent.ts'
import type { Failure } from './outcome.ts'

/** One way to a party. */
export interface BranchTarget {
  readonly uri: SipUri
  /** Where to send it, the best place first. */
  readonly peers: readonly Peer[]
  /** The way to a phone that is registered here. */
  readonly direct: Peer | undefined
  readonly login: Login | undefined
  /** Why there is no login, for who is asked for one. */
  readonly withoutLogin?: string
}

/** Who waits for a branch. */
export interface BranchUser {
  onBranchRinging(): void
  /** A response that makes a dialog and has a description, or is a 2xx. Copies of a 2xx too. */
  onAnswer(branch: Branch, response: SipResponse): void
  onRedirect(branch: Branch, targets: readonly SipUri[]): void
  onFailure(branch: Branch, failure: Failure): void
}

/** What a branch is made of. */
export interface BranchParts {
  readonly agent: Agent
  readonly target: BranchTarget
  /** From and To without tags, and what fields the INVITE has besides. */
  readonly from: string
  readonly to: string
  readonly fields: readonly (readonly [name: string, value: string])[]
  readonly sdp: string
  readonly user: BranchUser
}

/** An INVITE to one place: tried at each of its addresses, with credentials where they are asked for. */
export class Branch {
  readonly callId: string
  readonly target: BranchTarget
  readonly #parts: BranchParts
  readonly #fromTag: string
  readonly #authorization = new Map<string, string>()
  #cseq = 1
  #peer = 0
  #transaction: ClientTransaction | undefined
  #challenged = { fresh: false, stale: false }
  #provisional = false
  #canceled = false
  #over = false

  constructor(parts: BranchParts) {
    this.#parts = parts
    this.target = parts.target
    this.callId = parts.agent.token()
    this.#fromTag = parts.agent.token()
  }

  /** Whether it has come to its final response. */
  get over(): boolean {
    return this.#over
  }

  /** Sends the INVITE. */
  start(): void {
    const peer = this.target.peers[this.#peer]
    if (peer === undefined) {
      this.#fail({ status: 408, silent: true, reason: 'there is no way to it' })
      return
    }
    this.#provisional = false
    this.#transaction = this.#parts.agent.layer.request(this.#invite(peer), peer, {
      onResponse: (response) => this.#take(response),
      onFailure: (failure) => this.#unreached(failure),
    })
  }

  #invite({ transport }: Peer): SipRequest {
    const { agent, from, to, fields, sdp } = this.#parts
    const headers = new Headers([['Max-Forwards', '70']])
    headers.add('From', `${from};tag=${this.#fromTag}`).add('To', to)
    headers.add('Call-ID', this.callId).add('CSeq', `${this.#cseq} INVITE`)
    headers.add('Contact', agent.contact(transport)).add('Allow', allowed).add('User-Agent', 'Trunkline')
    for (const [name, value] of [...this.#authorization, ...fields]) headers.add(name, value)
    headers.add('Content-Type', 'application/sdp')
    const uri = writeSipUri({ ...this.target.uri, headers: [] })
    return { kind: 'request', method: 'INVITE', uri, headers, body: Buffer.from(sdp) }
  }

  #unreached(failure: 'timeout' | 'transport'): void {
    if (this.#over) return
    if (!this.#canceled && !this.#provisional && this.target.peers[this.#peer + 1] !== undefined) {
      this.#peer++
      this.start()
      return
    }
    const reason = failure === 'timeout' ? 'it did not answer' : 'it could not be reached'
    this.#fail({ status: failure === 'timeout' ? 408 : 503, silent: true, reason })
  }

  #take(response: SipResponse): void {
    const { status } = response
    if (status < 200) {
      this.#takeProvisional(response)
      return
    }
    if (status < 300) {
      this.#over = true
      this.#parts.user.onAnswer(this, response)
      return
    }
    if (this.#over) return
    if (this.#canceled) {
      this.#fail({ status, reason: response.reason })
      return
    }
    if (status < 400) {
      this.#redirect(response)
      return
    }
    if ((status === 401 || status === 407) && this.#authorize(response)) return
    if (status === 503 && this.target.peers[this.#peer + 1] !== undefined) {
      this.#peer++
      this.start()
      return
    }
    const asked = status === 401 || status === 407
    this.#fail({ status, reason: (asked ? this.target.withoutLogin : undefined) ?? response.reason })
  }

  #takeProvisional(response: SipResponse): void {
    this.#provisional = true
    if (this.#canceled) {
      this.#sendCancel()
      return
    }
    if (response.status > 100) this.#parts.user.onBranchRinging()
    if (response.status > 100 && response.body.length > 0) this.#parts.user.onAnswer(this, response)
  }

  #redirect(response: SipResponse): void {
    this.#over = true
    const contacts = readNameAddresses(response.headers.all('contact')) ?? []
    const rated = contacts.map((contact) => ({ uri: sipUriOf(contact), q: Number(contact.parameters.get('q') ?? 1) }))
    const targets = rated.sort((one, other) => other.q - one.q).flatMap(({ uri }) => uri ?? [])
    if (targets.length === 0) {
      this.#parts.user.onFailure(this, { status: response.status, reason: `${response.reason}, without a SIP address` })
    } else this.#parts.user.onRedirect(this, targets)
  }

  /** One retry, and one more where the nonce alone was over; each with the next number (section 22.2). */
  #authorize(response: SipResponse): boolean {
    const { agent } = this.#parts
    const { login } = this.target
    const request = this.#transaction?.request
    if (login === undefined || request === undefined) return false
    const answer = answerChallenge(response, request, login, agent.token())
    if (answer === undefined || (answer.stale ? this.#challenged.stale : this.#challenged.fresh)) return false
    this.#challenged = { fresh: true, stale: this.#challenged.stale || answer.stale }
    this.#authorization.set(answer.name, answer.value)
    this.#cseq++
    this.start()
    return true
  }

  #fail(failure: Failure): void {
    if (this.#over) return
    this.#over = true
    this.#parts.user.onFailure(this, failure)
  }

  /** Gives up. A CANCEL must wait for a provisional response (section 9.1). Safe to call twice. */
  cancel(): void {
    if (this.#over || this.#canceled) return
    this.#canceled = true
    if (this.#provisional) this.#sendCancel()
  }

  #sendCancel(): void {
    const invite = this.#transaction
    if (invite === undefined || this.#over) return
    const headers = new Headers([['Max-Forwards', '70']])
    for (const name of ['from', 'to', 'call-id']) headers.add(name, invite.request.headers.get(name) ?? '')
    headers.add('CSeq', `${readCseq(invite.request.headers.get('cseq'))?.number} CANCEL`)
    this.#parts.agent.layer.cancel(invite, headers)
  }

  /** The dialog that a response of this branch makes. */
  dialogOf(response: SipResponse): Dialog | undefined {
    const request = this.#transaction?.request
    return request && Dialog.ofResponse(request, response, this.target.uri)
  }
}
