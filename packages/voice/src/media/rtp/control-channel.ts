import type { RemoteInfo, Socket } from 'node:dgram'
import type { Ticker, Ticking } from '../worker/ticker.ts'
import type { OutboundStream } from './outbound-stream.ts'
import type { Reception } from './reception.ts'
import type { Remote } from './remote.ts'
import { type ReportBlock, readSenderReport, writeRtcp } from './rtcp.ts'

/** Ticks between two reports: 5 s (RFC 3550, section 6.2), and half as many to as many and a half, so that they don't come in step. */
const reportTicks = 250

/** What was sent so far. */
export interface SentSoFar {
  readonly packets: number
  readonly bytes: number
}

/** What a control channel has to do with. */
export interface ControlOptions {
  readonly socket: Socket
  readonly reception: Reception
  readonly now: () => number
  readonly wallClock: () => number
  readonly random32: () => number
  readonly ticker: Ticker
}

/** The RTCP of one party: tells it every few seconds what came and what was sent. */
export class ControlChannel implements Ticking {
  readonly #options: ControlOptions
  readonly #name: string
  #remote: Remote | undefined
  #out: OutboundStream | undefined
  #sent: () => SentSoFar = () => ({ packets: 0, bytes: 0 })
  #ssrc: number | undefined
  #lastReport = 0
  #lastReportAt = 0
  #left: number

  constructor(options: ControlOptions) {
    this.#options = options
    // A name that says nothing of the host (RFC 7022).
    this.#name = options.random32().toString(16).padStart(8, '0') + options.random32().toString(16).padStart(8, '0')
    this.#left = this.#pause()
    options.socket.on('message', (bytes, from) => this.#take(bytes, from))
    options.socket.on('error', () => undefined) // a report that can't be sent: the next one tells the same
  }

  connect(remote: Remote, out: OutboundStream, sent: () => SentSoFar): void {
    if (!this.#remote) this.#options.ticker.add('keep', this)
    this.#remote = remote
    this.#out = out
    this.#sent = sent
  }

  /** The source whose packets come now. */
  hears(ssrc: number): void {
    this.#ssrc = ssrc
    this.#lastReport = 0
  }

  tick(): void {
    this.#left -= 1
    if (this.#left > 0) return
    this.#left = this.#pause()
    this.#report(false)
  }

  close(): void {
    const { socket, ticker } = this.#options
    ticker.remove('keep', this)
    socket.removeAllListeners('message')
    if (this.#remote) this.#report(true, () => socket.close())
    else socket.close()
  }

  #pause(): number {
    return reportTicks / 2 + (this.#options.random32() % reportTicks)
  }

  #take(bytes: Buffer, from: RemoteInfo): void {
    if (from.address !== this.#remote?.address) return
    const time = readSenderReport(bytes)
    if (time === undefined) return
    this.#lastReport = time
    this.#lastReportAt = this.#options.now()
  }

  #report(goodbye: boolean, done?: () => void): void {
    const [remote, out, sent] = [this.#remote, this.#out, this.#sent()]
    if (!remote || !out || remote.controlPort > 65_535) {
      done?.()
      return
    }
    const wallMs = this.#options.wallClock()
    const told = sent.packets > 0 ? { ...sent, wallMs, timestamp: out.timestampNow() } : undefined
    const bytes = writeRtcp({ ssrc: out.ssrc, name: this.#name, sent: told, block: this.#block(), goodbye })
    this.#options.socket.send(bytes, remote.controlPort, remote.address, done)
  }

  #block(): ReportBlock | undefined {
    if (this.#ssrc === undefined) return undefined
    const { reception, now } = this.#options
    const ago = this.#lastReport === 0 ? 0 : ((now() - this.#lastReportAt) * 65_536) / 1000
    return {
      ssrc: this.#ssrc,
      fractionLost: reception.takeFractionLost(),
      lost: reception.lost,
      highest: reception.highest,
      jitter: reception.jitter,
      lastReport: this.#lastReport,
      delay: Math.round(ago),
    }
  }
}
