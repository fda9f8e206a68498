import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { twimlGrammar } from '@trunkline/twiml'
import { verbs } from '../verbs/verbs.ts'
import { coverageRows } from './coverage-rows.ts'
import { twimlCoverage } from './twiml-coverage.ts'

const rows = coverageRows()
const folder = join(import.meta.dirname, '..')

/** What the tests say that they are about: `Gather timeout, numDigits; Say loop: …` is three attributes. */
function testedAttributes(): ReadonlySet<string> {
  const sources = globSync('**/*.test.ts', { cwd: folder }).map((file) => readFileSync(join(folder, file), 'utf8'))
  const titles = sources.flatMap((source) => [...source.matchAll(/^test\('([^']*)'/gm)].map(([, title = '']) => title))
  const subjects = titles.flatMap((title) => (/^(.*?): /.exec(title)?.[1] ?? '').split('; '))
  return new Set(
    subjects.flatMap((subject) => {
      const [tag = '', ...names] = subject.split(/,? /)
      return names.map((name) => `${tag} ${name}`)
    }),
  )
}

test('every verb of the grammar is in the table of handlers, and nothing else is', () => {
  assert.deepEqual(Object.keys(verbs).toSorted(), [...twimlGrammar('voice').root.children.keys()].toSorted())
})

test('every attribute of the grammar is honoured, or it is said why not', () => {
  const silent = rows.flatMap(({ path, attributes }) =>
    attributes.filter(({ honoured }) => honoured === undefined || honoured === '').map(({ name }) => `${path} ${name}`),
  )
  assert.deepEqual(silent, [])
})

test('what handlers say of attributes is of attributes that the grammar has', () => {
  const known = new Set(rows.flatMap(({ tag, attributes }) => attributes.map(({ name }) => `${tag} ${name}`)))
  const said = Object.entries(verbs).flatMap(([tag, { coverage, nouns = {} }]) =>
    Object.entries({ [tag]: coverage, ...nouns }).flatMap(([element, { attributes }]) =>
      Object.keys(attributes).map((name) => `${element} ${name}`),
    ),
  )
  assert.deepEqual(
    said.filter((each) => !known.has(each)),
    [],
  )
})

test('every attribute that is honoured has a test that names it', () => {
  const tested = testedAttributes()
  const untested = rows.flatMap(({ tag, attributes }) =>
    attributes
      .filter(({ honoured, name }) => honoured === true && !tested.has(`${tag} ${name}`))
      .map(({ name }) => `${tag} ${name}`),
  )
  assert.deepEqual([...new Set(untested)], [])
})

test('the page has every element and attribute of the grammar', () => {
  const page = twimlCoverage().join('\n')
  for (const { tag, attributes } of twimlGrammar('voice').elements.filter(({ tag }) => tag !== 'Response')) {
    assert.ok(
      rows.some((row) => row.tag === tag),
      tag,
    )
    for (const name of attributes.keys()) assert.match(page, new RegExp(`\`${name}\``), `${tag} ${name}`)
  }
  assert.match(page, /\| `Gather` \| `numDigits` \| \*\*honoured\*\* \|/)
  assert.match(page, /\| `Dial > Number` \| `byoc` \| no effect: /)
  assert.match(page, /\| `Enqueue` \| `action`, /)
})
