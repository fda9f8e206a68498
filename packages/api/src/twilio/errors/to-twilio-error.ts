import { VoiceError } from '@trunkline/voice'
import { ProblemError } from '@trunkline/wire'
import { type IsUnavailable, toProblem } from '../../http/problem-reply.ts'
import { uncertain } from '../uncertain.ts'
import { codeOfProblem } from './problem-codes.ts'
import { notServed, TwilioError } from './twilio-error.ts'

/** The Twilio error that whatever was thrown amounts to. What is not known is 20500, and its own words stay in the log. */
export function toTwilioError(error: unknown, isUnavailable: IsUnavailable): TwilioError {
  if (error instanceof TwilioError) return error
  // Calls speak Twilio's codes themselves.
  if (error instanceof VoiceError) return new TwilioError(error.code, { message: error.message, cause: error })
  const problem = error instanceof ProblemError ? error : toProblem(error, isUnavailable)
  switch (problem.code) {
    case 'credentials-missing':
      return new TwilioError(20003, { message: 'Authentication Error - No credentials provided', cause: problem })
    case 'credentials-invalid':
      return new TwilioError(20003, { message: 'Authenticate', cause: problem })
    case 'client-disabled': {
      const { code, status } = uncertain.suspendedCaller
      return new TwilioError(code, {
        message: 'Authentication Error - the account is not active',
        status,
        cause: problem,
      })
    }
    case 'not-served':
      return notServed(problem.message)
    case 'internal':
      return new TwilioError(20500, { message: 'An internal server error has occurred', cause: problem })
    default:
      return fromProblem(problem)
  }
}

function fromProblem(problem: ProblemError): TwilioError {
  const code = codeOfProblem(problem)
  return new TwilioError(code, {
    message: problem.message,
    cause: problem,
    ...(problem.retryAfter === undefined ? {} : { retryAfter: problem.retryAfter }),
  })
}
