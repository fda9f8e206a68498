import { type Transferable, Worker } from 'node:worker_threads'
import { MediaError } from '../media-error.ts'
import type { Answer, ArgsOf, Operation, ResultOf, Told, WorkerLoad, WorkerOptions } from '../protocol.ts'

/** Questions that may wait for their answers, in one worker. Playing is one that waits long. */
const mostAsked = 20_000

/** What a worker tells of one endpoint or recorder. */
export type ToldListener = (told: Told) => void

/** Told of what concerns the worker as a whole. */
export interface ThreadWatcher {
  /** The worker is no more, unasked. All that was in it is over. `detail` says where the error came from, if it was one. */
  died(thread: MediaThread, reason: string, detail: string | undefined): void
  load(thread: MediaThread, load: WorkerLoad): void
  fault(thread: MediaThread, message: string, detail: string): void
}

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
}

/** The main thread's side of one media worker: asks, and hears what it tells. */
export class MediaThread {
  readonly index: number
  readonly #worker: Worker
  readonly #watcher: ThreadWatcher
  readonly #waiting = new Map<number, Waiting>()
  readonly #listeners = new Map<number, ToldListener>()
  readonly #mourners = new Set<() => void>()
  readonly #began = performance.now()
  #asked = 0
  #over = false
  #fault: Error | undefined

  constructor(options: WorkerOptions, watcher: ThreadWatcher) {
    this.index = options.index
    this.#watcher = watcher
    this.#worker = new Worker(new URL('../worker/main.ts', import.meta.url), {
      workerData: options,
      name: `media-${options.index}`,
    })
    this.#worker.on('message', (message: Answer | Told) => this.#take(message))
    this.#worker.on('error', (error: unknown) => {
      this.#fault = error instanceof Error ? error : new Error(String(error))
    })
    this.#worker.on('exit', (code) => this.#exited(code))
  }

  /** Endpoints, rooms and recorders in it. */
  get size(): number {
    return this.#mourners.size
  }

  /** How long ago it was started, milliseconds. */
  get ageMs(): number {
    return performance.now() - this.#began
  }

  /** Whether it has died or was stopped. */
  get over(): boolean {
    return this.#over
  }

  /** @throws MediaError as the worker says; `closed` where it is no more */
  ask<K extends Operation>(op: K, args: ArgsOf<K>, transfer: readonly Transferable[] = []): Promise<ResultOf<K>> {
    if (this.#over) return Promise.reject(new MediaError('closed', 'the media worker is gone'))
    if (this.#waiting.size >= mostAsked)
      return Promise.reject(new MediaError('full', 'the media worker does not keep up'))
    this.#asked += 1
    const ask = this.#asked
    return new Promise((resolve, reject) => {
      this.#waiting.set(ask, { resolve: (value) => resolve(value as ResultOf<K>), reject })
      this.#worker.postMessage({ ask, op, args }, transfer)
    })
  }

  /** Asks for something whose failing makes no difference, since all it does is to end something: that is over in any case. */
  async end<K extends Operation>(op: K, args: ArgsOf<K>): Promise<void> {
    try {
      await this.ask(op, args)
    } catch (error) {
      if (!(error instanceof MediaError && error.code === 'closed')) throw error
    }
  }

  /** Hears what is told of this id, and is told when the worker dies, until the function that it returns is called. */
  watch(id: number, listener: ToldListener, mourner: () => void): () => void {
    this.#listeners.set(id, listener)
    this.#mourners.add(mourner)
    return () => {
      this.#listeners.delete(id)
      this.#mourners.delete(mourner)
    }
  }

  async stop(): Promise<void> {
    this.#close('the media engine was stopped')
    await this.#worker.terminate()
  }

  #take(message: Answer | Told): void {
    if ('answer' in message) this.#settle(message)
    else if (message.tell === 'load') this.#watcher.load(this, message.load)
    else if (message.tell === 'fault') this.#watcher.fault(this, message.message, message.detail)
    else this.#listeners.get(message.tell === 'recorded' ? message.recorder : message.id)?.(message)
  }

  #settle(message: Answer): void {
    const waiting = this.#waiting.get(message.answer)
    this.#waiting.delete(message.answer)
    if ('fault' in message) waiting?.reject(new MediaError(message.fault.code, message.fault.message))
    else waiting?.resolve(message.value)
  }

  #exited(code: number): void {
    if (this.#over) return
    this.#watcher.died(this, this.#fault?.message ?? `it exited with ${code}`, this.#fault?.stack)
    this.#close('the media worker died')
  }

  #close(reason: string): void {
    this.#over = true
    for (const { reject } of this.#waiting.values()) reject(new MediaError('closed', reason))
    this.#waiting.clear()
    for (const mourner of [...this.#mourners]) mourner()
    this.#mourners.clear()
    this.#listeners.clear()
  }
}
