import { RestException } from '@trunkline/sdk'
import type { CodeDevice, CodeSender, SendOutcome } from '../../sender/code-sender.ts'
import { requested } from '../twilio/twilio-outcome.ts'
import { type TwilioSenderConfig, twilioClient } from '../twilio/twilio-sender.ts'

/** A gateway of type `twilio-verify`. */
export interface TwilioVerifyConfig extends Omit<TwilioSenderConfig, 'callerId' | 'messagingServiceSid'> {
  /** `VA…`: the service at Twilio. */
  readonly serviceSid: string
}

/** The channels at Twilio Verify. */
const channels = { sms: 'sms', call: 'call', email: 'email', whatsapp: 'whatsapp' } as const

/**
 * Has Twilio Verify make, send and check the codes (https://www.twilio.com/docs/verify/api), which knows the senders that each country
 * wants. What is counted and limited here still counts.
 */
export function createTwilioVerifySender(config: TwilioVerifyConfig): CodeSender {
  const service = twilioClient(config).verify.v2.services(config.serviceSid)
  const send = (channel: keyof typeof channels) => (device: CodeDevice) =>
    requested(async (): Promise<SendOutcome> => {
      const { address: to, locale } = device
      const made = await service.verifications.create({ to, channel: channels[channel], locale: twilioLocale(locale) })
      return { kind: 'accepted', providerId: made.sid }
    })
  return {
    type: 'twilio-verify',
    repeatable: false,
    sendSms: send('sms'),
    makeCall: send('call'),
    sendEmail: send('email'),
    sendWhatsApp: send('whatsapp'),
    async check(verificationSid, code) {
      try {
        const answer = await service.verificationChecks.create({ verificationSid, code })
        return answer.status === 'approved' && answer.valid === true
      } catch (error) {
        // Gone, tried too often, or a code of another shape than theirs: not right, whatever it is.
        if (error instanceof RestException && [400, 404, 429].includes(error.status)) return false
        throw error
      }
    },
  }
}

/** Twilio's locales are languages, but for a few (https://www.twilio.com/docs/verify/supported-languages). */
function twilioLocale(locale: string): string {
  const regional = ['en-GB', 'pt-BR', 'zh-CN', 'zh-HK']
  return regional.find((one) => one.toLowerCase() === locale.toLowerCase()) ?? locale.split('-', 1)[0] ?? locale
}
