/** A fault that the API reports: Twilio's code and the HTTP status that comes with it. */
export interface ApiFault {
  readonly status: number
  readonly code: number
  readonly message: string
}

/** What the account is, as far as it decides whether a request is taken. */
export interface FakeAccount {
  /** Numbers that may be used as `From`, E.164 or with a prefix (`whatsapp:+…`). */
  readonly numbers: Set<string>
  readonly messagingServices: Set<string>
  /** Recipients that sent STOP. */
  readonly optedOut: Set<string>
  /** Prefixes of numbers whose countries are switched off. */
  readonly closedCountries: Set<string>
  status: 'active' | 'suspended' | 'closed'
  /** Whether callback URLs on private hosts are taken; Twilio does not. */
  privateCallbacks: boolean
}

const fault = (status: number, code: number, message: string): ApiFault => ({ status, code, message })
const absolute = /^https?:\/\/[^/\s]+/i
const e164 = /^\+[1-9]\d{6,14}$/
const sender = /^(\+?\d{3,15}|[A-Za-z0-9 ]{1,11}|[a-z]+:.+)$/
const privateHost = /^https?:\/\/(localhost|127\.|10\.|192\.168\.|\[::1\])/i

function bare(address: string): string {
  return address.replace(/^[a-z]+:/, '')
}

function channelOf(address: string): string {
  return /^([a-z]+):/.exec(address)?.[1] ?? 'sms'
}

type Check = (form: URLSearchParams, account: FakeAccount) => ApiFault | null

/** Numbers with a meaning for test credentials (https://www.twilio.com/docs/iam/test-credentials). */
const magicFrom: Readonly<Record<string, [number, number]>> = {
  '+15005550001': [400, 21212],
  '+15005550007': [400, 21606],
  '+15005550008': [429, 21611],
}
const magicTo: Readonly<Record<string, number>> = {
  '+15005550001': 21211,
  '+15005550002': 21612,
  '+15005550003': 21408,
  '+15005550004': 21610,
  '+15005550009': 21614,
}
const magicCallTo: Readonly<Record<string, number>> = {
  '+15005550001': 21217,
  '+15005550002': 21214,
  '+15005550003': 21215,
  '+15005550004': 21216,
}

function badCallback(form: URLSearchParams, account: FakeAccount): ApiFault | null {
  const url = form.get('StatusCallback')
  if (!url) return null
  const bad = !absolute.test(url) || url.length > 4_000 || (privateHost.test(url) && !account.privateCallbacks)
  return bad ? fault(400, 21609, `The StatusCallback URL ${url} is not a valid URL.`) : null
}

/**
 * The checks of POST Messages, in the order in which Twilio reports the first that fails: what is missing, then the form of each
 * parameter, then who owns the sender, then whether the recipient may be reached.
 */
const messageChecks: readonly Check[] = [
  (form) => (form.get('To') ? null : fault(400, 21604, "A 'To' phone number is required.")),
  (form) =>
    form.get('From') || form.get('MessagingServiceSid')
      ? null
      : fault(400, 21603, "A 'From' phone number is required."),
  (form) => {
    if (form.get('Body') || form.get('MediaUrl') || form.get('ContentSid')) return null
    return form.get('From')
      ? fault(400, 21602, 'Message body is required.')
      : fault(400, 21619, 'A text message body or media urls must be specified.')
  },
  badCallback,
  (form) =>
    (form.get('Body') ?? '').length > 1_600
      ? fault(400, 21617, 'The concatenated message body exceeds the 1600 character limit.')
      : null,
  (form) => {
    const media = form.getAll('MediaUrl')
    if (media.some((url) => !absolute.test(url))) return fault(400, 21620, 'Invalid media URL(s).')
    return media.length > 10 ? fault(400, 21623, 'Number of media files exceeds allowed limit.') : null
  },
  (form) => {
    const period = form.get('ValidityPeriod')
    const fits = period === null || (/^\d+$/.test(period) && Number(period) >= 1 && Number(period) <= 36_000)
    return fits ? null : fault(400, 21624, 'The validity period must be from 1 to 36000.')
  },
  (form, account) => {
    const service = form.get('MessagingServiceSid')
    if (!service) return null
    if (!/^MG[0-9a-f]{32}$/.test(service)) return fault(400, 21705, 'The Messaging Service Sid is invalid.')
    return account.messagingServices.has(service)
      ? null
      : fault(404, 21701, `The Messaging Service ${service} does not exist.`)
  },
  (form) => {
    const to = form.get('To') ?? ''
    const code = magicTo[to]
    if (code !== undefined) return fault(400, code, `The 'To' number ${to} was refused.`)
    return e164.test(bare(to)) ? null : fault(400, 21211, `The 'To' number ${to} is not a valid phone number.`)
  },
  (form) => {
    const from = form.get('From')
    if (!from) return null
    const magic = magicFrom[from]
    if (magic) return fault(magic[0], magic[1], `The 'From' number ${from} was refused.`)
    return sender.test(from) ? null : fault(400, 21212, `The 'From' number ${from} is not a valid phone number.`)
  },
  (form) => {
    const [to, from] = [form.get('To') ?? '', form.get('From')]
    if (!from) return null
    if (channelOf(to) !== channelOf(from)) return fault(400, 21910, "'From' and 'To' are of different channels.")
    return to === from ? fault(400, 21266, "'To' and 'From' number cannot be the same.") : null
  },
  (form, account) => {
    const from = form.get('From')
    if (!from || account.numbers.has(from)) return null
    if (channelOf(from) !== 'sms') return fault(400, 63007, 'No channel with the specified From address.')
    return fault(400, 21659, `${from} is not a Twilio phone number.`)
  },
  (form, account) => {
    const to = bare(form.get('To') ?? '')
    return [...account.closedCountries].some((prefix) => to.startsWith(prefix))
      ? fault(400, 21408, `Permission to send an SMS has not been enabled for the region of ${to}.`)
      : null
  },
  (form, account) =>
    account.optedOut.has(form.get('To') ?? '') && form.get('From')
      ? fault(400, 21610, 'Attempt to send to unsubscribed recipient.')
      : null,
]

