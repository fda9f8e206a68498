/** Answers for the samples of the guide, in the shapes of Twilio's API and of Trunkline's. Nothing leaves the machine. */

const account = `AC${'1'.repeat(32)}`
const sid = (prefix: string, digit: number): string => prefix + String(digit).repeat(32)
const date = 'Fri, 20 Nov 2026 09:00:00 +0000'

const message = (digit: number, form: URLSearchParams): object => ({
  sid: sid('SM', digit),
  account_sid: account,
  body: form.get('Body') ?? 'Hello',
  to: form.get('To') ?? '+14155550123',
  from: form.get('From') ?? '+15005550006',
  status: 'queued',
  date_created: date,
  num_segments: '1',
})

const list = `/2010-04-01/Accounts/${account}/Messages.json`

/** One answer: which requests it is for, its status, its body. */
type Rule = readonly [RegExp, number, (form: URLSearchParams) => object]

const rules: readonly Rule[] = [
  [/^POST .*\/Messages\.json/, 201, (form) => message(1, form)],
  [/^GET .*\/Messages\.json.*Page=1/, 200, (form) => ({ messages: [message(3, form)], next_page_uri: null })],
  [
    /^GET .*\/Messages\.json/,
    200,
    (form) => ({ messages: [message(1, form), message(2, form)], next_page_uri: `${list}?Page=1` }),
  ],
  [/^GET .*\/Messages\/SM/, 200, (form) => message(1, form)],
  [/^POST .*\/Calls/, 201, (form) => ({ sid: sid('CA', 1), status: 'queued', to: form.get('To') })],
  [/^GET .*\/Accounts\/AC\w+\.json/, 200, () => ({ sid: account, friendly_name: 'Acme', status: 'active' })],
  [/^POST .*\/Verifications/, 201, (form) => ({ sid: sid('VE', 1), status: 'pending', to: form.get('To') })],
  [
    /^POST .*\/VerificationCheck/,
    200,
    (form) => ({ sid: sid('VE', 1), status: form.get('Code') === '123456' ? 'approved' : 'pending' }),
  ],
  [/^POST .*\/token/, 200, () => ({ access_token: `x.${btoa(JSON.stringify({ exp: 4_000_000_000 }))}.y` })],
  [
    /^POST .*\/v1\/(messages|sms|email|push|calls)$/,
    202,
    () => ({ id: sid('NT', 1), status: 'queued', deliveries: [] }),
  ],
]

/** What a request is answered. A number that ends in 0001 is refused, one in 0002 is throttled. */
export function answerFor(method: string, url: string, body: string): { status: number; body: object } {
  const form = new URLSearchParams(body)
  if (form.get('To')?.endsWith('0001'))
    return {
      status: 400,
      body: {
        code: 21211,
        message: "The 'To' number is not a valid phone number.",
        more_info: 'https://www.twilio.com/docs/errors/21211',
        status: 400,
      },
    }
  if (form.get('To')?.endsWith('0002'))
    return { status: 429, body: { code: 20429, message: 'Too Many Requests', status: 429 } }
  const rule = rules.find(([pattern]) => pattern.test(`${method} ${url}`))
  if (rule === undefined)
    return { status: 404, body: { code: 20404, message: `nothing at ${method} ${url}`, status: 404 } }
  return { status: rule[1], body: rule[2](form) }
}
