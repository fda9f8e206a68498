import type { LegCause, LegEnd } from '../leg/leg.ts'
import type { RecordedDirection } from './call-record.ts'
import type { KeptStatus } from './call-status.ts'

/** How a call came to its end. */
export interface CallEnding {
  readonly direction: RecordedDirection
  readonly answered: boolean
  readonly end: LegEnd
  /** What somebody here wanted it to be, where it was not answered. */
  readonly wish?: KeptStatus | undefined
}

/** A party that refuses is busy to who calls it, as a SIP phone's 603 is. */
const unanswered: Readonly<Record<LegCause, KeptStatus>> = Object.freeze({
  busy: 'busy',
  rejected: 'busy',
  'no-answer': 'no-answer',
  completed: 'no-answer',
  failed: 'failed',
  canceled: 'canceled',
})

/** The status that a call ends with. A caller who leaves before the answer, and one who is refused, had no answer. */
export function finalStatus({ direction, answered, end, wish }: CallEnding): KeptStatus {
  if (answered) return end.cause === 'failed' ? 'failed' : 'completed'
  if (wish !== undefined && (end.by === 'us' || end.cause === 'canceled')) return wish
  if (direction !== 'inbound') return unanswered[end.cause]
  return end.cause === 'busy' || end.cause === 'failed' ? end.cause : 'no-answer'
}
