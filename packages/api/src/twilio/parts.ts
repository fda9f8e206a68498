import type { Database, Sealer } from '@trunkline/postgres'
import type { AccountsPort, ChannelsPort, Clock, EventsPort, Log, VerifyPort, VoicePort } from '../ports.ts'
import type { IceServer } from './accounts/ice-servers.ts'

/** What the areas of the Twilio-compatible edge are given. Declare here what yours needs, as small as the use. */
export interface TwilioParts {
  readonly accounts: AccountsPort
  readonly channels: ChannelsPort
  readonly events: EventsPort
  readonly sealer: Pick<Sealer, 'seal' | 'open'>
  readonly clock: Clock
  readonly db: Pick<Database, 'query'>
  /** Senders that the gateways of the configuration file name as theirs; every account may send from them. */
  readonly gatewaySenders: readonly string[]
  /** STUN and TURN servers for browser phones; none where none are configured. */
  readonly iceServers: readonly IceServer[]
  readonly log: Log
  readonly randomUuid: () => string
  readonly randomBytes: (size: number) => Uint8Array
  /** Base URL under which calls reach this server; undefined before it listens. */
  readonly baseUrl: () => string | undefined
  /** Undefined in a server without verification. */
  readonly verify?: VerifyPort
  /** Undefined in a server without calls. */
  readonly voice?: VoicePort
}
