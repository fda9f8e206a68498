/** Kinds of spans (opentelemetry-proto, Span.SpanKind): what comes in, and what goes out. */
export const spanKind = { server: 2, client: 3 } as const

/** Values of attributes. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>

/** Where a span belongs. Hex, lower case: 32 digits and 16 digits (W3C Trace Context §3.2.2). */
export interface SpanParent {
  readonly traceId: string
  readonly spanId: string
}

/** A span that is over. Times in nanoseconds since the epoch. */
export interface FinishedSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string | undefined
  readonly name: string
  readonly kind: (typeof spanKind)[keyof typeof spanKind]
  readonly startTime: bigint
  readonly endTime: bigint
  readonly attributes: Attributes
  readonly failed: boolean
}

const traceparent = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/

/**
 * Reads the `traceparent` header of a caller (W3C Trace Context §3.2): the span to continue, `ignore` where the caller has decided that the
 * trace is not recorded, undefined where there is none that can be used.
 */
export function readTraceparent(header: string | undefined): SpanParent | 'ignore' | undefined {
  const [, traceId, spanId, flags] = traceparent.exec(header ?? '') ?? []
  if (traceId === undefined || spanId === undefined || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined
  return (Number.parseInt(flags ?? '0', 16) & 1) === 1 ? { traceId, spanId } : 'ignore'
}
