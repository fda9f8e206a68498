import { TwilioError } from '../errors/twilio-error.ts'
import type { TwilioUrls } from '../http/twilio-urls.ts'
import type { TwilioCall, TwilioRoute } from '../route.ts'
import { type FoundLimit, findLimit, keep, newSid, slice } from './rate-limit-routes.ts'
import { type Bucket, mostBuckets } from './rate-limits.ts'
import { invalidParameter } from './verify-faults.ts'
import type { VerifyParts } from './verify-parts.ts'

/** Longest window of a bucket: a month, seconds. */
const longestInterval = 86_400 * 31

/** Buckets of rate limits (https://www.twilio.com/docs/verify/api/service-rate-limit-buckets). */
export function bucketRoutes(parts: VerifyParts): TwilioRoute[] {
  const path = 'verify/v2/Services/{ServiceSid}/RateLimits/{RateLimitSid}/Buckets'
  return [
    { operation: `GET ${path}`, handle: (call) => list(parts, call) },
    { operation: `POST ${path}`, handle: (call) => create(parts, call) },
    { operation: `GET ${path}/{Sid}`, handle: async (call) => ok(call, await findBucket(parts, call)) },
    { operation: `POST ${path}/{Sid}`, handle: (call) => update(parts, call) },
    { operation: `DELETE ${path}/{Sid}`, handle: (call) => remove(parts, call) },
  ]
}

type FoundBucket = FoundLimit & { readonly bucket: Bucket }

const ok = ({ account, urls }: TwilioCall, found: FoundBucket) => ({
  status: 200 as const,
  body: bucketView(found, account.sid, urls),
})

async function findBucket(parts: VerifyParts, call: TwilioCall): Promise<FoundBucket> {
  const found = await findLimit(parts, call, 'RateLimitSid')
  const bucket = found.limit.buckets.find(({ sid }) => sid === call.path.Sid)
  if (bucket === undefined) throw call.notFound()
  return { ...found, bucket }
}

async function list(parts: VerifyParts, call: TwilioCall) {
  const found = await findLimit(parts, call, 'RateLimitSid')
  const views = found.limit.buckets.map((bucket) => bucketView({ ...found, bucket }, call.account.sid, call.urls))
  return slice('buckets', views, call)
}

async function create(parts: VerifyParts, call: TwilioCall) {
  const found = await findLimit(parts, call, 'RateLimitSid')
  const { max, interval } = readBounds(call)
  if (max === undefined) throw invalidParameter('Max', 'it is required')
  if (interval === undefined) throw invalidParameter('Interval', 'it is required')
  const { buckets } = found.limit
  if (buckets.length >= mostBuckets) throw new TwilioError(60210, `A rate limit may have ${mostBuckets} buckets`)
  refuseTwin(buckets, interval)
  const at = new Date(parts.clock.now()).toISOString()
  const bucket = { sid: newSid(parts, 'BL'), max, interval, createdAt: at, updatedAt: at }
  await keepBuckets(parts, found, [...buckets, bucket])
  return { ...ok(call, { ...found, bucket }), status: 201 as const }
}

async function update(parts: VerifyParts, call: TwilioCall) {
  const found = await findBucket(parts, call)
  const { max = found.bucket.max, interval = found.bucket.interval } = readBounds(call)
  const others = found.limit.buckets.filter(({ sid }) => sid !== found.bucket.sid)
  refuseTwin(others, interval)
  const bucket = { ...found.bucket, max, interval, updatedAt: new Date(parts.clock.now()).toISOString() }
  const buckets = found.limit.buckets.map((each) => (each.sid === bucket.sid ? bucket : each))
  await keepBuckets(parts, found, buckets)
  return ok(call, { ...found, bucket })
}

async function remove(parts: VerifyParts, call: TwilioCall) {
  const found = await findBucket(parts, call)
  const buckets = found.limit.buckets.filter(({ sid }) => sid !== found.bucket.sid)
  await keepBuckets(parts, found, buckets)
  return { status: 204 as const }
}

const keepBuckets = (parts: VerifyParts, { service, limit }: FoundLimit, buckets: readonly Bucket[]): Promise<void> =>
  keep(parts, service, limit.sid, { ...limit, buckets, updatedAt: new Date(parts.clock.now()).toISOString() })

/** Two buckets of one window would be one. */
function refuseTwin(buckets: readonly Bucket[], interval: number): void {
  if (!buckets.some((bucket) => bucket.interval === interval)) return
  throw new TwilioError(60211, `The rate limit has a bucket of ${interval} seconds already`)
}

const readBounds = ({ params }: TwilioCall) => ({
  max: params.integer('Max', { min: 1, max: 1_000_000, code: 60200 }),
  interval: params.integer('Interval', { min: 1, max: longestInterval, code: 60200 }),
})

function bucketView({ service, limit, bucket }: FoundBucket, accountSid: string, urls: TwilioUrls): object {
  const path = `/v2/Services/${service.sid}/RateLimits/${limit.sid}/Buckets/${bucket.sid}`
  return {
    sid: bucket.sid,
    rate_limit_sid: limit.sid,
    service_sid: service.sid,
    account_sid: accountSid,
    max: bucket.max,
    interval: bucket.interval,
    date_created: `${bucket.createdAt.slice(0, 19)}Z`,
    date_updated: `${bucket.updatedAt.slice(0, 19)}Z`,
    url: urls.url('verify', path),
  }
}
