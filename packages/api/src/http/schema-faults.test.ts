import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ProblemError } from '@trunkline/wire'
import { type TSchema, Type } from 'typebox'
import { createSchemaCompiler } from './validation.ts'

const compile = createSchemaCompiler()

function problemOf(schema: TSchema, value: unknown, httpPart = 'body'): ProblemError {
  const answer = compile({ schema, method: 'POST', url: '/', httpPart })(value)
  const { error } = answer as { error?: unknown }
  assert.ok(error instanceof ProblemError, 'the value should have been refused')
  return error
}

const person = Type.Object(
  { name: Type.String({ minLength: 1 }), age: Type.Optional(Type.Integer({ minimum: 0 })) },
  { additionalProperties: false },
)

test('a missing field is named by its pointer', () => {
  const problem = problemOf(person, {})
  assert.equal(problem.code, 'validation-failed')
  assert.deepEqual(problem.errors, [{ pointer: '/name', detail: 'is required' }])
  assert.equal(problem.message, '/name is required.')
})

test('an unknown field is told apart and the nearest known one is offered', () => {
  const problem = problemOf(person, { name: 'Ana', aeg: 3 })
  assert.equal(problem.code, 'field-unknown')
  assert.deepEqual(problem.errors, [{ pointer: '/aeg', detail: 'is not a field here; did you mean age?' }])
  assert.equal(problem.message, '/aeg is not a field here; did you mean age?')
})

test('what a pattern takes is told in words', () => {
  const cases = [
    ['^([01][0-9]|2[0-3]):[0-5][0-9]$', 'must be a time of day such as 08:30'],
    ['^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$', 'must be a time of day such as 21:00, or 24:00'],
    ['^\\d{4}-\\d{2}-\\d{2}$', 'must be a date such as 2026-12-25'],
    ['^[^\\r\\n]*$', 'must be one line'],
    ['^[A-Z]{2}$', 'must be the two letters of a country, such as DE'],
    ['^[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8})*$', 'must be a language such as de or pt-BR'],
    ['^AC[0-9a-f]{32}$', 'must be an id: AC and 32 of 0-9 and a-f'],
    ['^(sms|email)$', 'must be one of sms, email'],
    ['^x+$', 'must match ^x+$'],
  ] as const
  for (const [pattern, words] of cases) {
    const schema = Type.Object({ it: Type.String({ pattern }) })
    assert.deepEqual(problemOf(schema, { it: '25:61\n' }).errors, [{ pointer: '/it', detail: words }])
  }
})

test('an unknown field beside another fault is a failed validation that names both', () => {
  const problem = problemOf(person, { name: '', 'a/b~': 1 })
  assert.equal(problem.code, 'validation-failed')
  assert.deepEqual(new Set(problem.errors?.map((fault) => fault.pointer)), new Set(['/name', '/a~1b~0']))
  assert.match(problem.message, /and 1 more: see errors\.$/)
})

test('no body at all is an empty body', () => {
  assert.equal(problemOf(person, undefined).code, 'body-empty')
})

test('bodies are not coerced and query strings are', () => {
  assert.equal(problemOf(person, { name: 'Ana', age: '3' }).errors?.[0]?.detail, 'must be a whole number')
  const query = Type.Object({ limit: Type.Optional(Type.Integer({ maximum: 10 })) }, { additionalProperties: false })
  const value = { limit: '3' }
  assert.equal(compile({ schema: query, method: 'GET', url: '/', httpPart: 'querystring' })(value), true)
  assert.deepEqual(value, { limit: 3 })
  assert.equal(problemOf(query, { limit: '11' }, 'querystring').code, 'query-invalid')
  assert.equal(problemOf(query, { x: '1' }, 'querystring').message, '/x is not a parameter here.')
})

test('a wrong path parameter means that there is no such thing', () => {
  assert.equal(problemOf(Type.Object({ id: Type.String({ pattern: '^AC' }) }), { id: 'x' }, 'params').code, 'not-found')
})

test('a union of words is told as a choice', () => {
  const schema = Type.Object({ color: Type.Union([Type.Literal('red'), Type.Literal('blue')]) })
  assert.deepEqual(problemOf(schema, { color: 'green' }).errors, [
    { pointer: '/color', detail: 'must be one of red, blue' },
  ])
})

test('of a union only the branch that was meant is told', () => {
  const schema = Type.Object({ to: Type.Union([Type.String(), person]) })
  assert.deepEqual(problemOf(schema, { to: { name: 'Ana', age: -1 } }).errors, [
    { pointer: '/to/age', detail: 'must be at least 0' },
  ])
  assert.deepEqual(problemOf(schema, { to: 3 }).errors, [{ pointer: '/to', detail: 'must be a string or an object' }])
})

test('an answer names at most twenty faults', () => {
  const schema = Type.Array(Type.String())
  assert.equal(problemOf(schema, Array(100).fill(1)).errors?.length, 20)
})

test('every keyword that the schemas use has words', () => {
  const cases: readonly (readonly [TSchema, unknown, RegExp])[] = [
    [Type.String({ format: 'date-time' }), 'soon', /must be an instant such as/],
    [Type.String({ pattern: '^a$' }), 'b', /must match \^a\$/],
    [Type.String({ pattern: '^(sms|email)$' }), 'b', /must be one of sms, email/],
    [Type.String({ maxLength: 1 }), 'bb', /at most 1 characters/],
    [Type.String({ minLength: 2 }), 'b', /at least 2 characters/],
    [Type.Array(Type.Any(), { minItems: 1 }), [], /must not be empty/],
    [Type.Array(Type.Any(), { minItems: 2 }), [], /at least 2 items/],
    [Type.Array(Type.Any(), { maxItems: 1 }), [1, 2], /at most 1 items/],
    [Type.Array(Type.Any(), { uniqueItems: true }), [1, 1], /must not repeat itself/],
    [Type.Object({}, { minProperties: 1 }), {}, /at least 1 field\b/],
    [Type.Record(Type.String(), Type.Any(), { maxProperties: 1 }), { a: 1, b: 2 }, /at most 1 fields/],
    [Type.Number({ exclusiveMinimum: 0 }), 0, /must be more than 0/],
    [Type.Enum(['a', 'b']), 'c', /must be one of a, b/],
    [Type.Literal('x'), 'y', /must be "x"/],
  ]
  for (const [schema, value, words] of cases) assert.match(problemOf(schema, value).errors?.[0]?.detail ?? '', words)
})
