/** What a client may call, how fast, and how much at a time. */
export interface CallLimits {
  /** Beginnings of numbers that may be called: `+49`, `+1415`; `+` is every number. The longest of `allow` and `deny` that fits a number decides. */
  readonly allow: readonly string[]
  readonly deny: readonly string[]
  /** Whether numbers that cost more than a call, by their country's plan, may be called. */
  readonly premium: boolean
  /** Calls a second that are dialled for the API. */
  readonly perSecond: number
  /** Calls a minute that leave the server. */
  readonly perMinute: number
  /** Calls at a time that have left the server. */
  readonly concurrent: number
}

/** Some of the limits; those that are left out are the server's. */
export type CallLimitsInput = { readonly [Name in keyof CallLimits]?: CallLimits[Name] }

/**
 * What holds where nothing is configured. Denied are the codes that no country has and that are billed by the minute like premium numbers: satellite
 * phones (+870, +881, +882, +883), universal personal numbers (+878), and international premium rate (+979).
 */
export const defaultCallLimits: CallLimits = Object.freeze({
  allow: ['+'],
  deny: ['+870', '+878', '+881', '+882', '+883', '+979'],
  premium: false,
  perSecond: 50,
  perMinute: 600,
  concurrent: 500,
})

/** The limits of one client: its own before the server's. */
export const mergeLimits = (server: CallLimits, own: CallLimitsInput): CallLimits => ({ ...server, ...own })

/** Whether a number may be called: the longest beginning that is listed decides, and of two that are equal the one that denies. */
export function mayCall({ allow, deny }: Pick<CallLimits, 'allow' | 'deny'>, e164: string): boolean {
  const longest = (prefixes: readonly string[]) =>
    prefixes.reduce((most, prefix) => (e164.startsWith(prefix) && prefix.length > most ? prefix.length : most), 0)
  return longest(allow) > longest(deny)
}

const prefixShape = /^\+\d{0,15}$/

/** What is wrong with limits that somebody gives; undefined: nothing. The pointer leads into the object. */
export function limitsFault(
  limits: CallLimitsInput,
): { readonly pointer: string; readonly detail: string } | undefined {
  for (const name of ['allow', 'deny'] as const) {
    const index = (limits[name] ?? []).findIndex((prefix) => !prefixShape.test(prefix))
    if (index >= 0)
      return { pointer: `/${name}/${index}`, detail: 'the beginning of a number such as +49, or + for all' }
  }
  for (const name of ['perSecond', 'perMinute', 'concurrent'] as const) {
    const value = limits[name]
    if (value !== undefined && !(Number.isFinite(value) && value >= 0)) {
      return { pointer: `/${name}`, detail: 'a number of at least 0' }
    }
  }
  return undefined
}
