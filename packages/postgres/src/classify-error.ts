import { DatabaseError, type DatabaseErrorCode } from './database-error.ts'

/** SQLSTATEs that say more than their class. PostgreSQL manual, Appendix A. */
const byState: Readonly<Record<string, DatabaseErrorCode>> = {
  '40001': 'CONFLICT', // serialization_failure
  '40P01': 'CONFLICT', // deadlock_detected
  '40003': 'CONNECTION_LOST', // statement_completion_unknown
  '25006': 'UNAVAILABLE', // read_only_sql_transaction: we reached a standby, or the server is being switched over
  '53100': 'DISK_FULL',
  '55P03': 'CANCELED', // lock_not_available
  '57014': 'CANCELED', // query_canceled
}

const byClass: Readonly<Record<string, DatabaseErrorCode>> = {
  '08': 'CONNECTION_LOST',
  '23': 'CONSTRAINT',
  '53': 'UNAVAILABLE', // too_many_connections, out_of_memory, configuration_limit_exceeded
  '57': 'CONNECTION_LOST', // admin_shutdown, crash_shutdown, cannot_connect_now, idle_session_timeout
}

/** 57P03 is said before anything ran; so is everything that happens while connecting. */
const beforeAnythingRan: ReadonlySet<string> = new Set(['57P03', '08001', '08004'])

const networkCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ETIMEDOUT',
  'EPIPE',
  'ENOENT',
  'ECONNABORTED',
])

/** What `pg` says, without a code, when the connection goes. */
const networkMessages = /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout e)/

interface RawError {
  readonly code?: unknown
  readonly message?: unknown
  readonly constraint?: unknown
  readonly detail?: unknown
}

function codeOf(raw: RawError, phase: 'connect' | 'query'): DatabaseErrorCode {
  const state = typeof raw.code === 'string' ? raw.code : ''
  if (/^[0-9A-Z]{5}$/.test(state) && !networkCodes.has(state)) {
    const code = byState[state] ?? byClass[state.slice(0, 2)] ?? 'QUERY'
    if (code === 'CONNECTION_LOST' && (phase === 'connect' || beforeAnythingRan.has(state))) return 'UNAVAILABLE'
    return code
  }
  if (networkCodes.has(state) || networkMessages.test(String(raw.message))) {
    return phase === 'connect' ? 'UNAVAILABLE' : 'CONNECTION_LOST'
  }
  return 'QUERY'
}

/**
 * Turns whatever the driver threw into a {@link DatabaseError}. Never throws. `phase` tells whether a statement could
 * have been on its way: a break while connecting has done nothing.
 */
export function classifyError(error: unknown, phase: 'connect' | 'query'): DatabaseError {
  if (error instanceof DatabaseError) return error
  const raw: RawError = typeof error === 'object' && error !== null ? error : { message: String(error) }
  const code = codeOf(raw, phase)
  const message = describe(raw)
  return new DatabaseError(code, message, {
    cause: error,
    sqlState: typeof raw.code === 'string' && /^[0-9A-Z]{5}$/.test(raw.code) ? raw.code : undefined,
    constraint: typeof raw.constraint === 'string' ? raw.constraint : undefined,
  })
}

/** Several addresses refused (IPv4 and IPv6) come as an AggregateError without words of its own. */
function describe(raw: RawError): string {
  if (raw instanceof AggregateError && raw.message === '') {
    return [...new Set(raw.errors.map((each) => (each instanceof Error ? each.message : String(each))))].join('; ')
  }
  return String(raw.message ?? 'unknown database error')
}
