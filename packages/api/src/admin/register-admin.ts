import { createAdminAuth } from '../auth/admin-auth.ts'
import type { ApiServer } from '../http/api-server.ts'
import type { AdminRoutes } from './admin-routes.ts'
import { registerCallLimits } from './register-call-limits.ts'
import { registerClients } from './register-clients.ts'
import { registerInbox } from './register-inbox.ts'
import { registerKeys } from './register-keys.ts'
import { registerAdminNumbers } from './register-numbers.ts'
import { registerOperations } from './register-operations.ts'
import { registerPeople } from './register-people.ts'
import { registerSipUsers } from './register-sip-users.ts'

/** `/v1/admin`: what operators see and do, with the admin token. */
export function registerAdmin(app: ApiServer, routes: AdminRoutes): void {
  app.addHook('onRequest', createAdminAuth(routes.adminToken))
  registerClients(app, routes)
  registerKeys(app, routes)
  registerAdminNumbers(app, routes.accounts)
  registerInbox(app, routes)
  registerOperations(app, routes)
  if (routes.people !== undefined) registerPeople(app, routes.people)
  const { accounts, voice, once } = routes
  if (voice !== undefined) registerCallLimits(app, { accounts, voice })
  if (voice?.sipUsers !== undefined) registerSipUsers(app, { accounts, sipUsers: voice.sipUsers, once })
}
