import { RestException, TransportError, TwilioServiceException } from '@trunkline/sdk'
import type { SendOutcome } from '../../sender/code-sender.ts'

/**
 * What a failed request to Twilio came to. Answers of 4xx refuse it, apart from 429, which puts it off; a server that says 503 has not
 * taken it; any other failure of a server, or a connection that broke after the request had left, leaves the outcome unknown.
 */
export function outcomeOf(error: unknown): SendOutcome {
  if (error instanceof TransportError) {
    const errorCode = error.failure
    if (!error.sent) return { kind: 'deferred', errorCode, reason: 'Twilio could not be reached' }
    return { kind: 'unknown', errorCode, reason: 'Twilio did not answer; it may have been sent' }
  }
  if (error instanceof RestException || error instanceof TwilioServiceException) {
    const errorCode = String(error.code ?? error.status)
    const reason = error.message
    if (error.status === 429 || error.status === 503) return { kind: 'deferred', errorCode, reason }
    if (error.status >= 500) return { kind: 'unknown', errorCode, reason }
    return { kind: 'refused', errorCode, reason }
  }
  return {
    kind: 'unknown',
    errorCode: 'bad-answer',
    reason: error instanceof Error ? error.message : 'no answer that could be read',
  }
}

/** Runs a request; whatever goes wrong leaves as an outcome. */
export async function requested(request: () => Promise<SendOutcome>): Promise<SendOutcome> {
  try {
    return await request()
  } catch (error) {
    return outcomeOf(error)
  }
}
