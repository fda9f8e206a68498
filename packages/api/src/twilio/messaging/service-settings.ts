import type { ServiceRow } from '../../store/messaging-service-store.ts'

/** What a messaging service is set to (https://www.twilio.com/docs/messaging/api/service-resource). */
export interface ServiceSettings {
  readonly friendlyName: string
  readonly inboundRequestUrl: string | null
  readonly inboundMethod: 'GET' | 'POST'
  readonly fallbackUrl: string | null
  readonly fallbackMethod: 'GET' | 'POST'
  readonly statusCallback: string | null
  readonly stickySender: boolean
  readonly mmsConverter: boolean
  readonly smartEncoding: boolean
  readonly scanMessageContent: 'inherit' | 'enable' | 'disable'
  readonly fallbackToLongCode: boolean
  readonly areaCodeGeomatch: boolean
  /** Seconds; null where the client never set it: then nothing expires by it. */
  readonly validityPeriod: number | null
  readonly synchronousValidation: boolean
  readonly usecase: string
  readonly useInboundWebhookOnNumber: boolean
}

const usual: ServiceSettings = Object.freeze({
  friendlyName: '',
  inboundRequestUrl: null,
  inboundMethod: 'POST',
  fallbackUrl: null,
  fallbackMethod: 'POST',
  statusCallback: null,
  stickySender: true,
  mmsConverter: true,
  smartEncoding: true,
  scanMessageContent: 'inherit',
  fallbackToLongCode: true,
  areaCodeGeomatch: true,
  validityPeriod: null,
  synchronousValidation: false,
  usecase: 'undeclared',
  useInboundWebhookOnNumber: false,
})

/** A messaging service. */
export interface MessagingService extends ServiceSettings {
  /** UUID. */
  readonly id: string
  readonly clientId: string
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** A stored service, with what was never set as it is by default. Only what this program wrote stands in `settings`. */
export function serviceOf({ settings, ...row }: ServiceRow): MessagingService {
  return { ...usual, ...(settings as Partial<ServiceSettings>), ...row }
}
