/** An answer that says no, in Twilio's own shape. */
import { adviceFor } from './advice.ts'

/** The part of an answer that an exception is made of. */
export interface FailedResponse {
  readonly statusCode: number
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

/** The body of an answer as an object; null when it is not one. */
export function bodyObject(body: unknown): Record<string, unknown> | null {
  if (typeof body !== 'string') return typeof body === 'object' ? (body as Record<string, unknown> | null) : null
  try {
    const parsed: unknown = JSON.parse(body)
    return typeof parsed === 'object' ? (parsed as Record<string, unknown> | null) : null
  } catch {
    return null
  }
}

/** Thrown for every answer that is not a success, unless it is in the shape of RFC 9457. Fields as in twilio-node. */
export class RestException extends Error {
  /** The HTTP status. */
  readonly status: number
  /** Twilio's error code (https://www.twilio.com/docs/api/errors). */
  readonly code: number | undefined
  readonly moreInfo: string | undefined
  readonly details: Record<string, unknown> | undefined
  /** Headers of the answer. */
  readonly headers: Readonly<Record<string, string>>

  constructor(response: FailedResponse) {
    super(`[HTTP ${response.statusCode}] Failed to execute request`)
    const body = bodyObject(response.body)
    this.status = response.statusCode
    this.headers = response.headers ?? {}
    if (body === null) return
    // As in twilio-node: a JSON body without a message leaves the message undefined.
    this.message = body.message as string
    this.code = body.code as number | undefined
    this.moreInfo = body.more_info as string | undefined
    this.details = body.details as Record<string, unknown> | undefined
  }

  /** What to do about it, for the codes that come up most; undefined for the others. */
  get advice(): string | undefined {
    return adviceFor(this.code)
  }
}
