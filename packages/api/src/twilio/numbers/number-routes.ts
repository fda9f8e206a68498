import type { TwilioRoute } from '../route.ts'
import { availableNumberRoutes } from './available-number-routes.ts'
import { type CallerIdParts, callerIdRoutes } from './caller-id-routes.ts'
import { incomingNumberRoutes } from './incoming-number-routes.ts'

/** Numbers: those that an account has, those that it may take, and those that it has verified. */
export function numberRoutes(parts: CallerIdParts): TwilioRoute[] {
  return [...incomingNumberRoutes(parts), ...availableNumberRoutes(parts), ...callerIdRoutes(parts)]
}
