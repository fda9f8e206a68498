import { randomBytes } from 'node:crypto'
import type { TraceRequest } from '@trunkline/api'
import type { Gateway } from '@trunkline/channels'
import type { Log } from '@trunkline/postgres'
import { createOtlpExporter, type SpanExporter } from './otlp-exporter.ts'
import { type Attributes, type FinishedSpan, readTraceparent, type SpanParent, spanKind } from './span.ts'

/** Records what a process does for how long. */
export interface Tracing {
  /** Begins the span of an HTTP request; continues the caller's trace where it sent one. */
  readonly traceRequest: TraceRequest
  /** Has every send of a gateway be a span. */
  watch(gateway: Gateway): void
  /** Sends what is left. */
  close(): Promise<void>
}

/** What tracing is made of. */
export interface TracingOptions {
  /** Base URL of the collector. */
  readonly endpoint: string
  readonly version: string
  readonly log: Log
}

/** Starts tracing. Spans name routes, gateways and ids of deliveries; never an address, a number or a text. */
export function startTracing({ endpoint, version, log }: TracingOptions): Tracing {
  const resource = { 'service.name': 'trunkline', 'service.version': version, 'process.pid': process.pid }
  const exporter = createOtlpExporter({ endpoint, resource, log })
  return {
    traceRequest(method, traceparent) {
      const parent = readTraceparent(traceparent)
      if (parent === 'ignore') return undefined
      const finish = begin(exporter, spanKind.server, parent)
      return (route, status) =>
        finish(`${method} ${route}`, status >= 500, {
          'http.request.method': method,
          'http.route': route,
          'http.response.status_code': status,
        })
    },
    watch: (gateway) => watchSends(gateway, exporter),
    close: () => exporter.close(),
  }
}

type Finish = (name: string, failed: boolean, attributes: Attributes) => void

function begin(exporter: SpanExporter, kind: FinishedSpan['kind'], parent: SpanParent | undefined): Finish {
  const startTime = nanoseconds()
  return (name, failed, attributes) =>
    exporter.add({
      traceId: parent?.traceId ?? randomBytes(16).toString('hex'),
      spanId: randomBytes(8).toString('hex'),
      parentSpanId: parent?.spanId,
      name,
      kind,
      startTime,
      endTime: nanoseconds(),
      attributes,
      failed,
    })
}

/** Wall clock to the microsecond: where the process began, and what has passed since. */
const nanoseconds = () => BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000)) * 1000n

function watchSends(gateway: Gateway, exporter: SpanExporter): void {
  const send = gateway.send.bind(gateway)
  // On the object itself: gateways have private members, which a wrapper around them could not reach.
  gateway.send = async (message, signal) => {
    const finish = begin(exporter, spanKind.client, undefined)
    const about = {
      'messaging.operation.type': 'send',
      'trunkline.gateway': gateway.name,
      'trunkline.channel': message.channel,
      'trunkline.delivery.id': message.deliveryId,
      'trunkline.attempt': message.attempt,
    }
    try {
      const outcome = await send(message, signal)
      finish(`send ${gateway.name}`, outcome.kind === 'unknown', { ...about, 'trunkline.outcome': outcome.kind })
      return outcome
    } catch (error) {
      finish(`send ${gateway.name}`, true, about)
      throw error
    }
  }
}
