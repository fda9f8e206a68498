import type { Queryable } from '@trunkline/postgres'
import type { TemplateDefinition } from '../template/definition.ts'
import type { Theme } from '../template/theme.ts'

/** A template of a client's. */
export interface TemplateRow {
  readonly name: string
  readonly definition: TemplateDefinition
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** Which template of whom. */
export interface TemplateKey {
  readonly clientId: string
  readonly name: string
}

const columns = 't.name, t.definition, t.created_at as "createdAt", t.updated_at as "updatedAt"'

/** Reads templates, each with its client and that client's theme. What is not there is not in the result. */
export async function readTemplates(
  db: Queryable,
  keys: readonly TemplateKey[],
): Promise<(TemplateRow & { readonly clientId: string; readonly theme: Theme | null })[]> {
  if (keys.length === 0) return []
  const { rows } = await db.query<TemplateRow & { clientId: string; theme: Theme | null }>({
    name: 'channels-templates',
    text: `select ${columns}, t.client_id as "clientId", h.theme
      from (select distinct * from unnest($1::uuid[], $2::text[]) as k(client_id, name)) k
      join channels_template t on t.client_id = k.client_id and t.name = k.name
      left join channels_theme h on h.client_id = t.client_id`,
    values: [keys.map((one) => one.clientId), keys.map((one) => one.name)],
  })
  return rows
}

/** A client's templates in the order of their names. */
export async function listTemplates(
  db: Queryable,
  {
    clientId,
    after,
    limit,
  }: { readonly clientId: string; readonly after?: string | undefined; readonly limit: number },
): Promise<TemplateRow[]> {
  const { rows } = await db.query<TemplateRow>({
    text: `select ${columns} from channels_template t where t.client_id = $1 and ($2::text is null or t.name > $2) order by t.name limit $3`,
    values: [clientId, after ?? null, limit],
  })
  return rows
}

/** How many templates a client has beside one. */
export async function countOtherTemplates(db: Queryable, { clientId, name }: TemplateKey): Promise<number> {
  const { rows } = await db.query<{ count: number }>({
    text: 'select count(*)::int as count from channels_template where client_id = $1 and name <> $2',
    values: [clientId, name],
  })
  return rows[0]?.count ?? 0
}

/** Writes a template. */
export async function upsertTemplate(
  db: Queryable,
  { clientId, name }: TemplateKey,
  definition: TemplateDefinition,
  now: Date,
): Promise<TemplateRow> {
  const { rows } = await db.query<TemplateRow>({
    text: `insert into channels_template as t (client_id, name, definition, created_at, updated_at) values ($1, $2, $3::text::jsonb, $4, $4)
      on conflict (client_id, name) do update set definition = excluded.definition, updated_at = excluded.updated_at
      returning ${columns}`,
    values: [clientId, name, JSON.stringify(definition), now],
  })
  return rows[0] as TemplateRow
}

/** Deletes a template. */
export async function deleteTemplate(db: Queryable, { clientId, name }: TemplateKey): Promise<boolean> {
  const { rowCount } = await db.query({
    text: 'delete from channels_template where client_id = $1 and name = $2',
    values: [clientId, name],
  })
  return rowCount > 0
}

/** How a client's e-mail looks; null where it was never said. */
export async function readTheme(db: Queryable, clientId: string): Promise<Theme | null> {
  const { rows } = await db.query<{ theme: Theme }>({
    text: 'select theme from channels_theme where client_id = $1',
    values: [clientId],
  })
  return rows[0]?.theme ?? null
}

/** Says how a client's e-mail looks. */
export async function writeTheme(db: Queryable, clientId: string, theme: Theme, now: Date): Promise<void> {
  await db.query({
    text: `insert into channels_theme (client_id, theme, updated_at) values ($1, $2::text::jsonb, $3)
      on conflict (client_id) do update set theme = excluded.theme, updated_at = excluded.updated_at`,
    values: [clientId, JSON.stringify(theme), now],
  })
}
