import { ProblemError, type ProblemFault } from '@trunkline/wire'
import { Ajv, type ErrorObject, type Options } from 'ajv'
import addFormats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { schemaFaults } from './schema-faults.ts'

/** The part of a request that a schema is for, as Fastify names it. */
type HttpPart = 'body' | 'querystring' | 'params' | 'headers'

const options: Options = { allErrors: true, verbose: true, strictTypes: false, allowUnionTypes: true }

/**
 * Compiles the schemas of routes. Bodies are taken as they are: no coercion, no defaults, no removal of unknown fields, so that a
 * misspelt field is an error and not a message that goes out differently. Query strings are coerced, being text by nature.
 */
export function createSchemaCompiler(): FastifySchemaCompiler<TSchema> {
  const body = withFormats(new Ajv({ ...options, coerceTypes: false, useDefaults: false }))
  const text = withFormats(new Ajv({ ...options, coerceTypes: true, useDefaults: true }))
  return ({ schema, httpPart }) => {
    const part: HttpPart = (httpPart as HttpPart | undefined) ?? 'body'
    const check = (part === 'body' ? body : text).compile(schema)
    return (value: unknown) => (check(value) ? true : { error: partProblem(part, value, check.errors ?? []) })
  }
}

function withFormats(ajv: Ajv): Ajv {
  addFormats.default(ajv)
  return ajv
}

/** The problem that a part of a request has, after its schema refused it. */
export function partProblem(part: HttpPart, value: unknown, errors: readonly ErrorObject[]): ProblemError {
  if (part === 'params') return new ProblemError('not-found')
  if (part === 'body' && (value === undefined || value === null)) return new ProblemError('body-empty')
  const { faults: found, onlyUnknownFields } = schemaFaults(errors)
  const faults = part === 'body' ? found : found.map(asParameter)
  const code = part !== 'body' ? 'query-invalid' : onlyUnknownFields ? 'field-unknown' : 'validation-failed'
  return new ProblemError(code, sentence(faults), { errors: faults })
}

/** A fault of a query, whose fields are called parameters. */
const asParameter = ({ pointer, detail }: ProblemFault): ProblemFault => ({
  pointer,
  detail: detail.replace(/^is not a field here/, 'is not a parameter here'),
})

/** One line that says it all where there is one fault, and counts where there are more. */
function sentence(faults: readonly { pointer: string; detail: string }[]): string {
  const [first] = faults
  if (first === undefined) return 'The request does not have the right shape.'
  const what = `${first.pointer === '' ? 'The body' : first.pointer} ${first.detail}`
  const end = what.endsWith('?') ? '' : '.'
  return faults.length === 1 ? `${what}${end}` : `${what}, and ${faults.length - 1} more: see errors.`
}
