import type { SafeNumber } from '@trunkline/verify'
import type { TwilioUrls } from '../http/twilio-urls.ts'
import type { TwilioRoute } from '../route.ts'
import { invalidParameter, verifying } from './verify-faults.ts'
import type { VerifyParts } from './verify-parts.ts'

/** The safe list: numbers that the guard does not stop (https://www.twilio.com/docs/verify/preventing-toll-fraud/safe-list). */
export function safeListRoutes({ verify }: VerifyParts): TwilioRoute[] {
  const path = 'verify/v2/SafeList/Numbers'
  return [
    {
      operation: `POST ${path}`,
      async handle({ account, params, urls }) {
        const number = params.filled('PhoneNumber')
        if (number === undefined) throw invalidParameter('PhoneNumber', 'it is required')
        const added = await verifying(verify.blocks.allow(account.id, number))
        return { status: 201, body: safeNumberView(added, urls) }
      },
    },
    {
      operation: `GET ${path}/{PhoneNumber}`,
      async handle({ account, path: { PhoneNumber = '' }, urls }) {
        const found = await verifying(verify.blocks.safe(account.id, PhoneNumber))
        return { status: 200, body: safeNumberView(found, urls) }
      },
    },
    {
      operation: `DELETE ${path}/{PhoneNumber}`,
      async handle({ account, path: { PhoneNumber = '' } }) {
        await verifying(verify.blocks.disallow(account.id, PhoneNumber))
        return { status: 204 }
      },
    },
  ]
}

const safeNumberView = ({ id, number }: SafeNumber, urls: TwilioUrls): object => ({
  sid: id,
  phone_number: number,
  url: urls.url('verify', `/v2/SafeList/Numbers/${number}`),
})
