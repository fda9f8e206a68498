import type { Leg, LegEnd, LegState, RejectCause } from '../../../src/leg/leg.ts'
import { FakeMedia } from './fake-media.ts'
import type { VirtualTime } from './virtual-time.ts'

/** A party without signalling: the test says what it does. */
export class FakeLeg implements Leg {
  readonly id: string
  readonly kind = 'phone'
  readonly direction: 'inbound' | 'outbound'
  readonly media: FakeMedia
  readonly answered: Promise<boolean>
  readonly ended: Promise<LegEnd>
  parameters: Readonly<Record<string, string>> = {}
  state: LegState = 'calling'
  /** Seconds at which it was answered and ended. */
  answeredAt: number | undefined
  endedAt: number | undefined
  end: LegEnd | undefined
  rejectedFor: RejectCause | undefined
  rang = false
  readonly #time: VirtualTime
  #answer: (answered: boolean) => void = () => undefined
  #end: (end: LegEnd) => void = () => undefined

  constructor(id: string, direction: 'inbound' | 'outbound', time: VirtualTime) {
    this.id = id
    this.direction = direction
    this.#time = time
    this.media = new FakeMedia(id, time)
    this.answered = new Promise((resolve) => {
      this.#answer = resolve
    })
    this.ended = new Promise((resolve) => {
      this.#end = resolve
    })
  }

  onRinging(listener: () => void): () => void {
    if (this.state === 'ringing') listener()
    return () => undefined
  }

  async ring(): Promise<void> {
    this.rang = true
    if (this.state === 'calling') this.state = 'ringing'
  }

  async answer(): Promise<void> {
    if (this.state === 'answered' || this.state === 'ended') return
    this.state = 'answered'
    this.answeredAt = this.#time.seconds
    this.#answer(true)
  }

  async reject(cause: RejectCause): Promise<void> {
    this.rejectedFor = cause
    this.finish({ cause: cause === 'busy' ? 'busy' : 'rejected', by: 'us' })
  }

  async hangUp(cause: 'completed' | 'canceled' | 'failed' = 'completed'): Promise<void> {
    this.finish({ cause, by: 'us' })
  }

  /** It is over. */
  finish(end: LegEnd): void {
    if (this.state === 'ended') return
    this.state = 'ended'
    this.endedAt = this.#time.seconds
    this.end = end
    this.#answer(false)
    this.#end(end)
    void this.media.close()
  }
}
