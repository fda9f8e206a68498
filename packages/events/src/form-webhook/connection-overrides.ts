/** A way in which a webhook can fail that may be worth another try. */
export type RetryReason = 'ct' | 'rt' | '4xx' | '5xx'

/** How patient a webhook is, from the fragment of its URL. Milliseconds. */
export interface ConnectionOverrides {
  readonly connectTimeoutMs: number
  readonly readTimeoutMs: number
  /** For all tries together. */
  readonly totalTimeoutMs: number
  readonly retries: number
  readonly retryOn: ReadonlySet<RetryReason>
}

/** What is wrong with a fragment. */
export interface OverrideFault {
  readonly code: 11243
  readonly message: string
}

const reasons: readonly RetryReason[] = ['4xx', '5xx', 'ct', 'rt']

/** Ranges and defaults of the numbers (https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides). */
const numbers = {
  ct: { min: 100, max: 10_000, usual: 5_000 },
  rt: { min: 100, max: 15_000, usual: 15_000 },
  tt: { min: 100, max: 15_000, usual: 15_000 },
  rc: { min: 0, max: 5, usual: 1 },
} as const

/**
 * Reads the connection overrides of a webhook's URL: `https://example.com/sms#rc=3&rp=5xx,ct&ct=1000&rt=5000&tt=15000`. A number that is out of its range
 * counts as the nearest in it, and what is no number as not given; an unknown policy is told, for then nobody knows what was meant. `sni` needs nothing: the
 * name is always sent; neither does `e`, for there are no edges to leave from.
 */
export function readOverrides(url: string): ConnectionOverrides | OverrideFault {
  const at = url.indexOf('#')
  const given = new URLSearchParams(at < 0 ? '' : url.slice(at + 1))
  const number = (name: keyof typeof numbers): number => {
    const { min, max, usual } = numbers[name]
    const text = given.get(name) ?? ''
    return /^\d{1,9}$/.test(text) ? Math.min(Math.max(Number(text), min), max) : usual
  }
  const retryOn = readPolicy(given.get('rp'))
  if (retryOn === undefined) {
    return {
      code: 11243,
      message: `the retry policy ${JSON.stringify(given.get('rp'))} must be of ${reasons.join(', ')} or all`,
    }
  }
  const times = { connectTimeoutMs: number('ct'), readTimeoutMs: number('rt'), totalTimeoutMs: number('tt') }
  return { ...times, retries: number('rc'), retryOn }
}

function readPolicy(text: string | null): ReadonlySet<RetryReason> | undefined {
  if (text === null || text === '') return new Set<RetryReason>(['ct'])
  const words = text
    .toLowerCase()
    .split(',')
    .map((word) => word.trim())
  if (words.includes('all')) return new Set(reasons)
  return words.every(isReason) ? new Set(words as RetryReason[]) : undefined
}

const isReason = (word: string): boolean => (reasons as readonly string[]).includes(word)
