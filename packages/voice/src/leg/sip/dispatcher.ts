import { type Agent, type DialogUser, respond } from './call/agent.ts'
import { checkRequest } from './call/check-request.ts'
import type { Incoming } from './call/incoming.ts'
import { dialogKeyOf } from './dialog/dialog.ts'
import type { FloodGuard } from './guard/flood-guard.ts'
import type { SipRequest, SipResponse } from './message/message.ts'
import type { Registrar } from './registrar/registrar.ts'
import type { ServerTransaction } from './transaction/server-transaction.ts'
import type { TransactionUser } from './transaction/transaction-layer.ts'
import type { Peer } from './transport/transport.ts'
import type { TrunkSources } from './trunk/trunk.ts'

interface Parts {
  readonly agent: Agent
  readonly sources: TrunkSources
  readonly flood: FloodGuard
  readonly incoming: Incoming
  readonly registrar: Registrar
}

/** Gives each request to whom it is for: its dialog, the registrar, whoever takes calls. */
export class Dispatcher implements TransactionUser {
  readonly #dialogs = new Map<string, DialogUser>()
  #parts: Parts | undefined

  /** Begins to work. */
  attach(parts: Parts): void {
    this.#parts = parts
  }

  addDialog(key: string, user: DialogUser): void {
    this.#dialogs.set(key, user)
  }

  removeDialog(key: string): void {
    this.#dialogs.delete(key)
  }

  #dialogOf(request: SipRequest): DialogUser | undefined {
    const key = dialogKeyOf(request)
    return key === undefined ? undefined : this.#dialogs.get(key)
  }

  admits(request: SipRequest, source: Peer): 'yes' | 'busy' | 'silent' {
    if (this.#parts === undefined) return 'silent'
    if (this.#dialogOf(request)) return 'yes'
    return this.#parts.flood.admit(request, source.address, this.#parts.sources.find(source)?.name)
  }

  onRequest(transaction: ServerTransaction): void {
    if (this.#parts === undefined) return
    const { agent } = this.#parts
    this.#dispatch(transaction, this.#parts).catch((err) => {
      agent.log.error({ err, method: transaction.request.method }, 'a SIP request failed')
      respond(agent, transaction, 500)
    })
  }

  async #dispatch(transaction: ServerTransaction, { agent, incoming, registrar }: Parts): Promise<void> {
    const { request } = transaction
    const dialog = this.#dialogOf(request)
    if (dialog) return dialog.onRequest(transaction)
    if (dialogKeyOf(request) !== undefined && request.method !== 'REGISTER') return respond(agent, transaction, 481)
    const fault = checkRequest(request)
    if (fault)
      return respond(agent, transaction, fault.status, fault.fields === undefined ? {} : { fields: fault.fields })
    if (request.method === 'OPTIONS') return respond(agent, transaction, 200, { fields: abilities })
    if (request.method === 'REGISTER') return this.#register(transaction, incoming, registrar, agent)
    transaction.respond(agent.layer.respondTo(request, 100))
    await incoming.invite(transaction)
  }

  async #register(
    transaction: ServerTransaction,
    incoming: Incoming,
    registrar: Registrar,
    agent: Agent,
  ): Promise<void> {
    const party = await incoming.identify(transaction)
    if (party === undefined) return
    if (party.kind === 'trunk') return respond(agent, transaction, 403)
    await registrar.register(agent, transaction, party.account)
  }

  onAck(request: SipRequest): void {
    this.#dialogOf(request)?.onAck(request)
  }

  onStrayAnswer(response: SipResponse): void {
    // Its sender gives up by itself when no ACK comes (RFC 3261, section 13.3.1.4).
    this.#parts?.agent.log.debug({ callId: response.headers.get('call-id') }, 'a late answer to a call that is over')
  }

  onClosed(connection: string): void {
    this.#parts?.registrar.forgetConnection(connection)
  }
}

/** What OPTIONS is told (RFC 3261, section 11.2). */
const abilities: readonly (readonly [string, string])[] = [
  ['Accept', 'application/sdp'],
  ['Accept-Encoding', 'identity'],
  ['Accept-Language', 'en'],
]
