import { restErrorAreas, restErrorRows } from './generated/rest-error-rows.ts'

/** The part of the platform that an error code belongs to. */
export type RestErrorArea = (typeof restErrorAreas)[number]

/** One of Twilio's error codes (https://www.twilio.com/docs/api/errors). */
export interface RestErrorRow {
  readonly code: number
  /** HTTP status of the REST answer; undefined for a code that is only logged or given as a message's `error_code`. */
  readonly status: number | undefined
  readonly area: RestErrorArea
  readonly level: 'error' | 'warning'
  /** When it comes, in words of our own. */
  readonly condition: string
}

/** The body of a REST error as Twilio sends it. */
export interface RestErrorBody {
  readonly code: number
  readonly message: string
  readonly more_info: string
  readonly status: number
  readonly details?: Readonly<Record<string, unknown>>
}

/** What {@link restError} may say other than the table. */
export interface RestErrorOptions {
  /** What happened in this case, such as `The 'To' number 123 is not a valid phone number`. Default: the condition of the table. */
  readonly message?: string
  readonly status?: number
  readonly details?: Readonly<Record<string, unknown>>
}

function parseLine(line: string): RestErrorRow {
  const [code = '', status = '', kind = '', condition = ''] = line.split('|')
  const warning = kind.endsWith('w')
  const area = restErrorAreas[Number.parseInt(warning ? kind.slice(0, -1) : kind, 36)]
  if (area === undefined) throw new Error(`the table of error codes is broken at ${code}`)
  return Object.freeze({
    code: Number(code),
    status: status === '' ? undefined : Number(status),
    area,
    level: warning ? 'warning' : 'error',
    condition,
  })
}

let table: ReadonlyMap<number, RestErrorRow> | undefined

/** All codes by number. The table is text until it is first asked for: a program that never meets an error does not pay for it. */
export function restErrorTable(): ReadonlyMap<number, RestErrorRow> {
  table ??= new Map(restErrorRows.split('\n').map((line) => [Number.parseInt(line, 10), parseLine(line)]))
  return table
}

/** What the table says of a code; undefined when it is not in it. */
export function findRestError(code: number): RestErrorRow | undefined {
  return restErrorTable().get(code)
}

/** The page of Twilio's documentation that explains a code. */
export function restErrorUrl(code: number): string {
  return `https://www.twilio.com/docs/errors/${code}`
}

/**
 * The body of a REST error, as Twilio sends it.
 * @throws RangeError for a code without a status of its own (one that is only logged, or is not in the table) when none is given
 */
export function restError(code: number, options: RestErrorOptions = {}): RestErrorBody {
  const row = findRestError(code)
  const status = options.status ?? row?.status
  const message = options.message ?? row?.condition
  if (status === undefined || message === undefined) {
    throw new RangeError(`${code} is no code of the REST API: give its ${status === undefined ? 'status' : 'message'}`)
  }
  const body = { code, message, more_info: restErrorUrl(code), status }
  return options.details === undefined ? body : { ...body, details: options.details }
}
