import { randomBytes } from 'node:crypto'
import type { Database, Sealer } from '@trunkline/postgres'
import { isE164, ProblemError } from '@trunkline/wire'
import type { Clock } from '../../../ports.ts'
import {
  deleteSipUser,
  findSipUser,
  getSipUser,
  insertSipUser,
  listSipUsers,
  numberSipUser,
  rotateSipUser,
  type SipUserRow,
} from '../../../store/sip-user-store.ts'

/** Somebody who may register SIP phones, and call with them. */
export interface SipUser {
  readonly username: string
  /** UUID of the client. */
  readonly clientId: string
  /** E.164: what is shown when the phone calls; null: its SIP address is. */
  readonly number: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** With the password, which is shown when it is made and never again. */
export interface SipUserWithPassword extends SipUser {
  readonly password: string
}

/** With what the SIP stack needs to know. Never shown. */
export interface SipAccount extends SipUserWithPassword {
  readonly id: string
}

/** The SIP users of clients. */
export interface SipUsers {
  /**
   * Makes a user with a random password, or the one that is given.
   * @throws ProblemError `validation-failed`: the name is taken or none that a phone can have, the number is not the client's, there are too many
   */
  create(
    clientId: string,
    request: { readonly username: string; readonly number?: string; readonly password?: string },
  ): Promise<SipUserWithPassword>
  /** A client's users by name. */
  list(
    clientId: string,
    page?: { readonly after?: string; readonly limit?: number },
  ): Promise<{ readonly users: readonly SipUser[]; readonly next: string | null }>
  /** A new password; phones with the old one are refused at their next registration. @throws ProblemError `not-found` */
  rotate(clientId: string, username: string): Promise<SipUserWithPassword>
  /** Another number, or none. @throws ProblemError `not-found`, `validation-failed` */
  setNumber(clientId: string, username: string, number: string | null): Promise<SipUser>
  /** @throws ProblemError `not-found` */
  remove(clientId: string, username: string): Promise<void>
  /** Makes a user unless there is one; for the demo client, whose user every process knows beforehand. */
  ensure(clientId: string, user: { username: string; password: string; number?: string }): Promise<void>
  /** The user of this name, where its client is active. */
  find(username: string): Promise<SipAccount | undefined>
}

/** Of what SIP users are made. */
export interface SipUsersOptions {
  readonly db: Pick<Database, 'query'>
  readonly sealer: Sealer
  readonly clock: Clock
  readonly ids: { uuid(): string }
  /** Whether a client may show this number as its own. */
  readonly mayShow: (clientId: string, number: string) => Promise<boolean>
}

const most = 10_000
const contextOf = (id: string): string => `voice_sip_user:${id}`
const namePattern = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/
const missing = (username: string) => new ProblemError('not-found', `there is no SIP user ${JSON.stringify(username)}`)

function fault(pointer: string, detail: string): ProblemError {
  return new ProblemError('validation-failed', undefined, { errors: [{ pointer, detail }] })
}

const viewOf = ({ username, client_id, number, created_at, updated_at }: SipUserRow): SipUser => ({
  username,
  clientId: client_id,
  number,
  createdAt: created_at,
  updatedAt: updated_at,
})

/** 144 random bits. */
const newPassword = (): string => randomBytes(18).toString('base64url')

class SipUserService implements SipUsers {
  readonly #options: SipUsersOptions

  constructor(options: SipUsersOptions) {
    this.#options = options
  }

  async create(
    clientId: string,
    { username, number, password = newPassword() }: { username: string; number?: string; password?: string },
  ): Promise<SipUserWithPassword> {
    if (!namePattern.test(username)) {
      throw fault('/username', 'must be 1 to 64 letters, digits, ".", "_" or "-", with a letter or digit at both ends')
    }
    if (password.length < 12 || password.length > 128) throw fault('/password', 'must have 12 to 128 characters')
    if (number !== undefined) await this.#checkNumber(clientId, number)
    const row = await this.#insert(clientId, username, password, number)
    if (row === undefined) throw fault('/username', `is taken, or the client has ${most} SIP users: remove one`)
    return { ...viewOf(row), password }
  }

  async #insert(
    clientId: string,
    username: string,
    password: string,
    number?: string,
  ): Promise<SipUserRow | undefined> {
    const { db, sealer, ids, clock } = this.#options
    const id = ids.uuid()
    const sealed = sealer.seal(password, contextOf(id))
    const content = { id, client_id: clientId, username, password: sealed, number: number ?? null }
    return (await db.query<SipUserRow>(insertSipUser({ ...content, created_at: new Date(clock.now()) }, most))).rows[0]
  }

  async #checkNumber(clientId: string, number: string): Promise<void> {
    if (isE164(number) && (await this.#options.mayShow(clientId, number))) return
    throw fault('/number', 'must be a number of this client or a verified caller id, in E.164 form')
  }

  async list(
    clientId: string,
    { after = '', limit = 50 }: { after?: string; limit?: number } = {},
  ): Promise<{ users: readonly SipUser[]; next: string | null }> {
    const size = Math.min(Math.max(1, Math.floor(limit)), 200)
    const { rows } = await this.#options.db.query<SipUserRow>(listSipUsers(clientId, after, size + 1))
    const users = rows.slice(0, size).map(viewOf)
    return { users, next: rows.length > size ? (users.at(-1)?.username ?? null) : null }
  }

  async #get(clientId: string, username: string): Promise<SipUserRow> {
    const [row] = (await this.#options.db.query<SipUserRow>(getSipUser(clientId, username))).rows
    if (row === undefined) throw missing(username)
    return row
  }

  async rotate(clientId: string, username: string): Promise<SipUserWithPassword> {
    const { db, sealer, clock } = this.#options
    const { id } = await this.#get(clientId, username)
    const password = newPassword()
    const statement = rotateSipUser(id, sealer.seal(password, contextOf(id)), new Date(clock.now()))
    const [row] = (await db.query<SipUserRow>(statement)).rows
    if (row === undefined) throw missing(username)
    return { ...viewOf(row), password }
  }

  async setNumber(clientId: string, username: string, number: string | null): Promise<SipUser> {
    const { id } = await this.#get(clientId, username)
    if (number !== null) await this.#checkNumber(clientId, number)
    const statement = numberSipUser(id, number, new Date(this.#options.clock.now()))
    const [row] = (await this.#options.db.query<SipUserRow>(statement)).rows
    if (row === undefined) throw missing(username)
    return viewOf(row)
  }

  async remove(clientId: string, username: string): Promise<void> {
    const { rowCount } = await this.#options.db.query(deleteSipUser(clientId, username))
    if (rowCount === 0) throw missing(username)
  }

  async ensure(
    clientId: string,
    { username, password, number }: { username: string; password: string; number?: string },
  ): Promise<void> {
    if ((await this.#options.db.query<SipUserRow>(getSipUser(clientId, username))).rows.length > 0) return
    await this.#insert(clientId, username, password, number)
  }

  async find(username: string): Promise<SipAccount | undefined> {
    // What can't be a name is not looked for, so that odd bytes never reach the database.
    if (!namePattern.test(username)) return undefined
    const [row] = (await this.#options.db.query<SipUserRow>(findSipUser(username))).rows
    if (row === undefined) return undefined
    return { ...viewOf(row), id: row.id, password: this.#options.sealer.open(row.password, contextOf(row.id)) }
  }
}

/** Makes the operations on SIP users. */
export function createSipUsers(options: SipUsersOptions): SipUsers {
  return new SipUserService(options)
}
