import type { OutboundMessage, Outcome } from '../../ports.ts'
import { sleep } from './abandon.ts'
import { providerIdOfSid } from './arrival.ts'
import { lost, outcomes } from './loopback-outcome.ts'
import type { ReceiptPlan } from './receipt-plan.ts'
import type { LoopbackRule } from './rule.ts'

/** What is said of a message that has arrived: at once, unless a rule has it wait. */
export function answerTo(
  { deliveryId, attempt }: OutboundMessage,
  rule: LoopbackRule | null,
  plan: ReceiptPlan,
  signal: AbortSignal,
): Outcome | Promise<Outcome> {
  if (rule?.action === 'lose') return lost(rule)
  const providerId = providerIdOfSid(deliveryId, attempt)
  const receipt = plan.now === null ? undefined : { ...plan.now, providerId, deliveryId }
  const outcome: Outcome =
    receipt === undefined ? { kind: 'accepted', providerId } : { kind: 'accepted', providerId, receipt }
  if (rule?.action !== 'delay') return outcome
  return sleep(rule.delayMs ?? 1_000, signal).then((whole) => (whole ? outcome : outcomes.givenUp))
}
