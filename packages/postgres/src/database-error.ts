/**
 * Why a statement or the opening of a database failed.
 *
 * - `UNAVAILABLE` nothing was done: no connection, the server is starting, stopping or full, or too many wait. Try again later.
 * - `CONNECTION_LOST` the connection broke while the statement ran: it may have taken effect. Try again if that does no harm.
 * - `DISK_FULL` the server has no room to write; nothing was done.
 * - `CONFLICT` deadlock or serialisation failure; the transaction was rolled back. Run the whole transaction again.
 * - `CONSTRAINT` a unique, foreign-key, check or not-null constraint refused it; `constraint` names it.
 * - `CANCELED` a timeout or an operator stopped the statement.
 * - `QUERY` anything else that PostgreSQL refused: a mistake in the statement or its values.
 * - `MISUSE` a transaction was used after its end, or a statement that cannot work here.
 * - `SCHEMA_NEWER`, `MIGRATION_CHANGED`, `MIGRATION_FAILED` see `migrate`.
 * - `FOLDER_LOCKED` another process uses the data folder. `FOLDER_BROKEN` it cannot be opened.
 * - `SECRET_MISMATCH` the database was sealed with another secret. `SEAL_BROKEN` a sealed value does not open.
 * - `NOT_SUPPORTED` the server is too old, or the URL cannot be read.
 */
export type DatabaseErrorCode =
  | 'UNAVAILABLE'
  | 'CONNECTION_LOST'
  | 'DISK_FULL'
  | 'CONFLICT'
  | 'CONSTRAINT'
  | 'CANCELED'
  | 'QUERY'
  | 'MISUSE'
  | 'SCHEMA_NEWER'
  | 'MIGRATION_CHANGED'
  | 'MIGRATION_FAILED'
  | 'FOLDER_LOCKED'
  | 'FOLDER_BROKEN'
  | 'SECRET_MISMATCH'
  | 'SEAL_BROKEN'
  | 'NOT_SUPPORTED'

const retryableCodes: ReadonlySet<DatabaseErrorCode> = new Set([
  'UNAVAILABLE',
  'CONNECTION_LOST',
  'DISK_FULL',
  'CONFLICT',
])

/** What else is known about a failure. */
export interface DatabaseErrorDetails extends ErrorOptions {
  /** PostgreSQL's five-character error code (Appendix A of its manual). */
  readonly sqlState?: string
  readonly constraint?: string
}

/** The one error class of this package. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
  readonly code: DatabaseErrorCode
  /** True when the same call can succeed later without a change. */
  readonly retryable: boolean
  readonly sqlState: string | undefined
  readonly constraint: string | undefined

  constructor(code: DatabaseErrorCode, message: string, details: DatabaseErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.retryable = retryableCodes.has(code)
    this.sqlState = details.sqlState
    this.constraint = details.constraint
  }
}

/** True for failures that pass by themselves: a lost connection, a server that starts, stops or is full. Never throws. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof DatabaseError)) return false
  return error.code === 'UNAVAILABLE' || error.code === 'CONNECTION_LOST' || error.code === 'DISK_FULL'
}
