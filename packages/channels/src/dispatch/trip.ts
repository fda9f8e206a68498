import type { StoredDelivery, StoredMessage } from '../message/stored.ts'
import type { ClientSettings } from '../settings/resolved-settings.ts'
import type { ClaimedRow } from '../store/claim-store.ts'

/** A claimed delivery with all that its attempt needs. */
export interface Trip {
  readonly row: ClaimedRow
  /** Which of its message's deliveries it is. */
  readonly index: number
  readonly delivery: StoredDelivery
  readonly message: StoredMessage
  readonly settings: ClientSettings
}
