import type { Service } from '@trunkline/verify'
import { TwilioError } from '../errors/twilio-error.ts'
import type { TwilioUrls } from '../http/twilio-urls.ts'
import type { TwilioCall, TwilioPage, TwilioRoute } from '../route.ts'
import { edgeKey, mostRateLimits, type RateLimit, rateLimitsOf } from './rate-limits.ts'
import { find as findService } from './service-routes.ts'
import { invalidParameter } from './verify-faults.ts'
import type { VerifyParts } from './verify-parts.ts'

/** Rate limits of a service's own (https://www.twilio.com/docs/verify/api/service-rate-limits). */
export function rateLimitRoutes(parts: VerifyParts): TwilioRoute[] {
  const path = 'verify/v2/Services/{ServiceSid}/RateLimits'
  return [
    { operation: `GET ${path}`, handle: (call) => list(parts, call) },
    { operation: `POST ${path}`, handle: (call) => create(parts, call) },
    {
      operation: `GET ${path}/{Sid}`,
      handle: async (call) => ok(call, await findLimit(parts, call, 'Sid')),
    },
    { operation: `POST ${path}/{Sid}`, handle: (call) => update(parts, call) },
    {
      operation: `DELETE ${path}/{Sid}`,
      async handle(call) {
        const { service, limit } = await findLimit(parts, call, 'Sid')
        await keep(parts, service, limit.sid, null)
        return { status: 204 }
      },
    },
  ]
}

/** A rate limit with the service that it is of. */
export interface FoundLimit {
  readonly service: Service
  readonly limit: RateLimit
}

/** The rate limit at a place of the path. @throws TwilioError 20404 */
export async function findLimit(parts: VerifyParts, call: TwilioCall, place: string): Promise<FoundLimit> {
  const service = await findService(parts, call, 'ServiceSid')
  const limit = rateLimitsOf(service).find(({ sid }) => sid === call.path[place])
  if (limit === undefined) throw call.notFound()
  return { service, limit }
}

/** Keeps a rate limit as it is now, or takes it away. */
export async function keep(
  { verify }: VerifyParts,
  service: Service,
  sid: string,
  limit: RateLimit | null,
): Promise<void> {
  await verify.services.update(service.clientId, service.id, { edge: { [edgeKey(sid)]: limit } })
}

/** A new SID with that prefix. */
export const newSid = ({ randomUuid }: VerifyParts, prefix: 'RK' | 'BL'): string =>
  prefix + randomUuid().replaceAll('-', '')

const ok = ({ account, urls }: TwilioCall, { service, limit }: FoundLimit) => ({
  status: 200 as const,
  body: limitView(limit, service, account.sid, urls),
})

async function list(parts: VerifyParts, call: TwilioCall): Promise<TwilioPage> {
  const service = await findService(parts, call, 'ServiceSid')
  const views = rateLimitsOf(service).map((limit) => limitView(limit, service, call.account.sid, call.urls))
  return slice('rate_limits', views, call)
}

/** A page of a short list that is all there: the cursor is a place in it. */
export function slice(key: string, all: readonly object[], { page }: TwilioCall): TwilioPage {
  const from = page.before === undefined ? Number(page.after ?? 0) : Math.max(Number(page.before) - page.size, 0)
  const until = page.before === undefined ? from + page.size : Number(page.before)
  return {
    key,
    records: all.slice(from, until),
    next: until < all.length ? String(until) : undefined,
    previous: from > 0 ? String(from) : undefined,
  }
}

async function create(parts: VerifyParts, call: TwilioCall) {
  const service = await findService(parts, call, 'ServiceSid')
  const uniqueName = call.params.filled('UniqueName')
  if (uniqueName === undefined) throw invalidParameter('UniqueName', 'it is required')
  if (!/^[\w.-]{1,64}$/.test(uniqueName)) {
    throw new TwilioError(60209, 'UniqueName must have 1 to 64 letters, digits, dots, hyphens or underscores')
  }
  const others = rateLimitsOf(service)
  if (others.some((limit) => limit.uniqueName === uniqueName)) {
    throw new TwilioError(60208, `The service has a rate limit ${uniqueName} already`)
  }
  if (others.length >= mostRateLimits) throw new TwilioError(60207, `A service may have ${mostRateLimits} rate limits`)
  const at = new Date(parts.clock.now()).toISOString()
  const description = readDescription(call) ?? ''
  const limit = { sid: newSid(parts, 'RK'), uniqueName, description, buckets: [], createdAt: at, updatedAt: at }
  await keep(parts, service, limit.sid, limit)
  return { ...ok(call, { service, limit }), status: 201 as const }
}

async function update(parts: VerifyParts, call: TwilioCall) {
  const { service, limit } = await findLimit(parts, call, 'Sid')
  const updatedAt = new Date(parts.clock.now()).toISOString()
  const changed = { ...limit, description: readDescription(call) ?? limit.description, updatedAt }
  await keep(parts, service, limit.sid, changed)
  return ok(call, { service, limit: changed })
}

function readDescription({ params }: TwilioCall): string | undefined {
  const text = params.text('Description')
  if (text === undefined || text.length <= 128) return text
  throw invalidParameter('Description', 'at most 128 characters')
}

function limitView(limit: RateLimit, service: Service, accountSid: string, urls: TwilioUrls): object {
  const url = urls.url('verify', `/v2/Services/${service.sid}/RateLimits/${limit.sid}`)
  return {
    sid: limit.sid,
    service_sid: service.sid,
    account_sid: accountSid,
    unique_name: limit.uniqueName,
    description: limit.description,
    date_created: `${limit.createdAt.slice(0, 19)}Z`,
    date_updated: `${limit.updatedAt.slice(0, 19)}Z`,
    url,
    links: { buckets: `${url}/Buckets` },
  }
}
