import { sidFromUuid } from '@trunkline/wire'
import type { Client } from '../../ports.ts'
import { TwilioError } from '../errors/twilio-error.ts'
import { cutPage } from '../paging/cut-page.ts'
import type { TwilioParts } from '../parts.ts'
import type { TwilioCall, TwilioRoute } from '../route.ts'
import { accountStatus, accountView } from './account-view.ts'
import { readFriendlyName } from './friendly-name.ts'

type Parts = Pick<TwilioParts, 'accounts' | 'clock'>

const statuses = ['active', 'suspended', 'closed'] as const
const closingKeeps = 'A closed account keeps its numbers and what it had accepted; an operator may enable it again.'

/** Subaccounts of one account at most, closed ones not counted. */
const mostSubaccounts = 1000

/** SID of the account that one belongs to. */
const ownerOf = ({ sid, parentId }: Client): string => (parentId === null ? sid : sidFromUuid('AC', parentId))

/** Accounts and subaccounts (https://www.twilio.com/docs/iam/api/account). */
export function accountRoutes(parts: Parts): TwilioRoute[] {
  const view = async (call: TwilioCall) => {
    const found = await parts.accounts.family.get(call.account.id)
    return { status: 200 as const, body: accountView(found, ownerOf(found.client), call.urls) }
  }
  return [
    { operation: 'GET api/2010-04-01/Accounts/{Sid}.json', tokenOnly: true, handle: view },
    { operation: 'GET api/2010-04-01/Accounts.json', tokenOnly: true, handle: (call) => list(parts, call) },
    { operation: 'POST api/2010-04-01/Accounts.json', tokenOnly: true, handle: (call) => create(parts, call) },
    {
      operation: 'POST api/2010-04-01/Accounts/{Sid}.json',
      tokenOnly: true,
      differs: closingKeeps,
      async handle(call) {
        await update(parts, call)
        return view(call)
      },
    },
  ]
}

async function list({ accounts }: Parts, { account, page, params, urls }: TwilioCall) {
  const rows = await accounts.family.page(account.id, {
    name: params.filled('FriendlyName'),
    status: params.enumeration('Status', statuses),
    after: page.after,
    before: page.before,
    limit: page.size + 1,
  })
  return cutPage(rows, page, {
    key: 'accounts',
    cursor: ({ client }) => client.id,
    view: (row) => accountView(row, ownerOf(row.client), urls),
  })
}

async function create({ accounts, clock }: Parts, { account, params, urls }: TwilioCall) {
  if (account.parentId !== null) throw new TwilioError(21101, 'A subaccount cannot have subaccounts')
  const name = readFriendlyName(params) ?? `SubAccount Created at ${new Date(clock.now()).toISOString().slice(0, 16)}`
  const refused = new TwilioError(21480, `An account may have ${mostSubaccounts} subaccounts`)
  const made = await accounts.clients.create({ name, parent: account.id, mostSubaccounts }).catch((error: unknown) => {
    // The name was checked, and the account is no subaccount: what is left of what may be wrong is the number of them.
    throw codeOf(error) === 'validation-failed' ? refused : error
  })
  return { status: 201 as const, body: accountView(made, account.sid, urls) }
}

const codeOf = (error: unknown): unknown => (error as { readonly code?: unknown }).code

async function update({ accounts }: Parts, { account, caller, params }: TwilioCall): Promise<void> {
  const name = readFriendlyName(params)
  const status = params.enumeration('Status', statuses, 21475)
  if (status !== undefined && account.id === caller.id && status !== accountStatus(account)) {
    throw new TwilioError(21477, 'The status of an account can only be changed by its parent account')
  }
  if (status !== undefined && account.id !== caller.id) {
    const refusal = await accounts.family.turn(account.id, status)
    if (refusal === 'closed') throw new TwilioError(21479, 'A closed account cannot be opened again')
    if (refusal !== undefined) throw new TwilioError(21478, 'The account was suspended by the operator')
  }
  if (name !== undefined) await accounts.clients.rename(account.id, name)
}
