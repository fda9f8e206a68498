import { planRetry, type RetryPolicy } from '../gateways/retry.ts'
import { instantText } from '../message/instant-text.ts'
import { mayMove } from '../message/status.ts'
import { moved, type StoredAttempt, type StoredDelivery } from '../message/stored.ts'
import type { Outcome, Receipt } from '../ports.ts'

/** What decides how a delivery goes on after an attempt. */
export interface OutcomeQuestion {
  readonly delivery: StoredDelivery
  readonly outcome: Outcome
  readonly gateway: string
  /** Which of the delivery's gateways this was. */
  readonly index: number
  readonly startedAt: string
  readonly now: number
  /** Milliseconds that a receipt is waited for; 0: the gateway gives none. */
  readonly receiptTimeout: number
  /** The client's policy for an outcome that nobody can find out. */
  readonly unknown: 'resend' | 'give-up'
  /** Whether the gateway can be asked what became of the attempt. */
  readonly canLookUp: boolean
  readonly expiresAt?: number | undefined
  /** How often in a row every gateway put the delivery off. */
  readonly deferrals: number
  readonly policy: RetryPolicy
  readonly random: () => number
}

/**
 * How a delivery goes on.
 *
 * - `done`: it is sent, or final; `awaits` where a receipt is expected.
 * - `next`: another gateway is asked at once.
 * - `again`: gateways are asked again at `at`, beginning with that at `index`.
 * - `look-up`: the provider is asked at `at` what became of the attempt; nothing is sent before that.
 */
export type NextAction =
  | { readonly kind: 'done'; readonly delivery: StoredDelivery; readonly awaits: string | null }
  | { readonly kind: 'next'; readonly delivery: StoredDelivery; readonly index: number }
  | { readonly kind: 'again'; readonly delivery: StoredDelivery; readonly at: number; readonly index: number }
  | { readonly kind: 'look-up'; readonly delivery: StoredDelivery; readonly at: number; readonly lookUps: number }

/** How long a provider is given before it is asked what became of an attempt. Milliseconds. */
export const lookUpAfter = 2_000

/** Decides how a delivery goes on after an attempt. */
export function afterOutcome(question: OutcomeQuestion): NextAction {
  const { outcome } = question
  switch (outcome.kind) {
    case 'accepted':
      return accepted(question, outcome.providerId, outcome.receipt)
    case 'refused': {
      const delivery = attempted(question, outcome.errorCode)
      if (outcome.failover && hasNext(question))
        return { kind: 'next', delivery: because(delivery, outcome), index: question.index + 1 }
      return { kind: 'done', delivery: ended(delivery, 'failed', question.now, outcome), awaits: null }
    }
    case 'deferred': {
      const delivery = because(attempted(question, outcome.errorCode), outcome)
      if (hasNext(question)) return { kind: 'next', delivery, index: question.index + 1 }
      return retried(question, delivery, outcome)
    }
    case 'unknown': {
      const delivery = because(attempted(question, outcome.errorCode), outcome)
      if (question.canLookUp) return { kind: 'look-up', delivery, at: question.now + lookUpAfter, lookUps: 0 }
      return afterUnknown(question, outcome)
    }
  }
}

/** What happens where nobody can tell whether a message was sent: the client’s policy, never an accident. */
export function afterUnknown(
  question: OutcomeQuestion,
  fault: { readonly errorCode: string; readonly reason: string },
): NextAction {
  const tried = because(attempted({ ...question, outcome: { kind: 'unknown', ...fault } }, fault.errorCode), fault)
  if (question.unknown === 'resend') return retried(question, tried, fault)
  const reason = `it is not known whether it was sent (${fault.reason}), and the client’s policy is not to send again`
  return {
    kind: 'done',
    delivery: ended(tried, 'failed', question.now, { errorCode: 'outcome-unknown', reason }),
    awaits: null,
  }
}

/**
 * What follows when the provider never had an attempt: it is made again, at once the first time and by the next gateway where there is
 * one. It counts as a round, so that a provider that loses every request does not get them for ever.
 */
