/** What this package asks of the outside. Each port is declared here, by its user, and is as small as the use. */
import type { ChannelName, RecordPlace } from '@trunkline/channels'
import type { ProblemError } from '@trunkline/wire'

/** Wall clock, milliseconds since the epoch. */
export interface Clock {
  now(): number
}

/** Structured log, of pino's shape. Never given what a message says, or a secret. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Counters, gauges and histograms; the server backs them with Prometheus. */
export interface Meter {
  count(name: string, labels: Readonly<Record<string, string>>, by?: number): void
  gauge(name: string, labels: Readonly<Record<string, string>>, value: number): void
  observe(name: string, labels: Readonly<Record<string, string>>, seconds: number): void
}

/** A meter that measures nothing, for those who don't ask. */
export const noMeter: Meter = { count() {}, gauge() {}, observe() {} }

/** A record that is to become a message, known again by the key that its sender gave it, or by where it stands. */
export type Submission = SubmittedRequest &
  (
    | { readonly idempotencyKey: string; readonly place?: undefined }
    | { readonly idempotencyKey?: undefined; readonly place: RecordPlace }
  )

interface SubmittedRequest {
  readonly client: { readonly id: string }
  readonly request: unknown
  readonly channel?: ChannelName
}

/** What became of a {@link Submission}. */
export type SubmissionResult = { readonly replayed: boolean } | { readonly problem: ProblemError }

/** Who takes messages. */
export interface Acceptance {
  /** One result an entry, in order; lanes keep the order of the entries. Rejects with a ProblemError where nothing was taken for now. */
  acceptMany(entries: readonly Submission[]): Promise<readonly SubmissionResult[]>
  /** How many more messages are taken now. */
  room(): number
  /** How many more messages would go straight to their gateways now: 0 where this process sends none, or others wait already. */
  straightRoom?(): number
}

/** A client as intake needs it. */
export interface KnownClient {
  readonly id: string
  readonly sid: string
  readonly status: 'active' | 'disabled'
}

/** Where clients are looked up. */
export interface ClientDirectory {
  /** By client id; undefined where there is none. Rejects with the problem `not-found` for what is no client id. */
  find(sid: string): Promise<KnownClient | undefined>
  /** Tells of clients that changed; off by the function that it returns. */
  onChange(listener: (client: KnownClient) => void): () => void
}
