import { fromWire } from '../message/grammar.ts'
import { Headers } from '../message/headers.ts'
import { noBody, readCseq, type SipRequest, type SipResponse } from '../message/message.ts'
import { readMessage } from '../message/parse-message.ts'
import { reasonOf } from '../message/reasons.ts'
import { magicCookie, writeVia } from '../message/via.ts'
import { writeMessage } from '../message/write-message.ts'
import { type Peer, peerText, type Timers, type Transport, type TransportUser } from '../transport/transport.ts'
import { ClientTransaction, type ClientTransactionUser } from './client-transaction.ts'
import { responsePeer, stampVia } from './response-route.ts'
import { ServerTransaction } from './server-transaction.ts'
import { standardTimers, type TimerValues } from './timer-values.ts'
import { clientKey, serverKey, topVia } from './transaction-key.ts'

/** What the layer tells of. */
export interface TransactionUser {
  /** Whether a request of this kind may be taken now; otherwise it is answered with 503, or not at all. Asked before anything is kept. */
  admits(request: SipRequest, source: Peer): 'yes' | 'busy' | 'silent'
  /** A new request. */
  onRequest(transaction: ServerTransaction): void
  /** An ACK that belongs to no transaction: to a 2xx. */
  onAck(request: SipRequest, source: Peer): void
  /** A 2xx to an INVITE whose transaction is over: a fork that was slow. */
  onStrayAnswer(response: SipResponse): void
  onClosed(connection: string): void
}

/** What the layer needs. */
export interface TransactionLayerOptions {
  readonly timers: Timers
  readonly values?: TimerValues
  /** 8 random bytes in hex or the like; for branches. */
  readonly token: () => string
  /** Host and port that Via names. */
  readonly sentBy: () => { readonly host: string; readonly port: number }
  readonly log: { debug(fields: object, message: string): void }
  /** Most transactions of requests that came in, at a time. */
  readonly most?: number
}

/** Transactions over a transport. */
export class TransactionLayer implements TransportUser {
  readonly #options: TransactionLayerOptions
  readonly #values: TimerValues
  readonly #clients = new Map<string, ClientTransaction>()
  readonly #servers = new Map<string, ServerTransaction>()
  #transport: Transport | undefined
  #user: TransactionUser | undefined

  constructor(options: TransactionLayerOptions) {
    this.#options = options
    this.#values = options.values ?? standardTimers
  }

  /** Begins to work. */
  attach(transport: Transport, user: TransactionUser): void {
    this.#transport = transport
    this.#user = user
  }

  get values(): TimerValues {
    return this.#values
  }

  /** Transactions that are kept, for figures and bounds. */
  get size(): number {
    return this.#clients.size + this.#servers.size
  }

  onClosed(connection: string): void {
    this.#user?.onClosed(connection)
  }

  onMessage(bytes: Uint8Array, source: Peer, broken?: string): void {
    const reading = readMessage(bytes)
    if (reading.kind === 'drop') {
      this.#options.log.debug({ from: peerText(source), why: reading.why }, 'dropped what is no good SIP message')
      return
    }
    if (reading.kind === 'message' && reading.message.kind === 'response') {
      this.#takeResponse(reading.message)
      return
    }
    const request = stampVia(reading.kind === 'refuse' ? reading.request : (reading.message as SipRequest), source)
    if (reading.kind === 'refuse') {
      // Counted as others are: what is answered without bounds can be pointed at somebody else by a forged source.
      if (this.#user?.admits(request, source) === 'yes') this.#refuse(request, source, reading.status, reading.why)
      return
    }
    if (broken !== undefined) {
      this.#refuse(request, source, 400, broken)
      return
    }
    this.#takeRequest(request, source)
  }

  #takeResponse(response: SipResponse): void {
    const key = clientKey(response.headers)
    const transaction = key === undefined ? undefined : this.#clients.get(key)
    if (transaction) {
      transaction.take(response)
      return
    }
    const invite = readCseq(response.headers.get('cseq'))?.method === 'INVITE'
    if (invite && response.status >= 200 && response.status < 300) this.#user?.onStrayAnswer(response)
  }

