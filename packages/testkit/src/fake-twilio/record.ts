import { randomBytes } from 'node:crypto'

/** A message or call as the fake server keeps it. Instants in milliseconds since the epoch. */
export interface FakeRecord {
  readonly kind: 'message' | 'call'
  readonly sid: string
  readonly to: string
  readonly from: string | null
  readonly messagingServiceSid: string | null
  readonly body: string
  readonly media: readonly string[]
  /** Calls: what the call plays, as it was sent. */
  readonly twiml: string | null
  readonly url: string | null
  readonly statusCallback: string | null
  readonly validityPeriod: number | null
  readonly direction: string
  readonly createdAt: number
  /** Null until the status is `sent` (messages) or the call was dialled: as Twilio has it. */
  sentAt: number | null
  updatedAt: number
  status: string
  errorCode: number | null
}

/** 32 random hexadecimal digits after the prefix. */
export function randomSid(prefix: string): string {
  return prefix + randomBytes(16).toString('hex')
}

/** `Tue, 31 Aug 2010 20:36:28 +0000`: how the API of 2010 writes dates. */
export function rfc2822(instant: number): string {
  return new Date(instant).toUTCString().replace('GMT', '+0000')
}

const rfc2822OrNull = (instant: number | null) => (instant === null ? null : rfc2822(instant))

/** The JSON of one record (https://www.twilio.com/docs/messaging/api/message-resource#message-properties and the call's page). */
export function renderRecord(record: FakeRecord, accountSid: string): Record<string, unknown> {
  const folder = record.kind === 'message' ? 'Messages' : 'Calls'
  const shared = {
    sid: record.sid,
    account_sid: accountSid,
    api_version: '2010-04-01',
    to: record.to,
    from: record.from,
    status: record.status,
    direction: record.direction,
    date_created: rfc2822(record.createdAt),
    date_updated: rfc2822(record.updatedAt),
    price: null,
    price_unit: 'USD',
    uri: `/2010-04-01/Accounts/${accountSid}/${folder}/${record.sid}.json`,
  }
  if (record.kind === 'call') return { ...shared, ...callPart(record) }
  return {
    ...shared,
    body: record.body,
    num_segments: record.messagingServiceSid ? '0' : '1',
    num_media: String(record.media.length),
    messaging_service_sid: record.messagingServiceSid,
    date_sent: rfc2822OrNull(record.sentAt),
    error_code: record.errorCode,
    error_message: record.errorCode === null ? null : `Error ${record.errorCode}`,
    subresource_uris: { media: `/2010-04-01/Accounts/${accountSid}/Messages/${record.sid}/Media.json` },
  }
}

const finalCall = new Set(['completed', 'busy', 'no-answer', 'failed', 'canceled'])

function callPart(record: FakeRecord): Record<string, unknown> {
  const ended = finalCall.has(record.status)
  return {
    start_time: rfc2822OrNull(record.sentAt),
    end_time: ended ? rfc2822(record.updatedAt) : null,
    duration: record.status === 'completed' ? '1' : null,
    queue_time: '0',
    parent_call_sid: null,
    answered_by: null,
    subresource_uris: {},
  }
}
