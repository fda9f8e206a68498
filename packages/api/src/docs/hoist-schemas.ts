/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/** Under this key a schema's name travels through the generator, which has ideas of its own about `$id`. */
const nameKey = 'x-schema-name'

/** Puts the names of schemas where {@link hoistSchemas} finds them. */
export function nameSchemas(value: Json): Json {
  if (Array.isArray(value)) return value.map(nameSchemas)
  if (!isObject(value)) return value
  const { $id, ...rest } = value
  const fields = Object.fromEntries(Object.entries(rest).map(([name, field]) => [name, nameSchemas(field)]))
  return typeof $id === 'string' ? { ...fields, [nameKey]: $id } : { ...fields, ...($id === undefined ? {} : { $id }) }
}

/**
 * Moves every schema that has a name under `components.schemas` and leaves a reference in its place, so that a document says each thing
 * once and generators give each type one name.
 */
export function hoistSchemas(document: Json): Json {
  const schemas = new Map<string, Json>()
  const moved = move(document, schemas)
  if (!isObject(moved)) return moved
  const components = isObject(moved.components) ? moved.components : {}
  const named = Object.fromEntries([...schemas].sort(([a], [b]) => (a < b ? -1 : 1)))
  return { ...moved, components: { ...components, schemas: named } }
}

function move(value: Json, schemas: Map<string, Json>): Json {
  if (Array.isArray(value)) return value.map((item) => move(item, schemas))
  if (!isObject(value)) return value
  const { [nameKey]: schemaName, ...rest } = value
  const fields = Object.fromEntries(Object.entries(rest).map(([name, field]) => [name, move(field, schemas)]))
  if (typeof schemaName !== 'string') return fields
  schemas.set(schemaName, fields)
  return { $ref: `#/components/schemas/${schemaName}` }
}

/** Whether a JSON value is an object. */
export function isObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
