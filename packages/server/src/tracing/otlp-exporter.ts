import type { Log } from '@trunkline/postgres'
import type { Attributes, FinishedSpan } from './span.ts'

/** Where spans go and how they are gathered. */
export interface ExporterOptions {
  /** Base URL of the collector; `/v1/traces` is put after it (OpenTelemetry, OTLP exporter configuration). */
  readonly endpoint: string
  readonly resource: Attributes
  readonly log: Log
  /** Longest time that a span waits for others, milliseconds. */
  readonly every?: number
}

/** Sends finished spans to a collector. */
export interface SpanExporter {
  add(span: FinishedSpan): void
  /** Sends what is left. */
  close(): Promise<void>
}

/** Spans of one request, and those that may wait; what comes on top is dropped, since traces must not cost messages. */
const batch = 512
const waitingMost = 4_096
const timeout = 10_000

/**
 * Speaks OTLP over HTTP with JSON (https://opentelemetry.io/docs/specs/otlp/#otlphttp, stable since 1.0) without the SDK: see
 * docs/decisions/tracing.md. What a collector does not take is dropped and told in the log, at most once a minute.
 */
export function createOtlpExporter({ endpoint, resource, log, every = 2_000 }: ExporterOptions): SpanExporter {
  let waiting: FinishedSpan[] = []
  let dropped = 0
  let toldAt = Number.NEGATIVE_INFINITY
  let sending: Promise<void> | undefined

  async function sendAll(): Promise<void> {
    while (waiting.length > 0) {
      const spans = waiting.slice(0, batch)
      waiting = waiting.slice(batch)
      const reason = await post(`${endpoint}/v1/traces`, requestBody(resource, spans))
      if (reason !== undefined) {
        dropped += spans.length
        tell(reason)
      }
    }
  }

  function tell(reason: string): void {
    if (performance.now() - toldAt < 60_000) return
    toldAt = performance.now()
    log.warn({ endpoint, reason, dropped }, 'the collector does not take traces; they are dropped')
    dropped = 0
  }

  const flush = (): Promise<void> => {
    sending ??= sendAll().finally(() => {
      sending = undefined
    })
    return sending
  }
  const timer = setInterval(flush, every).unref()
  return {
    add(span) {
      if (waiting.length >= waitingMost) dropped += 1
      else waiting.push(span)
      if (waiting.length >= batch) void flush()
    },
    async close() {
      clearInterval(timer)
      await flush()
      await flush()
    },
  }
}

/** Why it did not work, or undefined. */
async function post(url: string, body: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(timeout),
    })
    await response.body?.cancel()
    return response.ok ? undefined : `it answered ${response.status}`
  } catch (error) {
    return ((error as Error).cause as Error | undefined)?.message ?? (error as Error).message
  }
}

/** ExportTraceServiceRequest in the JSON mapping of protobuf: 64-bit numbers are text, ids are hex. */
function requestBody(resource: Attributes, spans: readonly FinishedSpan[]): string {
  return JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: keyValues(resource) },
        scopeSpans: [{ scope: { name: 'trunkline' }, spans: spans.map(spanOf) }],
      },
    ],
  })
}

const statusError = 2

const spanOf = (span: FinishedSpan) => ({
  traceId: span.traceId,
  spanId: span.spanId,
  ...(span.parentSpanId === undefined ? {} : { parentSpanId: span.parentSpanId }),
  name: span.name,
  kind: span.kind,
  startTimeUnixNano: String(span.startTime),
  endTimeUnixNano: String(span.endTime),
  attributes: keyValues(span.attributes),
  status: span.failed ? { code: statusError } : {},
})

const keyValues = (attributes: Attributes) =>
  Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ({ key, value: anyValue(value) }))

function anyValue(value: Attributes[string]) {
  if (typeof value === 'string') return { stringValue: value }
  return typeof value === 'boolean' ? { boolValue: value } : { intValue: String(Math.round(value ?? 0)) }
}
