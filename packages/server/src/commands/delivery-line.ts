import { plain } from '../command-line/print.ts'

/** What a line tells of a delivery. */
export interface DeliveryFacts {
  readonly id: string
  readonly channel: string
  readonly status: string
  readonly to?: string
  readonly gateway?: string | null
  readonly reason?: string | null
  readonly errorCode?: string | null
}

/** One delivery as one line: id, channel, status, to whom, by whom, and why. */
export function deliveryLine({ id, channel, status, to, gateway, reason, errorCode }: DeliveryFacts): string {
  const parts = [
    id,
    channel.padEnd(5),
    status.padEnd(11),
    ...(to === undefined ? [] : [to]),
    ...(gateway === undefined || gateway === null ? [] : [`by ${gateway}`]),
    ...(errorCode === undefined || errorCode === null ? [] : [`(${errorCode})`]),
    ...(reason === undefined || reason === null || reason === '' ? [] : [reason]),
  ]
  return plain(parts.join('  ')).trimEnd()
}
