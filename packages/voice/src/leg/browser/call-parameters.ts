import { SignallingError } from './signalling-error.ts'

/**
 * Names that Trunkline gives in every request about a call. A page can't give them: whoever answers the webhook trusts `From` to be the identity of the token.
 * (https://www.twilio.com/docs/voice/twiml#request-parameters)
 */
const reserved: ReadonlySet<string> = new Set([
  'AccountSid',
  'ApiVersion',
  'ApplicationSid',
  'CallSid',
  'CallStatus',
  'CallToken',
  'Caller',
  'CallerName',
  'Direction',
  'ForwardedFrom',
  'From',
  'ParentCallSid',
])

/** What a page says of the call that it makes. */
export interface CallParameters {
  /** Whom it calls, as it says; empty where it does not. */
  readonly to: string
  /** Its own parameters, and those of its token, which stand above them. */
  readonly parameters: Readonly<Record<string, string>>
}

/**
 * Reads the parameters of an `invite`: pairs as in a query, each side encoded by itself.
 * @throws SignallingError 31103 where there is too much
 */
export function readCallParameters(
  text: string | undefined,
  own: Readonly<Record<string, string>>,
  mostCharacters: number,
): CallParameters {
  if ((text?.length ?? 0) > mostCharacters) throw new SignallingError(31103)
  const given = [...new URLSearchParams(text ?? ''), ...Object.entries(own)]
  const parameters = Object.fromEntries(given.filter(([name]) => name !== '' && !reserved.has(name)))
  const { To: to = '', ...others } = parameters
  return { to, parameters: others }
}
