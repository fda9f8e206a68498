import type { WebSocket } from 'ws'
import type { Log } from '../../ports.ts'
import type { BrowserLimits } from './browser-limits.ts'
import { type ClientFrame, heartbeat, readFrame, type ServerFrameType, writeFrame } from './frame.ts'
import { FrameBudget } from './frame-budget.ts'
import { SignallingError } from './signalling-error.ts'

/** Of what a page's connection is made. */
export interface PageSocketOptions {
  readonly socket: WebSocket
  readonly limits: BrowserLimits
  readonly log: Log
  /** Milliseconds, never set back. */
  readonly now: () => number
  /** One frame at a time, in order. What it throws is logged. */
  readonly onFrame: (frame: ClientFrame) => Promise<void>
  readonly onClose: () => void
}

/** Heartbeats that may stay unanswered. */
const mostUnanswered = 3

/** One WebSocket of one page: frames in their order, heartbeat, and the bounds of both directions. */
export class PageSocket {
  readonly #options: PageSocketOptions
  readonly #budget: FrameBudget
  readonly #beat: NodeJS.Timeout
  #queue: Promise<void> = Promise.resolve()
  #waiting = 0
  #unanswered = 0
  #open = true

  constructor(options: PageSocketOptions) {
    this.#options = options
    const { socket, limits } = options
    this.#budget = new FrameBudget(limits.messageBurst, limits.messagesPerSecond, options.now())
    this.#beat = setInterval(() => this.#sendBeat(), limits.heartbeatEvery).unref()
    socket.on('message', (data, isBinary) => this.#take(isBinary ? undefined : String(data)))
    socket.on('close', () => this.#closed())
    // 'close' follows.
    socket.on('error', (err) => options.log.debug({ err }, 'the connection of a browser phone failed'))
  }

  get open(): boolean {
    return this.#open
  }

  /** Sends a frame; nothing happens once it is closed. A page that does not read is cut off. */
  send(type: ServerFrameType, payload: Readonly<Record<string, unknown>> = {}): void {
    this.#write(writeFrame(type, payload))
  }

  /** Ends the connection for good: the SDK does not come back by itself. */
  dismiss(): void {
    this.send('close')
    this.close(1000, 'dismissed')
  }

  close(code: number, reason: string): void {
    this.#options.socket.close(code, reason)
    // A page that does not answer the closing is not waited for.
    setTimeout(() => this.#options.socket.terminate(), 2_000).unref()
  }

  #write(text: string): void {
    if (!this.#open) return
    const { socket, limits } = this.#options
    if (socket.bufferedAmount > limits.backlogBytes) {
      socket.terminate()
      return
    }
    socket.send(text)
  }

  #sendBeat(): void {
    if (this.#unanswered >= mostUnanswered) {
      this.#options.socket.terminate()
      return
    }
    this.#unanswered += 1
    this.#write(heartbeat)
  }

  #take(text: string | undefined): void {
    this.#unanswered = 0
    if (text === heartbeat || !this.#open) return
    const { limits } = this.#options
    if (!this.#budget.take(this.#options.now()) || this.#waiting >= limits.messageBurst) {
      this.send('error', { error: new SignallingError(31206).body })
      this.close(1008, 'too many messages')
      this.#open = false
      return
    }
    const frame = text === undefined ? undefined : readFrame(text)
    if (frame === undefined) this.send('error', { error: new SignallingError(31100, 'this is no message').body })
    else this.#enqueue(frame)
  }

  #enqueue(frame: ClientFrame): void {
    const { onFrame, log } = this.#options
    this.#waiting += 1
    this.#queue = this.#queue
      .then(() => onFrame(frame))
      .catch((err: unknown) => log.error({ err, type: frame.type }, 'a message of a browser phone failed'))
      .finally(() => {
        this.#waiting -= 1
      })
  }

  #closed(): void {
    clearInterval(this.#beat)
    this.#open = false
    // After what came before: an invitation that is being taken finds its page gone.
    this.#queue = this.#queue.then(() => this.#options.onClose())
  }
}
