import { Client } from '@trunkline/sdk'
import { twilioSpeaks } from '../../language/language.ts'
import type { CodeDevice, CodeSender, SendOutcome } from '../../sender/code-sender.ts'
import { requested } from './twilio-outcome.ts'

/** A gateway of type `twilio` for codes. */
export interface TwilioSenderConfig {
  readonly accountSid: string
  readonly authToken: string
  /** Number that calls and, without a Messaging Service, texts come from. */
  readonly callerId: string
  /** Messaging Service that picks the sender of texts: then they have no `from`. Calls are not its business. */
  readonly messagingServiceSid?: string
  /** Another server that speaks Twilio's API. */
  readonly baseUrl?: string
  readonly region?: string
  readonly edge?: string
  /** Milliseconds to wait for an answer; 10,000. */
  readonly timeout?: number
}

/** Seconds that a phone rings. */
export const ringTimeout = 15

/** Statuses of a message that is lost already when it is made. */
const lost: ReadonlySet<string> = new Set(['failed', 'undelivered', 'canceled'])

/** Twilio's client as this package uses it: everything given, nothing taken from the environment, nothing repeated by itself. */
export const twilioClient = (config: Omit<TwilioSenderConfig, 'callerId' | 'messagingServiceSid'>): Client =>
  new Client(config.accountSid, config.authToken, {
    accountSid: config.accountSid,
    edge: config.edge ?? '',
    region: config.region ?? '',
    logLevel: '',
    timeout: config.timeout ?? 10_000,
    autoRetry: false,
    ...(config.baseUrl === undefined ? {} : { baseUrl: config.baseUrl }),
  })

/**
 * Sends codes through Twilio directly (https://www.twilio.com/docs/messaging/api/message-resource,
 * https://www.twilio.com/docs/voice/api/call-resource). Twilio does not dedupe, so a send is never repeated.
 */
export function createTwilioSender(config: TwilioSenderConfig): CodeSender {
  const client = twilioClient(config)
  const { callerId, messagingServiceSid } = config
  const sender = messagingServiceSid === undefined ? { from: callerId } : { messagingServiceSid }
  const text = (prefix: string) => (device: CodeDevice, code: string) =>
    requested(async (): Promise<SendOutcome> => {
      const callback = device.statusUrl === undefined ? {} : { statusCallback: device.statusUrl }
      const from = prefix === '' ? sender : { from: `${prefix}${callerId}` }
      const body = device.message(code).text
      const message = await client.messages.create({ to: `${prefix}${device.address}`, body, ...from, ...callback })
      const status = String(message.status ?? '')
      if (!lost.has(status)) return { kind: 'accepted', providerId: message.sid }
      return { kind: 'refused', errorCode: String(message.errorCode ?? status), reason: `Twilio says ${status}` }
    })
  return {
    type: 'twilio',
    repeatable: false,
    speaks: twilioSpeaks,
    sendSms: text(''),
    sendWhatsApp: text('whatsapp:'),
    makeCall: ({ address, call, statusUrl }) =>
      requested(async () => {
        if (call === undefined) {
          return { kind: 'refused', errorCode: 'no-public-url', reason: 'the server has no URL that Twilio can reach' }
        }
        const callback =
          statusUrl === undefined ? {} : { statusCallback: statusUrl, statusCallbackEvent: ['answered', 'completed'] }
        const made = await client.calls.create({
          ...{ to: address, from: callerId, url: call.url, method: 'GET', timeout: ringTimeout },
          ...callback,
        })
        return { kind: 'accepted', providerId: made.sid }
      }),
  }
}
