import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { createOperationTable } from '../operations/operation-table.ts'
import { routesOnNothing, twilioCoverage } from './twilio-coverage.ts'

const table = createOperationTable()
const routes = routesOnNothing()
const folder = join(import.meta.dirname, '..')
const sources = globSync('**/*.ts', { cwd: folder })
  .filter((file) => !file.endsWith('.test.ts') && !file.startsWith('served'))
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n')
  // What is said not to work is no proof that it does.
  .replaceAll(/(ignores|refuses): \{[^}]*\}/g, '')

test('every route is an operation of Twilio, and no operation has two', () => {
  for (const { operation } of routes) table.get(operation)
  assert.equal(new Set(routes.map(({ operation }) => operation)).size, routes.length)
})

test('parameters that are said to have no effect or to be refused are documented ones', () => {
  for (const { operation, ignores, refuses } of routes) {
    const names = table.get(operation).parameters.map(({ name }) => name)
    for (const name of Object.keys({ ...ignores, ...refuses })) assert.ok(names.includes(name), `${operation}: ${name}`)
  }
})

test('every other documented parameter of a served operation is read somewhere', () => {
  const missing = routes.flatMap(({ operation, ignores, refuses }) => {
    const told = new Set(Object.keys({ ...ignores, ...refuses }))
    const names = table.get(operation).parameters.map(({ name }) => name)
    const read = (name: string) => new RegExp(`\\b${name.replace(/[<>]$/, '').replace('.', '\\.')}\\b`).test(sources)
    return names.filter((name) => !told.has(name) && !read(name)).map((name) => `${operation}: ${name}`)
  })
  assert.deepEqual(missing, [])
})

test('the page tells every documented operation of a product that is served in part, and counts the others', () => {
  const page = twilioCoverage().join('\n')
  assert.match(page, /\| GET \| `\/2010-04-01\/Accounts\.json` \| \*\*served\*\* \|/)
  assert.match(page, /\| GET \| `\/2010-04-01\/Accounts\/\{AccountSid\}\/Addresses\.json` \| not served \|/)
  assert.match(page, /\| studio v2 \| \d+ \|/)
})
