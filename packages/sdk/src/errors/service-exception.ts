/** An answer that says no in the shape of RFC 9457 (problem details), as Twilio's newer APIs and Trunkline give it. */
import { adviceFor } from './advice.ts'
import { bodyObject, type FailedResponse, RestException } from './rest-exception.ts'

/** One thing that was wrong with the input: a JSON pointer into it, and why. */
export interface ProblemDetail {
  readonly detail: string
  readonly pointer?: string
}

/** Thrown for an answer in the shape of RFC 9457. Fields as in twilio-node. */
export class TwilioServiceException extends Error {
  readonly type: string
  readonly title: string
  readonly status: number
  /** A number from Twilio, a word (`number-invalid`) from Trunkline. */
  readonly code: number | string
  readonly detail: string | undefined
  readonly instance: string | undefined
  readonly errors: readonly ProblemDetail[] | undefined
  readonly headers: Readonly<Record<string, string>>

  constructor(response: FailedResponse) {
    const body = bodyObject(response.body) ?? {}
    const status = (body.status as number) || response.statusCode
    const title = (body.title as string) || 'Failed to execute request'
    super(`[HTTP ${status}] ${title}`)
    this.type = (body.type as string) || ''
    this.title = title
    this.status = status
    this.code = (body.code as number | string) || 0
    this.detail = (body.detail as string) || undefined
    this.instance = (body.instance as string) || undefined
    this.errors = (body.errors as readonly ProblemDetail[]) || undefined
    this.headers = response.headers ?? {}
  }

  /** Whether a body is in that shape: type and title are text, status and code numbers. */
  static isRFC9457Response(body: unknown): boolean {
    const b = body as Record<string, unknown> | null | undefined
    return (
      typeof b?.type === 'string' &&
      typeof b.title === 'string' &&
      typeof b.status === 'number' &&
      typeof b.code === 'number'
    )
  }

  /** What to do about it, for the codes that come up most; undefined for the others. */
  get advice(): string | undefined {
    return typeof this.code === 'number' ? adviceFor(this.code) : undefined
  }
}

/** The exception that an answer asks for. */
export function exceptionFor(response: FailedResponse): RestException | TwilioServiceException {
  return TwilioServiceException.isRFC9457Response(bodyObject(response.body))
    ? new TwilioServiceException(response)
    : new RestException(response)
}
