import type { VerificationDetail, VerificationView } from '@trunkline/verify'
import type { TwilioUrls } from '../http/twilio-urls.ts'

/** What the edge remembers of a verification beside what the domain knows: amount and payee. */
type VerificationEdge = Readonly<Record<string, unknown>>

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const seconds = (instant: string): string => `${instant.slice(0, 19)}Z`

/** A verification as Twilio shows it (https://www.twilio.com/docs/verify/api/verification). */
export function verificationView(detail: VerificationDetail, accountSid: string, urls: TwilioUrls): object {
  const url = urls.url('verify', `/v2/Services/${detail.serviceId}/Verifications/${detail.id}`)
  return {
    ...common(detail, accountSid),
    status: detail.status,
    lookup: { carrier: null },
    send_code_attempts: detail.attempts.map(({ id, channel, createdAt }) => ({
      time: seconds(createdAt),
      channel,
      attempt_sid: id,
    })),
    sna: null,
    url,
  }
}

/** What a check came to. After a wrong code it is said to be pending, also where that was the last try: the next one is told. */
export function checkView(view: VerificationView, edge: VerificationEdge, accountSid: string): object {
  const status = view.status === 'max_attempts_reached' ? 'pending' : view.status
  return { ...common({ ...view, edge }, accountSid), status, sna_attempts_error_codes: [] }
}

function common(view: VerificationView & { readonly edge: VerificationEdge }, accountSid: string) {
  const attempts = (view as Partial<VerificationDetail>).attempts ?? []
  const changes = [
    view.createdAt,
    ...(view.endedAt === null ? [] : [view.endedAt]),
    ...attempts.map((a) => a.createdAt),
  ]
  return {
    sid: view.id,
    service_sid: view.serviceId,
    account_sid: accountSid,
    to: view.to,
    channel: view.channel,
    valid: view.valid,
    amount: textOrNull(view.edge.amount),
    payee: textOrNull(view.edge.payee),
    date_created: seconds(view.createdAt),
    date_updated: seconds(changes.sort().at(-1) ?? view.createdAt),
  }
}
