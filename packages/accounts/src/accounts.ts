import type { Database, Subscription } from '@trunkline/postgres'
import { type Applications, createApplications } from './application/applications.ts'
import { type ChangeListener, ChangeWatch } from './change/change-watch.ts'
import { Changes, type NumberHook, type StatusHook } from './change/changes.ts'
import type { Client } from './client/client.ts'
import { type Clients, createClients } from './client/clients.ts'
import { createFamily, type Family } from './client/family.ts'
import { type ApiKeys, createApiKeys } from './credentials/api-keys.ts'
import { Authenticator } from './credentials/authenticator.ts'
import { parseBearer } from './credentials/authorization-header.ts'
import { CredentialCache } from './credentials/credential-cache.ts'
import type { Login } from './credentials/login.ts'
import { type DeclaredClient, syncDeclared } from './declared/sync-declared.ts'
import { type CallerIds, createCallerIds } from './number/caller-ids.ts'
import { createNumberMarket, type NumberMarket } from './number/number-market.ts'
import { NumberStock, type StockOptions } from './number/number-stock.ts'
import { createIdentities, createNumbers, type Identities, type Numbers } from './number/numbers.ts'
import type { Clock, Ids, Log, SecretSealer } from './ports.ts'

/** Headers that are remembered; about 300 bytes each. */
const rememberedHeaders = 10_000

/** Of what accounts are made. */
export interface AccountsOptions {
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly sealer: SecretSealer
  readonly log: Log
  /** Which numbers clients may take; by default those that are kept for fiction. */
  readonly stock?: StockOptions
  /** Whether calls leave by trunks; see {@link CallerIds}. False by default. */
  readonly trunks?: boolean
}

/** Who may send, with which credentials, and what is theirs. */
export interface Accounts {
  readonly clients: Clients
  readonly family: Family
  readonly keys: ApiKeys
  readonly numbers: Numbers
  readonly market: NumberMarket
  readonly callerIds: CallerIds
  readonly identities: Identities
  readonly applications: Applications
  /** By client id and auth token, or API key and secret. @throws ProblemError `credentials-invalid`, `client-disabled` */
  authenticate(username: string, password: string): Promise<Client>
  /** By `SK….secret`. */
  authenticateBearer(token: string): Promise<Client>
  /**
   * By an Authorization header, Basic or Bearer. At once when the header is remembered, which costs a microsecond or two; otherwise
   * by the database. Wrong ones are never remembered. A rotated token or a disabled client is refused at once in this process, in the others
   * when the notification comes, and after 5 s at the latest.
   * @throws ProblemError `credentials-missing`, `credentials-invalid`, `client-disabled`: thrown, or as the promise's rejection
   */
  authenticateHeader(authorization: string): Client | Promise<Client>
  /** The same, and with which credential. */
  loginOf(authorization: string): Login | Promise<Login>
  /** Makes the store say what the configuration file says of its clients. Gives those that changed. */
  syncDeclared(clients: readonly DeclaredClient[]): Promise<readonly Client[]>
  /** Tells of each client that changed, or whose keys, numbers or applications did, in whichever process; off by the function that it returns. */
  onChange(listener: ChangeListener): () => void
  /** Adds work to the transactions that disable or enable a client. */
  onStatus(hook: StatusHook): () => void
  /** Adds work to the transactions in which a client loses a number: it is freed, handed on, or no longer declared. */
  onNumberLeft(hook: NumberHook): () => void
  /** Begins to hear of changes in other processes. Safe to call twice. */
  start(): Promise<void>
  stop(): Promise<void>
}

/** Makes the accounts of one process. */
export function createAccounts({ db, clock, ids, sealer, log, stock, trunks = false }: AccountsOptions): Accounts {
  const watch = new ChangeWatch({ db, clock, log })
  const changes = new Changes(db, watch)
  const cache = new CredentialCache(rememberedHeaders)
  const authenticator = new Authenticator({ db, sealer, cache, watch })
  const secretParts = { db, clock, ids, sealer, changes }
  let hearing: Promise<Subscription> | undefined

  return {
    clients: createClients(secretParts),
    family: createFamily(secretParts),
    keys: createApiKeys(secretParts),
    numbers: createNumbers({ db, clock, ids, changes, watch }),
    market: createNumberMarket({ db, clock, ids, changes, stock: new NumberStock(stock) }),
    callerIds: createCallerIds({ db, clock, ids, changes, trunks }),
    identities: createIdentities(db),
    applications: createApplications({ db, clock, ids, changes }),
    authenticate: async (username, password) => (await authenticator.check({ username, password })).client,
    authenticateBearer: async (token) => (await authenticator.check(parseBearer(token))).client,
    authenticateHeader(authorization) {
      const login = authenticator.header(authorization)
      return login instanceof Promise ? login.then(({ client }) => client) : login.client
    },
    loginOf: (authorization) => authenticator.header(authorization),
    syncDeclared: (clients) => syncDeclared({ clock, ids, sealer, changes }, clients),
    onChange: (listener) => watch.onChange(listener),
    onStatus: (hook) => changes.onStatus(hook),
    onNumberLeft: (hook) => changes.onNumberLeft(hook),
    async start() {
      hearing ??= watch.listen().catch((error: unknown) => {
        hearing = undefined
        throw error
      })
      await hearing
      await watch.look()
    },
    async stop() {
      const subscription = await hearing
      hearing = undefined
      await subscription?.close()
    },
  }
}
