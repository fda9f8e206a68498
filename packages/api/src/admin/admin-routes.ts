import type { AdminToken } from '../auth/admin-token.ts'
import type { Once } from '../idempotency/once.ts'
import type { CheckReadiness } from '../operations/health.ts'
import type { AccountsPort, ChannelsPort, Clock, EventsPort, InboxPort, PeoplePort, VoicePort } from '../ports.ts'

/** The result of looking at one thing, for `trunkline doctor`. */
export interface Diagnosis {
  readonly name: string
  readonly state: 'ok' | 'warn' | 'fail'
  readonly detail: string
  readonly advice?: string
}

/** What the operators' routes need. */
export interface AdminRoutes {
  readonly accounts: AccountsPort
  readonly channels: ChannelsPort
  readonly events: EventsPort
  /** Undefined where no built-in gateway is configured. */
  readonly inbox: InboxPort | undefined
  /** Undefined in a server without calls. */
  readonly voice?: Pick<VoicePort, 'guard' | 'sipUsers'>
  /** Undefined where nothing is kept of people. */
  readonly people?: PeoplePort
  readonly once: Once
  readonly adminToken: AdminToken
  readonly readiness: CheckReadiness
  readonly clock: Clock
  readonly randomUuid: () => string
  readonly diagnose: () => Promise<readonly Diagnosis[]>
}

/** Owner of the operators' idempotency keys. */
export const adminOwner = 'admin'
