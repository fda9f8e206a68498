import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type ModuleSource, moduleSource } from './module-source.ts'

function read(t: TestContext, text: string): ModuleSource {
  const folder = mkdtempSync(join(tmpdir(), 'module-'))
  t.after(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'a.ts'), text)
  return moduleSource(join(folder, 'a.ts'))
}

const signature = (t: TestContext, text: string, name = 'a') => read(t, text).declarations.get(name)?.signature

test('tells value imports from imports of types', (t) => {
  const { imports } = read(
    t,
    "import { a } from 'a'\nimport type { B } from 'b'\nexport type { C } from 'c'\nexport { d } from 'd'\n",
  )
  assert.deepEqual(
    imports.map((each) => [each.specifier, each.typeOnly]),
    [
      ['a', false],
      ['b', true],
      ['c', true],
      ['d', false],
    ],
  )
})

test('takes the doc comment that stands right above, without its stars', (t) => {
  const text =
    '/** Not this. */\n\n/**\n * Two\n *\n * - lines\n */\nexport function a(): void {}\n// b\nexport function b(): void {}\n'
  const { declarations } = read(t, text)
  assert.equal(declarations.get('a')?.doc, 'Two\n\n- lines')
  assert.equal(declarations.get('b')?.doc, undefined)
})

test('shows functions without bodies, and overloads without what implements them', (t) => {
  assert.equal(
    signature(t, 'export async function a<T>(b: T, c = 1): Promise<T> { return b }'),
    'async function a<T>(b: T, c = 1): Promise<T>',
  )
  const overloads =
    'export function a(b: string): void\nexport function a(b: number): void\nexport function a(b: unknown): void {}'
  assert.equal(signature(t, overloads), 'function a(b: string): void\nfunction a(b: number): void')
})

test('shows what is public of a class', (t) => {
  const text = `export class a extends Error {
    readonly #secret = 1
    private other = 2
    /** Told. */
    readonly shown: number = 3
    constructor(b: string) { super(b) }
    get size(): number { return 1 }
    static of(): a { return new a('') }
  }`
  assert.equal(
    signature(t, text),
    `class a extends Error {\n  /** Told. */\n  readonly shown: number\n  constructor(b: string)\n  get size(): number\n  static of(): a\n}`,
  )
})

test('shows constants with their type and, when it is short, their value', (t) => {
  assert.equal(signature(t, 'export const a = 5'), 'const a = 5')
  assert.equal(signature(t, 'export const a: readonly string[] = b'), 'const a: readonly string[] = b')
  assert.equal(signature(t, 'export const a = (b: number): number => { return b }'), 'const a = (b: number): number')
  assert.equal(signature(t, `export const a: string = '${'x'.repeat(100)}'`), 'const a: string')
})
