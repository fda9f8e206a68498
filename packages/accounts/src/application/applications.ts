import type { Database } from '@trunkline/postgres'
import { isSid, ProblemError, sidFromUuid, uuidFromSid } from '@trunkline/wire'
import { type Changes, clientUuid } from '../change/changes.ts'
import { checkName } from '../client/clients.ts'
import { cutPage, nilUuid, type PageRequest, sizeOf } from '../page.ts'
import type { Clock, Ids } from '../ports.ts'
import { mergeSettings, viewSettings } from '../settings/check-settings.ts'
import { applicationSettings, type SettingsInput, type SettingsView } from '../settings/setting-table.ts'
import {
  type ApplicationRow,
  deleteApplication,
  getApplication,
  insertApplication,
  listApplications,
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

/** Makes the operations on TwiML applications. */
export function createApplications({ db, clock, ids, changes }: ApplicationsOptions): Applications {
  const now = (): Date => new Date(clock.now())

  return {
    async create(client, { friendlyName, ...given } = {}) {
      const name = checkName(friendlyName ?? 'Application', '/friendlyName')
      const settings = mergeSettings(applicationSettings, {}, given)
      const row = await changes.ofClient(client, async (tx, { id: clientId }) => {
        const content = { id: ids.uuid(), clientId, friendlyName: name, settings, at: now() }
        return (await tx.query<ApplicationRow>(insertApplication(content, mostApplications))).rows[0]
      })
      if (row) return viewOf(row)
      throw new ProblemError('validation-failed', `a client may have ${mostApplications} applications: delete one`)
    },

    async update(client, sid, { friendlyName, ...given }) {
      const id = uuidOf(sid)
      const name = friendlyName === undefined ? undefined : checkName(friendlyName, '/friendlyName')
      const row = await changes.ofClient(client, async (tx, { id: clientId }) => {
        const [before] = (await tx.query<ApplicationRow>(getApplication(id))).rows
        if (before?.client_id !== clientId) throw missing()
        const settings = mergeSettings(applicationSettings, before.settings, given)
        const content = { id, clientId, friendlyName: name ?? before.friendly_name, settings, at: now() }
        return (await tx.query<ApplicationRow>(updateApplication(content))).rows[0]
      })
      if (!row) throw missing()
      return viewOf(row)
    },

    async get(client, sid) {
      const [row] = (await db.query<ApplicationRow>(getApplication(uuidOf(sid)))).rows
      if (row?.client_id !== clientUuid(client)) throw missing()
      return viewOf(row)
    },

    async list(client, request = {}) {
      const size = sizeOf(request)
      const after = request.after !== undefined && isSid(request.after, 'AP') ? uuidFromSid(request.after) : nilUuid
      const { rows } = await db.query<ApplicationRow>(listApplications(clientUuid(client), after, size + 1))
      const { page, next } = cutPage(rows, size, (row) => sidFromUuid('AP', row.id))
      return { applications: page.map(viewOf), next }
    },

    async remove(client, sid) {
      const id = uuidOf(sid)
      await changes.ofClient(client, async (tx, row) => {
        const { rowCount } = await tx.query(deleteApplication(row.id, id, sid))
        if (rowCount === 0) throw missing()
      })
    },
  }
}
