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

const none: readonly PlannedReceipt[] = []
const nothing: ReceiptPlan = { now: null, later: none }

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
  if (message.channel === 'call' && status === 'delivered') {
    const answered = at + settings.answerAfter
    const over = Math.max(answered, at + (delay ?? settings.answerAfter + settings.talkFor))
    return { now: null, later: [{ status: 'sent', at: answered }, end(status, over, rule)] }
  }
  if (message.channel === 'call') return { now: null, later: [end(status, at + (delay ?? settings.answerAfter), rule)] }
  return delay ? { now: null, later: [end(status, at + delay, rule)] } : { now: end(status, at, rule), later: none }
}

function end(status: ReceiptStatus, at: number, rule: LoopbackRuleInput | null): PlannedReceipt {
  if (status !== 'undelivered' && status !== 'failed') return { status, at }
  const errorCode = rule?.receiptErrorCode ?? `loopback-${status}`
  return { status, at, errorCode, reason: 'as the loopback gateway was told' }
}