export function afterAbsent(question: OutcomeQuestion): NextAction {
  const fault = { errorCode: 'never-arrived', reason: `${question.gateway} never had the last attempt` }
  const tried = because(attempted({ ...question, outcome: { kind: 'unknown', ...fault } }, fault.errorCode), fault)
  if (hasNext(question)) return { kind: 'again', delivery: tried, at: question.now, index: question.index + 1 }
  if (question.deferrals === 0) return { kind: 'again', delivery: tried, at: question.now, index: question.index }
  return retried(question, tried, fault)
}

/** A delivery that the provider has, or is found to have. */
export function accepted(
  question: OutcomeQuestion,
  providerId: string,
  receipt?: Omit<Receipt, 'gateway'>,
): NextAction {
  const { now, gateway, receiptTimeout } = question
  const tried = attempted(question, null, providerId)
  const at = instantText(now)
  const sent = mayMove(tried.status, 'sent')
    ? moved(tried, 'sent', at, { gateway, final: receiptTimeout === 0 })
    : tried
  const told = receipt === undefined ? sent : afterReceipt(sent, receipt, now)
  return { kind: 'done', delivery: told, awaits: told.final ? null : providerId }
}

/** A delivery after a receipt; the same object where the receipt says nothing new. A receipt never moves a delivery back. */
export function afterReceipt(delivery: StoredDelivery, receipt: Omit<Receipt, 'gateway'>, now: number): StoredDelivery {
  const { status } = receipt
  if (status === 'sending' || !mayMove(delivery.status, status)) return delivery
  const at = instantText(Math.min(receipt.at, now))
  if (status === 'sent') return moved(delivery, 'sent', at)
  if (status === 'delivered') return moved(delivery, 'delivered', at, { final: true })
  return moved(delivery, status, at, {
    final: true,
    reason: receipt.reason ?? null,
    errorCode: receipt.errorCode ?? null,
  })
}

function retried(
  question: OutcomeQuestion,
  delivery: StoredDelivery,
  fault: { readonly errorCode: string; readonly reason: string; readonly retryAfter?: number },
): NextAction {
  const { now, expiresAt, policy, random } = question
  const input = { attempt: question.deferrals + 1, now, retryAfter: fault.retryAfter, expiresAt }
  const plan = planRetry(policy, input, random)
  if (plan.kind === 'retry') {
    const reason = `${fault.reason}; trying again at ${new Date(plan.at).toISOString()}`
    return {
      kind: 'again',
      delivery: { ...delivery, reason, dueAt: new Date(plan.at).toISOString() },
      at: plan.at,
      index: 0,
    }
  }
  if (plan.because === 'expires') {
    const reason = `expired: ${fault.reason}, and no further try fits before expiresAt`
    return {
      kind: 'done',
      delivery: ended(delivery, 'expired', now, { errorCode: fault.errorCode, reason }),
      awaits: null,
    }
  }
  const reason = `${fault.reason}; given up after ${question.deferrals + 1} rounds`
  return {
    kind: 'done',
    delivery: ended(delivery, 'failed', now, { errorCode: fault.errorCode, reason }),
    awaits: null,
  }
}

function attempted(
  { delivery, outcome, gateway, startedAt, now }: OutcomeQuestion,
  errorCode: string | null,
  providerId: string | null = null,
): StoredDelivery {
  const endedAt = instantText(now)
  const attempt: StoredAttempt = { gateway, outcome: outcome.kind, providerId, startedAt, endedAt, errorCode }
  // An attempt that was looked up is the same attempt: what is known of it now replaces that nothing was known.
  const last = delivery.attempts.at(-1)
  const same = last?.outcome === 'unknown' && last.gateway === gateway && last.startedAt === startedAt
  return { ...delivery, gateway, attempts: [...(same ? delivery.attempts.slice(0, -1) : delivery.attempts), attempt] }
}

function because(
  delivery: StoredDelivery,
  { reason, errorCode }: { readonly reason: string; readonly errorCode: string },
): StoredDelivery {
  return { ...delivery, reason, errorCode, dueAt: null }
}

function ended(
  delivery: StoredDelivery,
  status: 'failed' | 'expired',
  now: number,
  fault: { readonly errorCode: string; readonly reason: string },
): StoredDelivery {
  return moved(delivery, status, new Date(now).toISOString(), {
    final: true,
    errorCode: fault.errorCode,
    reason: fault.reason,
  })
}

function hasNext({ delivery, index }: OutcomeQuestion): boolean {
  return index + 1 < delivery.gateways.length
}
