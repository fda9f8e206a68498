import type { Outcome } from '../../ports.ts'
import { words } from './addresses.ts'
import type { Http2Failure } from './http2-client.ts'

/** What a request without an answer means for the attempt. */
export function unansweredOutcome({ sent, code, message }: Http2Failure, provider: string): Outcome {
  if (sent) return { kind: 'unknown', errorCode: code, reason: 'the request left and no whole answer came' }
  if (code === 'aborted')
    return { kind: 'deferred', errorCode: code, reason: 'given up before it was sent', gatewayAtFault: false }
  return {
    kind: 'deferred',
    errorCode: code,
    reason: `no connection to ${provider}: ${words(message)}`,
    gatewayAtFault: true,
  }
}
