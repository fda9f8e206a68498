import { createAdminAuth } from '../auth/admin-auth.ts'
import type { AdminToken } from '../auth/admin-token.ts'
import type { ApiServer } from '../http/api-server.ts'
import type { Once } from '../idempotency/once.ts'
import type { CheckReadiness } from '../operations/health.ts'
import type { AccountsPort, ChannelsPort, EventsPort, InboxPort } from '../ports.ts'
import { registerClients } from './register-clients.ts'
import { registerInbox } from './register-inbox.ts'
import { registerKeys } from './register-keys.ts'
import { registerAdminNumbers } from './register-numbers.ts'
import { registerOperations } from './register-operations.ts'

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
  readonly once: Once
  readonly adminToken: AdminToken
  readonly readiness: CheckReadiness
  readonly diagnose: () => Promise<readonly Diagnosis[]>
}

/** `/v1/admin`: what operators see and do, with the admin token. */
export function registerAdmin(app: ApiServer, routes: AdminRoutes): void {
  app.addHook('onRequest', createAdminAuth(routes.adminToken))
  registerClients(app, routes)
  registerKeys(app, routes)
  registerAdminNumbers(app, routes.accounts)
  registerInbox(app, routes)
  registerOperations(app, routes)
}

/** Owner of the operators' idempotency keys. */
export const adminOwner = 'admin'
