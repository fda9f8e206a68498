import type { Log, OutboundMessage, Outcome, PushAddress } from '../../ports.ts'

/** A push address that the provider says is gone for good: an app that was removed, a subscription that was ended. */
export interface GoneAddress {
  readonly gateway: string
  /** SID of the client whose message found it out. */
  readonly clientId: string
  readonly address: PushAddress
  /**
   * Since when the provider knows, milliseconds since the epoch. A device that registered the same address after that has it again,
   * and it must not be taken away.
   */
  readonly since: number
}

/** Told of addresses that are gone, so that they are not used again. Resolves once that is durable. */
export type TellGone = (gone: GoneAddress) => Promise<void>

/** Tells of an address that is gone. Never rejects: the outcome of the message does not hang on it. */
export async function reportGone(
  { onGone, log }: { readonly onGone: TellGone; readonly log: Log },
  gone: GoneAddress,
): Promise<void> {
  try {
    await onGone(gone)
  } catch (err) {
    // The next message to it finds it out again.
    log.warn({ err, gateway: gone.gateway }, 'a push address that is gone could not be taken away')
  }
}

/**
 * Sends a message to each of its addresses that the gateway's type names, side by side, and makes one outcome of theirs: accepted
 * where any address was; else unknown where one may have been; else deferred, by the longest wait; else refused. A recipient
 * without an address of this type is refused here and may be reached through another gateway.
 */
export async function sendToEach(
  type: PushAddress['type'],
  message: OutboundMessage,
  send: (address: PushAddress) => Promise<Outcome>,
): Promise<Outcome> {
  const addresses = (message.push ?? []).filter((address) => address.type === type)
  if (addresses.length === 0) {
    const reason = `the recipient has no push address of type ${type}`
    return { kind: 'refused', errorCode: 'push-no-address', reason, failover: true }
  }
  return worstTolerable(await Promise.all(addresses.map(send)))
}

function worstTolerable(outcomes: readonly Outcome[]): Outcome {
  const deferred = outcomes.filter((outcome) => outcome.kind === 'deferred')
  const [first] = deferred.toSorted((one, other) => (other.retryAfter ?? 0) - (one.retryAfter ?? 0))
  const refused = outcomes.filter((outcome) => outcome.kind === 'refused')
  return (
    outcomes.find((outcome) => outcome.kind === 'accepted') ??
    outcomes.find((outcome) => outcome.kind === 'unknown') ??
    first ??
    refused.find((outcome) => outcome.failover) ??
    (outcomes[0] as Outcome)
  )
}

/** The outcome of an attempt that was given up before anything was sent. */
export const abortedBefore: Outcome = {
  kind: 'deferred',
  errorCode: 'aborted',
  reason: 'given up before it was sent',
  gatewayAtFault: false,
}

/** Milliseconds that a Retry-After header asks to wait (RFC 9110 §10.2.3): seconds or a date. Undefined where it says nothing. */
export function retryAfterOf(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1_000
  const at = Date.parse(header)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}

/** One line of a provider's own words, without control characters, cut short. */
export function words(text: string, most = 200): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, most)
}
