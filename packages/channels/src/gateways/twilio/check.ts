import type { GatewayCheck } from '../../ports.ts'
import { type CallbackOptions, hookUrl, noReceiptsBecause } from './callback-url.ts'
import { type TwilioAccount, type TwilioApi, TwilioFault } from './twilio-api.ts'

const credentialsAdvice =
  "compare accountSid and authToken (or apiKey and apiSecret) with Twilio's console; a key of another region needs `region`"

/** Asks Twilio for the account, and says what to do where that does not work. */
export async function checkAccount(
  options: CallbackOptions,
  api: TwilioApi,
  signal: AbortSignal,
): Promise<GatewayCheck> {
  try {
    const account = await fetchAccount(options, api, signal)
    if (account.status !== 'active')
      return {
        ok: false,
        detail: `the account ${account.friendlyName} is ${account.status}`,
        advice: "settle the account's bill, or open it again, in Twilio's console",
      }
    return { ok: true, detail: `${describe(account)}; ${receipts(options)}` }
  } catch (error) {
    return explain(error)
  }
}

/** The account. A standard API key may not read it; that it may read messages then has to do. */
async function fetchAccount({ config }: CallbackOptions, api: TwilioApi, signal: AbortSignal): Promise<TwilioAccount> {
  try {
    return await api.fetchAccount(signal)
  } catch (error) {
    const denied =
      error instanceof TwilioFault && error.failure.kind === 'answer' && [401, 403].includes(error.failure.status)
    if (!denied || config.apiKey === undefined) throw error
    for await (const _ of api.list('message', { pageSize: 1 }, signal)) break
    return { friendlyName: config.accountSid, status: 'active', type: 'Full' }
  }
}

function describe(account: TwilioAccount): string {
  return account.type === 'Trial'
    ? `the trial account ${account.friendlyName} is active (it sends to verified numbers only)`
    : `the account ${account.friendlyName} is active`
}

function receipts(options: CallbackOptions): string {
  const because = noReceiptsBecause(options)
  return because === undefined ? `receipts come to ${hookUrl(options)}` : `no receipts: ${because}`
}

function explain(error: unknown): GatewayCheck {
  const failure = error instanceof TwilioFault ? error.failure : undefined
  const detail = error instanceof TwilioFault ? error.message : 'the check failed'
  if (failure?.kind === 'answer') {
    const advice =
      failure.status === 429 || failure.status >= 500
        ? 'try again later; see https://status.twilio.com'
        : credentialsAdvice
    return { ok: false, detail, advice }
  }
  return {
    ok: false,
    detail,
    advice: 'check the network and the name service, then `region`, `edge` and `baseUrl` of the gateway',
  }
}
