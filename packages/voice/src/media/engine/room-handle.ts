import type { MediaEndpoint, MediaRoom, Pcm, PlayEnd, PlayOptions, Seat, SeatOptions } from '../media.ts'
import { MediaError } from '../media-error.ts'
import type { SeatState } from '../protocol.ts'
import { type EndpointPlace, handleOf } from './endpoint-handle.ts'
import type { MediaThread } from './media-thread.ts'
import { playOn } from './playing.ts'
import { openRelay } from './relay-handle.ts'

type SpeechListener = (endpoint: MediaEndpoint, speaking: boolean) => void
/** What the worker tells of who speaks. */
interface Speech {
  readonly party: number
  readonly speaking: boolean
}

/** The main thread's side of a room. Endpoints of other workers take part through stand-ins. */
export class RoomHandle implements MediaRoom {
  readonly id: string
  readonly closed: Promise<void>
  readonly #place: EndpointPlace
  /** Under which number an endpoint takes part. */
  readonly #numbers = new Map<MediaEndpoint, number>()
  readonly #unwatch: () => void
  readonly #over: () => void
  readonly #speechListeners = new Set<SpeechListener>()
  #closing: Promise<void> | undefined

  constructor(place: EndpointPlace) {
    this.#place = place
    this.id = `room-${place.thread.index}-${place.number}`
    const { promise, resolve } = Promise.withResolvers<void>()
    this.closed = promise
    this.#over = resolve
    this.#unwatch = place.thread.watch(
      place.number,
      (told) => told.tell === 'event' && told.name === 'speech' && this.#spoke(told.value as Speech),
      () => {
        place.free()
        resolve()
      },
    )
  }

  get thread(): MediaThread {
    return this.#place.thread
  }

  get number(): number {
    return this.#place.number
  }

  async join(endpoint: MediaEndpoint, options: SeatOptions = {}): Promise<Seat> {
    const handle = handleOf(endpoint)
    const relay = handle.thread === this.thread ? undefined : await openRelay(this.thread, handle, 'room')
    const party = relay?.number ?? handle.number
    try {
      await this.thread.ask('join', { room: this.number, party, state: this.#state(options) })
    } catch (error) {
      await relay?.close()
      throw error
    }
    this.#numbers.set(endpoint, party)
    const forget = async (): Promise<void> => {
      if (this.#numbers.get(endpoint) === party) this.#numbers.delete(endpoint)
      await relay?.close()
    }
    void handle.closed.then(forget)
    return {
      set: (changed) => this.thread.ask('setSeat', { room: this.number, party, state: this.#state(changed) }),
      leave: async () => {
        await this.thread.end('leave', { room: this.number, party })
        await forget()
      },
    }
  }

  play(sound: Pcm, options?: PlayOptions): Promise<PlayEnd> {
    return playOn(this.thread, { room: this.number }, sound, options)
  }

  onSpeech(listener: SpeechListener): () => void {
    // Nobody is to wait for it: a room that is gone tells nothing.
    if (this.#speechListeners.size === 0)
      void this.thread.end('watchSpeech', { room: this.number }).catch(() => undefined)
    this.#speechListeners.add(listener)
    return () => void this.#speechListeners.delete(listener)
  }

  close(): Promise<void> {
    this.#closing ??= this.thread.end('closeRoom', { room: this.number }).finally(() => {
      this.#unwatch()
      this.#place.free()
      this.#over()
    })
    return this.#closing
  }

  #spoke({ party, speaking }: Speech): void {
    for (const [endpoint, number] of this.#numbers) {
      if (number === party) for (const listener of this.#speechListeners) listener(endpoint, speaking)
    }
  }

  #state({ muted = false, held = false, coachOf }: SeatOptions): SeatState {
    if (!coachOf) return { muted, held }
    const number = this.#numbers.get(coachOf)
    if (number === undefined) throw new MediaError('wrong', 'who is to be coached is not in the room')
    return { muted, held, coachOf: number }
  }
}
