/** How a test's Kafka differs from the usual: one broker, nothing secured. */
export interface KafkaOptions {
  /** Nodes, each a broker and a controller; with three, one may die at a time (1). */
  readonly brokers?: 1 | 3
  /** What clients authenticate with. Names and passwords of letters, digits and dashes. */
  readonly sasl?: {
    readonly mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512'
    readonly users: Readonly<Record<string, string>>
  }
  /** What clients connect by: the brokers' key and certificate as PEM, for 127.0.0.1; see `selfSigned`. */
  readonly tls?: { readonly key: string; readonly cert: string }
  /** Settings as in server.properties, over those that testkit gives. */
  readonly settings?: Readonly<Record<string, string>>
  /** Options of the Java machine, over a heap of 256 MiB and the quick compiler alone. */
  readonly java?: readonly string[]
}
