import { createHash } from 'node:crypto'
import { defaultName } from '@trunkline/accounts'
import { parsePhone } from '@trunkline/channels'
import type { Database, Sealer } from '@trunkline/postgres'
import { isE164, parseE164, sidFromUuid } from '@trunkline/wire'
import type { AccountsPort, Client, Clock, VoicePort } from '../../ports.ts'
import { insertCheck } from '../../store/caller-id-check-store.ts'
import { readFriendlyName } from '../accounts/friendly-name.ts'
import { given, readPlace } from '../calls/read-place.ts'
import { TwilioError } from '../errors/twilio-error.ts'
import type { TwilioParams } from '../http/twilio-params.ts'
import { quoted } from '../messages/create-message.ts'
import type { TwilioCall, TwilioResult } from '../route.ts'

/** Of what verifying a number by a call is made. */
export interface ValidationParts {
  readonly accounts: Pick<AccountsPort, 'numbers' | 'callerIds'>
  readonly voice: Pick<VoicePort, 'calls'>
  readonly db: Pick<Database, 'query'>
  readonly sealer: Pick<Sealer, 'seal' | 'open'>
  readonly clock: Clock
  readonly randomBytes: (size: number) => Uint8Array
  /** Makes UUIDs that grow with time. */
  readonly callUuid: () => string
  /** Senders that the gateways of the configuration file name as theirs. */
  readonly gatewaySenders: readonly string[]
  /** Base URL under which calls reach this server; undefined before it listens. */
  readonly baseUrl: () => string | undefined
}

/** Where the documents of these calls are. */
export const validationPath = '/hooks/caller-id'

/** The code is bound to the row that it is in. */
export const codeContext = (callId: string): string => `api-caller-id-check:${callId}`

/** How a token is kept. */
export const tokenHash = (token: string): Uint8Array => createHash('sha256').update(token).digest()

interface ValidationRequest {
  readonly number: string
  readonly friendlyName?: string
  readonly delaySeconds: number
  readonly extension?: string
  readonly callback?: { readonly url: string; readonly method: 'GET' | 'POST' }
}

/** @throws TwilioError 21401, 20002, 21454, 21456, 21403 */
function readRequest(params: TwilioParams): ValidationRequest {
  const text = params.required('PhoneNumber', 21401, "No 'PhoneNumber' is specified")
  const phone = parsePhone(text)
  const number = phone.ok && phone.prefix === null ? phone.e164 : parseE164(text)
  if (number === undefined || number.length < 8) {
    throw new TwilioError(21401, `The phone number ${quoted(text)} is not a valid phone number`)
  }
  const extension = params.filled('Extension')
  if (extension !== undefined && !/^[0-9#*wW]{1,32}$/.test(extension)) {
    throw new TwilioError(21401, `The extension ${quoted(extension)} is not valid: up to 32 of 0-9, #, * and w`)
  }
  return {
    number,
    ...given('friendlyName', readFriendlyName(params)),
    delaySeconds: params.integer('CallDelay', { min: 0, max: 60, code: 21454 }) ?? 0,
    ...given('extension', extension),
    ...given('callback', readPlace(params, 'StatusCallback', 'StatusCallbackMethod', 21456)),
  }
}

/**
 * Answers `POST …/OutgoingCallerIds.json`: calls the number and asks for the code that the answer shows
 * (https://www.twilio.com/docs/voice/api/outgoing-caller-ids#add-an-outgoing-caller-id).
 * @throws TwilioError 21449, 21450 and those of the form
 */
export async function requestValidation(
  parts: ValidationParts,
  { account, params }: TwilioCall,
): Promise<TwilioResult> {
  const wanted = readRequest(params)
  await checkNew(parts, account, wanted.number)
  const callId = parts.callUuid()
  const code = newCode(parts.randomBytes)
  const token = Buffer.from(parts.randomBytes(16)).toString('base64url')
  const now = parts.clock.now()
  const { number, friendlyName = null, callback = null } = wanted
  const row = { callId, clientId: account.id, number, friendlyName, callback, at: new Date(now) }
  // First what the call asks for, then the call.
  await parts.db.query(
    insertCheck({ ...row, code: parts.sealer.seal(code, codeContext(callId)), token: tokenHash(token) }),
  )
  await parts.voice.calls.create(account.id, {
    ...{ id: callId, to: number, from: await callerOf(parts, account) },
    program: { document: { url: `${parts.baseUrl() ?? ''}${validationPath}/${token}`, method: 'POST' } },
    confidential: true,
    provesNumber: true,
    ...(wanted.delaySeconds === 0 ? {} : { notBefore: new Date(now + wanted.delaySeconds * 1000).toISOString() }),
    // A switchboard needs a moment before it listens.
    ...(wanted.extension === undefined ? {} : { sendDigits: `ww${wanted.extension}` }),
    origin: { edge: 'twilio', purpose: 'caller-id' },
  })
  return {
    status: 200,
    body: {
      account_sid: account.sid,
      call_sid: sidFromUuid('CA', callId),
      friendly_name: friendlyName ?? defaultName(number),
      phone_number: number,
      validation_code: code,
    },
  }
}

/** @throws TwilioError 21449, 21450 */
async function checkNew({ accounts }: ValidationParts, account: Pick<Client, 'id'>, number: string): Promise<void> {
  if ((await accounts.numbers.ownerOf(number)) === account.id) {
    throw new TwilioError(21449, `The phone number ${quoted(number)} is already yours to call from`)
  }
  if ((await accounts.callerIds.search(account.id, { phoneNumber: number, limit: 1 })).length > 0) {
    throw new TwilioError(21450, `Phone number is already verified: ${quoted(number)}`)
  }
}

/** A number of the account's, else one of the gateways'. */
async function callerOf({ accounts, gatewaySenders }: ValidationParts, account: Pick<Client, 'id'>): Promise<string> {
  const { numbers } = await accounts.numbers.list(account.id, { limit: 1 })
  return numbers[0]?.phoneNumber ?? gatewaySenders.find((sender) => isE164(sender)) ?? 'anonymous'
}

/** Six digits, each code as likely as any other. */
function newCode(randomBytes: (size: number) => Uint8Array): string {
  for (;;) {
    const value = Buffer.from(randomBytes(4)).readUInt32BE()
    // The rest above the last whole million would make low codes likelier.
    if (value < 4_294_000_000) return String(value % 1_000_000).padStart(6, '0')
  }
}
