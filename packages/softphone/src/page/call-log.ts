/** A call that was. */
export interface LoggedCall {
  /** E.164, a name, or what was dialled. */
  readonly number: string
  readonly direction: 'in' | 'out'
  /** Whether it came to a talk. */
  readonly answered: boolean
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly seconds: number
}

/** As much of `localStorage` as is used. */
export type LogStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const most = 100

function isLogged(entry: unknown): entry is LoggedCall {
  const { number, direction, answered, at, seconds } = (entry ?? {}) as Partial<Record<keyof LoggedCall, unknown>>
  return (
    typeof number === 'string' &&
    (direction === 'in' || direction === 'out') &&
    typeof answered === 'boolean' &&
    typeof at === 'number' &&
    typeof seconds === 'number'
  )
}

/** The last hundred calls of one number, newest first, kept in the browser. */
export class CallLog {
  readonly #storage: LogStorage
  readonly #key: string

  constructor(storage: LogStorage, phoneNumber: string) {
    this.#storage = storage
    this.#key = `softphone.log.${phoneNumber}`
  }

  list(): readonly LoggedCall[] {
    try {
      const kept: unknown = JSON.parse(this.#storage.getItem(this.#key) ?? '[]')
      return Array.isArray(kept) ? kept.filter(isLogged) : []
    } catch {
      return [] // Written by something else: it is replaced at the next call.
    }
  }

  add(call: LoggedCall): void {
    this.#storage.setItem(this.#key, JSON.stringify([call, ...this.list()].slice(0, most)))
  }

  clear(): void {
    this.#storage.removeItem(this.#key)
  }
}
