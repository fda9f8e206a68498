import type { Database } from '@trunkline/postgres'
import { isSid, ProblemError, sidFromUuid, uuidFromSid } from '@trunkline/wire'
import { type Changes, clientUuid } from '../change/changes.ts'
import { checkName } from '../client/clients.ts'
import { cutPage, type KeysetRequest, nilUuid, type PageRequest, sizeOf } from '../page.ts'
import type { Clock, Ids } from '../ports.ts'
import { mergeSettings, viewSettings } from '../settings/check-settings.ts'
import { applicationSettings, type SettingsInput, type SettingsView } from '../settings/setting-table.ts'
import {
  type ApplicationRow,
  deleteApplication,
  getApplication,
  insertApplication,
  listApplications,
  searchApplications,
  updateApplication,
} from '../store/application-store.ts'

const mostApplications = 1000

/** A TwiML application: URLs under one name, which calls, messages and access tokens can refer to. */
export interface Application extends SettingsView<typeof applicationSettings> {
  /** `AP` and 32 hex digits. */
  readonly sid: string
  /** UUID of its client. */
  readonly clientId: string
  readonly friendlyName: string
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** What makes or changes an application: what is left out stays as it is, null takes it away. */
export type ApplicationInput = SettingsInput<typeof applicationSettings> & { readonly friendlyName?: string }

/** TwiML applications. */
export interface Applications {
  create(client: string, input?: ApplicationInput): Promise<Application>
  update(client: string, sid: string, input: ApplicationInput): Promise<Application>
  get(client: string, sid: string): Promise<Application>
  list(client: string, page?: PageRequest): Promise<{ applications: readonly Application[]; next: string | null }>
  /** A client's applications, newest first; with a name, only those that are called so. */
  search(client: string, page: KeysetRequest & { readonly friendlyName?: string }): Promise<readonly Application[]>
  remove(client: string, sid: string): Promise<void>
}

/** Of what applications are made. */
export interface ApplicationsOptions {
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly changes: Changes
}

const viewOf = (row: ApplicationRow): Application => ({
  sid: sidFromUuid('AP', row.id),
  clientId: row.client_id,
  friendlyName: row.friendly_name,
  ...viewSettings(applicationSettings, row.settings),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

const missing = (): ProblemError => new ProblemError('not-found', 'there is no such application')

function uuidOf(sid: string): string {
  if (!isSid(sid, 'AP')) throw missing()
  return uuidFromSid(sid)
}

class ApplicationService implements Applications {
  readonly #options: ApplicationsOptions

  constructor(options: ApplicationsOptions) {
    this.#options = options
  }

  async create(client: string, { friendlyName, ...given }: ApplicationInput = {}): Promise<Application> {
    const name = checkName(friendlyName ?? 'Application', '/friendlyName')
    const settings = mergeSettings(applicationSettings, {}, given)
    const row = await this.#options.changes.ofClient(client, async (tx, { id: clientId }) => {
      const content = { id: this.#options.ids.uuid(), clientId, friendlyName: name, settings, at: this.#now() }
      return (await tx.query<ApplicationRow>(insertApplication(content, mostApplications))).rows[0]
    })
    if (row) return viewOf(row)
    throw new ProblemError('validation-failed', `a client may have ${mostApplications} applications: delete one`)
  }

  async update(client: string, sid: string, { friendlyName, ...given }: ApplicationInput): Promise<Application> {
    const id = uuidOf(sid)
    const name = friendlyName === undefined ? undefined : checkName(friendlyName, '/friendlyName')
    const row = await this.#options.changes.ofClient(client, async (tx, { id: clientId }) => {
      const [before] = (await tx.query<ApplicationRow>(getApplication(id))).rows
      if (before?.client_id !== clientId) throw missing()
      const settings = mergeSettings(applicationSettings, before.settings, given)
      const content = { id, clientId, friendlyName: name ?? before.friendly_name, settings, at: this.#now() }
      return (await tx.query<ApplicationRow>(updateApplication(content))).rows[0]
    })
    if (!row) throw missing()
    return viewOf(row)
  }

  async get(client: string, sid: string): Promise<Application> {
    const [row] = (await this.#options.db.query<ApplicationRow>(getApplication(uuidOf(sid)))).rows
    if (row?.client_id !== clientUuid(client)) throw missing()
    return viewOf(row)
  }

  async list(
    client: string,
    request: PageRequest = {},
  ): Promise<{ applications: readonly Application[]; next: string | null }> {
    const size = sizeOf(request)
    const after = request.after !== undefined && isSid(request.after, 'AP') ? uuidFromSid(request.after) : nilUuid
    const statement = listApplications(clientUuid(client), after, size + 1)
    const { rows } = await this.#options.db.query<ApplicationRow>(statement)
    const { page, next } = cutPage(rows, size, (row) => sidFromUuid('AP', row.id))
    return { applications: page.map(viewOf), next }
  }

  async search(
    client: string,
    request: KeysetRequest & { readonly friendlyName?: string },
  ): Promise<readonly Application[]> {
    const statement = searchApplications(clientUuid(client), request.friendlyName ?? null, request)
    return (await this.#options.db.query<ApplicationRow>(statement)).rows.map(viewOf)
  }

  async remove(client: string, sid: string): Promise<void> {
    const id = uuidOf(sid)
    await this.#options.changes.ofClient(client, async (tx, row) => {
      const { rowCount } = await tx.query(deleteApplication(row.id, id, sid))
      if (rowCount === 0) throw missing()
    })
  }

  #now(): Date {
    return new Date(this.#options.clock.now())
  }
}

/** Makes the operations on TwiML applications. */
export function createApplications(options: ApplicationsOptions): Applications {
  return new ApplicationService(options)
}
