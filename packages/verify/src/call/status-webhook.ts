import { twilioReceipt } from '../gateways/twilio/twilio-receipt.ts'
import type { Clock, Log } from '../ports.ts'
import type { News } from '../sender/news.ts'
import type { CallAnswer } from './call-webhook.ts'
import { isSigned, type SignedRequest } from './signed.ts'

/** A status callback of a gateway's. The send stands in the URL's query as `send`. */
export interface StatusRequest extends SignedRequest {
  /** Name of the gateway, from the path. */
  readonly gateway: string
}

/** What taking in status callbacks needs. */
export interface StatusWebhookParts {
  readonly clock: Clock
  readonly log: Log
  readonly news: News
  /** The auth token of a gateway; undefined where there is no such gateway, or it gives no news. */
  readonly gatewayToken: (gateway: string) => string | undefined
}

/** Takes in what Twilio tells of texts and calls that were sent directly (https://www.twilio.com/docs/usage/webhooks). */
export class StatusWebhook {
  readonly #parts: StatusWebhookParts

  constructor(parts: StatusWebhookParts) {
    this.#parts = parts
  }

  async answer(request: StatusRequest): Promise<CallAnswer> {
    const { clock, log, news, gatewayToken } = this.#parts
    const token = gatewayToken(request.gateway)
    if (token === undefined || !isSigned(request, [token])) {
      log.warn({ gateway: request.gateway }, 'a status callback without a right signature was turned away')
      return { status: 403, contentType: 'text/plain', body: 'The signature is missing or does not fit.' }
    }
    const sendId = URL.canParse(request.url) ? new URL(request.url).searchParams.get('send') : null
    const receipt = twilioReceipt(new URLSearchParams(request.rawBody), sendId ?? '', clock.now())
    if (receipt !== undefined) await news.receipts([{ ...receipt, gateway: request.gateway }])
    return { status: 204, contentType: 'text/plain', body: '' }
  }
}
