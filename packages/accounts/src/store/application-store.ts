import type { Statement } from '@trunkline/postgres'
import { type KeysetRequest, lastUuid, nilUuid } from '../page.ts'
import type { StoredSettings } from '../settings/setting-table.ts'

/** A row of accounts_application. */
export interface ApplicationRow {
  readonly id: string
  readonly client_id: string
  readonly friendly_name: string
  readonly settings: StoredSettings
  readonly created_at: Date
  readonly updated_at: Date
}

/** What is to be stored of an application. */
export interface ApplicationContent {
  readonly id: string
  readonly clientId: string
  readonly friendlyName: string
  readonly settings: StoredSettings
  readonly at: Date
}

/** Stores an application, unless the client has `most` already; gives the row or none. */
export const insertApplication = (content: ApplicationContent, most: number): Statement => ({
  name: 'accounts-application-insert',
  text: `insert into accounts_application (id, client_id, friendly_name, settings, created_at, updated_at)
    select $1, $2, $3, $4::text::jsonb, $5, $5
    where (select count(*) from accounts_application where client_id = $2) < $6 returning *`,
  values: [content.id, content.clientId, content.friendlyName, JSON.stringify(content.settings), content.at, most],
})

/** Replaces what an application says. */
export const updateApplication = (content: ApplicationContent): Statement => ({
  name: 'accounts-application-update',
  text: `update accounts_application set friendly_name = $3, settings = $4::text::jsonb, updated_at = $5
    where id = $1 and client_id = $2 returning *`,
  values: [content.id, content.clientId, content.friendlyName, JSON.stringify(content.settings), content.at],
})

/** A client's applications, oldest first. */
export const listApplications = (clientId: string, after: string, limit: number): Statement => ({
  name: 'accounts-application-list',
  text: 'select * from accounts_application where client_id = $1 and id > $2 order by id limit $3',
  values: [clientId, after, limit],
})

const searchText = (order: 'asc' | 'desc') => `select * from accounts_application
    where client_id = $1 and id < $2 and id > $3 and ($4::text is null or friendly_name = $4) order by id ${order} limit $5`

/** A client's applications, newest first; with `before`, oldest first. */
export const searchApplications = (clientId: string, name: string | null, page: KeysetRequest): Statement => ({
  name: page.before === undefined ? 'accounts-application-search' : 'accounts-application-search-back',
  text: searchText(page.before === undefined ? 'desc' : 'asc'),
  values: [clientId, page.after ?? lastUuid, page.before ?? nilUuid, name, page.limit],
})

/** One application, of whichever client. */
export const getApplication = (id: string): Statement => ({
  name: 'accounts-application-get',
  text: 'select * from accounts_application where id = $1',
  values: [id],
})

/** Takes an application away, also out of the settings of the numbers that name it. */
export const deleteApplication = (clientId: string, id: string, sid: string): Statement => ({
  name: 'accounts-application-delete',
  text: `with freed as (
      update accounts_number set settings = settings
        - case when settings ->> 'voiceApplicationSid' = $3 then 'voiceApplicationSid' else '' end
        - case when settings ->> 'smsApplicationSid' = $3 then 'smsApplicationSid' else '' end
      where client_id = $1 and $3 in (settings ->> 'voiceApplicationSid', settings ->> 'smsApplicationSid')
    )
    delete from accounts_application where client_id = $1 and id = $2`,
  values: [clientId, id, sid],
})
