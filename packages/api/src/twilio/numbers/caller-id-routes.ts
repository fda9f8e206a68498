import type { CallerId } from '@trunkline/accounts'
import { createIdGenerator, type IdGenerator, sidFromUuid, uuidFromSid } from '@trunkline/wire'
import { readFriendlyName } from '../accounts/friendly-name.ts'
import { requestValidation, type ValidationParts } from '../caller-ids/validation-request.ts'
import { rfc2822 } from '../format/dates.ts'
import type { TwilioUrls } from '../http/twilio-urls.ts'
import { cutPage } from '../paging/cut-page.ts'
import type { TwilioParts } from '../parts.ts'
import type { TwilioCall, TwilioRoute } from '../route.ts'
import { readNumberFilter } from './number-params.ts'

/** What the routes take. */
export type CallerIdParts = Pick<
  TwilioParts,
  'accounts' | 'baseUrl' | 'clock' | 'db' | 'gatewaySenders' | 'randomBytes' | 'sealer' | 'voice'
>
type Parts = Pick<TwilioParts, 'accounts'>

const base = 'api/2010-04-01/Accounts/{AccountSid}/OutgoingCallerIds'

/**
 * OutgoingCallerIds: numbers that an account has verified (https://www.twilio.com/docs/voice/api/outgoing-caller-ids). Verifying one takes a call that
 * asks for a code, so a server without calls has no POST.
 */
export function callerIdRoutes(parts: CallerIdParts): TwilioRoute[] {
  const { voice } = parts
  return [
    ...(voice === undefined ? [] : [validationRoute({ ...parts, voice })]),
    { operation: `GET ${base}.json`, handle: (call) => list(parts, call) },
    {
      operation: `GET ${base}/{Sid}.json`,
      handle: async (call) => ok(call, await parts.accounts.callerIds.get(call.account.id, call.path.Sid ?? '')),
    },
    { operation: `POST ${base}/{Sid}.json`, handle: async (call) => ok(call, await update(parts, call)) },
    {
      operation: `DELETE ${base}/{Sid}.json`,
      async handle(call) {
        await parts.accounts.callerIds.remove(call.account.id, call.path.Sid ?? '')
        return { status: 204 }
      },
    },
  ]
}

function validationRoute(parts: Omit<ValidationParts, 'callUuid'>): TwilioRoute {
  let ids: IdGenerator | undefined
  const callUuid = () => {
    ids ??= createIdGenerator({ now: parts.clock.now })
    return ids.uuid()
  }
  return {
    operation: `POST ${base}.json`,
    differs: 'The code is spoken of in English, and asked for three times.',
    handle: (call) => requestValidation({ ...parts, callUuid }, call),
  }
}

const ok = ({ urls }: TwilioCall, callerId: CallerId) => ({ status: 200 as const, body: callerIdView(callerId, urls) })

function callerIdView(callerId: CallerId, urls: TwilioUrls): object {
  const accountSid = sidFromUuid('AC', callerId.clientId)
  return {
    sid: callerId.sid,
    account_sid: accountSid,
    friendly_name: callerId.friendlyName,
    phone_number: callerId.phoneNumber,
    date_created: rfc2822(callerId.createdAt),
    date_updated: rfc2822(callerId.updatedAt),
    uri: urls.uri(`/Accounts/${accountSid}/OutgoingCallerIds/${callerId.sid}`),
  }
}

async function list({ accounts }: Parts, { account, page, params, urls }: TwilioCall) {
  const phoneNumber = readNumberFilter(params, 'PhoneNumber')
  const friendlyName = params.filled('FriendlyName')
  const rows = await accounts.callerIds.search(account.id, {
    limit: page.size + 1,
    ...(page.after === undefined ? {} : { after: page.after }),
    ...(page.before === undefined ? {} : { before: page.before }),
    ...(phoneNumber === undefined ? {} : { phoneNumber }),
    ...(friendlyName === undefined ? {} : { friendlyName }),
  })
  return cutPage(rows, page, {
    key: 'outgoing_caller_ids',
    cursor: ({ sid }) => uuidFromSid(sid),
    view: (callerId) => callerIdView(callerId, urls),
  })
}

async function update({ accounts }: Parts, { account, path, params }: TwilioCall): Promise<CallerId> {
  const before = await accounts.callerIds.get(account.id, path.Sid ?? '')
  const name = readFriendlyName(params)
  return name === undefined ? before : accounts.callerIds.rename(account.id, before.sid, name)
}
