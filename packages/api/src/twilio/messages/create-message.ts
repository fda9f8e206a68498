import { smartEncode } from '@trunkline/wire'
import { notServed, TwilioError } from '../errors/twilio-error.ts'
import { isHttpUrl, type TwilioParams } from '../http/twilio-params.ts'
import { uncertain } from '../uncertain.ts'

/** What a request to create a message asks for, its form checked: who may send it is checked elsewhere. */
export interface CreateMessage {
  readonly to: string
  readonly from?: string
  readonly messagingServiceSid?: string
  readonly body: string
  readonly media: readonly string[]
  readonly statusCallback?: string
  readonly applicationSid?: string
  readonly validitySeconds?: number
  readonly sendAt?: Date
  readonly smartEncoded?: boolean
}

const longestBody = 1600
const mostMedia = 10
const serviceSid = /^MG[0-9a-fA-F]{32}$/
const applicationSid = /^AP[0-9a-fA-F]{32}$/
const contentSid = /^HX[0-9a-fA-F]{32}$/
/** How far ahead a message may be scheduled (https://www.twilio.com/docs/messaging/features/message-scheduling). Milliseconds. */
const soonest = 900_000
const latest = 35 * 86_400_000

/**
 * Reads the parameters of `POST …/Messages.json` and reports the first fault, in the order in which Twilio looks
 * (https://www.twilio.com/docs/messaging/api/message-resource#create-a-message).
 * @throws TwilioError
 */
export function readCreateMessage(params: TwilioParams, now: number): CreateMessage {
  const to = params.required('To', 21604, "A 'To' phone number is required.")
  const [from, service] = [params.filled('From'), params.filled('MessagingServiceSid')]
  if (from === undefined && service === undefined) {
    throw new TwilioError(21603, "A 'From' phone number or a 'MessagingServiceSid' is required.")
  }
  const { body, media } = readContent(params, service !== undefined && from === undefined)
  const validitySeconds = params.integer('ValidityPeriod', { min: 1, max: 36_000, code: 21624 })
  checkLimits(params)
  checkTemplate(params)
  const sendAt = readSchedule(params, service, now)
  if (service !== undefined && !serviceSid.test(service)) {
    throw new TwilioError(21705, `The Messaging Service Sid ${quoted(service)} is not valid`)
  }
  checkFallback(params, from, service)
  const application = readApplication(params)
  return {
    ...{ to, body, media },
    ...given('from', from),
    ...given('messagingServiceSid', service),
    ...given('statusCallback', readCallback(params)),
    ...given('applicationSid', application),
    ...given('validitySeconds', validitySeconds),
    ...given('sendAt', sendAt),
    ...given('smartEncoded', params.boolean('SmartEncoded')),
  }
}

const given = <Name extends string, Value>(name: Name, value: Value | undefined): { [Key in Name]?: Value } =>
  value === undefined ? {} : ({ [name]: value } as { [Key in Name]?: Value })

/** A value in an error's message: not longer than it needs to be. */
export const quoted = (text: string): string => `'${text.slice(0, 100)}'`

function readContent(params: TwilioParams, pooled: boolean): { body: string; media: readonly string[] } {
  const body = params.text('Body') ?? ''
  const media = params.texts('MediaUrl').filter((url) => url !== '')
  if (body === '' && media.length === 0 && params.filled('ContentSid') === undefined) {
    throw pooled
      ? new TwilioError(21619, "A text message body, 'MediaUrl' or 'ContentSid' must be specified.")
      : new TwilioError(21602, 'Message body is required.')
  }
  readCallback(params)
  if (body.length > longestBody) {
    throw new TwilioError(21617, `The concatenated message body exceeds the ${longestBody} character limit`)
  }
  const wrong = media.find((url) => !isHttpUrl(url))
  if (wrong !== undefined) throw new TwilioError(21620, `Invalid media URL: ${quoted(wrong)}`)
  if (media.length > mostMedia) throw new TwilioError(21623, `A message may have ${mostMedia} media URLs`)
  return { body, media }
}

function readCallback(params: TwilioParams): string | undefined {
  const url = params.filled('StatusCallback')
  if (url === undefined || isHttpUrl(url)) return url
  throw new TwilioError(21609, `The 'StatusCallback' URL ${quoted(url)} is not a valid URL.`)
}

function checkLimits(params: TwilioParams): void {
  const price = params.number('MaxPrice', 21627)
  if (price !== undefined && price < 0) throw new TwilioError(21627, 'MaxPrice must not be below 0')
  if (params.enumeration('ContentRetention', ['retain', 'discard'], 30029) === 'discard') {
    throw new TwilioError(30029, 'ContentRetention=discard is not enabled for this account')
  }
  if (params.enumeration('AddressRetention', ['retain', 'obfuscate'], 30030) === 'obfuscate') {
    throw new TwilioError(30030, 'AddressRetention=obfuscate is not enabled for this account')
  }
  if (params.boolean('ShortenUrls') === true) throw notServed('Trunkline does not shorten URLs: leave ShortenUrls out')
}

function checkTemplate(params: TwilioParams): void {
  const [sid, variables] = [params.filled('ContentSid'), params.filled('ContentVariables')]
  if (sid === undefined) {
    if (variables !== undefined) throw new TwilioError(21654, 'ContentVariables needs a ContentSid')
    return
  }
  if (!contentSid.test(sid)) throw new TwilioError(21655, `The ContentSid ${quoted(sid)} is not valid`)
  if (variables !== undefined && !isJsonObject(variables)) {
    throw new TwilioError(21656, 'The ContentVariables parameter is not a JSON object')
  }
  throw notServed('Trunkline does not serve content templates: send a Body instead of a ContentSid')
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    // Whatever cannot be parsed is no object either.
    return false
  }
}

function readSchedule(params: TwilioParams, service: string | undefined, now: number): Date | undefined {
  const type = params.enumeration('ScheduleType', ['fixed'], 35126)
  const text = params.filled('SendAt')
  if (type === undefined && text === undefined) return undefined
  if (text === undefined) throw new TwilioError(35111, "ScheduleType 'fixed' requires a 'SendAt'")
  const sendAt = params.instant('SendAt', 35114) as Date
  const ahead = sendAt.getTime() - now
  if (ahead < soonest || ahead > latest) {
    throw new TwilioError(35114, 'SendAt must lie between 900 seconds and 35 days in the future')
  }
  if (service === undefined) throw new TwilioError(35118, 'A MessagingServiceSid is required to schedule a message')
  if (type === undefined) throw new TwilioError(uncertain.sendAtWithoutType, "SendAt needs ScheduleType 'fixed'")
  return sendAt
}

function checkFallback(params: TwilioParams, from: string | undefined, service: string | undefined): void {
  if (params.filled('FallbackFrom') === undefined) return
  if (from !== undefined) throw new TwilioError(21664, 'FallbackFrom cannot be combined with From')
  if (service === undefined) throw new TwilioError(21666, 'FallbackFrom needs a MessagingServiceSid')
  throw new TwilioError(21667, 'FallbackFrom needs a service with an RCS sender, which Trunkline does not have')
}

function readApplication(params: TwilioParams): string | undefined {
  const sid = params.filled('ApplicationSid')
  if (sid === undefined || applicationSid.test(sid)) return sid
  throw new TwilioError(uncertain.applicationUnknown, `The ApplicationSid ${quoted(sid)} is not valid`)
}

/** The text that is sent: with typography replaced where the client or its service asks for it. */
export function encodedBody(body: string, smart: boolean): string {
  return smart ? smartEncode(body).text : body
}
