import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { ElementRow, Family, FamilyRows } from '../generate/compact-grammar.ts'
import { methodName } from '../generate/render-builder.ts'
import { grammar } from './official-cases.ts'

/*
 * Programs of one statement per line are written from the grammar and compiled: those that are right must have no
 * error, those that are wrong one on every line.
 */

const repository = fileURLToPath(new URL('../../..', import.meta.url))
const source = JSON.stringify(join(repository, 'packages/twiml/src/index.ts'))
const responses: Readonly<Record<Family, string>> = {
  voice: 'VoiceResponse',
  messaging: 'MessagingResponse',
  fax: 'FaxResponse',
}
let folder = ''

before(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'trunkline-types-')))
  const compilerOptions = { types: [], rootDir: '/', allowImportingTsExtensions: true }
  const config = { extends: join(repository, 'tsconfig.json'), compilerOptions, include: ['*.mts'] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
})

after(() => rmSync(folder, { recursive: true, force: true }))

/** Compiles a program of statements; gives those that the compiler complains of, each with its first complaint. */
function compile(statements: readonly string[]): Map<string, string> {
  const head = [
    `import { FaxResponse, MessagingResponse, VoiceResponse, parseTwiml, validateTwiml } from ${source}`,
    ...(['voice', 'messaging', 'fax'] as const).flatMap(declarations),
  ]
  writeFileSync(join(folder, 'program.mts'), [...head, ...statements, ''].join('\n'))
  const tsc = join(repository, 'node_modules/typescript/bin/tsc')
  const { stdout, status, stderr } = spawnSync(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], {
    encoding: 'utf8',
  })
  const complaints = new Map<string, string>()
  for (const [, line, message] of stdout.matchAll(/program\.mts\((\d+),\d+\): error (.*)/g)) {
    const statement = statements[Number(line) - head.length - 1]
    assert.ok(statement !== undefined, `line ${line}: ${message}`)
    if (!complaints.has(statement)) complaints.set(statement, message!)
  }
  assert.ok(status === 0 || complaints.size > 0, stdout + stderr)
  return complaints
}

/** A variable for the builder of each element. */
function declarations(family: Family): string[] {
  const names = Object.values(grammar.families[family].elements).map((row) => row.class)
  return names.map((name) => `declare const ${variable(family, name)}: ${type(family, name)}`)
}

const variable = (family: Family, className: string): string => `${family}${className}`

const type = (family: Family, className: string): string =>
  className === responses[family] ? className : `${responses[family]}.${className}`

/** Values of a type, each as it stands in a program. */
function literals(attributeType: string, enums: FamilyRows['enums']): string[] {
  const name = attributeType.replace('[]', '')
  const values =
    { string: ["'text'"], number: ['3'], boolean: ['true'] }[name] ?? enums[name]!.map((value) => JSON.stringify(value))
  return attributeType.endsWith('[]') ? [...values.map((value) => `[${value}]`), `[${values.join(', ')}]`] : values
}

/** Every way to add a child to a parent, with what `made` puts for the attributes. */
function calls(made: (row: ElementRow, enums: FamilyRows['enums']) => string[]): string[] {
  return (['voice', 'messaging', 'fax'] as const).flatMap((family) => {
    const { elements, enums } = grammar.families[family]
    return Object.values(elements).flatMap((parent) =>
      parent.children.flatMap((key) => {
        const child = elements[key]!
        const text = child.text === 'none' ? '' : ", 'text'"
        const call = `${variable(family, parent.class)}.${methodName(key)}`
        return made(child, enums).map((attributes) => `${call}(${attributes}${text})`)
      }),
    )
  })
}

test('every element, attribute and value of the grammar compiles', () => {
  const statements = calls((row, enums) => [
    '{}',
    ...Object.entries(row.attributes).flatMap(([name, attributeType]) =>
      literals(attributeType, enums).map((value) => `{ ${JSON.stringify(name)}: ${value} }`),
    ),
  ])
  assert.ok(statements.length > 4000, `${statements.length}`)
  assert.deepEqual(compile(statements), new Map())
})

test('no wrong attribute name and no value of a wrong type compiles, whichever attribute it is', () => {
  const wrong: Readonly<Record<string, string>> = { string: '5', number: "'x'", boolean: "'true'" }
  const statements = calls((row) => [
    "{ noSuchAttribute: 'x' }",
    ...Object.entries(row.attributes).map(([name, attributeType]) => {
      const value = wrong[attributeType.replace('[]', '')] ?? "'no-such-value'"
      return `{ ${JSON.stringify(name)}: ${attributeType.endsWith('[]') ? `[${value}]` : value} }`
    }),
  ])
  assert.ok(statements.length > 500, `${statements.length}`)
  const complaints = compile(statements)
  assert.deepEqual(
    statements.filter((statement) => !complaints.has(statement)),
    [],
  )
})

test('programs as people write them compile', () => {
  const statements = [
    "new VoiceResponse().say('hi').break({ time: '1s' }).addText('more')",
    "new VoiceResponse().dial('+15005550006')",
    "new VoiceResponse().dial({ timeout: 5 }).conference('room').addChild('x', { y: 1 }).addText('z')",
    "new VoiceResponse().comment('a').commentBefore('b').commentAfter('c').hangup()",
    "new MessagingResponse().message({ to: '+1' }, 'hi').media('https://example.com/a.png')",
    "new FaxResponse().receive({ pageSize: 'a4' })",
    "validateTwiml(parseTwiml('<Response/>', { maxDepth: 5 }), 'voice').map(({ position }) => position?.line)",
    "{ const gather: VoiceResponse.Gather = new VoiceResponse().gather({ input: ['dtmf'] as const }); gather.pause() }",
    "{ const attributes: VoiceResponse.SayAttributes = { voice: 'alice' }; voiceGather.say(attributes, 'hi') }",
    '{ const response: unknown = voiceVoiceResponse; if (response instanceof VoiceResponse.Say) response.break() }',
    'class Mine extends VoiceResponse { greet(): this { this.say("hi"); return this } }',
  ]
  assert.deepEqual(compile(statements), new Map())
})

test('programs with mistakes do not compile', () => {
  const mistakes: Readonly<Record<string, RegExp>> = {
    'new VoiceResponse().say()': /Expected 1-2 arguments/,
    "new VoiceResponse().say({ voice: 'alice' })": /not assignable|No overload/,
    'new VoiceResponse().redirect({ method: "GET" })': /not assignable|No overload/,
    "new VoiceResponse().gather().dial('+1')": /Property 'dial' does not exist/,
    "new VoiceResponse().message('hi')": /Property 'message' does not exist/,
    "new MessagingResponse().message('hi').say('hi')": /Property 'say' does not exist/,
    'voiceGather.comment("x")': /Property 'comment' does not exist/,
    "new VoiceResponse().gather({ input: 'dtmf' })": /not assignable to type 'readonly/,
    'new VoiceResponse().gather({ timeout: "5" })': /not assignable to type 'number/,
    'new VoiceResponse().pause({ length: null })': /null/,
    'new VoiceResponse().addText(5)': /not assignable to parameter of type 'string'/,
    'new VoiceResponse.Say()': /abstract class/,
    "validateTwiml(parseTwiml('<Response/>'), 'video')": /"video"/,
    "parseTwiml('<Response/>').root.kind = 'x'": /read-only/,
    "parseTwiml('<Response/>').root.children.push()": /does not exist on type 'readonly/,
  }
  const complaints = compile(Object.keys(mistakes))
  for (const [statement, message] of Object.entries(mistakes))
    assert.match(complaints.get(statement) ?? 'compiles', message, statement)
})
