import { type CallStatus, sidFromUuid } from '@trunkline/wire'
import { type CallMove, type CallRow, insertCall, moveCall, type NewCallRow } from '../store/call-store.ts'
import { callParameters } from './call-parameters.ts'
import { secondsBetween } from './call-view.ts'
import { progressCallbacks } from './progress.ts'
import { accountSidOf, callSidOf } from './sids.ts'
import type { CallGround } from './voice-ports.ts'

/** A row of a call, as far as what is told of it needs it. */
type Told = Pick<
  CallRow,
  | 'id'
  | 'client_id'
  | 'parent_id'
  | 'direction'
  | 'from_address'
  | 'to_address'
  | 'forwarded_from'
  | 'caller_name'
  | 'answered_at'
  | 'parameters'
  | 'callback'
  | 'told'
>

/** A move to be written. */
export interface Writing extends Omit<CallMove, 'id' | 'told'> {
  readonly at: Date
  /** The status that is told where it is not the one that is kept: `initiated`. */
  readonly tell?: CallStatus
  /** Whether a move is told as an event of the client; a word of progress alone is not. */
  readonly event?: boolean
  /** Parameters of this callback alone. */
  readonly extra?: Readonly<Record<string, string>>
}

/** The parameters of a row's webhooks. */
export function rowParameters(
  row: Omit<Told, 'callback' | 'told' | 'answered_at'>,
  status: CallStatus,
): Record<string, string> {
  return callParameters({
    ...{ sid: callSidOf(row.id), accountSid: accountSidOf(row.client_id), direction: row.direction, status },
    ...{ from: row.from_address, to: row.to_address },
    parentCallSid: row.parent_id === null ? undefined : callSidOf(row.parent_id),
    forwardedFrom: row.forwarded_from ?? undefined,
    callerName: row.caller_name ?? undefined,
    own: row.parameters.own ?? {},
    custom: row.parameters.custom ?? {},
  })
}

/** Writes what becomes of calls: each move with its event and its callback, in one statement. */
export class CallWriter {
  readonly #ground: CallGround

  constructor(ground: CallGround) {
    this.#ground = ground
  }

  /** Begins a call. Gives the row; undefined where there is one of that id already. */
  async begin(call: NewCallRow, at: Date): Promise<CallRow | undefined> {
    const { id, clientId, direction, parentId = null, from, to, status } = call
    // As the columns will have it: half a surrogate pair would stay in the event, past which no statement gets that looks into the log.
    const address = { from_address: from.toWellFormed(), to_address: to.toWellFormed() }
    const row = { id, client_id: clientId, direction, parent_id: parentId, ...address }
    const event = this.#event({ ...row, answered_at: null }, { to: status, at })
    const { rows } = await this.#ground.db.query<CallRow>(insertCall(call, { at, events: [event], webhooks: [] }))
    this.#ground.onEvents()
    return rows[0]
  }

  /** Moves a call. Gives how often its progress has been told then; undefined where it was not this one's to move. */
  async move(row: Told, writing: Writing): Promise<number | undefined> {
    const { at, tell, event = true, extra, ...move } = writing
    const status = tell ?? move.to
    const answered = row.answered_at ?? move.answeredAt
    const webhooks = progressCallbacks({
      ...{ sid: callSidOf(row.id), clientId: row.client_id, callback: row.callback, sequence: row.told, status, at },
      parameters: rowParameters({ ...row, parameters: move.parameters ?? row.parameters }, status),
      durationSeconds:
        answered == null || move.endedAt === undefined ? undefined : secondsBetween(answered, move.endedAt),
      sipCode: move.sipCode,
      ...(extra === undefined ? {} : { extra }),
    })
    const told = row.told + webhooks.length
    const events = event ? [this.#event(row, { to: move.to, at, move })] : []
    const { rows } = await this.#ground.db.query(moveCall({ ...move, id: row.id, told }, { at, events, webhooks }))
    if (rows.length === 0) return undefined
    this.#ground.onEvents()
    return told
  }

  #event(
    row: Pick<Told, 'id' | 'client_id' | 'direction' | 'parent_id' | 'from_address' | 'to_address' | 'answered_at'>,
    { to, at, move }: { readonly to: CallStatus; readonly at: Date; readonly move?: Partial<CallMove> },
  ): object {
    const answered = row.answered_at ?? move?.answeredAt
    return {
      id: sidFromUuid('EV', this.#ground.ids.uuid()),
      type: `call.${to}`,
      timestamp: at.toISOString(),
      data: {
        ...{ clientId: accountSidOf(row.client_id), callSid: callSidOf(row.id), direction: row.direction },
        parentCallSid: row.parent_id === null ? null : callSidOf(row.parent_id),
        ...{ from: row.from_address, to: row.to_address, status: to },
        durationSeconds:
          answered == null || move?.endedAt === undefined ? null : secondsBetween(answered, move.endedAt),
        ...{ errorCode: move?.errorCode ?? null, reason: move?.reason ?? null },
      },
    }
  }
}
