import type { Database } from '@trunkline/postgres'
import { isSid, isUuid, ProblemError, sidFromUuid, uuidFromSid } from '@trunkline/wire'
import type { Clock, Ids } from '../ports.ts'
import {
  deleteService,
  getDefaultService,
  getService,
  insertService,
  listServices,
  lockService,
  type ServiceRow,
  updateService,
} from '../store/service-store.ts'
import { mergeSettings, resolveSettings, type ServiceSettings } from './settings.ts'

/** A service: how one site of a client verifies its people. */
export interface Service {
  /** UUID. */
  readonly id: string
  /** `VA` and 32 hex digits. */
  readonly sid: string
  readonly clientId: string
  /** What people are told that it is, as in "your Acme code". */
  readonly friendlyName: string
  readonly isDefault: boolean
  readonly settings: ServiceSettings
  /** What the Twilio edge remembers of it and nobody else reads. */
  readonly edge: Readonly<Record<string, unknown>>
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** What makes or changes a service. */
export interface ServiceInput {
  readonly friendlyName?: string
  /** What is left out stays as it is; null takes it back to its default. */
  readonly settings?: Readonly<Record<string, unknown>>
  readonly edge?: Readonly<Record<string, unknown>>
}

/** A page of services. */
export interface ServicePage {
  readonly services: readonly Service[]
  readonly next: string | null
}

/** The services of clients. */
export interface Services {
  /** @param fixed an id that was promised before, and whether it is the one that is used where none is named */
  create(
    clientId: string,
    input: ServiceInput,
    fixed?: { readonly id?: string; readonly isDefault?: boolean },
  ): Promise<Service>
  /** By `VA…` id or UUID. @throws ProblemError `not-found` */
  get(clientId: string, reference: string): Promise<Service>
  /** The one that is used where none is named; made at the first use. */
  defaultOf(clientId: string): Promise<Service>
  /** The one that is named, else the default. Remembered for two seconds. */
  of(clientId: string, reference?: string): Promise<Service>
  update(clientId: string, reference: string, input: ServiceInput): Promise<Service>
  list(clientId: string, page?: { readonly after?: string; readonly limit?: number }): Promise<ServicePage>
  remove(clientId: string, reference: string): Promise<void>
}

const rememberedFor = 2_000
const mostRemembered = 10_000
const nilUuid = '00000000-0000-0000-0000-000000000000'

const viewOf = (row: ServiceRow): Service => {
  const { edge = {}, ...settings } = row.settings
  return {
    id: row.id,
    sid: sidFromUuid('VA', row.id),
    clientId: row.client_id,
    friendlyName: row.friendly_name,
    isDefault: row.is_default,
    settings: resolveSettings(settings),
    edge,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

/** The UUID of a service that is named by it or by its `VA…` id. @throws ProblemError `not-found` */
export function serviceUuid(reference: string): string {
  if (isUuid(reference)) return reference
  if (isSid(reference, 'VA')) return uuidFromSid(reference)
  throw new ProblemError('not-found', 'There is no such verification service.')
}

/** @throws ProblemError `validation-failed` */
function checkFriendlyName(name: string): string {
  const trimmed = name.trim()
  if (trimmed !== '' && trimmed.length <= 64 && !/\p{Cc}/u.test(trimmed)) return trimmed
  const detail = '1 to 64 characters without control characters'
  throw new ProblemError('validation-failed', undefined, { errors: [{ pointer: '/friendlyName', detail }] })
}

/** What services are made of. */
export interface ServicesOptions {
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
  /** Name of a client, for the service that it never named. */
  readonly clientName: (clientId: string) => Promise<string>
}

class ServiceRegistry implements Services {
  readonly #options: ServicesOptions
  readonly #remembered = new Map<string, { readonly service: Service; readonly until: number }>()

  constructor(options: ServicesOptions) {
    this.#options = options
  }

  async create(
    clientId: string,
    input: ServiceInput,
    fixed: { readonly id?: string; readonly isDefault?: boolean } = {},
  ): Promise<Service> {
    const { db, ids, clock } = this.#options
    const { id = ids.uuid(), isDefault = false } = fixed
    const friendlyName = checkFriendlyName(input.friendlyName ?? 'Service')
    const settings = { ...mergeSettings({}, input.settings ?? {}), edge: input.edge ?? {} }
    const row = { id, clientId, friendlyName, isDefault, settings, at: new Date(clock.now()) }
    const { rows } = await db.query<ServiceRow>(insertService(row))
    if (rows[0]) return viewOf(rows[0])
    return isDefault ? this.#readDefault(clientId) : this.get(clientId, id)
  }

  async get(clientId: string, reference: string): Promise<Service> {
    const [row] = (await this.#options.db.query<ServiceRow>(getService(serviceUuid(reference)))).rows
    if (row?.client_id !== clientId) throw new ProblemError('not-found', 'There is no such verification service.')
    return viewOf(row)
  }

  async defaultOf(clientId: string): Promise<Service> {
    const [row] = (await this.#options.db.query<ServiceRow>(getDefaultService(clientId))).rows
    if (row) return viewOf(row)
    const friendlyName = await this.#options.clientName(clientId)
    return this.create(clientId, { friendlyName }, { isDefault: true })
  }

  async of(clientId: string, reference?: string): Promise<Service> {
    const key = `${clientId} ${reference ?? ''}`
    const now = this.#options.clock.now()
    const known = this.#remembered.get(key)
    if (known !== undefined && known.until > now) return known.service
    const service = await (reference === undefined ? this.defaultOf(clientId) : this.get(clientId, reference))
    if (this.#remembered.size >= mostRemembered) this.#remembered.clear()
    this.#remembered.set(key, { service, until: now + rememberedFor })
    return service
  }

  async update(clientId: string, reference: string, input: ServiceInput): Promise<Service> {
    const id = serviceUuid(reference)
    const { db, clock } = this.#options
    const row = await db.transaction(async (tx) => {
      const [before] = (await tx.query<ServiceRow>(lockService(id))).rows
      if (before?.client_id !== clientId) return undefined
      const { edge: edgeBefore, ...kept } = before.settings
      const settings = { ...mergeSettings(kept, input.settings ?? {}), edge: { ...edgeBefore, ...input.edge } }
      const name = input.friendlyName === undefined ? before.friendly_name : checkFriendlyName(input.friendlyName)
      return (await tx.query<ServiceRow>(updateService(id, name, settings, new Date(clock.now())))).rows[0]
    })
    if (!row) throw new ProblemError('not-found', 'There is no such verification service.')
    this.#remembered.clear()
    return viewOf(row)
  }

  async list(clientId: string, page: { readonly after?: string; readonly limit?: number } = {}): Promise<ServicePage> {
    const size = Math.min(Math.max(1, page.limit ?? 50), 200)
    const after = page.after !== undefined && isSid(page.after, 'VA') ? uuidFromSid(page.after) : nilUuid
    const { rows } = await this.#options.db.query<ServiceRow>(listServices(clientId, after, size + 1))
    const services = rows.slice(0, size).map(viewOf)
    return { services, next: rows.length > size ? (services.at(-1)?.sid ?? null) : null }
  }

  async remove(clientId: string, reference: string): Promise<void> {
    const { rowCount } = await this.#options.db.query(deleteService(clientId, serviceUuid(reference)))
    this.#remembered.clear()
    if (rowCount === 0) throw new ProblemError('not-found', 'There is no such verification service.')
  }

  async #readDefault(clientId: string): Promise<Service> {
    const [row] = (await this.#options.db.query<ServiceRow>(getDefaultService(clientId))).rows
    if (!row) throw new ProblemError('internal')
    return viewOf(row)
  }
}

/** Makes the operations on services. */
export function createServices(options: ServicesOptions): Services {
  return new ServiceRegistry(options)
}
