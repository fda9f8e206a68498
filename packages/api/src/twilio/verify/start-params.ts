import type { ChallengeChannel, Service, StartInput } from '@trunkline/verify'
import { notServed, TwilioError } from '../errors/twilio-error.ts'
import type { TwilioCall } from '../route.ts'
import { isStringMap, type RateLimit, rateLimitsOf } from './rate-limits.ts'
import { invalidParameter } from './verify-faults.ts'

/** Twilio's channels, and ours. */
const channels: Readonly<Record<string, ChallengeChannel>> = {
  sms: 'sms',
  call: 'call',
  email: 'email',
  whatsapp: 'whatsapp',
  auto: 'sms',
}

/** Documented parameters of a start that are refused, with the reason. */
export const refusedStartParameters = {
  CustomMessage: 'Own words belong to the service’s template, which the API v1 sets.',
  SendDigits: 'Extensions are not dialled.',
  TemplateSid: 'There are no templates.',
  TemplateCustomSubstitutions: 'There are no templates.',
  Templates: 'There are no templates.',
}

/** Documented parameters of a start that have no effect, with the reason. */
export const ignoredStartParameters = {
  ChannelConfiguration: 'The gateway’s own settings hold.',
  EnableSnaClientToken: 'There is no silent network authentication.',
  Tags: 'Nothing searches by tags.',
}

/** The channel that is asked for. @throws TwilioError 60200; 501 for sna */
export function readChannel({ params }: TwilioCall): ChallengeChannel {
  const name = params.filled('Channel')?.toLowerCase()
  if (name === undefined) throw invalidParameter('Channel', 'it is required')
  if (name === 'sna') throw notServed('Trunkline has no silent network authentication')
  const channel = channels[name]
  if (channel === undefined) throw invalidParameter('Channel', `one of ${Object.keys(channels).join(', ')}`)
  return channel
}

/** What starts a verification. @throws TwilioError 60200, 60204, and 501 for what is not served */
export function readStart(call: TwilioCall, service: Service, to: string, channel: ChallengeChannel): StartInput {
  const { params } = call
  for (const [name, reason] of Object.entries(refusedStartParameters)) {
    if (params.filled(name) !== undefined) throw notServed(`${name} is not served. ${reason}`)
  }
  const code = readCode(call, service)
  const risk = params.enumeration('RiskCheck', ['enable', 'disable'], 60200)
  const locale = params.filled('Locale')
  const site = params.filled('CustomFriendlyName')
  const appHash = params.filled('AppHash')
  const clientIp = params.filled('DeviceIp')
  const amount = params.filled('Amount')
  const payee = params.filled('Payee')
  return {
    to,
    channel,
    service: service.sid,
    limits: readLimits(call, service),
    edge: { ...(amount === undefined ? {} : { amount }), ...(payee === undefined ? {} : { payee }) },
    ...(code === undefined ? {} : { code }),
    ...(locale === undefined ? {} : { locale }),
    ...(site === undefined ? {} : { site }),
    ...(appHash === undefined ? {} : { appHash }),
    ...(clientIp === undefined ? {} : { clientIp }),
    ...(risk === undefined ? {} : { riskCheck: risk === 'enable' }),
  }
}

function readCode({ params }: TwilioCall, service: Service): string | undefined {
  const code = params.filled('CustomCode')
  if (code === undefined) return undefined
  if (!service.settings.customCode) throw new TwilioError(60204, 'The service takes no custom codes: CustomCodeEnabled')
  if (/^[A-Za-z0-9]{4,10}$/.test(code)) return code
  throw invalidParameter('CustomCode', '4 to 10 letters or digits')
}

/** RateLimits is a JSON object: for the unique names of rate limits, the values that are counted. */
function readLimits({ params }: TwilioCall, service: Service): NonNullable<StartInput['limits']> {
  const text = params.filled('RateLimits')
  if (text === undefined) return []
  const given = parseMap(text)
  const limits = new Map(rateLimitsOf(service).map((limit) => [limit.uniqueName, limit]))
  return Object.entries(given).flatMap(([name, value]) => {
    const limit = limits.get(name)
    if (limit === undefined) throw invalidParameter('RateLimits', `there is no rate limit ${name.slice(0, 64)}`)
    return bucketsOf(limit, value)
  })
}

const bucketsOf = ({ sid, buckets }: RateLimit, value: string) =>
  buckets.map((bucket) => ({ key: `${sid}:${bucket.sid}:${value}`, max: bucket.max, seconds: bucket.interval }))

function parseMap(text: string): Readonly<Record<string, string>> {
  try {
    const value: unknown = JSON.parse(text)
    if (isStringMap(value)) return value
  } catch {
    // Told below, like any other text that is no such object.
  }
  throw invalidParameter('RateLimits', 'a JSON object of texts')
}
