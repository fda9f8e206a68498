import type { TwilioRoute } from '../route.ts'
import { attemptRoutes } from './attempt-routes.ts'
import { bucketRoutes } from './bucket-routes.ts'
import { challengeRoutes } from './challenge-routes.ts'
import { factorRoutes } from './factor-routes.ts'
import { rateLimitRoutes } from './rate-limit-routes.ts'
import { safeListRoutes } from './safe-list-routes.ts'
import { serviceRoutes } from './service-routes.ts'
import { verificationRoutes } from './verification-routes.ts'
import type { VerifyParts } from './verify-parts.ts'

/** Twilio Verify v2 on the domain of verification (https://www.twilio.com/docs/verify/api). */
export function verifyRoutes(parts: VerifyParts): TwilioRoute[] {
  return [
    ...serviceRoutes(parts),
    ...verificationRoutes(parts),
    ...rateLimitRoutes(parts),
    ...bucketRoutes(parts),
    ...attemptRoutes(parts),
    ...safeListRoutes(parts),
    ...factorRoutes(parts),
    ...challengeRoutes(parts),
  ]
}
