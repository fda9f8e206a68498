import type { Receipt } from '../../ports.ts'
import type { RecipientReport } from './delivery-report.ts'

/** Where a bounce was for. */
export interface BounceTarget {
  readonly gateway: string
  readonly deliveryId: string
  readonly providerId: string
  /** When it came, milliseconds since the epoch. */
  readonly at: number
}

/**
 * What a report means for its delivery; null where it is no end: `delayed` says that the server goes on trying. Each delivery has
 * one recipient; should a report name several (a list behind the address), a failure counts before the rest.
 */
export function receiptOf(reports: readonly RecipientReport[], target: BounceTarget): Receipt | null {
  const report = reports.find((it) => it.action === 'failed') ?? reports.find((it) => it.action !== 'delayed')
  if (!report) return null
  if (report.action === 'delivered') return { ...target, status: 'delivered' }
  // Handed on to where no reports come from (RFC 3464 §2.3.3): no more is known than that it was sent.
  if (report.action !== 'failed') return { ...target, status: 'sent' }
  const errorCode = report.status ?? 'bounced'
  return {
    ...target,
    status: 'undelivered',
    errorCode,
    reason: `bounced: ${report.diagnostic || report.status || 'no reason told'}`,
  }
}
