import type { Log, Meter } from '../../ports.ts'
import type { WorkerLoad, WorkerOptions } from '../protocol.ts'
import { MediaThread, type ThreadWatcher } from './media-thread.ts'

/** A worker that lived for less than this, milliseconds, is started anew only after as long, so that a fault at the start does not eat the machine. */
const restartPauseMs = 1_000

/** The workers, and which placement key is where. */
export class MediaThreads implements ThreadWatcher {
  readonly #options: (index: number) => WorkerOptions
  readonly #log: Log
  readonly #meter: Meter
  readonly #threads: MediaThread[]
  readonly #places = new Map<string, { readonly thread: MediaThread; users: number }>()
  readonly #restarts = new Set<NodeJS.Timeout>()
  #stopped = false

  constructor(count: number, options: (index: number) => WorkerOptions, log: Log, meter: Meter) {
    this.#options = options
    this.#log = log
    this.#meter = meter
    this.#threads = Array.from({ length: count }, (_, index) => new MediaThread(options(index), this))
  }

  /** The worker of a placement key: where others of the key are, else the one with the least in it. Call what it returns when it is over. */
  place(key: string): { readonly thread: MediaThread; readonly free: () => void } {
    const known = this.#places.get(key)
    const place = known && !known.thread.over ? known : { thread: this.#leastLoaded(), users: 0 }
    this.#places.set(key, place)
    place.users += 1
    let used = true
    const free = (): void => {
      if (used) place.users -= 1
      used = false
      if (place.users === 0 && this.#places.get(key) === place) this.#places.delete(key)
    }
    return { thread: place.thread, free }
  }

  async stop(): Promise<void> {
    this.#stopped = true
    for (const restart of this.#restarts) clearTimeout(restart)
    await Promise.all(this.#threads.map((thread) => thread.stop()))
  }

  died(thread: MediaThread, reason: string, detail: string | undefined): void {
    const fields = { worker: thread.index, reason, closed: thread.size, ...(detail === undefined ? {} : { detail }) }
    this.#log.error(fields, 'a media worker died: all in it is closed, and another one is started')
    this.#meter.count('voice_media_worker_deaths_total', {})
    this.#restart(thread)
  }

  load(thread: MediaThread, load: WorkerLoad): void {
    const labels = { worker: String(thread.index) }
    this.#meter.gauge('voice_media_endpoints', labels, load.endpoints)
    this.#meter.gauge('voice_media_tick_late_seconds', labels, load.worstLateMs / 1000)
  }

  fault(thread: MediaThread, message: string, detail: string): void {
    this.#log.error({ worker: thread.index, detail }, `media: ${message}`)
  }

  #leastLoaded(): MediaThread {
    const living = this.#threads.filter((thread) => !thread.over)
    const [first, ...others] = living.length > 0 ? living : this.#threads
    if (!first) throw new Error('there is no media worker')
    return others.reduce((least, each) => (each.size < least.size ? each : least), first)
  }

  #restart(dead: MediaThread): void {
    if (this.#stopped) return
    const begin = (): void => {
      this.#restarts.delete(timer)
      this.#threads[dead.index] = new MediaThread(this.#options(dead.index), this)
    }
    const timer = setTimeout(begin, dead.ageMs < restartPauseMs ? restartPauseMs : 0)
    this.#restarts.add(timer)
  }
}
