import { type GatewaySink, type LoopbackGateway, loopbackProviderId, type Receipt } from '@trunkline/channels'
import type { EventRecord, LoggedEvents } from '@trunkline/events'
import type { Calls } from '@trunkline/voice'
import { isSid, uuidFromSid } from '@trunkline/wire'
import type { Domains } from './open-domains.ts'
import type { PartStack } from './part-stack.ts'
import { type DeliveryOrigin, receiptOf } from './voice-gateway.ts'

/** What telling deliveries of their calls takes. */
export interface CallReceiptsParts {
  readonly calls: Pick<Calls, 'find'>
  readonly sink: Pick<GatewaySink, 'receipt'>
  /** The built-in gateway, which keeps what it is told with what arrived. */
  readonly loopback: Pick<LoopbackGateway, 'name' | 'tell'> | undefined
}

/** Events that tell of the end of a call which may be a delivery's. */
const ends = new Set(['call.completed', 'call.busy', 'call.no-answer', 'call.failed', 'call.canceled'])

function endedCall({ type, data }: EventRecord): string | undefined {
  const { callSid, direction } = data as { readonly callSid?: unknown; readonly direction?: unknown }
  return ends.has(type) && direction === 'outbound-api' && isSid(callSid, 'CA') ? callSid : undefined
}

/** The delivery that a call is for; undefined where it is for none. */
function originOf(origin: Readonly<Record<string, unknown>>): DeliveryOrigin | undefined {
  const { gateway, deliveryId, attempt } = origin
  if (typeof gateway !== 'string' || !isSid(deliveryId) || typeof attempt !== 'number') return undefined
  return { gateway, deliveryId, attempt }
}

/** Rows that may tell of the end of a call which somebody asked for; only events of calls have a direction, and most rows have none of them. */
export function tellOfCalls(rows: readonly LoggedEvents[]): readonly LoggedEvents[] {
  return rows.filter((row) => row.mentions('"outbound-api"'))
}

/**
 * Tells deliveries what became of their calls, from the events that the calls' moves were written with: whichever process ran the call, and also where it
 * died. Resolves when all of it is durable; told twice, it is the same.
 */
export async function tellDeliveries(
  parts: CallReceiptsParts,
  rows: readonly Pick<LoggedEvents, 'events'>[],
): Promise<void> {
  for (const { events } of rows) {
    for (const event of events) {
      const callSid = endedCall(event)
      if (callSid !== undefined) await tellDelivery(parts, callSid)
    }
  }
}

async function tellDelivery({ calls, sink, loopback }: CallReceiptsParts, callSid: string): Promise<void> {
  const record = await calls.find(callSid)
  const origin = record && originOf(record.origin)
  const receipt = record && receiptOf(record)
  if (origin === undefined || receipt === undefined) return
  const { gateway, deliveryId, attempt } = origin
  if (gateway !== loopback?.name) return sink.receipt({ ...receipt, gateway, deliveryId, providerId: callSid })
  const providerId = loopbackProviderId(uuidFromSid(deliveryId), attempt)
  const { status, errorCode, reason } = receipt
  const told = await loopback.tell({ providerId, status, ...given({ errorCode, reason }) })
  // It was trimmed from the inbox meanwhile, or never came into it.
  if (!told) await sink.receipt({ ...receipt, gateway, deliveryId, providerId })
}

/** Without what is undefined. */
function given(news: Pick<Receipt, 'errorCode' | 'reason'>): { errorCode?: string; reason?: string } {
  return Object.fromEntries(Object.entries(news).filter(([, value]) => value !== undefined))
}

/** Follows the events of calls and tells deliveries of their ends; one of the duties of the role `worker`. */
export async function startCallReceipts(
  { events, channels, gateways, voice }: Pick<Domains, 'events' | 'channels' | 'gateways' | 'voice'>,
  stack: PartStack,
): Promise<void> {
  const parts = { calls: voice.calls, sink: channels.sink, loopback: gateways.loopback }
  const follower = events.follow({
    name: 'call-receipts',
    wants: tellOfCalls,
    async handle(rows) {
      await tellDeliveries(parts, rows)
      return undefined
    },
  })
  stack.part('call receipts', () => follower.stop())
  await follower.registered()
}
