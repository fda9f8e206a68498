import { parsePhone } from '@trunkline/channels'

/** A sender that a service may send from. */
export interface PooledSender {
  readonly kind: 'phone-number' | 'alpha-sender'
  readonly sender: string
}

/** How a sender is to be chosen. */
export interface SenderWish {
  /** E.164. */
  readonly recipient: string
  /** The sender that the recipient knows, where it is to be kept. */
  readonly known?: string | undefined
  /** Whether a number of the recipient's area goes before others of the country. */
  readonly areaCode: boolean
}

/**
 * Chooses the sender of a message to a recipient, as Twilio's messaging services do: the one that the recipient knows; else a number of the same area or
 * country; else a name, where names are allowed (+1 has none); else any number. Among equals the recipient's number decides, so that recipients are spread over
 * the pool and each keeps its sender.
 */
export function chooseSender(
  pool: readonly PooledSender[],
  { recipient, known, areaCode }: SenderWish,
): string | undefined {
  if (known !== undefined && pool.some(({ sender }) => sender === known)) return known
  const numbers = pool.filter(({ kind }) => kind === 'phone-number').map(({ sender }) => sender)
  const names = recipient.startsWith('+1')
    ? []
    : pool.filter(({ kind }) => kind === 'alpha-sender').map(({ sender }) => sender)
  const country = countryOf(recipient)
  const near = country === null ? [] : numbers.filter((number) => countryOf(number) === country)
  const nearest =
    areaCode && recipient.startsWith('+1') ? near.filter((number) => number.slice(0, 5) === recipient.slice(0, 5)) : []
  for (const some of [nearest, near, names, numbers]) {
    if (some.length > 0) return some[spread(recipient, some.length)]
  }
  return undefined
}

function countryOf(number: string): string | null {
  const phone = parsePhone(number)
  return phone.ok ? phone.country : null
}

/** FNV-1a over the digits: the same recipient gets the same place, and neighbours different ones. */
function spread(text: string, places: number): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0) % places
}
