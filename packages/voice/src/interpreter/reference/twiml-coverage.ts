import { type CoverageRow, coverageRows } from './coverage-rows.ts'

const intro = [
  'What calls make of the [verbs and attributes of TwiML](https://www.twilio.com/docs/voice/twiml). **honoured**: it does what Twilio documents, and a test says so. Every other attribute has the reason why not; it may be written, and has no effect.',
  'A value that is wrong counts as not given, with the code that [Twilio has for it](https://www.twilio.com/docs/api/errors) in the log and in the request log. Elements and attributes that TwiML does not have are passed over with 12200. A verb that is not there yet ends the call with 13750.',
  'What Twilio’s documentation leaves open is told in [the decision on the interpreter](../decisions/twiml-interpreter.md).',
]

/** The sections of the page on what is honoured of TwiML, in Markdown, without heading. Made of the grammar and of what the handlers say of themselves. */
export function twimlCoverage(): string[] {
  const rows = coverageRows()
  const isThere = (row: CoverageRow): boolean => row.missing === undefined
  const byVerb = Map.groupBy(rows, ({ verb }) => verb)
  const [there, missing] = [true, false].map((wanted) =>
    [...byVerb.values()].filter(([first]) => first !== undefined && isThere(first) === wanted),
  )
  return [
    ...intro,
    countLine(rows),
    ...(there ?? []).flatMap(verbSection),
    '## Verbs that are not there yet',
    missingTable((missing ?? []).flat()),
  ]
}

function countLine(rows: readonly CoverageRow[]): string {
  const attributes = rows.flatMap((row) => row.attributes)
  const honoured = attributes.filter(({ honoured }) => honoured === true)
  return `${honoured.length} of ${attributes.length} attributes are honoured.`
}

function verbSection(rows: readonly CoverageRow[]): string[] {
  const [first] = rows
  if (first === undefined) return []
  const notes = rows.flatMap(({ note, path }) =>
    note === undefined ? [] : [`\`<${path.split(' > ').at(-1)}>\`: ${note}`],
  )
  const lines = rows.flatMap(attributeLines)
  return [
    `## ${first.verb}`,
    [...new Set(notes)].join('<br>\n'),
    lines.length === 0 ? 'It has no attributes.' : ['| element | attribute | |', '|---|---|---|', ...lines].join('\n'),
  ].filter((part) => part !== '')
}

function attributeLines({ path, missing, attributes }: CoverageRow): string[] {
  const element = `\`${path}\``
  if (missing !== undefined) {
    const names = attributes.map(({ name }) => `\`${name}\``).join(', ')
    return [`| ${element} | ${names === '' ? '–' : names} | not there: ${missing} |`]
  }
  return attributes.map(({ name, honoured }) => {
    const told = honoured === true ? '**honoured**' : `no effect: ${honoured ?? 'nobody has said why'}`
    return `| ${element} | \`${name}\` | ${told} |`
  })
}

function missingTable(rows: readonly CoverageRow[]): string {
  const lines = rows.map(({ path, missing, attributes }) => {
    const names = attributes.map(({ name }) => `\`${name}\``).join(', ')
    return `| \`${path}\` | ${names === '' ? '–' : names} | ${missing} |`
  })
  return ['| element | attributes | why |', '|---|---|---|', ...lines].join('\n')
}
