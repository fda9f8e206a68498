import type { Category, ChannelName } from '../ports.ts'

/** Why an address is not sent to. */
export const suppressionReasons = ['opt-out', 'unsubscribe', 'complaint', 'hard-bounce', 'manual'] as const
/** Why an address is not sent to. */
export type SuppressionReason = (typeof suppressionReasons)[number]

/** The channels on which an address can be suppressed. A dead push address is not suppressed but removed. */
export const suppressibleChannels = ['sms', 'email', 'call'] as const satisfies readonly ChannelName[]
/** The channels on which an address can be suppressed. */
export type SuppressibleChannel = (typeof suppressibleChannels)[number]

/** An address that a client does not send to. */
export interface Suppression {
  readonly channel: SuppressibleChannel
  /** E.164 number or e-mail address. */
  readonly address: string
  /** The sender of the client's that it is about; null: all. */
  readonly from: string | null
  readonly reason: SuppressionReason
  /** The categories that are not sent; null: all. */
  readonly categories: readonly Category[] | null
  /** Where it came from, in words. */
  readonly detail: string | null
  readonly createdAt: Date
}

/** Everything but one-time codes: whoever asks for one has not opted out of it. */
export const allButCodes: readonly Category[] = ['transactional', 'marketing']

/**
 * The categories that a reason keeps back where nothing else is said. A person's STOP or complaint is about all but the codes that the person
 * asks for; a mailbox that is not there takes nothing.
 */
export function categoriesOf(reason: SuppressionReason): readonly Category[] | null {
  if (reason === 'unsubscribe') return ['marketing']
  return reason === 'opt-out' || reason === 'complaint' ? allButCodes : null
}

/** What is about to be sent. */
export interface Sending {
  readonly channel: ChannelName
  readonly address: string
  /** Null where the gateway chooses: then any sender's suppression counts. */
  readonly from: string | null
  readonly category: Category
}

/**
 * An address as it stands on the list. The part of an e-mail address before the @ may differ by case (RFC 5321, section 2.4) and never does:
 * whoever unsubscribed is not written to in capitals.
 */
export const listedAddress = (channel: ChannelName, address: string): string =>
  channel === 'email' ? address.toLowerCase() : address

/** Whether a suppression is about what is to be sent. */
export function isAbout(suppression: Suppression, { channel, address, from, category }: Sending): boolean {
  return (
    suppression.channel === channel &&
    suppression.address === listedAddress(channel, address) &&
    (suppression.from === null || from === null || suppression.from === from) &&
    (suppression.categories === null || suppression.categories.includes(category))
  )
}

const words: Readonly<Record<SuppressionReason, string>> = {
  'opt-out': 'the recipient has opted out',
  unsubscribe: 'the recipient has unsubscribed',
  complaint: 'the recipient has complained',
  'hard-bounce': 'the address takes nothing',
  manual: 'the address is on the suppression list',
}

/** Why a delivery is not sent, in words. */
export function describeSuppression({ reason, createdAt, detail }: Suppression): string {
  return `suppressed: ${words[reason]} (since ${createdAt.toISOString()}${detail === null ? '' : `, ${detail}`})`
}
