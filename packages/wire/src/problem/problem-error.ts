import { type ProblemCode, problemTable } from './problem-table.ts'

/** One fault of the input: where (an RFC 6901 pointer into the body) and what. */
export interface ProblemFault {
  readonly pointer: string
  readonly detail: string
}

/** RFC 9457 problem details as they go over the wire. */
export interface ProblemBody {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: ProblemCode
  readonly detail: string
  readonly instance?: string
  readonly errors?: readonly ProblemFault[]
}

/** What a {@link ProblemError} may carry besides its code and detail. */
export interface ProblemOptions extends ErrorOptions {
  readonly errors?: readonly ProblemFault[]
  /** Seconds after which a retry makes sense; becomes the Retry-After header. */
  readonly retryAfter?: number
}

/** A request that was not done, for a reason that the caller can read and act on. Nothing was changed by it. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly code: ProblemCode
  readonly status: number
  readonly retryable: boolean
  readonly errors: readonly ProblemFault[] | undefined
  readonly retryAfter: number | undefined

  constructor(code: ProblemCode, detail?: string, options: ProblemOptions = {}) {
    const { title, advice, status, retryable } = problemTable[code]
    super(detail ?? `${title}. ${advice}`, options)
    this.code = code
    this.status = status
    this.retryable = retryable
    this.errors = options.errors
    this.retryAfter = options.retryAfter
  }

  /** The RFC 9457 body. `instance` names this occurrence, usually the request id. */
  toBody(instance?: string): ProblemBody {
    const { title, status } = problemTable[this.code]
    return {
      type: `urn:trunkline:problem:${this.code}`,
      title,
      status,
      code: this.code,
      detail: this.message,
      ...(instance === undefined ? {} : { instance }),
      ...(this.errors === undefined ? {} : { errors: this.errors }),
    }
  }
}
