/**
 * Holds the borders between the packages: who may import whom, no cycles of value imports, public names listed and described, files of a
 * readable size, and the environment and the clock read in one place only.
 *
 *   npm run check:boundaries
 */
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { init, parse } from 'es-module-lexer'
import { packages, root } from './support/packages.ts'
import { sourceFiles } from './support/source-files.ts'

/** What each package may import of the others. A package that is not named may import none. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  twiml: [],
  wire: [],
  sdk: ['twiml', 'wire'],
  postgres: [],
  events: ['wire', 'postgres'],
  accounts: ['wire', 'postgres', 'events'],
  channels: ['sdk', 'accounts', 'wire', 'postgres', 'events'],
  api: ['twiml', 'wire', 'sdk', 'postgres', 'events', 'accounts', 'channels'],
  server: ['twiml', 'wire', 'sdk', 'postgres', 'events', 'accounts', 'channels', 'api'],
  testkit: ['twiml', 'wire', 'sdk', 'postgres', 'events', 'accounts', 'channels', 'api', 'server'],
}
/** Files that may be longer than the limit, and why. */
const longFiles: Readonly<Record<string, string>> = {
  'packages/channels/src/channels.ts': 'puts all parts together; splitting it would hide how',
  'packages/channels/src/message/schema.ts': 'one table: the fields of the message API',
}
const longest = 300
const domains = new Set(['events', 'accounts', 'channels'])

const problems: string[] = []
const problem = (file: string, text: string) => problems.push(`${relative(root, file)}: ${text}`)

/** Every specifier that a file imports, types included. */
function specifiers(source: string): string[] {
  return [
    ...source.matchAll(
      /(?:^|[\s;}])(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/g,
    ),
  ].map((found) => (found[1] ?? found[2]) as string)
}

function checkRank(name: string, file: string, source: string): void {
  const allowed = mayImport[name] ?? []
  for (const specifier of specifiers(source)) {
    const other = /^@trunkline\/([^/]+)/.exec(specifier)?.[1]
    if (other !== undefined && other !== name && !allowed.includes(other))
      problem(file, `${name} may not import ${other}`)
    if (
      specifier.startsWith('.') &&
      relative(join(root, 'packages', name), resolve(dirname(file), specifier)).startsWith('..')
    )
      problem(file, `${specifier} leaves the package; import it by its package's name`)
  }
}

function checkSize(file: string, source: string): void {
  const lines = source.split('\n').length - 1
  const name = relative(root, file)
  if (lines > longest && longFiles[name] === undefined)
    problem(file, `has ${lines} lines; split it by concept (the limit is ${longest})`)
}

function checkAmbient(name: string, file: string, source: string): void {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
  if (
    /\bprocess\.env\b/.test(code) &&
    !/packages\/(server\/src\/config|testkit)/.test(file) &&
    name !== 'sdk' &&
    name !== 'testkit'
  )
    problem(file, 'reads the environment; only server/src/config.ts does')
  if (domains.has(name) && /\bDate\.now\(\)|new Date\(\)/.test(code))
    problem(file, 'reads the clock itself; take it as an argument')
}

/** Names that a package gives away: listed one by one, and each described where it is declared. */
function checkIndex(file: string, source: string): void {
  if (/^export \*/m.test(source)) problem(file, 'has export *; list the names')
}

/** The value imports of a file, as absolute paths. Types are stripped first, so what is left is what runs. */
function valueImports(file: string, source: string): string[] {
  const [imports] = parse(stripTypeScriptTypes(source))
  return imports.flatMap(({ n, d }) => (n?.startsWith('.') && d < 0 ? [resolve(dirname(file), n)] : []))
}

/** Groups of files that import each other (Tarjan's strongly connected components). */
function cycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const found: string[][] = []
  const visit = (node: string): void => {
    index.set(node, index.size)
    low.set(node, index.get(node) as number)
    stack.push(node)
    for (const next of graph.get(node) ?? []) {
      if (!graph.has(next)) continue
      if (!index.has(next)) visit(next)
      if (stack.includes(next)) low.set(node, Math.min(low.get(node) as number, low.get(next) as number))
    }
    if (low.get(node) !== index.get(node)) return
    const group = stack.splice(stack.indexOf(node))
    if (group.length > 1) found.push(group)
  }
  for (const node of graph.keys()) if (!index.has(node)) visit(node)
  return found
}

await init
const graph = new Map<string, readonly string[]>()
for (const { name, folder, manifest } of packages()) {
  if (mayImport[name] === undefined) problem(folder, 'is not in the table of borders')
  for (const file of sourceFiles(folder)) {
    const source = readFileSync(file, 'utf8')
    checkRank(name, file, source)
    checkSize(file, source)
    checkAmbient(name, file, source)
    graph.set(file, valueImports(file, source))
    if (file === join(folder, 'src/index.ts')) checkIndex(file, source)
  }
  for (const dependency of Object.keys(manifest.dependencies ?? {})) {
    const other = /^@trunkline\/(.+)$/.exec(dependency)?.[1]
    if (other !== undefined && !(mayImport[name] ?? []).includes(other))
      problem(join(folder, 'package.json'), `${name} may not depend on ${other}`)
  }
}
for (const group of cycles(graph))
  problems.push(`a cycle of imports: ${group.map((file) => relative(root, file)).join(' -> ')}`)
for (const one of problems) console.log(one)
console.log(problems.length === 0 ? `${graph.size} files keep the borders` : `${problems.length} problems`)
process.exitCode = problems.length === 0 ? 0 : 1
