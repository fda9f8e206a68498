import { Headers } from '../message/headers.ts'
import { noBody, readCseq, type SipMessage, type SipRequest, type SipResponse } from '../message/message.ts'
import { readNameAddress, readNameAddresses, sipUriOf } from '../message/name-address.ts'
import { type SipUri, writeSipUri } from '../message/sip-uri.ts'
import { tagOf } from '../transaction/transaction-key.ts'

/** What a dialog is told apart by. */
export const dialogKey = (callId: string, localTag: string, remoteTag: string): string =>
  `${callId} ${localTag} ${remoteTag}`

/** The key of the dialog that a request of the far side belongs to; undefined where it has no To tag. */
export function dialogKeyOf({ headers }: SipRequest): string | undefined {
  const to = tagOf(headers, 'to')
  // Senders of RFC 2543 may have no From tag (RFC 3261, section 12.1.1).
  return to === undefined ? undefined : dialogKey(headers.get('call-id') ?? '', to, tagOf(headers, 'from') ?? '')
}

/** The URI of the first Contact. */
export function contactOf({ headers }: SipMessage): SipUri | undefined {
  const [first] = readNameAddresses(headers.all('contact')) ?? []
  return first && sipUriOf(first)
}

interface DialogStart {
  readonly callId: string
  readonly localTag: string
  readonly remoteTag: string
  /** From and To of our requests, tags and all. */
  readonly from: string
  readonly to: string
  readonly target: SipUri
  readonly routes: readonly string[]
  readonly localCseq: number
  readonly remoteCseq: number | undefined
  readonly ownsCallId: boolean
}

/** Where a request goes first, and how it is written for that (RFC 3261, section 12.2.1.1). */
export interface Routing {
  readonly uri: string
  readonly routes: readonly string[]
  readonly nextHop: SipUri
}

/** What two parties know of each other (RFC 3261, section 12). */
export class Dialog {
  readonly callId: string
  readonly localTag: string
  readonly remoteTag: string
  /** Whether the Call-ID is of our making: it tells who waits longer after glare. */
  readonly ownsCallId: boolean
  readonly #from: string
  readonly #to: string
  readonly #routes: readonly string[]
  #target: SipUri
  #localCseq: number
  #remoteCseq: number | undefined

  private constructor(start: DialogStart) {
    this.callId = start.callId
    this.localTag = start.localTag
    this.remoteTag = start.remoteTag
    this.ownsCallId = start.ownsCallId
    this.#from = start.from
    this.#to = start.to
    this.#routes = start.routes
    this.#target = start.target
    this.#localCseq = start.localCseq
    this.#remoteCseq = start.remoteCseq
  }

  /** Of an INVITE that came. Undefined where it has no Contact that can be called. */
  static ofRequest({ headers, ...request }: SipRequest, localTag: string): Dialog | undefined {
    const target = contactOf({ headers, ...request })
    if (target === undefined) return undefined
    return new Dialog({
      callId: headers.get('call-id') ?? '',
      localTag,
      remoteTag: tagOf(headers, 'from') ?? '',
      from: `${headers.get('to')};tag=${localTag}`,
      to: headers.get('from') ?? '',
      target,
      routes: headers.list('record-route'),
      localCseq: 0,
      remoteCseq: readCseq(headers.get('cseq'))?.number,
      ownsCallId: false,
    })
  }

  /** Of a response to an INVITE of ours. Where it has no Contact, as provisional ones may, the INVITE's URI stands in. */
  static ofResponse(invite: SipRequest, response: SipResponse, fallback: SipUri): Dialog {
    const { headers } = response
    return new Dialog({
      callId: headers.get('call-id') ?? '',
      localTag: tagOf(invite.headers, 'from') ?? '',
      remoteTag: tagOf(headers, 'to') ?? '',
      from: invite.headers.get('from') ?? '',
      to: headers.get('to') ?? '',
      target: contactOf(response) ?? fallback,
      routes: headers.list('record-route').reverse(),
      localCseq: readCseq(invite.headers.get('cseq'))?.number ?? 1,
      remoteCseq: undefined,
      ownsCallId: true,
    })
  }

  get key(): string {
    return dialogKey(this.callId, this.localTag, this.remoteTag)
  }

  /** Whether requests go by way of others. */
  get isRouted(): boolean {
    return this.#routes.length > 0
  }

  /** Whether a request of the far side comes in order; it is the last one from now on where it does (section 12.2.2). */
  follows(request: SipRequest): boolean {
    const number = readCseq(request.headers.get('cseq'))?.number ?? 0
    if (this.#remoteCseq !== undefined && number < this.#remoteCseq) return false
    this.#remoteCseq = number
    return true
  }

  /** Takes over the Contact of a target refresh (section 12.2). */
  refresh(message: SipMessage): void {
    this.#target = contactOf(message) ?? this.#target
  }

  get routing(): Routing {
    const [first, ...rest] = this.#routes
    const read = first === undefined ? undefined : readNameAddress(first)
    const hop = read && sipUriOf(read)
    const target = writeSipUri({ ...this.#target, headers: [] })
    if (hop === undefined) return { uri: target, routes: [], nextHop: this.#target }
    if (hop.parameters.has('lr')) return { uri: target, routes: this.#routes, nextHop: hop }
    // A strict router finds itself in the Request-URI, and the target at the end of the routes.
    return { uri: writeSipUri(hop), routes: [...rest, `<${target}>`], nextHop: hop }
  }

  /** A request in this dialog; its Via is the transaction's. `cseq`: that of an earlier request, for an ACK. */
  request(method: string, options: { readonly cseq?: number; readonly body?: Uint8Array } = {}): SipRequest {
    const { uri, routes } = this.routing
    const cseq = options.cseq ?? ++this.#localCseq
    const headers = new Headers([['Max-Forwards', '70']])
    for (const route of routes) headers.add('Route', route)
    headers.add('From', this.#from).add('To', this.#to)
    headers.add('Call-ID', this.callId).add('CSeq', `${cseq} ${method}`)
    return { kind: 'request', method, uri, headers, body: options.body ?? noBody }
  }

  /** The number after that of the last request, for a request that is sent anew with credentials. */
  nextCseq(): number {
    return ++this.#localCseq
  }
}
