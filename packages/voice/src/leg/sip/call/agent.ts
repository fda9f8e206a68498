import type { Log, Meter } from '../../../ports.ts'
import type { Dialog } from '../dialog/dialog.ts'
import { Headers } from '../message/headers.ts'
import type { SipRequest, SipResponse } from '../message/message.ts'
import type { SipUri } from '../message/sip-uri.ts'
import type { ServerTransaction } from '../transaction/server-transaction.ts'
import type { TransactionLayer } from '../transaction/transaction-layer.ts'
import type { Peer, Timers } from '../transport/transport.ts'

/** Methods that are understood in a dialog or outside of one. */
export const allowed = 'INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, REGISTER'

/** Who takes what comes within a dialog. */
export interface DialogUser {
  onRequest(transaction: ServerTransaction): void
  onAck(request: SipRequest): void
}

/** What calls have in common: the layer below, the dialogs, and what this server is called. */
export interface Agent {
  readonly layer: TransactionLayer
  readonly timers: Timers
  readonly log: Log
  readonly meter: Meter
  /** The server's SIP domain. */
  readonly domain: string
  /** Random text that nobody guesses: tags, Call-IDs. */
  readonly token: () => string
  /** From 0 up to, but not, 1. */
  readonly random: () => number
  /** Our Contact, for a peer that is reached like this. */
  contact(transport: Peer['transport']): string
  locate(uri: SipUri): Promise<readonly Peer[]>
  addDialog(key: string, user: DialogUser): void
  removeDialog(key: string): void
}

/** A response of ours, with what responses to this method carry. */
export function respond(
  agent: Pick<Agent, 'layer'>,
  transaction: ServerTransaction,
  status: number,
  extra: {
    readonly tag?: string
    readonly reason?: string
    readonly fields?: Iterable<readonly [string, string]>
  } = {},
): void {
  const response = agent.layer.respondTo(transaction.request, status, extra.reason, extra.tag)
  if (status === 405 || status === 501 || status === 200) response.headers.add('Allow', allowed)
  for (const [name, value] of extra.fields ?? []) response.headers.add(name, value)
  transaction.respond(response)
}

/** A response that carries a session description, or none. */
export function sessionResponse(
  agent: Agent,
  transaction: ServerTransaction,
  status: number,
  { tag, sdp }: { readonly tag?: string; readonly sdp?: string | undefined },
): SipResponse {
  const response = agent.layer.respondTo(transaction.request, status, undefined, tag)
  const { headers } = response
  for (const route of transaction.request.headers.all('record-route')) headers.add('Record-Route', route)
  headers.add('Contact', agent.contact(transaction.source.transport))
  headers.add('Allow', allowed).add('Server', 'Trunkline')
  if (sdp === undefined) return response
  headers.add('Content-Type', 'application/sdp')
  return { ...response, body: Buffer.from(sdp) }
}

/** Where a request within a dialog goes: over the way that the party is known by, or to its route or target. */
export async function peersOf(agent: Agent, dialog: Dialog, direct: Peer | undefined): Promise<readonly Peer[]> {
  if (direct !== undefined && !dialog.isRouted) return [direct]
  const peers = await agent.locate(dialog.routing.nextHop)
  // A hop that we were reached by before is better than none: its name may be known inside of its own network only.
  return peers.length === 0 && direct !== undefined ? [direct] : peers
}

/** Puts a session description into a request. */
export function withSdp(request: SipRequest, sdp: string | undefined): SipRequest {
  if (sdp === undefined) return request
  const headers = new Headers(Array.from(request.headers, ({ name, value }) => [name, value] as const))
  return { ...request, headers: headers.add('Content-Type', 'application/sdp'), body: Buffer.from(sdp) }
}

/** Closes the sound of a call that is over. What can't be closed is logged: its worker does not keep up, or has died. */
export function closeMedia({ log }: Pick<Agent, 'log'>, media: { close(): Promise<void> }): void {
  media.close().catch((err) => log.error({ err }, 'the sound of a SIP call could not be closed'))
}
