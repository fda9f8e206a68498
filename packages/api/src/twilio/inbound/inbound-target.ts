import type { Application } from '@trunkline/accounts'
import { ProblemError, parseAddress } from '@trunkline/wire'
import type { AccountsPort } from '../../ports.ts'
import { type MessagingServices, serviceSid } from '../messaging/messaging-services.ts'
import type { MessagingService } from '../messaging/service-settings.ts'

/** A URL and how it is called. */
export interface Place {
  readonly url: string
  readonly method: 'GET' | 'POST'
}

/** Who is asked what to do about an incoming message. */
export interface InboundTarget {
  readonly first: Place
  readonly fallback: Place | null
  /** `MG…` of the service that the number is in. */
  readonly messagingServiceSid: string | null
  /** Where replies that name no callback of their own are told of: by the number's application, or by its service. */
  readonly serviceCallback: string | null
}

/** What finding the target takes. */
export interface TargetParts {
  readonly accounts: Pick<AccountsPort, 'numbers' | 'applications'>
  readonly services: Pick<MessagingServices, 'ofNumber'>
}

/** URLs as numbers and applications have them. */
interface SmsUrls {
  readonly smsUrl: string | null
  readonly smsMethod: string | null
  readonly smsFallbackUrl: string | null
  readonly smsFallbackMethod: string | null
}

/**
 * Who is asked about a message to one of a client's numbers: its messaging service, unless that leaves it to the number; the number's application;
 * the number itself. Null where nobody is to be asked: the message is in the list and that is all.
 */
export async function inboundTarget(
  { accounts, services }: TargetParts,
  clientId: string,
  to: string,
): Promise<InboundTarget | null> {
  const number = await accounts.numbers.find(parseAddress(to)?.value ?? to)
  if (number === null || number.clientId !== clientId) return null
  const service = await services.ofNumber(clientId, number.phoneNumber)
  if (service !== undefined && !service.useInboundWebhookOnNumber) return ofService(service)
  const sid = number.smsApplicationSid
  const application = sid === null ? undefined : await applicationOf(accounts, clientId, sid)
  const urls: SmsUrls | undefined = sid === null ? number : application
  const first = place(urls?.smsUrl, urls?.smsMethod)
  if (first === null) return null
  const fallback = place(urls?.smsFallbackUrl, urls?.smsFallbackMethod)
  const pool = ofPool(service)
  const callback = application?.messageStatusCallback ?? application?.smsStatusCallback ?? pool.serviceCallback
  return { first, fallback, ...pool, serviceCallback: callback }
}

function ofService(service: MessagingService): InboundTarget | null {
  const first = place(service.inboundRequestUrl, service.inboundMethod)
  const fallback = place(service.fallbackUrl, service.fallbackMethod)
  return first && { first, fallback, ...ofPool(service) }
}

const ofPool = (service: MessagingService | undefined) => ({
  messagingServiceSid: service === undefined ? null : serviceSid(service),
  serviceCallback: service?.statusCallback ?? null,
})

const place = (url: string | null | undefined, method: string | null | undefined): Place | null =>
  url ? { url, method: method === 'GET' ? 'GET' : 'POST' } : null

/** The number's application; an application that is gone asks nobody. */
async function applicationOf(
  { applications }: TargetParts['accounts'],
  clientId: string,
  sid: string,
): Promise<Application | undefined> {
  try {
    return await applications.get(clientId, sid)
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'not-found') return undefined
    throw error
  }
}
