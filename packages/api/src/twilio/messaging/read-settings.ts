import { TwilioError } from '../errors/twilio-error.ts'
import type { TwilioParams } from '../http/twilio-params.ts'
import type { ServiceSettings } from './service-settings.ts'

const longestName = 64

/**
 * Reads what a request sets of a messaging service; what is not given stays as it is. An empty URL takes the URL away.
 * @throws TwilioError 20001, 20002, 21624
 */
export function readServiceSettings(params: TwilioParams): Partial<ServiceSettings> {
  const found = {
    friendlyName: readName(params),
    inboundRequestUrl: readUrl(params, 'InboundRequestUrl'),
    inboundMethod: params.method('InboundMethod'),
    fallbackUrl: readUrl(params, 'FallbackUrl'),
    fallbackMethod: params.method('FallbackMethod'),
    statusCallback: readUrl(params, 'StatusCallback'),
    stickySender: params.boolean('StickySender'),
    mmsConverter: params.boolean('MmsConverter'),
    smartEncoding: params.boolean('SmartEncoding'),
    scanMessageContent: params.enumeration('ScanMessageContent', ['inherit', 'enable', 'disable']),
    fallbackToLongCode: params.boolean('FallbackToLongCode'),
    areaCodeGeomatch: params.boolean('AreaCodeGeomatch'),
    validityPeriod: params.integer('ValidityPeriod', { min: 1, max: 36_000, code: 21624 }),
    synchronousValidation: params.boolean('SynchronousValidation'),
    usecase: params.filled('Usecase'),
    useInboundWebhookOnNumber: params.boolean('UseInboundWebhookOnNumber'),
  }
  return Object.fromEntries(
    Object.entries(found).filter(([, value]) => value !== undefined),
  ) as Partial<ServiceSettings>
}

function readName(params: TwilioParams): string | undefined {
  const name = params.text('FriendlyName')?.trim()
  if (name === undefined || (name !== '' && name.length <= longestName)) return name
  throw new TwilioError(20002, `FriendlyName must have 1 to ${longestName} characters`)
}

function readUrl(params: TwilioParams, name: string): string | null | undefined {
  return params.text(name) === '' ? null : params.url(name)
}
