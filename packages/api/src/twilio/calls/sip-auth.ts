import { TwilioError } from '../errors/twilio-error.ts'
import type { TwilioParams } from '../http/twilio-params.ts'

const longest = 255
/** What SIP lets stand in a user and a password (RFC 3261, section 25.1: unreserved, escaped, user-unreserved). */
const userShape = /^(?:[A-Za-z0-9\-_.!~*'()&=+$,;?/]|%[0-9A-Fa-f]{2})+$/
const passwordShape = /^[\x20-\x7e]+$/

/** What a SIP party asks for. @throws TwilioError 21221 to 21225 */
export function readSipAuth(
  params: TwilioParams,
): { readonly username: string; readonly password: string } | undefined {
  const [username, password] = [params.filled('SipAuthUsername'), params.filled('SipAuthPassword')]
  if (username === undefined) return undefined
  if (username.length > longest) throw new TwilioError(21221, `SipAuthUsername has more than ${longest} characters`)
  if (!userShape.test(username)) throw new TwilioError(21222, 'SipAuthUsername has characters that SIP does not allow')
  if (password === undefined) throw new TwilioError(21225, 'SipAuthUsername needs a SipAuthPassword')
  if (password.length > longest) throw new TwilioError(21223, `SipAuthPassword has more than ${longest} characters`)
  if (!passwordShape.test(password)) {
    throw new TwilioError(21224, 'SipAuthPassword has characters that SIP does not allow')
  }
  return { username, password }
}
