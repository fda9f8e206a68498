import type { AttemptFilter, SendView } from '@trunkline/verify'
import { isSid } from '@trunkline/wire'
import { notServed } from '../errors/twilio-error.ts'
import type { TwilioParams } from '../http/twilio-params.ts'
import type { TwilioUrls } from '../http/twilio-urls.ts'
import { collectForward } from '../paging/collect-forward.ts'
import type { TwilioCall, TwilioRoute } from '../route.ts'
import { invalidParameter } from './verify-faults.ts'
import type { VerifyParts } from './verify-parts.ts'

const channels = ['sms', 'call', 'email', 'whatsapp', 'rbm'] as const
const refuses = {
  'ChannelData.To': 'Attempts are found by verification, service, country and channel.',
  Status: 'Attempts are not found by what became of them; the summary counts them.',
}

/** Attempts and their summary (https://www.twilio.com/docs/verify/api/list-verification-attempts). */
export function attemptRoutes(parts: VerifyParts): TwilioRoute[] {
  return [
    { operation: 'GET verify/v2/Attempts', refuses, handle: (call) => list(parts, call) },
    { operation: 'GET verify/v2/Attempts/Summary', handle: (call) => summary(parts, call) },
    {
      operation: 'GET verify/v2/Attempts/{Sid}',
      async handle({ account, path, urls }) {
        const found = await parts.verify.attempts.get(account.id, path.Sid ?? '')
        return { status: 200, body: attemptView(account.sid, found, urls) }
      },
    },
  ]
}

async function list(parts: VerifyParts, { account, page, params, urls }: TwilioCall) {
  for (const [name, reason] of Object.entries(refuses)) {
    if (params.filled(name) !== undefined) throw notServed(`${name} is not served. ${reason}`)
  }
  const filter = readFilter(params)
  return collectForward(page, {
    key: 'attempts',
    async read(after, limit) {
      const { attempts, next } = await parts.verify.attempts.list(account.id, {
        ...filter,
        ...(after === undefined ? {} : { after }),
        limit,
      })
      return { rows: attempts, next }
    },
    cursor: ({ id }) => id,
    view: (attempt) => attemptView(account.sid, attempt, urls),
  })
}

async function summary({ verify }: VerifyParts, { account, params, urls }: TwilioCall) {
  const prefix = params.filled('DestinationPrefix')
  const digits = prefix?.replace(/^[+ ]/, '')
  if (digits !== undefined && !/^\d{1,15}$/.test(digits)) throw invalidParameter('DestinationPrefix', 'digits')
  const filter = { ...readFilter(params), ...(digits === undefined ? {} : { prefix: `+${digits}` }) }
  const { total, converted, unconverted, conversionRate } = await verify.attempts.summary(account.id, filter)
  return {
    status: 200 as const,
    body: {
      total_attempts: total,
      total_converted: converted,
      total_unconverted: unconverted,
      conversion_rate_percentage: (conversionRate ?? 0).toFixed(2),
      url: urls.url('verify', '/v2/Attempts/Summary'),
    },
  }
}

/** @throws TwilioError 60200 */
function readFilter(params: TwilioParams): AttemptFilter {
  const channel = params.enumeration('Channel', channels, 60200)
  const country = params.filled('Country')?.toUpperCase()
  const from = params.instant('DateCreatedAfter', 60200)
  const until = params.instant('DateCreatedBefore', 60200)
  const service = sidOf(params, 'VerifyServiceSid', 'VA')
  const verification = sidOf(params, 'VerificationSid', 'VE')
  return {
    ...(channel === undefined ? {} : { channel }),
    ...(country === undefined ? {} : { country }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(service === undefined ? {} : { service }),
    ...(verification === undefined ? {} : { verification }),
  }
}

function sidOf(params: TwilioParams, name: string, prefix: 'VA' | 'VE'): string | undefined {
  const sid = params.filled(name)
  if (sid === undefined || isSid(sid, prefix)) return sid
  throw invalidParameter(name, `${prefix} and 32 hex digits`)
}

/** Twilio's words for what became of a text. */
const messageStatus: Readonly<Record<SendView['status'], string>> = {
  waiting: 'queued',
  sending: 'sending',
  sent: 'sent',
  delivered: 'delivered',
  undelivered: 'undelivered',
  failed: 'failed',
  canceled: 'canceled',
  unknown: 'sent',
}

function attemptView(accountSid: string, attempt: SendView, urls: TwilioUrls): object {
  return {
    sid: attempt.id,
    account_sid: accountSid,
    service_sid: attempt.serviceId,
    verification_sid: attempt.verificationId,
    date_created: `${attempt.createdAt.slice(0, 19)}Z`,
    date_updated: `${attempt.updatedAt.slice(0, 19)}Z`,
    conversion_status: attempt.converted ? 'converted' : 'unconverted',
    channel: attempt.channel,
    price: { currency: null, value: null },
    channel_data: { country: attempt.country, message_status: messageStatus[attempt.status] },
    url: urls.url('verify', `/v2/Attempts/${attempt.id}`),
  }
}