/** The checks of POST Calls, in Twilio's order. */
const callChecks: readonly Check[] = [
  (form) => (form.get('To') ? null : fault(400, 21201, "No 'To' number is specified.")),
  (form) => (form.get('From') ? null : fault(400, 21213, "Caller phone number ('From') is required.")),
  (form) =>
    form.get('Url') || form.get('Twiml') || form.get('ApplicationSid')
      ? null
      : fault(400, 21205, 'Url parameter is required.'),
  (form) => {
    const url = form.get('Url')
    return url && !absolute.test(url) ? fault(400, 21205, `Url is not a valid URL: ${url}`) : null
  },
  badCallback,
  (form) =>
    (form.get('Twiml') ?? '').length > 4_000 ? fault(400, 32018, 'Twiml exceeds the limit of 4000 characters.') : null,
  (form) => {
    const to = form.get('To') ?? ''
    const code = magicCallTo[to]
    if (code !== undefined) return fault(400, code, `The number ${to} was refused.`)
    return e164.test(bare(to)) ? null : fault(400, 21217, `Phone number ${to} does not appear to be valid.`)
  },
  (form) => {
    const from = form.get('From') ?? ''
    const bad = from === '+15005550001' || !e164.test(bare(from))
    return bad ? fault(400, 21212, `The 'From' number ${from} is not a valid phone number.`) : null
  },
  (form, account) =>
    account.numbers.has(form.get('From') ?? '')
      ? null
      : fault(400, 21210, 'The source phone number provided is not yet verified for your account.'),
  (form, account) =>
    [...account.closedCountries].some((prefix) => (form.get('To') ?? '').startsWith(prefix))
      ? fault(400, 21215, 'Account not authorized to call this number.')
      : null,
]

/** The first fault of a request to create a message or a call; null where there is none. */
export function firstFault(kind: 'message' | 'call', form: URLSearchParams, account: FakeAccount): ApiFault | null {
  for (const check of kind === 'message' ? messageChecks : callChecks) {
    const found = check(form, account)
    if (found) return found
  }
  return null
}

/** What must be right before any parameter is looked at: the account in the path, then the credentials. */
export function authFault(
  pathAccount: string,
  authorization: string | undefined,
  accountSid: string,
  secrets: ReadonlyMap<string, string>,
  account: FakeAccount,
): ApiFault | null {
  if (!/^AC[0-9a-f]{32}$/.test(pathAccount)) return fault(404, 20404, 'The requested resource was not found')
  if (!authorization) return fault(401, 20003, 'Authenticate: no credentials provided')
  const [user = '', secret] = Buffer.from(authorization.replace(/^Basic /i, ''), 'base64')
    .toString()
    .split(/:(.*)/s)
  if (!/^(AC|SK)/.test(user)) return fault(401, 20003, 'Authenticate: invalid username')
  if (secrets.get(user) !== secret || secret === undefined) return fault(401, 20003, 'Authenticate')
  if (pathAccount !== accountSid) return fault(401, 20003, 'Authenticate')
  return account.status === 'active' ? null : fault(401, 10001, `Account ${accountSid} is ${account.status}.`)
}
