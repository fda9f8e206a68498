import type { HeldPhone, PhoneCall } from './phones.ts'

/** Of what a held phone is made. */
export interface HeldPhoneOptions {
  readonly number: string
  readonly lines: number
  readonly record: boolean
  readonly dial: (phone: HeldNumber, to: string) => Promise<PhoneCall>
  readonly onRelease: (phone: HeldNumber) => void
}

const mostKept = 100

/** A number that somebody holds, with its calls. */
export class HeldNumber implements HeldPhone {
  readonly number: string
  readonly record: boolean
  readonly #options: HeldPhoneOptions
  readonly #calls: PhoneCall[] = []
  readonly #unseen: PhoneCall[] = []
  readonly #listeners = new Set<(call: PhoneCall) => void>()
  readonly #released = new AbortController()

  constructor(options: HeldPhoneOptions) {
    this.#options = options
    this.number = options.number
    this.record = options.record
  }

  get calls(): readonly PhoneCall[] {
    return this.#calls
  }

  /** Whether one more call may ring or be made. */
  get free(): boolean {
    return this.#calls.filter(({ state }) => state !== 'ended').length < this.#options.lines
  }

  /** A call that rings here. */
  rings(call: PhoneCall): void {
    this.#keep(call)
    this.#unseen.push(call)
    if (this.#unseen.length > mostKept) this.#unseen.shift()
    for (const listener of this.#listeners) listener(call)
  }

  onCall(listener: (call: PhoneCall) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  async nextCall(signal?: AbortSignal): Promise<PhoneCall> {
    const stop = signal === undefined ? this.#released.signal : AbortSignal.any([signal, this.#released.signal])
    for (;;) {
      stop.throwIfAborted()
      const call = this.#unseen.shift()
      if (call !== undefined) return call
      const { promise, resolve } = Promise.withResolvers<void>()
      const done = () => resolve()
      const off = this.onCall(done)
      stop.addEventListener('abort', done, { once: true })
      await promise
      off()
      stop.removeEventListener('abort', done)
    }
  }

  async dial(to: string): Promise<PhoneCall> {
    this.#released.signal.throwIfAborted()
    const call = await this.#options.dial(this, to)
    this.#keep(call)
    return call
  }

  async release(): Promise<void> {
    this.#released.abort(new Error('the phone was put down'))
    this.#options.onRelease(this)
    await Promise.all(this.#calls.map((call) => call.hangUp()))
  }

  #keep(call: PhoneCall): void {
    this.#calls.push(call)
    const over = this.#calls.findIndex(({ state }) => state === 'ended')
    if (this.#calls.length > mostKept && over >= 0) this.#calls.splice(over, 1)
  }
}
