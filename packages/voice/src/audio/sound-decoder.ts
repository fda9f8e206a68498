import { Worker } from 'node:worker_threads'
import type { Pcm } from '../media/media.ts'
import { SoundError, type SoundKind } from './sound.ts'
import type { DecodeAnswer, DecodeRequest } from './sound-worker.ts'
import { createTurnstile } from './turnstile.ts'

/** Decodes sound beside the main thread. */
export interface SoundDecoder {
  /**
   * @returns 8 kHz, one channel
   * @throws SoundError `unsupported`, `damaged`, `too-long`; the signal's reason
   */
  decode(bytes: Uint8Array, kind: SoundKind, signal?: AbortSignal): Promise<Pcm>
  /** Ends the threads; what is being decoded fails. Safe to call twice. */
  close(): Promise<void>
}

/** Of what a decoder is made. */
export interface SoundDecoderOptions {
  /** Threads at most; 2 where left out, so that a long piece of music does not hold up what is to be said. */
  readonly threads?: number
  /** Longest sound, seconds; 2,400 (40 minutes, Twilio's bound) where left out. */
  readonly maxSeconds?: number
  /** Pieces that may wait; 256 where left out. */
  readonly waiting?: number
}

/** Longer than the longest piece takes on a busy machine; what is at it then hangs. */
const patienceMs = 60_000
const workerFile = new URL('./sound-worker.ts', import.meta.url)

function startWorker(): Worker {
  const worker = new Worker(workerFile, { name: 'sound' })
  worker.unref()
  return worker
}

/** Rejects only where the thread is of no use any more. */
function ask(worker: Worker, request: DecodeRequest, signal: AbortSignal | undefined): Promise<DecodeAnswer> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      clearTimeout(late)
      worker.off('message', take).off('error', die).off('exit', gone)
      signal?.removeEventListener('abort', abort)
      worker.unref()
      settle()
    }
    const fail = (message: string, cause?: unknown): void =>
      end(() => reject(new SoundError('damaged', message, { cause })))
    const take = (answer: DecodeAnswer): void => end(() => resolve(answer))
    const die = (cause: unknown): void => fail('decoding broke down', cause)
    const gone = (): void => fail('decoding was stopped')
    const abort = (): void => end(() => reject(signal?.reason))
    const late = setTimeout(() => fail(`decoding took longer than ${patienceMs / 1000} s`), patienceMs)
    worker.ref()
    worker.on('message', take).on('error', die).on('exit', gone)
    if (signal?.aborted) return abort()
    signal?.addEventListener('abort', abort, { once: true })
    worker.postMessage(request)
  })
}

class ThreadedDecoder implements SoundDecoder {
  readonly #maxSeconds: number
  readonly #idle: Worker[] = []
  readonly #all = new Set<Worker>()
  readonly #turnstile
  #closed = false

  constructor({ threads = 2, maxSeconds = 2400, waiting = 256 }: SoundDecoderOptions) {
    this.#maxSeconds = maxSeconds
    const full = (): Error => new SoundError('unsupported', 'too much sound waits to be decoded: try again in a moment')
    this.#turnstile = createTurnstile({ places: threads, waiting, full })
  }

  decode(bytes: Uint8Array, kind: SoundKind, signal?: AbortSignal): Promise<Pcm> {
    return this.#turnstile.run(() => this.#decode({ bytes, kind, maxSeconds: this.#maxSeconds }, signal), signal)
  }

  async #decode(request: DecodeRequest, signal: AbortSignal | undefined): Promise<Pcm> {
    if (this.#closed) throw new SoundError('unsupported', 'the decoder is closed')
    const worker = this.#idle.pop() ?? this.#start()
    const answer = await ask(worker, request, signal).catch(async (error: unknown) => {
      await this.#end(worker)
      throw error
    })
    this.#idle.push(worker)
    if ('pcm' in answer) return answer.pcm
    throw new SoundError(answer.fault, answer.message)
  }

  #start(): Worker {
    const worker = startWorker()
    this.#all.add(worker)
    worker.on('exit', () => this.#forget(worker))
    return worker
  }

  #forget(worker: Worker): void {
    this.#all.delete(worker)
    const at = this.#idle.indexOf(worker)
    if (at >= 0) this.#idle.splice(at, 1)
  }

  async #end(worker: Worker): Promise<void> {
    this.#forget(worker)
    await worker.terminate()
  }

  async close(): Promise<void> {
    this.#closed = true
    await Promise.all([...this.#all].map((worker) => this.#end(worker)))
  }
}

/** Makes a decoder. Threads are started when they are needed first, and keep no process alive. */
export function createSoundDecoder(options: SoundDecoderOptions = {}): SoundDecoder {
  return new ThreadedDecoder(options)
}
