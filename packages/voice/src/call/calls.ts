import type { CallFilter, CallKeyset, CallRecord } from './call-record.ts'
import type { CallChange, NewCall } from './new-call.ts'

/** The calls of all clients, by the database: any process may ask, whichever runs them. */
export interface Calls {
  /**
   * Puts a call into the queue; the active process dials it, so many a second of a client.
   * @throws VoiceError 13224 and kin where the guard refuses it, 21220 for one that cannot be made
   */
  create(clientId: string, request: NewCall): Promise<CallRecord>
  /** @throws ProblemError `not-found` */
  get(clientId: string, sid: string): Promise<CallRecord>
  /** Whosever it is; undefined where there is none. */
  find(sid: string): Promise<CallRecord | undefined>
  page(clientId: string, filter: CallFilter, keyset: CallKeyset): Promise<readonly CallRecord[]>
  /**
   * Ends or redirects a call, wherever it runs.
   * @throws ProblemError `not-found`; VoiceError 21220 where its state does not allow it, 20500 when nobody who runs calls answers in time
   */
  update(clientId: string, sid: string, change: CallChange): Promise<CallRecord>
  /** Forgets a call that is over. @throws ProblemError `not-found`; VoiceError 20009 while it lives */
  remove(clientId: string, sid: string): Promise<void>
}
