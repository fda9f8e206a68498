import type { OutboundMessage, ReceiptStatus } from '../../ports.ts'
import type { LoopbackSettings } from './config.ts'
import type { LoopbackRuleInput } from './rule.ts'

/** One receipt to come. `at` in milliseconds since the epoch. */
export interface PlannedReceipt {
  readonly status: ReceiptStatus
  readonly at: number
  readonly errorCode?: string
  readonly reason?: string
}

/** What is told of a message: with the answer, or later. At most one of the two. */
export interface ReceiptPlan {
  readonly now: PlannedReceipt | null
  readonly later: readonly PlannedReceipt[]
}

const nothing: ReceiptPlan = { now: null, later: [] }

/**
 * What the built-in phone, mailbox or browser tells of a message that arrives at `at`, unless a rule says otherwise: text is delivered
 * at once; a call rings, is answered (`sent`), and is delivered when it is over.
 */
export function planReceipts(
  message: OutboundMessage,
  rule: LoopbackRuleInput | null,
  settings: LoopbackSettings,
  at: number,
): ReceiptPlan {
  const status = rule?.receipt ?? 'delivered'
  if (status === 'none') return nothing
  const delay = rule?.receiptDelayMs
  const end = (when: number): PlannedReceipt => ({ status, at: when, ...failure(status, rule) })
  if (message.channel === 'call' && status === 'delivered') {
    const answered = at + settings.answerAfter
    return {
      now: null,
      later: [
        { status: 'sent', at: answered },
        end(Math.max(answered, at + (delay ?? settings.answerAfter + settings.talkFor))),
      ],
    }
  }
  if (message.channel === 'call') return { now: null, later: [end(at + (delay ?? settings.answerAfter))] }
  return delay ? { now: null, later: [end(at + delay)] } : { now: end(at), later: [] }
}

function failure(status: ReceiptStatus, rule: LoopbackRuleInput | null): { errorCode?: string; reason?: string } {
  if (status !== 'undelivered' && status !== 'failed') return {}
  return { errorCode: rule?.receiptErrorCode ?? `loopback-${status}`, reason: 'as the loopback gateway was told' }
}
