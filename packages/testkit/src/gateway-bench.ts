import type { TestContext } from 'node:test'
import type { Gateway, OutboundMessage } from '@trunkline/channels'
import type { RecordedLog, RecordedSink } from './gateway-recording.ts'

/** What a message's provider has got, so that the suite can see what was really sent. */
export interface Arrival {
  readonly to: string
  readonly text: string
}

/**
 * One gateway with its provider, and the levers that make the provider behave. Each lever works on the next send only. A lever that
 * the provider's protocol cannot pull is left out, and the tests that need it are not there.
 */
export interface GatewayBench {
  readonly gateway: Gateway
  /** Whom the suite writes to, where a usual address of the channel will not do. */
  readonly recipient?: Pick<OutboundMessage, 'to' | 'push'>
  /** Strings that must never be in a log or an outcome: tokens, passwords. */
  readonly secrets?: readonly string[]
  /** What the provider has taken so far. */
  arrived(): Arrival[] | Promise<Arrival[]>
  /** The provider refuses: its answer means that another gateway may be asked, or may not. */
  refuse(failover: boolean): void | Promise<void>
  /** The provider says "later". With `retryAfter`, in milliseconds, it says when. */
  defer?(retryAfter?: number): void | Promise<void>
  /** The connection ends without an answer: before the provider took the message, or after. */
  cut?(when: 'before' | 'after'): void | Promise<void>
  /** The provider takes the request and never answers. */
  stall?(): void | Promise<void>
  /** Whether a request has met the stall, so that it is surely under way; goes with `stall`. */
  stallMet?(): boolean | Promise<boolean>
  /** From now on nobody listens at the provider's address. */
  unreachable?(): void | Promise<void>
  /** The provider tells the end of what it accepted under this id; resolves when the gateway was told. */
  tell?(providerId: string, status: 'delivered' | 'undelivered'): Promise<void>
}

/** How the suite opens a gateway: with this log, and told to bring receipts to this sink. Register what must be closed with `t.after`. */
export type OpenGateway = (t: TestContext, log: RecordedLog, sink: RecordedSink) => Promise<GatewayBench>

/** What differs between gateways. */
export interface ConformanceOptions {
  /** Levers that {@link OpenGateway} gives. Named here, because tests are declared before anything is opened. */
  readonly levers: readonly ('defer' | 'cut' | 'stall' | 'unreachable' | 'tell')[]
  /** Whether the provider tells in how long to come again. */
  readonly tellsRetryAfter?: boolean
  /** Whether every refusal lets another gateway be asked, as where the address itself belongs to one provider. */
  readonly alwaysFailsOver?: boolean
  /** Whether the check looks at the configuration alone, and so does not notice a provider that is away. */
  readonly checksAlone?: boolean
}
