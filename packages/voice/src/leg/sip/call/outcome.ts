import type { LegCause, LegEnd } from '../../leg.ts'
import { reasonOf } from '../message/reasons.ts'

/** Why one way to a party came to nothing. */
export interface Failure {
  readonly status: number
  readonly reason?: string
  /** No response came: the status is made up by us. */
  readonly silent?: boolean
}

function causeOf(status: number): LegCause {
  if (status === 486 || status === 600) return 'busy'
  if (status === 408 || status === 480 || status === 487) return 'no-answer'
  return status === 603 ? 'rejected' : 'failed'
}

/** The best of several failures (RFC 3261, section 16.7, step 6): 6xx first, then the lowest class; in a class what says most. */
export function bestFailure(failures: readonly Failure[]): Failure {
  const rank = ({ status }: Failure) => {
    if (status >= 600) return 0
    const telling = [401, 407, 415, 420, 484].includes(status) ? 1 : [408, 487].includes(status) ? 3 : 2
    return Math.floor(status / 100) * 10 + telling
  }
  return [...failures].sort((one, other) => rank(one) - rank(other))[0] ?? { status: 480 }
}

/** How a leg ends that nobody answered. */
export function endOf(failure: Failure): LegEnd {
  const { status, silent, reason } = failure
  const cause = silent ? 'failed' : causeOf(status)
  const code = silent ? 32011 : status === 401 || status === 407 ? 13244 : undefined
  return {
    cause,
    by: 'party',
    sipCode: status,
    reason: reason ?? reasonOf(status),
    ...(code === undefined ? {} : { errorCode: code }),
  }
}
