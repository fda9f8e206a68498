import type { Outcome } from '../../ports.ts'
import type { LoopbackRule } from './rule.ts'

/** Outcomes that no rule makes. */
export const outcomes = {
  aborted: { kind: 'deferred', errorCode: 'aborted', reason: 'given up before it was sent', gatewayAtFault: false },
  full: {
    kind: 'deferred',
    errorCode: 'loopback-full',
    reason: 'too many messages arrive at a time',
    gatewayAtFault: true,
  },
  refused: {
    kind: 'deferred',
    errorCode: 'loopback-store',
    reason: 'the message could not be kept',
    gatewayAtFault: false,
  },
  fenced: {
    kind: 'deferred',
    errorCode: 'loopback-fenced',
    reason: 'this attempt was given up meanwhile',
    gatewayAtFault: false,
  },
  unknown: { kind: 'unknown', errorCode: 'loopback-store', reason: 'the connection broke while the message was kept' },
  givenUp: { kind: 'unknown', errorCode: 'aborted', reason: 'given up before it was answered' },
} as const satisfies Record<string, Outcome>

/** The outcome of a rule that does not take the message. */
export function turnedAway(rule: LoopbackRule): Outcome {
  const reason = rule.reason ?? 'as the loopback gateway was told'
  if (rule.action === 'refuse')
    return {
      kind: 'refused',
      errorCode: rule.errorCode ?? 'loopback-refused',
      reason,
      failover: rule.failover ?? false,
    }
  return {
    kind: 'deferred',
    errorCode: rule.errorCode ?? 'loopback-deferred',
    reason,
    retryAfter: rule.retryAfterMs,
    gatewayAtFault: rule.gatewayAtFault ?? false,
  }
}

/** The outcome of a rule that gives no answer. */
export function lost(rule: LoopbackRule): Outcome {
  return {
    kind: 'unknown',
    errorCode: rule.errorCode ?? 'loopback-lost',
    reason: rule.reason ?? 'no answer, as the loopback gateway was told',
  }
}
