import type { CallStatus } from '@trunkline/wire'

/** A status that is kept: `initiated` is told in callbacks alone. */
export type KeptStatus = Exclude<CallStatus, 'initiated'>

/**
 * How a call may move (https://www.twilio.com/docs/voice/api/call-resource#call-status-values). Forward only.
 *
 *   queued ──> ringing ──> in-progress ──> completed
 *      │          │             └────────> failed           (whoever ran it died)
 *      └──────────┴──> busy · no-answer · failed · canceled · completed (answered without having rung)
 */
export const callMoves: Readonly<Record<KeptStatus, readonly KeptStatus[]>> = Object.freeze({
  queued: ['ringing', 'in-progress', 'completed', 'busy', 'no-answer', 'failed', 'canceled'],
  ringing: ['in-progress', 'completed', 'busy', 'no-answer', 'failed', 'canceled'],
  'in-progress': ['completed', 'failed'],
  completed: [],
  busy: [],
  'no-answer': [],
  failed: [],
  canceled: [],
})

/** Whether a call in that status is over. */
export const isOver = (status: CallStatus): boolean => status !== 'initiated' && callMoves[status].length === 0

/** The statuses from which one may move to another. */
export const statusesBefore = (to: KeptStatus): readonly KeptStatus[] =>
  (Object.keys(callMoves) as KeptStatus[]).filter((from) => callMoves[from].includes(to))
