/** What running calls asks of other parts. */
import type { Application, CallerId, PhoneNumber } from '@trunkline/accounts'
import type { Database } from '@trunkline/postgres'
import type { Clock, Log, Meter } from '../ports.ts'

/** What is asked of accounts. */
export interface CallAccounts {
  readonly numbers: { find(number: string): Promise<PhoneNumber | null> }
  readonly applications: { get(client: string, sid: string): Promise<Application> }
  readonly callerIds: {
    search(
      client: string,
      filter: { readonly phoneNumber?: string; readonly limit: number },
    ): Promise<readonly Pick<CallerId, 'phoneNumber'>[]>
  }
}

/** Where a number goes that nobody here answers. */
export type OutsideRoute =
  | { readonly kind: 'trunk'; readonly gateway: string }
  /** A built-in phone that answers by itself. `besideTrunks`: calls of this server leave by trunks too, so that who answers here proves nothing of a number out there. */
  | { readonly kind: 'loopback'; readonly besideTrunks?: boolean }

/** Whither a client's calls to numbers of others go: by the gateway that is wanted, or by the client's route. Undefined: nowhere. */
export type FindRoute = (clientId: string, number: string, via?: string) => Promise<OutsideRoute | undefined>

/** A phone that is registered here. */
export interface SipCaller {
  /** The number that its calls come from, E.164; without one it calls as `sip:…`. */
  readonly number?: string
}

/** What every part of calls stands on. */
export interface CallGround {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly meter: Meter
  readonly ids: { uuid(): string }
  /** Events were committed. */
  readonly onEvents: () => void
}
