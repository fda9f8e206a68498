/** The bounds of the HTTP server. Sizes are bytes, times milliseconds. All of them can be set in the configuration file. */
export interface HttpLimits {
  /** Largest body of an ordinary request. */
  readonly bodyBytes: number
  /** Largest body where attachments or many messages may be inside: messages, e-mail, batches. */
  readonly largeBodyBytes: number
  /** Largest request line and headers together. */
  readonly headerBytes: number
  /** Time for the headers to come in whole. */
  readonly headersTimeout: number
  /** Time for a request to come in whole. */
  readonly requestTimeout: number
  /** Time that an idle connection is kept. */
  readonly keepAliveTimeout: number
  /** Connections at a time; more are closed at once. */
  readonly connections: number
  /** Live streams (server-sent events) at a time, all clients together. */
  readonly streams: number
  /** Live streams of one client at a time. */
  readonly streamsPerClient: number
  /** Time after which a silent stream gets a comment line, so that proxies keep it. */
  readonly streamHeartbeat: number
  /** Time that a stream's reader may take nothing before it is cut off; it can come back with Last-Event-ID. */
  readonly streamStall: number
  /** Time that requests in flight have to finish once the server stops. */
  readonly stopTimeout: number
}

/** What holds unless the configuration says otherwise. */
export const defaultLimits: HttpLimits = Object.freeze({
  bodyBytes: 1024 * 1024,
  largeBodyBytes: 10 * 1024 * 1024,
  headerBytes: 16 * 1024,
  headersTimeout: 20_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 30_000,
  connections: 10_000,
  streams: 1_000,
  streamsPerClient: 20,
  streamHeartbeat: 15_000,
  streamStall: 30_000,
  stopTimeout: 15_000,
})
