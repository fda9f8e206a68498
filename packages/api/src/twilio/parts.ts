import type { Sealer } from '@trunkline/postgres'
import type { AccountsPort, ChannelsPort, Clock, EventsPort, Log } from '../ports.ts'
import type { IceServer } from './accounts/ice-servers.ts'

/** What the areas of the Twilio-compatible edge are given. Declare here what yours needs, as small as the use. */
export interface TwilioParts {
  readonly accounts: AccountsPort
  readonly channels: ChannelsPort
  readonly events: EventsPort
  readonly sealer: Pick<Sealer, 'seal' | 'open'>
  readonly clock: Clock
  /** STUN and TURN servers for browser phones; none where none are configured. */
  readonly iceServers: readonly IceServer[]
  readonly log: Log
}
