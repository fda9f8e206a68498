import { type ProblemCode, ProblemError } from '@trunkline/wire'
import { TwilioError } from '../errors/twilio-error.ts'
import { uncertain } from '../uncertain.ts'

/** Twilio's codes for what verification refuses (https://www.twilio.com/docs/api/errors, 60200 and after). */
const codes: Readonly<Partial<Record<ProblemCode, number>>> = Object.freeze({
  'number-invalid': 60200,
  'email-invalid': 60200,
  'recipient-missing': 60200,
  'validation-failed': 60200,
  'verification-ended': 20404,
  'verification-checks-exhausted': 60202,
  'verification-sends-exhausted': 60203,
  'verification-too-soon': uncertain.verifyTooSoon,
  'verification-limited': 20429,
  'verification-locked': uncertain.verifyLocked,
  'verification-blocked': 60410,
  'country-refused': 60605,
  'line-refused': 60205,
  'method-unavailable': 60223,
  'locale-voiceless': 60331,
  'factor-limit': 60315,
  'factor-unverified': 60318,
})

/** Names of parameters, by the fields of a fault. */
const parameters: Readonly<Record<string, string>> = {
  '/to': 'To',
  '/code': 'CustomCode',
  '/locale': 'Locale',
  '/channel': 'Channel',
  '/site': 'CustomFriendlyName',
  '/appHash': 'AppHash',
  '/clientIp': 'DeviceIp',
  '/friendlyName': 'FriendlyName',
}

/** A parameter of verification that is wrong: 60200 names it. */
export const invalidParameter = (name: string, detail: string): TwilioError =>
  new TwilioError(60200, `Invalid parameter \`${name}\`: ${detail}`)

/** Waits for what verification does, and says its refusals with Twilio's codes. `invalid` is the code of a wrong parameter. */
export async function verifying<T>(work: Promise<T>, invalid = 60200): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw error instanceof ProblemError ? refusal(error, invalid) : error
  }
}

function refusal(problem: ProblemError, invalid: number): Error {
  const code = problem.code === 'validation-failed' ? invalid : codes[problem.code]
  if (code === undefined) return problem
  const [fault] = problem.errors ?? []
  const name = parameters[fault?.pointer ?? ''] ?? (problem.code.endsWith('-invalid') ? 'To' : undefined)
  const named = code === 60200 && name !== undefined
  const message = named ? `Invalid parameter \`${name}\`: ${fault?.detail ?? problem.message}` : problem.message
  const after = problem.retryAfter === undefined ? {} : { retryAfter: problem.retryAfter }
  return new TwilioError(code, { message, cause: problem, ...after })
}
