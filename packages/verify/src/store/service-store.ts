import type { Statement } from '@trunkline/postgres'
import type { ServiceSettings } from '../service/settings.ts'

/** A row of verify_service. */
export interface ServiceRow {
  readonly id: string
  readonly client_id: string
  readonly friendly_name: string
  readonly is_default: boolean
  readonly settings: Partial<ServiceSettings> & { readonly edge?: Readonly<Record<string, unknown>> }
  readonly created_at: Date
  readonly updated_at: Date
}

/** What makes a service. */
export interface NewService {
  readonly id: string
  readonly clientId: string
  readonly friendlyName: string
  readonly isDefault: boolean
  readonly settings: object
  readonly at: Date
}

/** Stores a service; nothing where the client has a default one already, or the id is taken. */
export const insertService = (service: NewService): Statement => ({
  name: 'verify-service-insert',
  text: `insert into verify_service (id, client_id, friendly_name, is_default, settings, created_at, updated_at)
    values ($1, $2, $3, $4, $5, $6, $6) on conflict do nothing returning *`,
  values: [service.id, service.clientId, service.friendlyName, service.isDefault, service.settings, service.at],
})

/** One service. */
export const getService = (id: string): Statement => ({
  name: 'verify-service-get',
  text: 'select * from verify_service where id = $1',
  values: [id],
})

/** The service that is used where a client names none. */
export const getDefaultService = (clientId: string): Statement => ({
  name: 'verify-service-default',
  text: 'select * from verify_service where client_id = $1 and is_default',
  values: [clientId],
})

/** Changes a service. */
export const updateService = (id: string, friendlyName: string, settings: object, at: Date): Statement => ({
  name: 'verify-service-update',
  text: 'update verify_service set friendly_name = $2, settings = $3, updated_at = $4 where id = $1 returning *',
  values: [id, friendlyName, settings, at],
})

/** Services of a client, oldest first. */
export const listServices = (clientId: string, after: string, limit: number): Statement => ({
  name: 'verify-service-list',
  text: 'select * from verify_service where client_id = $1 and id > $2 order by id limit $3',
  values: [clientId, after, limit],
})

/** Deletes a service of a client. */
export const deleteService = (clientId: string, id: string): Statement => ({
  name: 'verify-service-delete',
  text: 'delete from verify_service where client_id = $1 and id = $2',
  values: [clientId, id],
})

/** One service, locked until the commit. */
export const lockService = (id: string): Statement => ({
  name: 'verify-service-lock',
  text: 'select * from verify_service where id = $1 for update',
  values: [id],
})
