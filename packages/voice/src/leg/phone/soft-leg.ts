import type { MediaEndpoint } from '../../media/media.ts'
import type { Leg, LegCause, LegEnd, LegKind, LegState, RejectCause } from '../leg.ts'

/** What a leg without a wire is made of. */
export interface SoftLegOptions {
  readonly id: string
  readonly kind: Extract<LegKind, 'phone' | 'line'>
  readonly direction: 'inbound' | 'outbound'
  readonly media: MediaEndpoint
  readonly parameters?: Readonly<Record<string, string>>
}

/** What our side of the leg does, told to the party. */
export interface PartyEvents {
  /** Inbound: it rings. */
  readonly onRing?: () => void
  /** Inbound: we have answered. */
  readonly onAnswer?: () => void
}

const causes: Readonly<Record<RejectCause, LegCause>> = {
  busy: 'busy',
  rejected: 'rejected',
  failed: 'failed',
  forbidden: 'failed',
  missing: 'failed',
}

/**
 * A leg whose party is in this process. `ring`, `answer`, `reject` and `hangUp` are ours; what the party does comes by `partyRings`, `partyAnswers` and
 * `partyLeaves`. The first end counts.
 */
export class SoftLeg implements Leg {
  readonly id: string
  readonly kind: LegKind
  readonly direction: 'inbound' | 'outbound'
  readonly media: MediaEndpoint
  readonly parameters: Readonly<Record<string, string>>
  readonly answered: Promise<boolean>
  readonly ended: Promise<LegEnd>
  readonly #answered = Promise.withResolvers<boolean>()
  readonly #ended = Promise.withResolvers<LegEnd>()
  readonly #ringing = new Set<() => void>()
  #events: PartyEvents = {}
  #state: LegState = 'calling'

  constructor({ id, kind, direction, media, parameters = {} }: SoftLegOptions) {
    this.id = id
    this.kind = kind
    this.direction = direction
    this.media = media
    this.parameters = parameters
    this.answered = this.#answered.promise
    this.ended = this.#ended.promise
    // A party without sound is no party.
    void media.closed.then(() => this.#end({ cause: 'failed', by: 'us', reason: 'its sound ended' }))
  }

  get state(): LegState {
    return this.#state
  }

  /** The party wants to be told from now on. */
  tell(events: PartyEvents): void {
    this.#events = events
  }

  onRinging(listener: () => void): () => void {
    if (this.#state === 'ringing') listener()
    else this.#ringing.add(listener)
    return () => void this.#ringing.delete(listener)
  }

  async ring(): Promise<void> {
    if (this.direction === 'inbound' && this.#rings()) this.#events.onRing?.()
  }

  async answer(): Promise<void> {
    if (this.direction === 'inbound' && this.#answers()) this.#events.onAnswer?.()
  }

  async reject(cause: RejectCause): Promise<void> {
    if (this.#state === 'answered') return
    await this.#end({ cause: causes[cause], by: 'us' })
  }

  async hangUp(cause?: 'completed' | 'canceled' | 'failed'): Promise<void> {
    await this.#end({ cause: cause ?? (this.#state === 'answered' ? 'completed' : 'canceled'), by: 'us' })
  }

  /** Outbound: the party rings. */
  partyRings(): void {
    if (this.direction === 'outbound') this.#rings()
  }

  /** Outbound: the party answers. False where it was too late. */
  partyAnswers(): boolean {
    return this.direction === 'outbound' && this.#answers()
  }

  /** The party hangs up, refuses, or gives up before it was answered. */
  async partyLeaves(cause: LegCause, reason?: string): Promise<void> {
    await this.#end({ cause, by: 'party', ...(reason === undefined ? {} : { reason }) })
  }

  #rings(): boolean {
    if (this.#state !== 'calling') return false
    this.#state = 'ringing'
    for (const listener of this.#ringing) listener()
    this.#ringing.clear()
    return true
  }

  #answers(): boolean {
    if (this.#state !== 'calling' && this.#state !== 'ringing') return false
    this.#state = 'answered'
    this.#ringing.clear()
    this.#answered.resolve(true)
    return true
  }

  async #end(end: LegEnd): Promise<void> {
    if (this.#state === 'ended') return
    this.#state = 'ended'
    this.#ringing.clear()
    this.#answered.resolve(false)
    this.#ended.resolve(end)
    await this.media.close()
  }
}
