import { ProblemError } from '@trunkline/wire'
import type { HeldPhone, PhoneCall } from './phones.ts'
import type { PhoneAction, PhoneEvent, PhoneEvents } from './remote-phones.ts'

/** Events that are kept for who is slow, and bytes of sound that are told of one call: five minutes. */
const mostEvents = 2_000
const mostSoundSamples = 5 * 60 * 8_000
/** Samples of one event: two seconds. */
const piece = 16_000
/** Events of one answer. */
const mostAtOnce = 16

const refused = (detail: string): ProblemError =>
  new ProblemError('validation-failed', detail, { errors: [{ pointer: '/action', detail }] })

/** A phone that somebody holds from afar: what happens is kept until it was asked for. */
export class PhoneSession {
  readonly clientId: string
  readonly #phone: HeldPhone
  readonly #record: boolean
  readonly #calls = new Map<string, PhoneCall>()
  #events: PhoneEvent[] = []
  /** Place of the first event that is kept. */
  #first = 0
  #wake: (() => void)[] = []
  #released = false

  constructor(clientId: string, phone: HeldPhone, record: boolean) {
    this.clientId = clientId
    this.#phone = phone
    this.#record = record
    phone.onCall((call) => this.#follow(call, 'ringing'))
  }

  /** What happened from a place on; waits for something, so many milliseconds at most. */
  async events(after: number, waitMs: number): Promise<PhoneEvents> {
    if (this.#end <= after && !this.#released) {
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#wake.push(resolve)
      const timer = setTimeout(resolve, waitMs)
      await promise
      clearTimeout(timer)
    }
    // What was given is not asked for again, so it need not be kept.
    const begin = Math.max(0, after - this.#first)
    this.#events.splice(0, begin)
    this.#first += begin
    const events = this.#events.slice(0, mostAtOnce)
    const next = this.#first + events.length
    return { events, next: this.#released && next >= this.#end ? null : next }
  }

  async act(action: PhoneAction): Promise<string | null> {
    if (action.action === 'release') {
      await this.release()
      return null
    }
    if (action.action === 'dial') {
      const call = await this.#phone.dial(action.to)
      this.#follow(call, 'calling')
      return call.id
    }
    const call = this.#callOf(action.call)
    if (action.action === 'press') {
      if (call.state !== 'answered') throw refused('The call is not answered, so no key is heard.')
      if (!/^[0-9A-D*#wW]{1,64}$/.test(action.digits)) throw refused('Keys are 0-9, A-D, * and #; w and W wait.')
      await call.press(action.digits)
    } else if (action.action === 'answer') {
      if (call.direction !== 'in') throw refused('The other side has to answer.')
      await call.answer()
    } else if (action.action === 'reject') await call.reject()
    else await call.hangUp()
    return call.id
  }

  async release(): Promise<void> {
    if (this.#released) return
    await this.#phone.release()
    await Promise.all([...this.#calls.values()].map(({ ended }) => ended))
    this.#tell({ type: 'released' })
    this.#released = true
    this.#rouse()
  }

  get #end(): number {
    return this.#first + this.#events.length
  }

  #callOf(id: string | undefined): PhoneCall {
    const live = [...this.#calls.values()].filter(({ state }) => state !== 'ended')
    const call = id === undefined ? live.at(-1) : live.find((each) => each.id === id)
    if (call === undefined) throw refused('There is no such call at this phone any more.')
    return call
  }

  #follow(call: PhoneCall, type: 'ringing' | 'calling'): void {
    const { id } = call
    this.#calls.set(id, call)
    this.#tell({ type, call: id, from: call.from, to: call.to })
    call.onText((text) => this.#tell({ type: 'text', call: id, text }))
    call.onDigit((digit) => this.#tell({ type: 'digit', call: id, digit }))
    void call.answered.then((yes) => (yes ? this.#tell({ type: 'answered', call: id }) : undefined))
    void call.ended.then(async ({ cause, by }) => {
      // `by` of the leg is seen from the server: the party is the one who holds the phone.
      this.#tell({ type: 'ended', call: id, cause, by: by === 'party' ? 'us' : 'party' })
      this.#calls.delete(id)
      if (this.#record && (await call.answered)) this.#tellSound(id, await call.heard())
    })
  }

  #tellSound(call: string, sound: Int16Array): void {
    const heard = sound.subarray(0, mostSoundSamples)
    for (let at = 0; at < Math.max(1, heard.length); at += piece) {
      const part = heard.slice(at, at + piece)
      const pcm = Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('base64')
      this.#tell({ type: 'sound', call, pcm, last: at + piece >= heard.length })
    }
  }

  #tell(event: PhoneEvent): void {
    if (this.#released) return
    this.#events.push(event)
    if (this.#events.length > mostEvents) {
      this.#events.shift()
      this.#first += 1
    }
    this.#rouse()
  }

  #rouse(): void {
    for (const wake of this.#wake.splice(0)) wake()
  }
}
