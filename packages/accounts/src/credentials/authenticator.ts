import type { Database } from '@trunkline/postgres'
import { isSid, ProblemError, uuidFromSid } from '@trunkline/wire'
import type { ChangeWatch } from '../change/change-watch.ts'
import { type ClientRow, clientOf } from '../client/client.ts'
import type { SecretSealer } from '../ports.ts'
import { findByClientId, findByKey } from '../store/client-store.ts'
import { type Credentials, parseAuthorization } from './authorization-header.ts'
import type { CredentialCache } from './credential-cache.ts'
import type { Login } from './login.ts'
import { keyContext, sameSecret, tokenContext } from './secrets.ts'

type LoginRow = ClientRow & { readonly secret: string; readonly parent_disabled: boolean }

/** Finds out who asks. */
export class Authenticator {
  readonly #db: Database
  readonly #sealer: SecretSealer
  readonly #cache: CredentialCache
  readonly #watch: ChangeWatch

  constructor(parts: { db: Database; sealer: SecretSealer; cache: CredentialCache; watch: ChangeWatch }) {
    this.#db = parts.db
    this.#sealer = parts.sealer
    this.#cache = parts.cache
    this.#watch = parts.watch
    this.#watch.onForget((clientId) => this.#cache.forget(clientId))
  }

  /**
   * Who has a client id and its token, or an API key and its secret.
   * @throws ProblemError `credentials-invalid`; `client-disabled`, only when the secret is right
   */
  async check({ username, password }: Credentials): Promise<Login> {
    const row = await this.#find(username)
    if (!row || !sameSecret(password, this.#secretOf(username, row))) throw new ProblemError('credentials-invalid')
    if (row.status === 'disabled' || row.parent_disabled) throw new ProblemError('client-disabled')
    return Object.freeze({ client: clientOf(row), kind: username.startsWith('SK') ? 'key' : 'token', sid: username })
  }

  /** Who an Authorization header is of: at once when it is remembered, otherwise a promise. Throws and rejects as {@link check}. */
  header(authorization: string): Login | Promise<Login> {
    const key = this.#cache.keyOf(authorization)
    const known = this.#cache.get(key)
    if (known) {
      const fresh = this.#watch.whenFresh()
      return fresh ? fresh.then(() => this.#cache.get(key) ?? this.#learn(key, authorization)) : known
    }
    return this.#learn(key, authorization)
  }

  #learn(key: string, authorization: string): Promise<Login> {
    const credentials = parseAuthorization(authorization)
    const { generation } = this.#watch
    return this.check(credentials).then((login) => {
      // A change that came between reading the row and now may be about this very client.
      if (generation === this.#watch.generation) this.#cache.put(key, login)
      return login
    })
  }

  async #find(username: string): Promise<LoginRow | undefined> {
    if (isSid(username, 'AC')) return (await this.#db.query<LoginRow>(findByClientId(uuidFromSid(username)))).rows[0]
    if (isSid(username, 'SK')) return (await this.#db.query<LoginRow>(findByKey(uuidFromSid(username)))).rows[0]
    return undefined
  }

  #secretOf(username: string, row: LoginRow): string {
    const context = username.startsWith('AC') ? tokenContext(row.id) : keyContext(uuidFromSid(username))
    return this.#sealer.open(row.secret, context)
  }
}
