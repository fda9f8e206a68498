import { ProblemError, type ProblemFault } from '@trunkline/wire'
import { Ajv, type ErrorObject } from 'ajv'
import addFormats from 'ajv-formats'
import { type SendRequest, sendSchema } from '../message/schema.ts'

const ajv = new Ajv({
  allErrors: true,
  coerceTypes: false,
  removeAdditional: false,
  allowUnionTypes: true,
  strict: true,
  strictRequired: false,
})
addFormats.default(ajv, ['date-time', 'uri'])
const check = ajv.compile<SendRequest>(sendSchema)

/**
 * Checks that something from outside has the shape of a send request, by the schema that also validates HTTP. For what comes in batches
 * and from Kafka.
 * @throws ProblemError `validation-failed` or `field-unknown`, with a pointer to each fault
 */
export function validateSend(body: unknown): SendRequest {
  if (check(body)) return body
  const faults = (check.errors ?? []).map(faultOf)
  const unknown = (check.errors ?? []).every((error) => error.keyword === 'additionalProperties')
  const detail = faults.map((fault) => `${fault.pointer || '/'}: ${fault.detail}`).join('; ')
  throw new ProblemError(unknown ? 'field-unknown' : 'validation-failed', detail, { errors: faults })
}

function faultOf({ instancePath, keyword, message, params }: ErrorObject): ProblemFault {
  if (keyword === 'additionalProperties')
    return {
      pointer: `${instancePath}/${escapePointer(String(params.additionalProperty))}`,
      detail: 'there is no such field',
    }
  if (keyword === 'required')
    return { pointer: `${instancePath}/${escapePointer(String(params.missingProperty))}`, detail: 'is missing' }
  if (keyword === 'enum')
    return { pointer: instancePath, detail: `must be one of ${(params.allowedValues as unknown[]).join(', ')}` }
  return { pointer: instancePath, detail: message ?? 'is wrong' }
}

/** RFC 6901 §3. */
function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}
