import type { ApiKey } from '@trunkline/accounts'
import { uuidFromSid } from '@trunkline/wire'
import { notServed, TwilioError } from '../errors/twilio-error.ts'
import { rfc2822 } from '../format/dates.ts'
import { cutPage } from '../paging/cut-page.ts'
import type { TwilioParts } from '../parts.ts'
import type { TwilioCall, TwilioRoute } from '../route.ts'
import { readFriendlyName } from './friendly-name.ts'

type Parts = Pick<TwilioParts, 'accounts'>

const keyView = ({ sid, name, createdAt, updatedAt }: ApiKey): object => ({
  sid,
  friendly_name: name,
  date_created: rfc2822(createdAt),
  date_updated: rfc2822(updatedAt),
})

type KeyView = (key: ApiKey) => object

/** A key as iam shows it. */
const iamView: KeyView = (key) => ({ ...keyView(key), policy: null })
/** The same in a list. What Twilio calls flags: every key signs requests and access tokens. */
const iamListView: KeyView = (key) => ({ ...keyView(key), flags: ['rest_api', 'signing'] })

const sameKeys = 'Keys and SigningKeys are one: each list shows the keys of both.'

/** Keys and SigningKeys of an account, and the keys of iam v1 (https://www.twilio.com/docs/iam/api-keys). They are all the same keys. */
export function keyRoutes(parts: Parts): TwilioRoute[] {
  return [
    ...accountKeys(parts, 'Keys', 'keys'),
    ...accountKeys(parts, 'SigningKeys', 'signing_keys'),
    ...iamKeys(parts),
  ]
}

function accountKeys(parts: Parts, segment: string, key: string): TwilioRoute[] {
  const path = `api/2010-04-01/Accounts/{AccountSid}/${segment}`
  const common = { tokenOnly: true, differs: sameKeys }
  return [
    { ...common, operation: `GET ${path}.json`, handle: (call) => list(parts, call, call.account.id, key, keyView) },
    { ...common, operation: `POST ${path}.json`, handle: (call) => create(parts, call, call.account.id, keyView) },
    {
      ...common,
      operation: `GET ${path}/{Sid}.json`,
      handle: async (call) => ({ status: 200, body: keyView(await find(parts, call)) }),
    },
    { ...common, operation: `POST ${path}/{Sid}.json`, handle: (call) => update(parts, call, keyView) },
    { ...common, operation: `DELETE ${path}/{Sid}.json`, handle: (call) => remove(parts, call) },
  ]
}

function iamKeys(parts: Parts): TwilioRoute[] {
  const path = 'iam/v1/Keys'
  const owner = (call: TwilioCall) => familyMember(parts, call, call.params.required('AccountSid', 20001))
  const policy = {
    Policy: 'Restricted keys are not served: a key may do what its account may, but for Accounts and Keys.',
  }
  return [
    {
      operation: `GET ${path}`,
      tokenOnly: true,
      handle: async (call) => list(parts, call, await owner(call), 'keys', iamListView),
    },
    {
      operation: `POST ${path}`,
      tokenOnly: true,
      refuses: { KeyType: policy.Policy, ...policy },
      async handle(call) {
        refusePolicy(call)
        return create(parts, call, await owner(call), iamView)
      },
    },
    {
      operation: `GET ${path}/{Sid}`,
      tokenOnly: true,
      handle: async (call) => ({ status: 200, body: iamView(await find(parts, call)) }),
    },
    {
      operation: `POST ${path}/{Sid}`,
      tokenOnly: true,
      refuses: policy,
      handle(call) {
        refusePolicy(call)
        return update(parts, call, iamView)
      },
    },
    { operation: `DELETE ${path}/{Sid}`, tokenOnly: true, handle: (call) => remove(parts, call) },
  ]
}

function refusePolicy({ params }: TwilioCall): void {
  if (params.filled('KeyType') === undefined && params.filled('Policy') === undefined) return
  throw notServed('Trunkline has no restricted keys: leave KeyType and Policy out')
}

/** UUID of the caller's account or of one of its subaccounts. */
async function familyMember({ accounts }: Parts, call: TwilioCall, sid: string): Promise<string> {
  if (sid === call.caller.sid) return call.caller.id
  const found = /^AC[0-9a-f]{32}$/.test(sid) ? await accounts.clients.find(sid) : undefined
  if (found === undefined || found.parentId !== call.caller.id) throw call.notFound()
  return found.id
}

/** The key at the place `Sid`, of the account in the path; below iam, which names no account, of the caller's or a subaccount. */
async function find({ accounts }: Parts, call: TwilioCall): Promise<ApiKey & { readonly clientId: string }> {
  const key = await accounts.keys.find(call.path.Sid ?? '')
  if (key === undefined) throw call.notFound()
  if (key.clientId === call.account.id) return key
  if (call.path.AccountSid !== undefined) throw call.notFound()
  const owner = await accounts.clients.find(key.clientId)
  if (owner?.parentId !== call.caller.id) throw call.notFound()
  return key
}

async function list({ accounts }: Parts, { page }: TwilioCall, owner: string, key: string, view: KeyView) {
  const rows = await accounts.keys.page(owner, { after: page.after, before: page.before, limit: page.size + 1 })
  return cutPage(rows, page, { key, cursor: ({ sid }) => uuidFromSid(sid), view })
}

async function create({ accounts }: Parts, { params }: TwilioCall, owner: string, view: KeyView) {
  const name = readFriendlyName(params)
  const made = await accounts.keys.create(owner, name === undefined ? {} : { name }).catch((error: unknown) => {
    // The name was checked: what is left of what may be wrong is the number of keys.
    const full = (error as { readonly code?: unknown }).code === 'validation-failed'
    throw full ? new TwilioError(70151, (error as Error).message) : error
  })
  return { status: 201 as const, body: { ...view(made), secret: made.secret } }
}

async function update(parts: Parts, call: TwilioCall, view: KeyView) {
  const key = await find(parts, call)
  const name = readFriendlyName(call.params)
  const changed = name === undefined ? key : await parts.accounts.keys.rename(key.clientId, key.sid, name)
  return { status: 200 as const, body: view(changed) }
}

async function remove(parts: Parts, call: TwilioCall) {
  const key = await find(parts, call)
  await parts.accounts.keys.revoke(key.clientId, key.sid)
  return { status: 204 as const }
}
