/** What the page says: the types that version 2 of the official SDK sends. */
export type ClientFrameType =
  | 'listen'
  | 'register'
  | 'invite'
  | 'answer'
  | 'hangup'
  | 'reject'
  | 'dtmf'
  | 'reinvite'
  | 'message'

/** A message of the page: `{"type", "payload", "version": "1.6"}` as JSON in a text frame. */
export interface ClientFrame {
  readonly type: ClientFrameType
  readonly payload: Readonly<Record<string, unknown>>
}

/** What the page is told. */
export type ServerFrameType =
  | 'connected'
  | 'ready'
  | 'offline'
  | 'invite'
  | 'ringing'
  | 'answer'
  | 'hangup'
  | 'cancel'
  | 'ack'
  | 'message'
  | 'error'
  | 'close'

/** The heartbeat: sent by the server, and sent back by the page. The SDK takes a connection on which nothing came for 15 s for dead. */
export const heartbeat = '\n'

const clientTypes: ReadonlySet<string> = new Set<ClientFrameType>([
  'listen',
  'register',
  'invite',
  'answer',
  'hangup',
  'reject',
  'dtmf',
  'reinvite',
  'message',
])

/** Whether a value is an object with names. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Reads a frame; undefined where it is none that we know. */
export function readFrame(text: string): ClientFrame | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isRecord(value) || typeof value.type !== 'string' || !clientTypes.has(value.type)) return undefined
  return { type: value.type as ClientFrameType, payload: isRecord(value.payload) ? value.payload : {} }
}

/** Writes a frame. */
export const writeFrame = (type: ServerFrameType, payload: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ type, payload, version: '1.6' })

/** A text of a payload, where there is one. */
export function textOf(payload: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = payload[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}
