import { isE164, isSid, ProblemError, uuidFromSid } from '@trunkline/wire'
import { VoiceError } from '../errors.ts'
import type { CallGuard } from '../guard/call-guard.ts'
import { type CallRow, deleteCall, getCall, pageCalls, setCallback } from '../store/call-store.ts'
import type { CallDesk } from './call-desk.ts'
import type { CallFilter, CallKeyset, CallRecord } from './call-record.ts'
import { isOver, statusesBefore } from './call-status.ts'
import { callRecord } from './call-view.ts'
import type { CallWriter } from './call-writer.ts'
import type { Calls } from './calls.ts'
import type { Commands } from './commands.ts'
import type { CallChange, NewCall } from './new-call.ts'
import { routeOf } from './route-of.ts'
import type { CallAccounts, CallGround, FindRoute } from './voice-ports.ts'

/** What the calls of all clients take. */
export interface CallServiceOptions {
  readonly ground: CallGround
  readonly accounts: Pick<CallAccounts, 'numbers'>
  readonly writer: CallWriter
  readonly commands: Commands
  readonly desk: Pick<CallDesk, 'find'>
  readonly guard?: CallGuard | undefined
  readonly route: FindRoute
  /** Seals what is secret in a call, for the row of that id. */
  readonly seal: (request: NewCall, id: string) => NewCall
  /** A call was put into the queue. */
  readonly onQueued: () => void
}

const updateKind = 'call.update'
const missing = (): ProblemError => new ProblemError('not-found', 'there is no such call')
const wrongState = (why: string): VoiceError => new VoiceError(21220, `Invalid call state: ${why}`)

/** Calls by the database and, where one lives, by commands. */
export class CallService implements Calls {
  readonly #options: CallServiceOptions

  constructor(options: CallServiceOptions) {
    this.#options = options
    options.commands.handle(updateKind, ({ body }) => this.#change(String(body.sid), body.change as CallChange))
  }

  async create(clientId: string, request: NewCall): Promise<CallRecord> {
    const { ground, writer, seal, onQueued } = this.#options
    await this.#check(clientId, request)
    const id = request.id ?? ground.ids.uuid()
    const at = new Date(ground.clock.now())
    const { origin, callerName, statusCallback: callback, to, from } = request
    const row = await writer.begin(
      {
        ...{
          id,
          clientId,
          direction: 'outbound-api',
          status: 'queued',
          from,
          to,
          callerName,
          callback,
          origin,
          told: 0,
        },
        request: seal(request, id),
      },
      at,
    )
    onQueued()
    return callRecord(row ?? (await this.#own(clientId, id)))
  }

  async get(clientId: string, sid: string): Promise<CallRecord> {
    return callRecord(await this.#own(clientId, idOf(sid)))
  }

  async find(sid: string): Promise<CallRecord | undefined> {
    const { rows } = await this.#options.ground.db.query<CallRow>(getCall(idOf(sid)))
    return rows[0] && callRecord(rows[0])
  }

  async page(clientId: string, filter: CallFilter, keyset: CallKeyset): Promise<readonly CallRecord[]> {
    const { parentCallSid: parent } = filter
    if (parent !== undefined && !isSid(parent, 'CA')) return []
    const wanted = parent === undefined ? filter : { ...filter, parentCallSid: uuidFromSid(parent) }
    const { rows } = await this.#options.ground.db.query<CallRow>(pageCalls(clientId, wanted, keyset))
    return rows.map(callRecord)
  }

  async update(clientId: string, sid: string, change: CallChange): Promise<CallRecord> {
    const row = await this.#own(clientId, idOf(sid))
    if (isOver(row.status)) throw wrongState(`the call is ${row.status}`)
    if (!(await this.#endWaiting(row, change)))
      await this.#options.commands.ask({ kind: updateKind, clientId, body: { sid, change } })
    return this.get(clientId, sid)
  }

  async remove(clientId: string, sid: string): Promise<void> {
    const id = idOf(sid)
    const { rowCount } = await this.#options.ground.db.query(deleteCall(clientId, id))
    if (rowCount > 0) return
    await this.#own(clientId, id)
    throw new VoiceError(20009, 'A call can be deleted when it is over.')
  }

  /** A call that nobody has begun to dial needs nobody to be ended. */
  async #endWaiting(row: CallRow, { status, program }: CallChange): Promise<boolean> {
    if (row.owner !== null || row.status !== 'queued') return false
    if (program !== undefined) throw wrongState('the call is queued')
    if (status === undefined) return false
    const at = new Date(this.#options.ground.clock.now())
    const from = [...statusesBefore('canceled')]
    const told = await this.#options.writer.move(row, { owner: null, from, to: 'canceled', endedAt: at, at })
    return told !== undefined
  }

  /** In the process that runs it. */
  async #change(sid: string, change: CallChange): Promise<void> {
    const { desk, ground } = this.#options
    const call = desk.find(sid)
    if (call === undefined) throw wrongState('the call is over, or waits to be dialled')
    const answered = call.row.answered_at !== null
    if (change.status === 'canceled' && answered) throw wrongState('the call was answered')
    if (change.program !== undefined && !answered) throw wrongState(`the call is ${call.status}`)
    if (change.statusCallback !== undefined) {
      call.setCallback(change.statusCallback)
      await ground.db.query(setCallback(call.row.id, change.statusCallback, new Date(ground.clock.now())))
    }
    if (change.timeLimitSeconds !== undefined) call.setTimeLimit(change.timeLimitSeconds)
    if (change.status !== undefined) {
      if (answered) await call.hangUp()
      else
        await call.end({
          status: change.status === 'canceled' || call.direction !== 'inbound' ? 'canceled' : 'no-answer',
        })
      await call.ended
    } else if (change.program !== undefined) await call.takeAway(change.program)
  }

  /** Refuses what may not leave before it waits for nothing. */
  async #check(clientId: string, request: NewCall): Promise<void> {
    const { guard, accounts, route } = this.#options
    const { to } = request
    if (!isE164(to) || (guard === undefined && !request.provesNumber)) return
    if ((await accounts.numbers.find(to)) !== null) return
    if ((await routeOf(route, clientId, to, request))?.kind === 'loopback') return
    const refusal = await guard?.check({ clientId, to, by: 'api' })
    if (refusal !== undefined) throw new VoiceError(refusal.code, refusal.reason)
  }

  async #own(clientId: string, id: string): Promise<CallRow> {
    const { rows } = await this.#options.ground.db.query<CallRow>(getCall(id))
    const row = rows[0]
    if (row === undefined || row.client_id !== clientId) throw missing()
    return row
  }
}

function idOf(sid: string): string {
  if (!isSid(sid, 'CA')) throw missing()
  return uuidFromSid(sid)
}
