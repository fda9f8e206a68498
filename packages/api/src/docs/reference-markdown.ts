import type { FieldLine, Holder, Operation, Reference, Shape } from './reference-model.ts'

/** The reference as `docs/reference/http.md`; a test holds the file to it. */
export function referenceMarkdown(reference: Reference): string {
  const sections = reference.tags.map((tag) => {
    const operations = reference.operations.filter((operation) => operation.tag === tag.name)
    return [`## ${tag.name}`, tag.description, ...operations.map(operationText)].join('\n\n')
  })
  const head = '<!-- Generated: node --conditions=trunkline-source packages/server/generate/main.ts. Do not edit. -->'
  const shapes = ['## Shapes', ...reference.shapes.map(shapeText)]
  return `${['# HTTP API', head, reference.about, ...sections, ...shapes].join('\n\n')}\n`
}

function operationText(operation: Operation): string {
  const { method, path, summary, description, query, body, status, answer, problems } = operation
  return [
    `### \`${method} ${path}\``,
    `**${summary}.**${description === '' ? '' : ` ${description}`}`,
    ...fieldTable('Query', query),
    ...held('Body', body),
    ...held(`Answer ${status}`, answer),
    ...(problems.length === 0 ? [] : ['Problems:', problems.join('\n')]),
  ].join('\n\n')
}

const held = (title: string, { shape, fields }: Holder): readonly string[] =>
  shape === undefined ? fieldTable(title, fields) : [`${title}: [${shape}](#${shape.toLowerCase()})`]

const shapeText = ({ name, about, fields }: Shape) =>
  [`### ${name}`, ...(about === '' ? [] : [about]), ...fieldTable('Fields', fields)].join('\n\n')

function fieldTable(title: string, fields: readonly FieldLine[]): readonly string[] {
  if (fields.length === 0) return []
  const rows = fields.map(
    ({ path, type, required, about }) => `| \`${path}\`${required ? ' *' : ''} | ${cell(type)} | ${cell(about)} |`,
  )
  return [`${title} (* required)`, ['| field | type | meaning |', '|---|---|---|', ...rows].join('\n')]
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
