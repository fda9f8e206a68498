import type { NumberKind, PhoneNumber } from '@trunkline/accounts'
import { uuidFromSid } from '@trunkline/wire'
import { cutPage } from '../paging/cut-page.ts'
import type { TwilioParts } from '../parts.ts'
import type { TwilioCall, TwilioRoute } from '../route.ts'
import { buyNumber } from './buy-number.ts'
import { checkFallbacks } from './hook-params.ts'
import { readNumberFilter, readNumberSettings, withApplications } from './number-params.ts'
import { readReceiver } from './number-receiver.ts'
import { incomingNumberView } from './number-view.ts'

type Parts = Pick<TwilioParts, 'accounts'>

const base = 'api/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers'
const kinds: readonly (readonly [path: string, kind: NumberKind])[] = [
  ['Local', 'local'],
  ['Mobile', 'mobile'],
  ['TollFree', 'toll-free'],
]
const ignoredFilters = { Beta: 'No number is a beta number, so none is left out.' }
const differs = [
  'Numbers that an account brought along by Trunkline’s own API have the origin hosted.',
  'Addresses, bundles, identities, emergency settings and trunks are kept and given back; nothing checks them or acts on them.',
].join(' ')

/** IncomingPhoneNumbers: the numbers that an account has (https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource). */
export function incomingNumberRoutes(parts: Parts): TwilioRoute[] {
  return [
    ...listRoutes(parts),
    ...kinds.flatMap(([path, kind]) => listRoutes(parts, { path, kind })),
    { operation: `GET ${base}/{Sid}.json`, differs, handle: async (call) => ok(call, await find(parts, call)) },
    { operation: `POST ${base}/{Sid}.json`, differs, handle: async (call) => ok(call, await update(parts, call)) },
    {
      operation: `DELETE ${base}/{Sid}.json`,
      async handle(call) {
        await parts.accounts.numbers.remove(call.account.id, (await find(parts, call)).sid)
        return { status: 204 }
      },
    },
    {
      operation: `GET ${base}/{ResourceSid}/AssignedAddOns.json`,
      differs: 'There are no add-ons, so the list is empty.',
      async handle(call) {
        await find(parts, call, 'ResourceSid')
        return { key: 'assigned_add_ons', records: [] }
      },
    },
  ]
}

function listRoutes(parts: Parts, of?: { readonly path: string; readonly kind: NumberKind }): TwilioRoute[] {
  const path = of === undefined ? base : `${base}/${of.path}`
  return [
    {
      operation: `GET ${path}.json`,
      ignores: ignoredFilters,
      handle: (call) => list(parts, call, of?.kind),
    },
    {
      operation: `POST ${path}.json`,
      differs,
      async handle(call) {
        const number = await buyNumber(parts.accounts.market, call, of?.kind)
        return { status: 201, body: incomingNumberView(number, call.urls, of === undefined) }
      },
    },
  ]
}

const ok = (call: TwilioCall, number: PhoneNumber) => ({
  status: 200 as const,
  body: incomingNumberView(number, call.urls),
})

async function list({ accounts }: Parts, { account, page, params, urls }: TwilioCall, kind: NumberKind | undefined) {
  const origin = params.enumeration('Origin', ['twilio', 'hosted'])
  const phoneNumber = readNumberFilter(params, 'PhoneNumber')
  const friendlyName = params.filled('FriendlyName')
  const rows = await accounts.numbers.search(account.id, {
    limit: page.size + 1,
    ...(page.after === undefined ? {} : { after: page.after }),
    ...(page.before === undefined ? {} : { before: page.before }),
    ...(phoneNumber === undefined ? {} : { phoneNumber }),
    ...(friendlyName === undefined ? {} : { friendlyName }),
    ...(kind === undefined ? {} : { kind }),
    ...(origin === undefined ? {} : { bought: origin === 'twilio' }),
  })
  return cutPage(rows, page, {
    key: 'incoming_phone_numbers',
    cursor: ({ sid }) => uuidFromSid(sid),
    view: (number) => incomingNumberView(number, urls, kind === undefined),
  })
}

async function find({ accounts }: Parts, call: TwilioCall, place = 'Sid'): Promise<PhoneNumber> {
  const sid = call.path[place] ?? ''
  // A number itself is no SID, though the domain would take it.
  if (!/^PN[0-9a-f]{32}$/.test(sid)) throw call.notFound()
  return accounts.numbers.get(call.account.id, sid)
}

async function update(parts: Parts, call: TwilioCall): Promise<PhoneNumber> {
  const before = await find(parts, call)
  const settings = readNumberSettings(call.params)
  checkFallbacks(settings, before)
  const receiver = await readReceiver(parts, call)
  return withApplications(parts.accounts.numbers.update(call.account.id, before.sid, settings, receiver))
}