  #takeRequest(request: SipRequest, source: Peer): void {
    const { method } = request
    const known = this.#servers.get(serverKey(request, method === 'ACK' ? 'INVITE' : method))
    if (method === 'ACK') {
      if (known) known.acknowledged()
      // The ACK of a 2xx has a branch of its own, but some senders take the INVITE's: so it is told in either case.
      this.#user?.onAck(request, source)
      return
    }
    if (known) {
      known.again()
      return
    }
    const admitted = this.#user?.admits(request, source) ?? 'silent'
    const full = this.#servers.size >= (this.#options.most ?? 20_000)
    if (admitted === 'silent') return
    if (admitted === 'busy' || full) {
      this.#refuse(request, source, 503, 'it is too much at a time')
      return
    }
    this.#begin(request, source)
  }

  #begin(request: SipRequest, source: Peer): void {
    const key = serverKey(request, request.method)
    const transaction = new ServerTransaction({
      request,
      source,
      timers: this.#options.timers,
      values: this.#values,
      send: (response) => this.#reply(response, source),
      onEnd: () => this.#servers.delete(key),
    })
    this.#servers.set(key, transaction)
    if (request.method === 'CANCEL') this.#cancel(transaction)
    else this.#user?.onRequest(transaction)
  }

  /** RFC 3261, section 9.2: the CANCEL itself is answered at once, and the INVITE's user learns of it. */
  #cancel(transaction: ServerTransaction): void {
    const invite = this.#servers.get(serverKey(transaction.request, 'INVITE'))
    transaction.respond(this.respondTo(transaction.request, invite ? 200 : 481))
    if (invite && !invite.final) invite.onCancel?.(transaction.request)
  }

  #reply(response: SipResponse, source: Peer): void {
    const via = topVia(response.headers)
    const to = via ? responsePeer(via, source) : source
    this.#transport
      ?.send(writeMessage(response), to)
      .catch((error: Error) =>
        this.#options.log.debug({ to: peerText(to), err: error }, 'a SIP response could not be sent'),
      )
  }

  /** Answers without keeping anything. */
  #refuse(request: SipRequest, source: Peer, status: number, why: string): void {
    if (request.method === 'ACK') return
    this.#options.log.debug({ from: peerText(source), method: request.method, status, why }, 'refused a SIP request')
    const response = this.respondTo(request, status, status === 400 ? 'Bad Request' : undefined)
    if (status === 503) response.headers.add('Retry-After', '10')
    response.headers.add('Warning', `399 trunkline "${fromWire(why).replace(/["\\]/g, '')}"`)
    this.#reply(response, source)
  }

  /** A response with the fields that every response has (section 8.2.6.2); the To tag is added where there is none, but for 100. */
  respondTo(request: SipRequest, status: number, reason?: string, tag?: string): SipResponse {
    const headers = new Headers()
    for (const name of ['via', 'from', 'to', 'call-id', 'cseq']) {
      for (const value of request.headers.all(name)) headers.add(name, value)
    }
    const to = headers.get('to')
    if (status > 100 && to !== undefined && !/;[ \t]*tag[ \t]*=/i.test(to)) {
      headers.set('to', `${to};tag=${tag ?? this.#options.token()}`)
    }
    return { kind: 'response', status, reason: reason ?? reasonOf(status), headers, body: noBody }
  }

  /** A branch that nobody else has. */
  newBranch(): string {
    return `${magicCookie}-${this.#options.token()}`
  }

  /** Puts our Via on top of a request. */
  #stamp(request: SipRequest, target: Peer, branch: string): SipRequest {
    const { host, port } = this.#options.sentBy()
    const parameters = new Map([
      ['branch', branch],
      ['rport', ''],
    ])
    const via = writeVia({ transport: target.transport.toUpperCase(), host, port, parameters })
    return { ...request, headers: request.headers.copy().addFirst('Via', via) }
  }

  /** Sends a request; it gets its Via here. */
  request(request: SipRequest, target: Peer, user: ClientTransactionUser): ClientTransaction {
    return this.#send(this.#stamp(request, target, this.newBranch()), target, user)
  }

  /** Sends the CANCEL of an INVITE: same branch, same place. */
  cancel(invite: ClientTransaction, headers: Headers): void {
    const via = invite.request.headers.all('via')[0] ?? ''
    const request: SipRequest = {
      kind: 'request',
      method: 'CANCEL',
      uri: invite.request.uri,
      headers: headers.copy().addFirst('Via', via),
      body: noBody,
    }
    this.#send(request, invite.target, { onResponse: () => undefined, onFailure: () => undefined })
    invite.expectEnd()
  }

  #send(request: SipRequest, target: Peer, user: ClientTransactionUser): ClientTransaction {
    const key = clientKey(request.headers) ?? ''
    const transaction = new ClientTransaction({
      request,
      target,
      timers: this.#options.timers,
      values: this.#values,
      send: (message) => this.#transmit(message, target),
      ack: (response) => ackFor(request, response),
      user,
      onEnd: () => this.#clients.delete(key),
    })
    this.#clients.set(key, transaction)
    transaction.start()
    return transaction
  }

  /** Sends a request that has no transaction: the ACK of a 2xx. It gets its Via here. */
  async sendAlone(request: SipRequest, target: Peer): Promise<void> {
    await this.#transmit(this.#stamp(request, target, this.newBranch()), target)
  }

  #transmit(request: SipRequest, target: Peer): Promise<void> {
    return this.#transport?.send(writeMessage(request), target) ?? Promise.reject(new Error('SIP is not started'))
  }

  /** Ends all that is kept. */
  stop(): void {
    for (const transaction of [...this.#clients.values(), ...this.#servers.values()]) transaction.end()
  }
}

/** The ACK of a response that is no 2xx (section 17.1.1.3). */
function ackFor(invite: SipRequest, response: SipResponse): SipRequest {
  const headers = new Headers([['Via', invite.headers.all('via')[0] ?? '']])
  headers.add('Max-Forwards', '70')
  headers.add('From', invite.headers.get('from') ?? '').add('To', response.headers.get('to') ?? '')
  headers.add('Call-ID', invite.headers.get('call-id') ?? '')
  headers.add('CSeq', `${readCseq(invite.headers.get('cseq'))?.number ?? 1} ACK`)
  for (const route of invite.headers.all('route')) headers.add('Route', route)
  return { kind: 'request', method: 'ACK', uri: invite.uri, headers, body: noBody }
}
