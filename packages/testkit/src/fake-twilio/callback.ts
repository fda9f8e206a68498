import { createHmac } from 'node:crypto'
import { type FakeRecord, rfc2822 } from './record.ts'

/** A request that the fake server made to a webhook, and what came back. */
export interface FakeCallback {
  readonly url: string
  readonly params: Readonly<Record<string, string>>
  /** HTTP status of the answer; null where none came. */
  readonly status: number | null
  readonly body: string
}

/**
 * `X-Twilio-Signature`: base64 of the HMAC-SHA1 of the URL and the sorted parameters
 * (https://www.twilio.com/docs/usage/security#validating-requests). Written apart from the library's own, so that one checks the other.
 */
export function signatureOf(authToken: string, url: string, params: Readonly<Record<string, string>>): string {
  const signed = Object.keys(params)
    .sort()
    .reduce((text, key) => text + key + params[key], url)
  return createHmac('sha1', authToken).update(signed, 'utf8').digest('base64')
}

/** The parameters of a message's status callback, or of a call's event. */
export function statusParams(record: FakeRecord, accountSid: string, sequence: number): Record<string, string> {
  const shared = { AccountSid: accountSid, ApiVersion: '2010-04-01', From: record.from ?? '', To: record.to }
  if (record.kind === 'call') {
    return {
      ...shared,
      CallSid: record.sid,
      CallStatus: record.status,
      Direction: record.direction,
      Timestamp: rfc2822(record.updatedAt),
      CallbackSource: 'call-progress-events',
      SequenceNumber: String(sequence),
      ...(record.status === 'completed' ? { CallDuration: '1', Duration: '1' } : {}),
    }
  }
  return {
    ...shared,
    MessageSid: record.sid,
    SmsSid: record.sid,
    MessageStatus: record.status,
    SmsStatus: record.status,
    ...(record.messagingServiceSid ? { MessagingServiceSid: record.messagingServiceSid } : {}),
    ...(record.errorCode === null ? {} : { ErrorCode: String(record.errorCode) }),
  }
}

/** Posts a signed form to a webhook, as Twilio does: nothing is followed, and no answer within 15 s is none. */
export async function post(
  url: string,
  params: Readonly<Record<string, string>>,
  signature: string,
): Promise<FakeCallback> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(15_000),
      headers: { 'X-Twilio-Signature': signature, 'User-Agent': 'TwilioProxy/1.1' },
      body: new URLSearchParams(params),
    })
    return { url, params, status: response.status, body: await response.text() }
  } catch {
    return { url, params, status: null, body: '' }
  }
}
