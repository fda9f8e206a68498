import type { OutboundStream } from '../rtp/outbound-stream.ts'
import type { Reception } from '../rtp/reception.ts'
import { type ReportBlock, readSenderReport, writeRtcp } from '../rtp/rtcp.ts'
import type { Ticking } from '../worker/ticker.ts'

/** Ticks between two reports: 5 s (RFC 3550, section 6.2), half as many to as many and a half. */
const reportTicks = 250

/** What the reports of one party are made of. */
export interface ControlReportsOptions {
  readonly out: OutboundStream
  readonly reception: Reception
  readonly sent: () => { readonly packets: number; readonly bytes: number }
  readonly send: (packet: Buffer) => void
  readonly now: () => number
  readonly wallClock: () => number
  readonly random32: () => number
}

/** Tells the browser every few seconds what came and what was sent: its figures of loss and delay are made of it. */
export class ControlReports implements Ticking {
  readonly #options: ControlReportsOptions
  readonly #name: string
  #ssrc: number | undefined
  #lastReport = 0
  #lastReportAt = 0
  #left = 25

  constructor(options: ControlReportsOptions) {
    this.#options = options
    this.#name = options.random32().toString(16).padStart(8, '0')
  }

  /** The source whose packets come now. */
  hears(ssrc: number): void {
    this.#ssrc = ssrc
    this.#lastReport = 0
  }

  /** Takes a compound packet of the browser's. */
  take(packet: Buffer): void {
    const time = readSenderReport(packet)
    if (time === undefined) return
    this.#lastReport = time
    this.#lastReportAt = this.#options.now()
  }

  tick(): void {
    this.#left -= 1
    if (this.#left > 0) return
    const { random32, wallClock, out, send } = this.#options
    this.#left = reportTicks / 2 + (random32() % reportTicks)
    const sent = this.#options.sent()
    const told = sent.packets > 0 ? { ...sent, wallMs: wallClock(), timestamp: out.timestampNow() } : undefined
    send(writeRtcp({ ssrc: out.ssrc, name: this.#name, ...(told && { sent: told }), ...this.#block() }))
  }

  #block(): { block: ReportBlock } | undefined {
    if (this.#ssrc === undefined) return undefined
    const { reception, now } = this.#options
    const ago = this.#lastReport === 0 ? 0 : ((now() - this.#lastReportAt) * 65_536) / 1000
    const block = {
      ssrc: this.#ssrc,
      fractionLost: reception.takeFractionLost(),
      lost: reception.lost,
      highest: reception.highest,
      jitter: reception.jitter,
      lastReport: this.#lastReport,
      delay: Math.round(ago),
    }
    return { block }
  }
}
