/** Where a message's moves are told. */
export interface StatusCallback {
  readonly url: string
  /** POST where it is not said. */
  readonly method?: 'GET' | 'POST'
}

/** What this edge remembers of a message: the `origin` that is stored with it. */
export interface MessageOrigin {
  readonly edge: 'twilio'
  /** `outbound-api` where it is not said. */
  readonly direction?: 'outbound-reply'
  /** `MG…` */
  readonly messagingServiceSid?: string
  /** Whether it was given a time to be sent at. */
  readonly scheduled?: true
  readonly callbacks?: readonly StatusCallback[]
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** The origin of a message that came in by this edge; an empty one for all others. */
export function readOrigin(stored: Readonly<Record<string, unknown>> | undefined): MessageOrigin {
  if (stored?.edge !== 'twilio') return { edge: 'twilio' }
  const { direction, messagingServiceSid, scheduled, callbacks } = stored
  return {
    edge: 'twilio',
    ...(direction === 'outbound-reply' ? { direction } : {}),
    ...(typeof messagingServiceSid === 'string' ? { messagingServiceSid } : {}),
    ...(scheduled === true ? { scheduled } : {}),
    ...(Array.isArray(callbacks) ? { callbacks: callbacks.filter(isCallback) } : {}),
  }
}

function isCallback(value: unknown): value is StatusCallback {
  return isRecord(value) && typeof value.url === 'string'
}
