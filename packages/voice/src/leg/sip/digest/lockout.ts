/** After how many wrong credentials in a row somebody is locked out, and for how long. Milliseconds. */
export interface LockoutRules {
  /** Wrong ones for one user from one address. */
  readonly pair: number
  /** Wrong ones from one address, whatever the user. */
  readonly source: number
  /** Wrong ones for one user from all addresses but those from which that user was right before. */
  readonly user: number
  /** The first time; each further one doubles it. */
  readonly first: number
  readonly longest: number
  /** After so long without a wrong one all is forgotten. */
  readonly forget: number
}

/** What is used unless told otherwise. */
export const lockoutRules: LockoutRules = {
  pair: 5,
  source: 20,
  user: 100,
  first: 30_000,
  longest: 3_600_000,
  forget: 6 * 3_600_000,
}

interface Record {
  failures: number
  times: number
  until: number
  last: number
}

const most = 20_000

/**
 * Counts wrong credentials. Bounded: the records that were touched longest ago make room. A user is locked out as such only towards addresses where he was
 * never right, so that a stranger who guesses does not take the phone off its owner.
 */
export class Lockout {
  readonly #rules: LockoutRules
  readonly #now: () => number
  readonly #records = new Map<string, Record>()
  /** Pairs that were right once, the latest last. */
  readonly #trusted = new Set<string>()

  constructor(now: () => number, rules: LockoutRules = lockoutRules) {
    this.#now = now
    this.#rules = rules
  }

  /** Whether credentials of this user from this address are refused unseen. */
  isLocked(user: string, address: string): boolean {
    const names = [`pair ${user} ${address}`, `source ${address}`]
    if (!this.#trusted.has(`${user} ${address}`)) names.push(`user ${user}`)
    return names.some((name) => (this.#records.get(name)?.until ?? 0) > this.#now())
  }

  /** Writes down that they were wrong. True where that locks somebody out. */
  failed(user: string, address: string): boolean {
    const { pair, source, user: ofUser } = this.#rules
    const hits = [
      this.#count(`pair ${user} ${address}`, pair),
      this.#count(`source ${address}`, source),
      this.#trusted.has(`${user} ${address}`) ? false : this.#count(`user ${user}`, ofUser),
    ]
    return hits.includes(true)
  }

  /** Writes down that they were right. What was wrong from the address with other users still counts. */
  succeeded(user: string, address: string): void {
    this.#records.delete(`pair ${user} ${address}`)
    this.#trusted.delete(`${user} ${address}`)
    this.#trusted.add(`${user} ${address}`)
    if (this.#trusted.size > most) for (const oldest of this.#trusted.keys().take(1)) this.#trusted.delete(oldest)
  }

  #count(name: string, limit: number): boolean {
    const now = this.#now()
    const old = this.#records.get(name)
    const fresh = old === undefined || now - old.last > this.#rules.forget
    const record = fresh ? { failures: 0, times: 0, until: 0, last: now } : old
    record.failures++
    record.last = now
    this.#records.delete(name)
    this.#records.set(name, record)
    if (this.#records.size > most) for (const oldest of this.#records.keys().take(1)) this.#records.delete(oldest)
    if (record.failures < limit) return false
    record.failures = 0
    record.until = now + Math.min(this.#rules.first * 2 ** record.times++, this.#rules.longest)
    return true
  }
}
