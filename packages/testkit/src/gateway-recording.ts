import { randomBytes } from 'node:crypto'
import type { ChannelName, GatewaySink, InboundMessage, Log, OutboundMessage, Receipt } from '@trunkline/channels'

/** A log that keeps what it is told, as the text that would be written. */
export class RecordedLog implements Log {
  readonly lines: { readonly level: 'debug' | 'info' | 'warn' | 'error'; readonly text: string }[] = []

  debug = (fields: object, message: string): void => this.#keep('debug', fields, message)
  info = (fields: object, message: string): void => this.#keep('info', fields, message)
  warn = (fields: object, message: string): void => this.#keep('warn', fields, message)
  error = (fields: object, message: string): void => this.#keep('error', fields, message)

  #keep(level: 'debug' | 'info' | 'warn' | 'error', fields: object, message: string): void {
    // Errors have no enumerable fields; pino's serialiser writes these three.
    const text = JSON.stringify({ ...fields, message }, (_, value) =>
      value instanceof Error ? { type: value.name, message: value.message, stack: value.stack } : value,
    )
    this.lines.push({ level, text })
  }
}

/** A sink that keeps what it is handed. */
export class RecordedSink implements GatewaySink {
  readonly receipts: Receipt[] = []
  readonly inbounds: InboundMessage[] = []
  /** Set to make the sink fail, as it does while the database is away. */
  failure: Error | null = null

  async receipt(receipt: Receipt): Promise<void> {
    if (this.failure) throw this.failure
    this.receipts.push(receipt)
  }

  async inbound(message: InboundMessage): Promise<void> {
    if (this.failure) throw this.failure
    this.inbounds.push(message)
  }
}

const prefixes: Record<ChannelName, string> = { sms: 'SM', email: 'EM', push: 'PS', call: 'CA' }
const addresses: Record<ChannelName, string> = {
  sms: '+14155550123',
  email: 'ann@example.org',
  push: 'webpush:ann',
  call: '+14155550123',
}

/** An outbound message with fresh ids, fit for the channel. */
export function outboundMessage(channel: ChannelName, overrides: Partial<OutboundMessage> = {}): OutboundMessage {
  const hex = () => randomBytes(16).toString('hex')
  return {
    deliveryId: prefixes[channel] + hex(),
    messageId: `NT${hex()}`,
    clientId: `AC${hex()}`,
    attempt: 1,
    channel,
    to: addresses[channel],
    content: { text: `body-${hex()}`, subject: 'A subject' },
    category: 'transactional',
    ...overrides,
  }
}
