import assert from 'node:assert/strict'
import type { TwilioCaller } from './twilio-caller.ts'

/** SIDs by place in a path: the product, and the segment before the place. */
export type Places = Readonly<Record<string, string>>

/** Places that name no resource of anybody's. */
const everybodys: Places = {
  'api AvailablePhoneNumbers': 'US',
  'lookups PhoneNumbers': '+14155550123',
  'verify Numbers': '+14155550123',
  // An identity is a word of the caller's, and below a service.
  'verify Entities': 'somebody',
  // Takes the code of an authenticator, which the tests of verification have.
  'verify Challenges': `YC${'0'.repeat(32)}`,
}

/** One thing of an account: where it is made, with what, and which places in paths its SID fills. */
interface Belonging {
  readonly places: readonly string[]
  readonly path: (sids: Places, account: string) => string
  readonly form: (sids: Places, mark: string) => Readonly<Record<string, string>> | string
  /** Field of the answer whose value fills the places. */
  readonly field?: string
}

const below = (account: string, path: string) => `/2010-04-01/Accounts/${account}/${path}.json`

/** One of everything that can be made. A new kind of resource that is served gets its line here; the test says which is missing. */
const belongings: readonly Belonging[] = [
  {
    places: ['api Keys', 'api SigningKeys', 'iam Keys'],
    path: (_, account) => below(account, 'Keys'),
    form: (_, mark) => ({ FriendlyName: mark }),
  },
  {
    places: ['api Applications'],
    path: (_, account) => below(account, 'Applications'),
    form: (_, mark) => ({ FriendlyName: mark }),
  },
  {
    places: ['api IncomingPhoneNumbers', 'api AssignedAddOns.resource'],
    path: (_, account) => below(account, 'IncomingPhoneNumbers'),
    form: (_, mark) => ({ AreaCode: '415', FriendlyName: mark }),
  },
  { places: ['messaging Services'], path: () => '/messaging/v1/Services', form: (_, mark) => ({ FriendlyName: mark }) },
  {
    places: ['messaging Services PhoneNumbers'],
    path: (sids) => `/messaging/v1/Services/${sids['messaging Services']}/PhoneNumbers`,
    form: (sids) => ({ PhoneNumberSid: sids['api IncomingPhoneNumbers'] ?? '' }),
  },
  {
    places: ['messaging Services AlphaSenders'],
    path: (sids) => `/messaging/v1/Services/${sids['messaging Services']}/AlphaSenders`,
    form: () => ({ AlphaSender: 'ANA' }),
  },
  {
    places: ['verify Services'],
    path: () => '/verify/v2/Services',
    form: (_, mark) => ({ FriendlyName: mark }),
  },
  {
    places: ['verify Verifications'],
    path: (sids) => `/verify/v2/Services/${sids['verify Services']}/Verifications`,
    form: () => ({ To: '+14155550123', Channel: 'sms' }),
  },
  {
    places: ['verify RateLimits'],
    path: (sids) => `/verify/v2/Services/${sids['verify Services']}/RateLimits`,
    form: (_, mark) => ({ UniqueName: mark }),
  },
  {
    places: ['verify Buckets'],
    path: (sids) => `/verify/v2/Services/${sids['verify Services']}/RateLimits/${sids['verify RateLimits']}/Buckets`,
    form: () => ({ Max: '100', Interval: '60' }),
  },
  {
    places: ['verify Factors'],
    path: (sids) => `/verify/v2/Services/${sids['verify Services']}/Entities/${sids['verify Entities']}/Factors`,
    form: (_, mark) => ({ FriendlyName: mark, FactorType: 'totp' }),
  },
  {
    places: ['api Calls'],
    path: (_, account) => below(account, 'Calls'),
    // Only a number of its own may be shown, and each account has one.
    form: (sids, mark) => ({
      To: '+14155550123',
      From: sids['api IncomingPhoneNumbers number'] ?? '',
      Twiml: `<Response><Say>${mark}</Say></Response>`,
    }),
  },
  {
    places: ['api Conferences'],
    path: (_, account) => below(account, `Conferences/${account}-room/Participants`),
    form: (sids, mark) => ({
      To: '+14155550124',
      From: sids['api IncomingPhoneNumbers number'] ?? '',
      Label: mark,
    }),
    field: 'conference_sid',
  },
  {
    places: ['api Participants'],
    path: (sids, account) => below(account, `Conferences/${sids['api Conferences']}/Participants`),
    form: (sids) => ({ To: '+14155550125', From: sids['api IncomingPhoneNumbers number'] ?? '' }),
    field: 'call_sid',
  },
  {
    places: ['api Messages'],
    path: (_, account) => below(account, 'Messages'),
    form: (sids, mark) => ({
      To: '+14155550123',
      MessagingServiceSid: sids['messaging Services'] ?? '',
      Body: mark,
      MediaUrl: `https://example.com/${mark}.jpg`,
    }),
  },
]

/** Gives an account one of everything, with a word in its texts, and returns the SIDs by place. */
export async function belongingsOf(
  caller: TwilioCaller,
  served: (path: string) => boolean,
  mark: string,
): Promise<Places> {
  const sids: Record<string, string> = { ...everybodys, 'api Accounts': caller.sid }
  for (const { places, path, form, field } of belongings) {
    const where = path(sids, caller.sid)
    if (!served(where)) continue
    const made = await caller.post(where, form(sids, mark))
    assert.equal(made.status, 201, `${where}: ${made.text}`)
    for (const place of places) sids[place] = made.json[field ?? 'sid']
    if (made.json.phone_number !== undefined) sids['api IncomingPhoneNumbers number'] = made.json.phone_number
    const attempt = made.json.send_code_attempts?.[0]?.attempt_sid
    if (attempt !== undefined) sids['verify Attempts'] = attempt
  }
  const messages = sids['api Messages']
  if (messages !== undefined) {
    const media = await caller.get(below(caller.sid, `Messages/${messages}/Media`))
    sids['api Messages Media'] = media.json.media_list?.[0]?.sid
  }
  return sids
}

/** Fills the places of a documented path; undefined where a place stands for something that is not in the table. */
export function filledPath(host: string, path: string, sids: Places): string | undefined {
  const product = host === 'api' ? '' : `/${host}`
  const names = path.split('/')
  let missing = false
  const filled = names.map((segment, index) => {
    const [, name, rest = ''] = /^\{(\w+)\}(.*)$/.exec(segment) ?? []
    if (name === undefined) return segment
    const own = names[index - 1] ?? ''
    const owner = names[index - 3] ?? ''
    const sid = sids[`${host} ${owner} ${own}`] ?? sids[`${host} ${own}`]
    missing ||= sid === undefined
    return sid + rest
  })
  return missing ? undefined : product + filled.join('/')
}
