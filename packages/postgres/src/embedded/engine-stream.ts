import { Duplex } from 'node:stream'
import { Worker } from 'node:worker_threads'
import type { EngineMessage, EngineOptions, EngineRequest } from './engine-messages.ts'
import { endsReady, isTerminate, ProtocolFramer } from './protocol-framer.ts'

const workerFile = new URL('./engine-worker.ts', import.meta.url)

/**
 * A "socket" for a `pg` client whose other end is PGlite in a worker thread. So both engines are spoken to by the same
 * driver: prepared statements, type parsing, notifications and errors are alike because they are the same code. The
 * engine lives as long as the stream: a client that breaks takes the engine with it, and the next one opens the folder
 * again, which recovers from the write-ahead log as after a crash.
 */
export class EngineStream extends Duplex {
  readonly #options: EngineOptions
  readonly #framer = new ProtocolFramer()
  #worker: Worker | undefined

  constructor(options: EngineOptions) {
    super()
    this.#options = options
  }

  /** What `pg` calls on a socket; the address means nothing here. */
  connect(): this {
    const worker = new Worker(workerFile, { workerData: this.#options })
    worker.on('message', (message: EngineMessage) => this.#receive(message))
    worker.on('error', (error: Error) => this.destroy(broken(`the embedded database failed: ${error.message}`, error)))
    worker.on('exit', () => this.destroy())
    this.#worker = worker
    return this
  }

  setNoDelay(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  ref(): this {
    this.#worker?.ref()
    return this
  }

  unref(): this {
    this.#worker?.unref()
    return this
  }

  override _read(): void {
    // Answers are pushed as they come: each is asked for by a unit, so they cannot pile up.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    this.#write([chunk])
    done()
  }

  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error) => void): void {
    this.#write(chunks.map((each) => each.chunk))
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const worker = this.#worker
    this.#worker = undefined
    if (!worker) {
      done(error)
      return
    }
    // The folder must be free before anyone hears that this stream is closed and opens another.
    worker.terminate().then(
      () => done(error),
      () => done(error),
    )
  }

  #write(chunks: readonly Buffer[]): void {
    const bytes = this.#framer.push(chunks)
    if (!bytes) return
    if (isTerminate(bytes)) this.#send({ kind: 'close' }, [])
    else this.#send({ kind: 'unit', bytes }, [bytes.buffer])
  }

  #send(request: EngineRequest, transfer: ArrayBuffer[]): void {
    this.#worker?.postMessage(request, transfer)
  }

  #receive(message: EngineMessage): void {
    if (message.kind === 'ready') return void this.emit('connect')
    this.push(Buffer.from(message.bytes.buffer))
    // A panic (a full disk, a broken page) leaves the engine in the middle of nowhere.
    if (!endsReady(message.bytes)) this.destroy(broken('the embedded database stopped in the middle of a statement'))
  }
}

/** With a code that says "the connection is gone" to whoever reads it. */
function broken(message: string, cause?: unknown): Error {
  return Object.assign(new Error(message, { cause }), { code: 'ECONNRESET' })
}
