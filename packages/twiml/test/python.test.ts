import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { FaxResponse, MessagingResponse, parseTwiml, VoiceResponse } from '@trunkline/twiml'
import { type AnyBuilder, call, type Library } from './official-cases.ts'
import { type Program, pythonPrograms } from './python-programs.ts'

interface Recorded {
  readonly program: Program
  readonly xml?: string
  readonly missing?: string
}

/** What the `twilio` package from PyPI made of the same programs. */
const recorded: { readonly version: string; readonly cases: readonly Recorded[] } = JSON.parse(
  readFileSync(new URL('fixtures/twilio-python-twiml.json', import.meta.url), 'utf8'),
)

const ours = { voice: VoiceResponse, messaging: MessagingResponse, fax: FaxResponse } as unknown as Library

function run({ family, path, attributes, text, around }: Program): string {
  const response = new ours[family]()
  const parent = path.slice(0, -1).reduce<AnyBuilder>((builder, method) => call(builder, method), response)
  if (around) call(parent, 'addText', 'before ')
  call(parent, path.at(-1)!, attributes, text)
  if (around) call(parent, 'addText', ' after')
  return String(response)
}

test('the recorded programs are those that the grammar gives', () => {
  assert.deepEqual(
    recorded.cases.map(({ program }) => program),
    JSON.parse(JSON.stringify(pythonPrograms())),
  )
})

test(`documents are those of twilio-python ${recorded.version}, which sorts attributes and writes them in other ways`, () => {
  const made = recorded.cases.filter(({ xml }) => xml !== undefined)
  assert.ok(made.length >= 300, `${made.length} cases`)
  for (const { program, xml } of made) assert.deepEqual(parseTwiml(run(program)), parseTwiml(xml!), program.name)
})

test('twilio-python lacks one element that is here: the Assistant that was removed', () => {
  const missing = recorded.cases.filter(({ xml }) => xml === undefined)
  assert.deepEqual(
    missing.map(({ program }) => program.name),
    ['Assistant in Connect'],
  )
})
