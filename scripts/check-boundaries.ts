/**
 * Holds the borders between the packages: who may import whom, no cycles of value imports, public names listed and described,
 * files of a readable size, and the environment and the clock read in one place only. `support/borders.ts` has the tables.
 *
 *   npm run check:boundaries
 */
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import {
  domainPackages,
  longestFile,
  longFiles,
  mayExportAll,
  mayImport,
  mayReadEnvironment,
} from './support/borders.ts'
import { cycles } from './support/cycles.ts'
import { type ModuleSource, moduleSource } from './support/module-source.ts'
import { type Package, packages, root } from './support/packages.ts'
import { entries, publicNames, resolveImport } from './support/public-names.ts'
import { sourceFiles, testFiles } from './support/source-files.ts'

const problems: string[] = []

function problem(file: string, text: string): void {
  problems.push(`${relative(root, file)}: ${text}`)
}

function checkImports(owner: Package, module: ModuleSource, allowed: readonly string[]): void {
  for (const { specifier } of module.imports) {
    const other = /^@trunkline\/([^/]+)/.exec(specifier)?.[1]
    if (other !== undefined && other !== owner.name && !allowed.includes(other)) {
      problem(module.file, `${owner.name} may not import ${other}`)
    }
    const target = specifier.startsWith('.') ? resolveImport(module.file, specifier) : undefined
    if (target && relative(owner.folder, target).startsWith('..')) {
      problem(module.file, `${specifier} leaves the package: import it by its package's name`)
    }
  }
}

function checkSize(file: string, source: string): void {
  const lines = source.split('\n').length - 1
  if (lines <= longestFile || longFiles[relative(root, file)]) return
  problem(file, `has ${lines} lines: split it by concept (the limit is ${longestFile})`)
}

function checkAmbient(owner: Package, file: string, source: string): void {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '')
  const may = owner.name === 'testkit' || mayReadEnvironment[relative(root, file)]
  if (/\bprocess\.env\b/.test(code) && !may) problem(file, 'reads the environment: only server/src/config.ts does')
  if (!domainPackages.has(owner.name)) return
  if (/\bDate\.now\(\)|new Date\(\)/.test(code)) problem(file, 'reads the clock itself: take it as an argument')
  if (/\bMath\.random\(/.test(code)) problem(file, 'rolls its own dice: take randomness as an argument')
}

function checkNames(owner: Package): void {
  for (const entry of entries(owner)) {
    for (const { name, declaration, file } of publicNames(entry)) {
      const generated = file?.includes('/generated/')
      if (declaration && !declaration.doc && !generated)
        problem(file ?? entry.file, `${name} is public and has no doc comment`)
    }
  }
}

function checkManifest({ name, folder, manifest }: Package): void {
  if (!mayImport[name]) problem(folder, 'is not in the table of borders (scripts/support/borders.ts)')
  for (const dependency of Object.keys(manifest.dependencies ?? {})) {
    const other = /^@trunkline\/(.+)$/.exec(dependency)?.[1]
    if (other !== undefined && !(mayImport[name] ?? []).includes(other)) {
      problem(join(folder, 'package.json'), `${name} may not depend on ${other}`)
    }
  }
}

/** The files of this repository that a file needs at run time. */
function valueImports(module: ModuleSource): string[] {
  const values = module.imports.filter((each) => !each.typeOnly)
  return values.flatMap(({ specifier }) => resolveImport(module.file, specifier) ?? [])
}

const graph = new Map<string, readonly string[]>()
for (const owner of packages()) {
  checkManifest(owner)
  checkNames(owner)
  for (const file of sourceFiles(owner.folder)) {
    const source = readFileSync(file, 'utf8')
    const module = moduleSource(file)
    const all = module.exports.some((each) => each.name === '*') && !mayExportAll[relative(root, file)]
    if (all) problem(file, 'has export *: list the names')
    checkImports(owner, module, mayImport[owner.name] ?? [])
    checkSize(file, source)
    checkAmbient(owner, file, source)
    graph.set(file, valueImports(module))
  }
  for (const file of testFiles(owner.folder)) {
    checkImports(owner, moduleSource(file), [...(mayImport[owner.name] ?? []), 'testkit'])
  }
}
for (const group of cycles(graph)) {
  problems.push(`these import each other: ${group.map((file) => relative(root, file)).join(', ')}`)
}
for (const each of problems) console.log(each)
console.log(problems.length === 0 ? `${graph.size} files keep the borders` : `${problems.length} problems`)
process.exitCode = problems.length === 0 ? 0 : 1
