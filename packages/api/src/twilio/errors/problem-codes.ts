import type { ProblemCode, ProblemError } from '@trunkline/wire'
import { ownCodes } from './twilio-error.ts'

/** Twilio's code for the problems that the domains know, where a route does not say something finer. For all others the status decides. */
const problemCodes: Readonly<Partial<Record<ProblemCode, number>>> = Object.freeze({
  'credentials-missing': 20003,
  'credentials-invalid': 20003,
  'client-disabled': 20003,
  'admin-required': 20003,
  'client-declared': 20403,
  'not-found': 20404,
  'method-not-allowed': 20004,
  'json-malformed': 70002,
  'body-empty': 70001,
  'body-too-large': 20413,
  'media-type-unsupported': 20422,
  'validation-failed': 20001,
  'field-unknown': 20001,
  'query-invalid': 20001,
  'number-invalid': 21211,
  'email-invalid': 21211,
  'recipient-missing': 21211,
  'content-missing': 21602,
  'content-too-long': 21617,
  'template-unknown': 21655,
  'channel-disabled': 21612,
  'channel-unrouted': 21612,
  'gateway-unknown': 21612,
  'sender-invalid': 21606,
  'window-never-opens': 21612,
  'send-at-past': 35114,
  'send-at-too-far': 35114,
  'expires-at-invalid': 21624,
  'zone-unknown': 20001,
  'batch-too-large': 20413,
  'idempotency-key-invalid': 20001,
  'idempotency-key-reused': 20409,
  'idempotency-key-in-flight': 20409,
  'not-cancelable': 30409,
  'number-taken': 21422,
  'url-refused': 21609,
  'webhook-limit': 20409,
  'rate-limited': 20429,
  'queue-full': 20429,
  'storage-full': 20503,
  unavailable: 20503,
  'not-served': ownCodes.notServed,
  internal: 20500,
})

/** Codes by the status of a problem. */
const statusCodes: Readonly<Record<number, number>> = {
  401: 20003,
  403: 20403,
  404: 20404,
  405: 20004,
  409: 20409,
  410: 20410,
  413: 20413,
  422: 20422,
  429: 20429,
  500: 20500,
  501: ownCodes.notServed,
  503: 20503,
  507: 20503,
}

/** Twilio's code for a problem. */
export const codeOfProblem = ({ code, status }: Pick<ProblemError, 'code' | 'status'>): number =>
  problemCodes[code] ?? statusCodes[status] ?? 20001
