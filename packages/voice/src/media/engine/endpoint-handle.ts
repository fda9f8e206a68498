import type { Bridge, Digit, MediaEndpoint, MediaFigures, Pcm, PlayEnd, PlayOptions } from '../media.ts'
import { MediaError } from '../media-error.ts'
import type { ArgsOf, EndpointKind, Told } from '../protocol.ts'
import { hearParty } from './hearing.ts'
import type { MediaThread } from './media-thread.ts'
import type { MediaThreads } from './media-threads.ts'
import { newNumber } from './numbers.ts'
import { playOn, untilAborted } from './playing.ts'
import { openRelay } from './relay-handle.ts'

const sendable = /^[0-9A-D*#wW]*$/
const mostDigits = 1_000

/** A place for an endpoint: its worker and its number there. */
export interface EndpointPlace {
  readonly thread: MediaThread
  readonly number: number
  /** Lets go of the place. */
  readonly free: () => void
}

/** Opens an endpoint of a kind; gives its place and what its transport tells of itself. */
export async function openEndpoint(
  threads: MediaThreads,
  placement: string,
  kind: EndpointKind,
  options: unknown,
): Promise<{ readonly place: EndpointPlace; readonly details: unknown }> {
  const place = { ...threads.place(placement), number: newNumber() }
  try {
    return { place, details: await place.thread.ask('open', { id: place.number, kind, options }) }
  } catch (error) {
    place.free()
    throw error
  }
}

/** The main thread's side of an endpoint: what every kind has. */
export class EndpointHandle implements MediaEndpoint {
  readonly id: string
  readonly closed: Promise<void>
  readonly #place: EndpointPlace
  readonly #digits = new Set<(digit: Digit) => void>()
  readonly #events = new Map<string, Set<(value: unknown) => void>>()
  #over: () => void = () => undefined
  #closing: Promise<void> | undefined

  constructor(place: EndpointPlace) {
    this.id = `media-${place.thread.index}-${place.number}`
    this.#place = place
    this.closed = new Promise((resolve) => {
      this.#over = resolve
    })
    const unwatch = place.thread.watch(
      place.number,
      (told) => this.#told(told),
      () => this.#end(),
    )
    void this.closed.then(unwatch)
    // A line's two ends are made before their handles: one may be over by now.
    if (place.thread.over) this.#end()
  }

  get thread(): MediaThread {
    return this.#place.thread
  }

  get number(): number {
    return this.#place.number
  }

  play(sound: Pcm, options?: PlayOptions): Promise<PlayEnd> {
    return playOn(this.thread, { party: this.number }, sound, options)
  }

  async sendDigits(digits: string, signal?: AbortSignal): Promise<void> {
    if (!sendable.test(digits) || digits.length > mostDigits) {
      throw new MediaError('wrong', `only 0-9 A-D * # w W can be sent, ${mostDigits} of them at most`)
    }
    const job = newNumber()
    await untilAborted<void>(
      signal,
      () => this.thread.ask('sendDigits', { id: this.number, job, digits }),
      () => this.thread.ask('stopDigits', { id: this.number, job }),
      { aborted: undefined, closed: undefined },
    )
  }

  onDigit(listener: (digit: Digit) => void): () => void {
    this.#digits.add(listener)
    return () => this.#digits.delete(listener)
  }

  injectDigit(digit: Digit): void {
    // A worker that does not keep up loses the key, as it loses packets; the process must not end of it.
    this.thread.end('injectDigit', { id: this.number, digit }).catch(() => undefined)
  }

  hear(signal: AbortSignal): AsyncIterable<Pcm> {
    return hearParty(this.thread, this.number, signal)
  }

  async bridge(other: MediaEndpoint): Promise<Bridge> {
    const b = handleOf(other)
    const bridge = newNumber()
    const far = b.thread === this.thread ? undefined : await openRelay(this.thread, b, 'bridge')
    try {
      await this.thread.ask('bridge', { bridge, a: this.number, b: far?.number ?? b.number })
    } catch (error) {
      await far?.close()
      throw error
    }
    if (far) void this.closed.then(() => far.close())
    return {
      end: async () => {
        await this.thread.end('endBridge', { bridge })
        await far?.close()
      },
    }
  }

  figures(): Promise<MediaFigures> {
    return this.thread.ask('figures', { id: this.number })
  }

  close(): Promise<void> {
    this.#closing ??= this.thread.end('close', { id: this.number }).finally(() => this.#end())
    return this.#closing
  }

  /** Asks something that only this kind can do. */
  protected request(name: string, value?: unknown): Promise<unknown> {
    return this.thread.ask('request', { id: this.number, name, value } satisfies ArgsOf<'request'>)
  }

  /** Hears what only this kind tells. */
  protected on(name: string, listener: (value: unknown) => void): () => void {
    const listeners = this.#events.get(name) ?? new Set()
    this.#events.set(name, listeners)
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  #told(told: Told): void {
    if (told.tell === 'digit') for (const listener of [...this.#digits]) listener(told.digit)
    if (told.tell === 'event') for (const listener of [...(this.#events.get(told.name) ?? [])]) listener(told.value)
    if (told.tell === 'closed') this.#end()
  }

  #end(): void {
    this.#place.free()
    this.#over()
  }
}

/** An endpoint of this engine. @throws MediaError `wrong` for one of another making */
export function handleOf(endpoint: MediaEndpoint): EndpointHandle {
  if (endpoint instanceof EndpointHandle) return endpoint
  throw new MediaError('wrong', 'the endpoint was not opened by this media engine')
}
