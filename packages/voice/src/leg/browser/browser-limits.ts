/** What pages may take of a server. */
export interface BrowserLimits {
  /** Bytes of one message. Descriptions have about 3 kB. */
  readonly messageBytes: number
  /** Messages that a connection may send at once, and a second in the long run. Beyond, it is told 31206 and closed. */
  readonly messageBurst: number
  readonly messagesPerSecond: number
  /** Connections in all, and from one address (an office has one). */
  readonly connections: number
  readonly connectionsPerAddress: number
  /** Pages of one identity that ring; the newest count, as with Twilio. */
  readonly pagesPerIdentity: number
  /** Calls of one connection. */
  readonly callsPerPage: number
  /** Bytes of a text message within a call. */
  readonly contentBytes: number
  /** Characters of the parameters of a call. */
  readonly parameterCharacters: number
  /** Bytes that may wait for a page that does not read. */
  readonly backlogBytes: number
  /** Milliseconds: a connection without a good token is closed after so long. */
  readonly listenWithin: number
  /** Milliseconds between heartbeats; the SDK waits for 15 s. */
  readonly heartbeatEvery: number
  /** Milliseconds: how long a call lives whose page has lost its signalling, and whose sound does not flow either. */
  readonly reconnectWithin: number
  /** Milliseconds: the same while its sound flows. */
  readonly silentFor: number
  /** Milliseconds that an answer waits for the sound to get through, so that the first word is not lost. On a slow network ICE and DTLS take four round trips. */
  readonly soundWithin: number
  /** Milliseconds: how long a call lives whose sound does not get through. */
  readonly mediaWithin: number
  /** Seconds that a token may be good for at most. */
  readonly tokenSeconds: number
}

/** The limits where nothing else is said. */
export const defaultBrowserLimits: BrowserLimits = {
  messageBytes: 128 * 1024,
  messageBurst: 60,
  messagesPerSecond: 10,
  connections: 10_000,
  connectionsPerAddress: 1_000,
  pagesPerIdentity: 10,
  callsPerPage: 8,
  contentBytes: 10 * 1024,
  parameterCharacters: 8_192,
  backlogBytes: 1024 * 1024,
  listenWithin: 20_000,
  heartbeatEvery: 5_000,
  reconnectWithin: 30_000,
  silentFor: 300_000,
  soundWithin: 3_000,
  mediaWithin: 45_000,
  tokenSeconds: 86_400,
}
