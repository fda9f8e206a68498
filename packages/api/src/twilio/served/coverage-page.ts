import type { KnownOperation } from '@trunkline/sdk/operations'
import { type OperationTable, operationName } from '../operations/operation-table.ts'
import type { TwilioRoute } from '../route.ts'

const intro = [
  'What the [Twilio-compatible edge](../guide/twilio-compatible.md) serves of the operations that Twilio documents. **served**: with every documented parameter. **partly**: the notes say which parameters have no effect or are ' +
    'refused. All others answer 501 with code 99501 in Twilio’s error shape, and change nothing; a path that Twilio does not have answers 404 with code 20404.',
  'Code 99501 is Trunkline’s own: Twilio has the operation, the parameter or the representation, and Trunkline has not.',
]

/** The coverage page: every documented operation, by product and version, with what is served of it. Markdown, without heading. */
export function coverageSections(routes: readonly TwilioRoute[], table: OperationTable): string[] {
  const served = new Map(routes.map((route) => [route.operation, route]))
  const versions = Map.groupBy(table.all, ({ host, path }) => `${host} ${path.split('/')[1]}`)
  const isServed = (operation: KnownOperation) => served.has(operationName(operation))
  const [some, none] = partition([...versions], ([, operations]) => operations.some(isServed))
  const total = `${routes.length} of ${table.all.length} operations are served.`
  return [
    ...intro,
    total,
    ...some.flatMap(([version, operations]) => [`## ${version}`, versionTable(operations, served)]),
    '## Products that are not served',
    [
      '| host and version | operations |',
      '|---|---|',
      ...none.map(([version, { length }]) => `| ${version} | ${length} |`),
    ].join('\n'),
  ]
}

function partition<T>(all: readonly T[], belongs: (each: T) => boolean): [T[], T[]] {
  return [all.filter(belongs), all.filter((each) => !belongs(each))]
}

function versionTable(operations: readonly KnownOperation[], served: ReadonlyMap<string, TwilioRoute>): string {
  const sorted = [...operations].sort((a, b) =>
    a.path < b.path ? -1 : a.path > b.path ? 1 : a.method < b.method ? -1 : 1,
  )
  const rows = sorted.map((operation) => {
    const route = served.get(operationName(operation))
    return `| ${operation.method} | \`${operation.path}\` | ${route ? statusOf(route) : 'not served'} | ${route ? notes(route) : ''} |`
  })
  return ['| method | path | | notes |', '|---|---|---|---|', ...rows].join('\n')
}

const statusOf = ({ ignores, refuses }: TwilioRoute): string =>
  ignores === undefined && refuses === undefined ? '**served**' : '**partly**'

function notes({ ignores = {}, refuses = {}, differs, tokenOnly }: TwilioRoute): string {
  const parts = [
    ...(differs === undefined ? [] : [differs]),
    ...reasons('No effect', ignores),
    ...reasons('Refused with 501', refuses),
    ...(tokenOnly === true ? ['Needs the auth token, not an API key.'] : []),
  ]
  return parts.join('<br>').replaceAll('|', '\\|').replaceAll('\n', ' ')
}

/** Parameters with the same reason stand together. */
function reasons(what: string, parameters: Readonly<Record<string, string>>): string[] {
  const byReason = Map.groupBy(Object.entries(parameters), ([, reason]) => reason)
  return [...byReason].map(
    ([reason, names]) => `${what}: ${names.map(([name]) => `\`${name}\``).join(', ')}: ${reason}`,
  )
}
