import type { Service } from '@trunkline/verify'

/** So many starts with one value in so many seconds. */
export interface Bucket {
  /** `BL…` */
  readonly sid: string
  readonly max: number
  /** Seconds. */
  readonly interval: number
  readonly createdAt: string
  readonly updatedAt: string
}

/** A limit of a service's own on what it counts itself, such as the user or the session. */
export interface RateLimit {
  /** `RK…` */
  readonly sid: string
  readonly uniqueName: string
  readonly description: string
  readonly buckets: readonly Bucket[]
  readonly createdAt: string
  readonly updatedAt: string
}

/** Of a service at most; of a rate limit at most. */
export const mostRateLimits = 10
export const mostBuckets = 5

/** Each limit has a member of its own in what the edge remembers of a service, so that changes of two do not meet. */
export const edgeKey = (sid: string): string => `rateLimit.${sid}`

/** The rate limits of a service, the oldest first. */
export function rateLimitsOf({ edge }: Pick<Service, 'edge'>): readonly RateLimit[] {
  const kept = Object.entries(edge).filter(([key, value]) => key.startsWith('rateLimit.') && value !== null)
  return kept.map(([, value]) => value as RateLimit).sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
}

/** Whether a value is an object of texts. */
export function isStringMap(value: unknown): value is Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.values(value).every((each) => typeof each === 'string' && each !== '' && each.length <= 256)
}
