import { createHmac, hkdfSync } from 'node:crypto'
import type { Channels, Content, SendRequest } from '@trunkline/channels'
import type { LoggedEvents } from '@trunkline/events'
import { isUnavailable } from '@trunkline/postgres'
import type { CodeDevice, CodeSender, Receipt, SendOutcome } from '@trunkline/verify'
import { isSid, ProblemError } from '@trunkline/wire'

/** Seconds that a phone rings for a code. */
const ringSeconds = 15

/** Names under which a message of a code says whose it is, so that what becomes of it finds its way back. */
const attemptKey = 'verificationAttempt'
const verificationKey = 'verification'

/**
 * Sends codes over Trunkline's own channels: as messages of category `otp`, with all that channels do for them. A send is accepted once,
 * however often it is handed over, since the idempotency key is made from its id. Not the id itself, which stands in the database: what is
 * kept of a message with a code is hashed under that key, and a code of six digits must not be guessed from it.
 * @param secret the server's
 */
export function createChannelsSender(channels: Pick<Channels, 'accept'>, secret: Uint8Array): CodeSender {
  const keyKey = Buffer.from(hkdfSync('sha256', secret, new Uint8Array(0), 'trunkline/verify/send-key/v1', 32))
  const keyOf = (sendId: string) => `verify:${createHmac('sha256', keyKey).update(sendId).digest('base64url')}`
  const accept = async (
    channel: 'sms' | 'call' | 'email' | 'push',
    device: CodeDevice,
    content: Content,
    to: SendRequest['to'] = device.address,
  ): Promise<SendOutcome> => {
    const { clientId, sendId, verificationId } = device
    const metadata = { [verificationKey]: verificationId, [attemptKey]: sendId }
    const request = { to, content, category: 'otp', metadata, expiresAt: new Date(device.expiresAt).toISOString() }
    try {
      const options = { idempotencyKey: keyOf(sendId), channel, origin: { verification: verificationId } }
      const { message } = await channels.accept({ id: clientId }, request as SendRequest, options)
      return { kind: 'accepted', providerId: message.id }
    } catch (error) {
      return outcomeOf(error)
    }
  }
  const texts = (device: CodeDevice, code: string) => device.message(code)
  return {
    type: 'channels',
    repeatable: true,
    sendSms: (device, code) => accept('sms', device, { text: texts(device, code).text }),
    sendWhatsApp: (device, code) =>
      accept('sms', device, { text: texts(device, code).text }, `whatsapp:${device.address}`),
    async sendEmail(device, code) {
      const { subject, longText: text } = texts(device, code)
      return accept('email', device, { subject, text })
    },
    async sendPush(device, code) {
      const { subject: title, text } = texts(device, code)
      return accept('push', device, { title, text }, { push: device.push ?? [] } as SendRequest['to'])
    },
    async makeCall(device) {
      if (device.call === undefined)
        return { kind: 'refused', errorCode: 'no-url', reason: 'the server has no URL for calls' }
      return accept('call', device, { url: device.call.url, method: 'GET', ringSeconds })
    },
  }
}

function outcomeOf(error: unknown): SendOutcome {
  if (isUnavailable(error)) return { kind: 'deferred', errorCode: 'unavailable', reason: 'the database was away' }
  if (!(error instanceof ProblemError)) throw error
  const { code: errorCode, message: reason, retryable, retryAfter } = error
  if (!retryable) return { kind: 'refused', errorCode, reason }
  return { kind: 'deferred', errorCode, reason, ...(retryAfter === undefined ? {} : { retryAfter: retryAfter * 1000 }) }
}

/** What a delivery's status says of a send. */
const statuses: Readonly<Record<string, Receipt['status'] | undefined>> = {
  sent: 'sent',
  delivered: 'delivered',
  undelivered: 'undelivered',
  failed: 'failed',
  expired: 'failed',
  rejected: 'failed',
  canceled: 'failed',
  suppressed: 'failed',
}

/** Rows that may say something of sends that went over the channels; all but a few say nothing of them. */
export function tellOfCodes(rows: readonly LoggedEvents[]): readonly LoggedEvents[] {
  return rows.filter((row) => row.mentions(`"${attemptKey}"`))
}

/** What events say of sends that went over the channels. */
export function receiptsOf(rows: readonly Pick<LoggedEvents, 'clientId' | 'events'>[]): readonly Receipt[] {
  return rows.flatMap(({ clientId, events }) =>
    events.flatMap(({ type, timestamp, data }): Receipt[] => {
      const { metadata, status, errorCode, reason } = data as {
        readonly metadata?: Readonly<Record<string, unknown>>
        readonly status?: string
        readonly errorCode?: string | null
        readonly reason?: string | null
      }
      const sendId = metadata?.[attemptKey]
      const news = statuses[status ?? '']
      if (!type.startsWith('delivery.') || news === undefined || !isSid(sendId, 'VL')) return []
      return [
        {
          sendId,
          clientId,
          status: news,
          errorCode: errorCode ?? null,
          reason: reason ?? null,
          at: Date.parse(timestamp),
        },
      ]
    }),
  )
}
