import type { Gateway, LookUp, OutboundMessage, Outcome } from '../../ports.ts'
import { providerIdOfSid } from './arrival.ts'
import type { LoopbackRule } from './rule.ts'

/** What places real calls, to built-in phones that answer by themselves. Idempotent by delivery and attempt. */
export type CallPlacer = Required<Pick<Gateway, 'send' | 'lookUp'>>

/** How long the end of a call is waited for, milliseconds: four hours that it may last, and the time that it may wait and ring. */
export const longestPlacedCall = 4 * 3_600_000 + 15 * 60_000

/** Whether a message becomes a real call: where a rule says how it ends, there is nothing to place. */
export const isPlaced = (message: OutboundMessage, rule: LoopbackRule | null): boolean =>
  message.channel === 'call' && rule?.receipt === undefined && rule?.receiptDelayMs === undefined

/** The gateway's own id of an attempt, whatever the placer calls it. */
const idOf = ({ deliveryId, attempt }: OutboundMessage): string => providerIdOfSid(deliveryId, attempt)

/** Places the call of an attempt. The outcome carries this gateway's id. */
export async function placeCall(calls: CallPlacer, message: OutboundMessage, signal: AbortSignal): Promise<Outcome> {
  const outcome = await calls.send(message, signal)
  if (outcome.kind !== 'accepted') return outcome
  const providerId = idOf(message)
  return { ...outcome, providerId, ...(outcome.receipt && { receipt: { ...outcome.receipt, providerId } }) }
}

/** What became of the call of an attempt. */
export async function lookUpCall(
  calls: CallPlacer,
  message: OutboundMessage,
  startedAt: number,
  signal: AbortSignal,
): Promise<LookUp> {
  const found = await calls.lookUp(message, startedAt, signal)
  if (found.kind !== 'found') return found
  const providerId = idOf(message)
  return { ...found, providerId, ...(found.receipt && { receipt: { ...found.receipt, providerId } }) }
}
