import { accountRoutes } from './accounts/account-routes.ts'
import { balanceRoutes } from './accounts/balance-routes.ts'
import { keyRoutes } from './accounts/key-routes.ts'
import { tokenRoutes } from './accounts/token-routes.ts'
import { applicationRoutes } from './applications/application-routes.ts'
import { type CallParts, callRoutes } from './calls/call-routes.ts'
import { conferenceRoutes } from './conferences/conference-routes.ts'
import { lookupV1Routes } from './lookups/lookup-v1.ts'
import { lookupV2Routes } from './lookups/lookup-v2.ts'
import { messageRoutes } from './messages/message-routes.ts'
import { messagingRoutes } from './messaging/service-routes.ts'
import { numberRoutes } from './numbers/number-routes.ts'
import type { TwilioParts } from './parts.ts'
import { recordingRoutes } from './recordings/recording-routes.ts'
import type { TwilioRoute } from './route.ts'
import { verifyRoutes } from './verify/verify-routes.ts'

/**
 * Every operation that is served. Each area gives its own: `xxxRoutes(parts)` must not call anything of `parts` while it makes the list, because the
 * documentation makes it on nothing.
 */
export function twilioRoutes(parts: TwilioParts): TwilioRoute[] {
  return [
    ...accountRoutes(parts),
    ...keyRoutes(parts),
    ...tokenRoutes(parts),
    ...balanceRoutes(),
    ...messageRoutes(parts),
    ...messagingRoutes(parts),
    ...numberRoutes(parts),
    ...applicationRoutes(parts),
    ...lookupV1Routes(),
    ...lookupV2Routes(),
    ...(parts.voice === undefined ? [] : callAreas({ ...parts, voice: parts.voice })),
    ...(parts.verify === undefined ? [] : verifyRoutes({ ...parts, verify: parts.verify })),
  ]
}

const callAreas = (parts: CallParts): TwilioRoute[] => [
  ...callRoutes(parts),
  ...recordingRoutes(parts),
  ...conferenceRoutes(parts),
]
