import { timingSafeEqual } from 'node:crypto'
import type { Database, Sealer } from '@trunkline/postgres'
import { VoiceResponse } from '@trunkline/twiml'
import { ProblemError, uuidFromSid } from '@trunkline/wire'
import type { AccountsPort } from '../../ports.ts'
import { askCheck, type CallerIdCheck, passCheck } from '../../store/caller-id-check-store.ts'
import { codeContext, tokenHash } from './validation-request.ts'

/** What the documents of verifying calls take. */
export interface ValidationDocumentParts {
  readonly accounts: Pick<AccountsPort, 'callerIds'>
  readonly db: Pick<Database, 'query'>
  readonly sealer: Pick<Sealer, 'open'>
}

/** How often a code is asked for in one call. */
const mostAsked = 3
const codeLength = 6

/**
 * What a call that verifies a number hears: to key in the code; three times at most. The right one makes the number a caller id. Undefined where the
 * token is nobody's, or the call is over.
 */
export async function validationDocument(
  parts: ValidationDocumentParts,
  token: string,
  digits: string | undefined,
): Promise<string | undefined> {
  const [check] = (await parts.db.query<CallerIdCheck>(askCheck(tokenHash(token)))).rows
  if (check === undefined) return undefined
  if (digits !== undefined && digits !== '' && isRight(parts, check, digits)) {
    await pass(parts, check)
    return said('Thank you. Your number has been verified. Goodbye.')
  }
  // The first request comes before there is anything that could be wrong.
  if (check.asked > mostAsked) return said('The code was not correct. Goodbye.')
  return asking(token, digits !== undefined && digits !== '')
}

function isRight({ sealer }: ValidationDocumentParts, check: CallerIdCheck, digits: string): boolean {
  const [right, given] = [sealer.open(check.code, codeContext(check.callId)), digits].map((text) => Buffer.from(text))
  return right !== undefined && given !== undefined && right.length === given.length && timingSafeEqual(right, given)
}

async function pass({ accounts, db }: ValidationDocumentParts, check: CallerIdCheck): Promise<void> {
  if (check.callerId !== null) return
  const { clientId, number, friendlyName } = check
  const sid = await accounts.callerIds
    .add(clientId, number, friendlyName ?? undefined)
    .then((callerId) => callerId.sid)
    .catch(async (error: unknown) => {
      if (!(error instanceof ProblemError) || error.code !== 'number-taken') throw error
      // Verified meanwhile by another call, or in this one by a request that was made twice.
      const [known] = await accounts.callerIds.search(clientId, { phoneNumber: number, limit: 1 })
      if (known === undefined) throw error
      return known.sid
    })
  await db.query(passCheck(check.callId, uuidFromSid(sid)))
}

function asking(token: string, again: boolean): string {
  const response = new VoiceResponse()
  // An address relative to the document: it is fetched from wherever the call reaches us.
  const action = `./${token}`
  const gather = response.gather({ numDigits: codeLength, timeout: 10, finishOnKey: '#', action, method: 'POST' })
  if (again) gather.say('The code was not correct.')
  gather.say('You are about to verify your phone number. Please key in the six digits of your verification code.')
  gather.pause({ length: 2 })
  gather.say('Please key in the six digits of your verification code.')
  response.redirect({ method: 'POST' }, `${action}?Digits=`)
  return response.toString()
}

function said(text: string): string {
  const response = new VoiceResponse()
  response.say(text)
  response.hangup()
  return response.toString()
}
