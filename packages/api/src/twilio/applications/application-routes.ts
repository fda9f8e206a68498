import type { Application, ApplicationInput } from '@trunkline/accounts'
import { sidFromUuid, uuidFromSid } from '@trunkline/wire'
import { readFriendlyName } from '../accounts/friendly-name.ts'
import { rfc2822 } from '../format/dates.ts'
import type { TwilioParams } from '../http/twilio-params.ts'
import type { TwilioUrls } from '../http/twilio-urls.ts'
import { checkFallbacks, type GivenHooks, readHooks } from '../numbers/hook-params.ts'
import { cutPage } from '../paging/cut-page.ts'
import type { TwilioParts } from '../parts.ts'
import type { TwilioCall, TwilioRoute } from '../route.ts'

type Parts = Pick<TwilioParts, 'accounts'>

const base = 'api/2010-04-01/Accounts/{AccountSid}/Applications'

/** Applications: URLs under one name (https://www.twilio.com/docs/usage/api/applications). */
export function applicationRoutes(parts: Parts): TwilioRoute[] {
  const { accounts } = parts
  return [
    { operation: `GET ${base}.json`, handle: (call) => list(parts, call) },
    {
      operation: `POST ${base}.json`,
      async handle(call) {
        const settings = readSettings(call.params)
        checkFallbacks(settings)
        const made = await accounts.applications.create(call.account.id, settings)
        return { status: 201, body: applicationView(made, call.urls) }
      },
    },
    {
      operation: `GET ${base}/{Sid}.json`,
      handle: async (call) => ok(call, await accounts.applications.get(call.account.id, call.path.Sid ?? '')),
    },
    {
      operation: `POST ${base}/{Sid}.json`,
      async handle(call) {
        const before = await accounts.applications.get(call.account.id, call.path.Sid ?? '')
        const settings = readSettings(call.params)
        checkFallbacks(settings, before)
        return ok(call, await accounts.applications.update(call.account.id, before.sid, settings))
      },
    },
    {
      operation: `DELETE ${base}/{Sid}.json`,
      async handle(call) {
        await accounts.applications.remove(call.account.id, call.path.Sid ?? '')
        return { status: 204 }
      },
    },
  ]
}

const ok = ({ urls }: TwilioCall, application: Application) => ({
  status: 200 as const,
  body: applicationView(application, urls),
})

const callbacks = {
  StatusCallback: 'statusCallback',
  SmsStatusCallback: 'smsStatusCallback',
  MessageStatusCallback: 'messageStatusCallback',
}

function readSettings(params: TwilioParams): GivenHooks & ApplicationInput {
  const name = readFriendlyName(params)
  const open = params.boolean('PublicApplicationConnectEnabled')
  return {
    ...(name === undefined ? {} : { friendlyName: name }),
    ...readHooks(params, callbacks),
    ...(open === undefined ? {} : { publicApplicationConnectEnabled: open }),
  }
}

async function list({ accounts }: Parts, { account, page, params, urls }: TwilioCall) {
  const friendlyName = params.filled('FriendlyName')
  const rows = await accounts.applications.search(account.id, {
    limit: page.size + 1,
    ...(page.after === undefined ? {} : { after: page.after }),
    ...(page.before === undefined ? {} : { before: page.before }),
    ...(friendlyName === undefined ? {} : { friendlyName }),
  })
  return cutPage(rows, page, {
    key: 'applications',
    cursor: ({ sid }) => uuidFromSid(sid),
    view: (application) => applicationView(application, urls),
  })
}

const usualMethod = 'POST'

function applicationView(application: Application, urls: TwilioUrls): object {
  const accountSid = sidFromUuid('AC', application.clientId)
  return {
    sid: application.sid,
    account_sid: accountSid,
    friendly_name: application.friendlyName,
    api_version: application.apiVersion ?? '2010-04-01',
    voice_url: application.voiceUrl,
    voice_method: application.voiceMethod ?? usualMethod,
    voice_fallback_url: application.voiceFallbackUrl,
    voice_fallback_method: application.voiceFallbackMethod ?? usualMethod,
    voice_caller_id_lookup: application.voiceCallerIdLookup ?? false,
    status_callback: application.statusCallback,
    status_callback_method: application.statusCallbackMethod ?? usualMethod,
    sms_url: application.smsUrl,
    sms_method: application.smsMethod ?? usualMethod,
    sms_fallback_url: application.smsFallbackUrl,
    sms_fallback_method: application.smsFallbackMethod ?? usualMethod,
    sms_status_callback: application.smsStatusCallback,
    message_status_callback: application.messageStatusCallback,
    public_application_connect_enabled: application.publicApplicationConnectEnabled ?? false,
    date_created: rfc2822(application.createdAt),
    date_updated: rfc2822(application.updatedAt),
    uri: urls.uri(`/Accounts/${accountSid}/Applications/${application.sid}`),
  }
}
