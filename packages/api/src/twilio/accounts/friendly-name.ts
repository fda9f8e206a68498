import { TwilioError } from '../errors/twilio-error.ts'
import type { TwilioParams } from '../http/twilio-params.ts'

const longest = 64

/** The FriendlyName, where one is given. @throws TwilioError 20002 for one that is blank, has control characters or more than 64 characters */
export function readFriendlyName(params: TwilioParams): string | undefined {
  const text = params.text('FriendlyName')
  if (text === undefined) return undefined
  const name = text.trim()
  if (name !== '' && name.length <= longest && !/\p{Cc}/u.test(name)) return name
  throw new TwilioError(20002, `FriendlyName must have 1 to ${longest} characters and no control characters`)
}
