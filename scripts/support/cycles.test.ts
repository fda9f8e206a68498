import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cycles } from './cycles.ts'

const graph = (edges: Record<string, string[]>) => new Map(Object.entries(edges))

test('a tree, a diamond and a reference to what is not in the graph are no cycles', () => {
  assert.deepEqual(cycles(graph({ a: ['b', 'c'], b: ['d'], c: ['d', 'elsewhere'], d: [] })), [])
})

test('each group that leads back to itself is found once, whole', () => {
  const found = cycles(graph({ a: ['b'], b: ['c'], c: ['a', 'd'], d: ['e'], e: ['d'], f: ['a'] }))
  assert.deepEqual(found.map((group) => group.sort()).sort(), [
    ['a', 'b', 'c'],
    ['d', 'e'],
  ])
})
