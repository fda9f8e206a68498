import type { ChannelName, OutboundMessage } from '../../ports.ts'

/** What {@link ArrivalPrinter} needs. */
export interface ArrivalPrinterOptions {
  /** Writes one line to the terminal. */
  readonly print: (line: string) => void
  readonly clock: { now(): number }
  /** Calls back after some milliseconds. Default: a timer that does not keep the process alive. */
  readonly schedule?: (run: () => void, ms: number) => void
}

const span = 1_000
const linesPerSpan = 10
const textMost = 200

/**
 * Shows on the terminal what arrives: each message by itself while they are few, a count a second when they are many, so that neither
 * the terminal nor the process chokes on it.
 */
export class ArrivalPrinter {
  readonly #options: ArrivalPrinterOptions
  #spanStart = Number.NEGATIVE_INFINITY
  #printed = 0
  #more = new Map<ChannelName, number>()

  constructor(options: ArrivalPrinterOptions) {
    this.#options = options
  }

  arrived(message: OutboundMessage): void {
    const now = this.#options.clock.now()
    if (now >= this.#spanStart + span && this.#more.size === 0) {
      this.#spanStart = now
      this.#printed = 0
    }
    if (this.#printed < linesPerSpan) {
      this.#printed++
      this.#options.print(describe(message))
      return
    }
    if (this.#more.size === 0) this.#schedule(() => this.#summarise(), Math.max(1, this.#spanStart + span - now))
    this.#more.set(message.channel, (this.#more.get(message.channel) ?? 0) + 1)
  }

  #summarise(): void {
    const counts = [...this.#more].map(([channel, count]) => `${count.toLocaleString('en')} ${channel}`)
    this.#more = new Map()
    this.#spanStart = this.#options.clock.now()
    // What follows at once is counted too: the lines are for times when they can be read.
    this.#printed = linesPerSpan
    this.#options.print(`… and ${counts.join(', ')} more in a second`)
    this.#schedule(() => {
      if (this.#more.size === 0) this.#printed = 0
    }, span)
  }

  #schedule(run: () => void, ms: number): void {
    if (this.#options.schedule) this.#options.schedule(run, ms)
    else setTimeout(run, ms).unref()
  }
}

/** One line: channel, both ends, and what is said. Made harmless for a terminal, since anybody may have written it. */
function describe({ channel, to, from, content, deliveryId }: OutboundMessage): string {
  const title = content.subject ?? content.title
  const body = content.text ?? content.html ?? content.twiml ?? content.url ?? content.media?.join(' ') ?? ''
  const said = [title, body].filter((part) => part !== undefined && part !== '').join(' | ')
  const short = said.length > textMost ? `${said.slice(0, textMost)}…` : said
  const sender = from === undefined ? '' : ` from ${from}`
  return harmless(`${channel.padEnd(5)} to ${to}${sender}: ${short}  [${deliveryId}]`)
}

// Control characters (C0, C1, DEL) could move the cursor or worse, marks of direction could turn the line round.
function harmless(line: string): string {
  return line
    .toWellFormed()
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '·')
}
