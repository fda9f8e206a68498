import { GenericError, MultipleErrors } from '@platformatic/kafka'

/** Longest first line of an error that is shown. */
const longest = 300

/** The innermost words of what the client library threw: its outer ones say only how often it tried. */
export function wordsOf(error: unknown): string {
  const inner = innermost(error)
  const text = inner instanceof Error ? inner.message : String(inner)
  return (text.split('\n')[0] ?? '').slice(0, longest)
}

/** Whether an error, or one inside it, is that of the protocol with one of these names, such as `UNKNOWN_TOPIC_OR_PARTITION`. */
export function isProtocolError(error: unknown, ...names: readonly string[]): boolean {
  if (error === null || typeof error !== 'object') return false
  if ('apiId' in error && names.includes(String(error.apiId))) return true
  const nested = [...(error instanceof AggregateError ? error.errors : []), ...('cause' in error ? [error.cause] : [])]
  return nested.some((each) => isProtocolError(each, ...names))
}

/** Whether a record is larger than its topic takes. */
export function isTooLarge(error: unknown): boolean {
  return isProtocolError(error, 'MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE')
}

/** Whether the brokers refused us for who we are. */
export function isRefusal(error: unknown): boolean {
  const code = (each: unknown): boolean =>
    each instanceof GenericError && each.code === 'PLT_KFK_AUTHENTICATION'
      ? true
      : each instanceof MultipleErrors && each.errors.some(code)
  return (
    code(error) ||
    isProtocolError(
      error,
      'SASL_AUTHENTICATION_FAILED',
      'TOPIC_AUTHORIZATION_FAILED',
      'GROUP_AUTHORIZATION_FAILED',
      'CLUSTER_AUTHORIZATION_FAILED',
    )
  )
}

function innermost(error: unknown): unknown {
  if (error instanceof AggregateError && error.errors.length > 0) return innermost(error.errors[0])
  if (error instanceof Error && error.cause !== undefined) return innermost(error.cause)
  return error
}
