import { isSid, ProblemError } from '@trunkline/wire'
import type { FastifyRequest } from 'fastify'
import type { AccountsPort, Client, Login } from '../../ports.ts'
import { TwilioError } from '../errors/twilio-error.ts'
import type { TwilioCredential } from '../route.ts'
import { uncertain } from '../uncertain.ts'

/** Who asks, with what, and for which account. */
export interface Caller {
  readonly caller: Client
  readonly account: Client
  readonly credential: TwilioCredential
}

/** What a route says about who may ask. */
export interface Demands {
  /** Name of the place that holds the account's SID, where the path names an account. */
  readonly accountPlace: string | undefined
  /** Whether the path is the account itself and not something of it. */
  readonly isAccount: boolean
  readonly tokenOnly: boolean
  /** Whether this request may come without credentials. */
  readonly isPublic?: ((request: FastifyRequest) => boolean) | undefined
}

/** What authentication asks of accounts. */
export type TwilioAccounts = Pick<AccountsPort, 'loginOf' | 'clients'>

/**
 * Finds out who asks and for which account. Synchronous where accounts remembers the header and the path names the caller's own account, because a
 * promise here would be paid by every message.
 * @throws TwilioError 20404 (no account SID in the path), 20003, 20005; ProblemError of the credentials: thrown, or as the promise's rejection
 */
export function authenticate(
  request: FastifyRequest,
  demands: Demands,
  accounts: TwilioAccounts,
): Caller | Promise<Caller> {
  const sid = demands.accountPlace && (request.params as Record<string, string>)[demands.accountPlace]
  // The path is looked at before the credentials: a malformed account SID is a path that does not exist.
  if (sid !== undefined && !isSid(sid, 'AC')) throw notFound(request)
  const { authorization } = request.headers
  if (authorization === undefined) {
    if (sid !== undefined && demands.isPublic?.(request) === true) return anybody(request, sid, accounts)
    throw new ProblemError('credentials-missing')
  }
  const login = accounts.loginOf(authorization)
  const admit = (found: Login) => admitted(request, found, sid, demands, accounts)
  return login instanceof Promise ? login.then(admit) : admit(login)
}

/** Whoever asks for what is public: as if the account itself did. */
async function anybody(request: FastifyRequest, sid: string, accounts: TwilioAccounts): Promise<Caller> {
  const account = await accounts.clients.find(sid)
  if (account === undefined || account.status !== 'active') throw notFound(request)
  return { caller: account, account, credential: { kind: 'key', sid: account.sid } }
}

function admitted(
  request: FastifyRequest,
  { client, kind, sid: credential }: Login,
  sid: string | undefined,
  demands: Demands,
  accounts: TwilioAccounts,
): Caller | Promise<Caller> {
  if (demands.tokenOnly && kind === 'key') throw refusal('Authenticate', uncertain.keyNotEnough)
  const caller = { caller: client, account: client, credential: { kind, sid: credential } }
  if (sid === undefined || sid === client.sid) return caller
  return subaccount(request, client, sid, demands, accounts).then((account) => ({ ...caller, account }))
}

/** The caller's subaccount. What is somebody else's looks as if it were not there. */
async function subaccount(
  request: FastifyRequest,
  parent: Client,
  sid: string,
  { isAccount }: Demands,
  accounts: TwilioAccounts,
): Promise<Client> {
  const account = await accounts.clients.find(sid)
  if (account === undefined || account.parentId !== parent.id) {
    throw isAccount ? notFound(request) : refusal('Authenticate', uncertain.foreignAccount)
  }
  const reads = request.method === 'GET' || request.method === 'HEAD'
  if (account.status === 'active' || reads || isAccount) return account
  throw refusal('The account is not active', uncertain.suspendedAccount)
}

const refusal = (message: string, { code, status }: { readonly code: number; readonly status: number }): TwilioError =>
  new TwilioError(code, { message, status })

/** What Twilio says of a path that leads nowhere. */
export function notFound(request: FastifyRequest): TwilioError {
  const path = request.originalUrl.split('?', 1)[0] ?? ''
  return new TwilioError(20404, `The requested resource ${path} was not found`)
}
