import { isSid } from '@trunkline/wire'
import type { Category, ChannelName, Content, ReceiptStatus } from '../../ports.ts'

/** A message that arrived at the built-in gateway, as operators see it. */
export interface LoopbackArrival {
  /** Its place in the order of arrival; the cursor of a list. */
  readonly id: string
  readonly gateway: string
  readonly deliveryId: string
  readonly messageId: string
  readonly clientId: string
  readonly attempt: number
  readonly providerId: string
  readonly channel: ChannelName
  readonly to: string
  readonly from: string | null
  readonly category: Category
  /** Null where it can no longer be opened: it was sealed with another secret. */
  readonly content: Content | null
  /** The last receipt that was given for it. */
  readonly status: ReceiptStatus | null
  /** RFC 3339. */
  readonly at: string
}

/** The gateway's id of an attempt: the same whenever it is sent again. */
export function providerIdOf(deliveryUuid: string, attempt: number): string {
  return `LB${deliveryUuid.replaceAll('-', '')}-${attempt}`
}

/**
 * {@link providerIdOf}, of the delivery's SID: their digits are the same.
 * @throws RangeError when `deliveryId` is not a SID
 */
export function providerIdOfSid(deliveryId: string, attempt: number): string {
  if (!isSid(deliveryId)) throw new RangeError(`not the SID of a delivery: ${JSON.stringify(deliveryId)}`)
  return `LB${deliveryId.slice(2)}-${attempt}`
}

/** The delivery's UUID digits and the attempt of {@link providerIdOf}; null for anything else. */
export function readProviderId(providerId: string): { deliveryId: string; attempt: number } | null {
  const found = /^LB([0-9a-f]{32})-(\d{1,5})$/.exec(providerId)
  return found?.[1] ? { deliveryId: found[1], attempt: Number(found[2]) } : null
}
