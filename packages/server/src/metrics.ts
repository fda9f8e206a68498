import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { metricHelp } from './metric-help.ts'

type Labels = Readonly<Record<string, string>>

/** What the parts of the server measure with. A metric comes into being with its first value. */
export interface Meter {
  count(name: string, labels: Labels, by?: number): void
  gauge(name: string, labels: Labels, value: number): void
  observe(name: string, labels: Labels, seconds: number): void
}

/** The measurements of this process, for Prometheus. */
export interface Metrics extends Meter {
  readonly contentType: string
  /** Adds something that is looked up at every scrape. It may reject: the other metrics are still given. */
  onScrape(collect: () => void | Promise<void>): void
  render(): Promise<string>
}

/** Seconds; fine where an accept or a query ends (milliseconds), coarse where a provider does (seconds). */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** Makes an empty registry, with Node's own metrics (heap, event loop, CPU) in it. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const collectors: (() => void | Promise<void>)[] = []
  const base = (name: string, labels: Labels) => ({
    name,
    help: metricHelp[name] ?? name.replaceAll('_', ' '),
    labelNames: Object.keys(labels),
    registers: [registry],
  })
  const counters = lazily((name, labels) => new Counter(base(name, labels)))
  const gauges = lazily((name, labels) => new Gauge(base(name, labels)))
  const histograms = lazily((name, labels) => new Histogram({ ...base(name, labels), buckets }))
  return {
    contentType: registry.contentType,
    count: (name, labels, by = 1) => counters(name, labels).inc(labels, by),
    gauge: (name, labels, value) => gauges(name, labels).set(labels, value),
    observe: (name, labels, seconds) => histograms(name, labels).observe(labels, seconds),
    onScrape: (collect) => void collectors.push(collect),
    async render() {
      await Promise.allSettled(collectors.map(async (collect) => collect()))
      return registry.metrics()
    },
  }
}

function lazily<Metric>(make: (name: string, labels: Labels) => Metric): (name: string, labels: Labels) => Metric {
  const made = new Map<string, Metric>()
  return (name, labels) => {
    const known = made.get(name)
    if (known !== undefined) return known
    const metric = make(name, labels)
    made.set(name, metric)
    return metric
  }
}
