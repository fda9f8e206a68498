import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type Declaration, type Export, moduleSource } from './module-source.ts'
import { type Package, packages } from './packages.ts'

/** A name that a package gives away, with the declaration behind it. */
export interface PublicName {
  readonly name: string
  /** The package that declares it, when that is another one (or one from npm). */
  readonly owner?: string
  readonly file?: string
  readonly declaration?: Declaration
}

/** An entry point of a package: `.`, or a path such as `./builder`. */
export interface Entry {
  readonly path: string
  readonly file: string
}

/** The entry points of a package that are TypeScript files of its own; patterns (`./types/*`) are generated and left out. */
export function entries({ folder, manifest }: Package): Entry[] {
  return Object.entries(manifest.exports ?? {}).flatMap(([path, target]) => {
    const source = sourceOf(target)
    return source === undefined || path.includes('*') ? [] : [{ path, file: join(folder, source) }]
  })
}

/** What a condition of `exports` leads to: the sources where a package is compiled before it is published. */
function sourceOf(target: unknown): string | undefined {
  if (typeof target === 'string') return target.endsWith('.ts') ? target : undefined
  if (typeof target !== 'object' || target === null) return undefined
  const conditions = target as Readonly<Record<string, unknown>>
  return sourceOf(conditions['trunkline-source'] ?? conditions.module ?? conditions.default)
}

/** Every name that an entry gives away, sorted; type and value of one name count once. */
export function publicNames(entry: Entry): PublicName[] {
  const names = moduleSource(entry.file).exports.filter((each) => each.name !== 'default')
  return names.map((each) => resolveExport(entry.file, each)).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Follows a name through re-exports to where it is declared. */
function resolveExport(file: string, { name, local, from }: Export): PublicName {
  if (from === undefined) {
    const imported = moduleSource(file).declarations.get(local)
    return { name, file, ...(imported ? { declaration: imported } : {}) }
  }
  if (!from.startsWith('.')) return { name, owner: from }
  const target = resolve(dirname(file), from)
  if (local === '*') return { name, file: target }
  const next = moduleSource(target).exports.find((each) => each.name === local)
  if (!next) return { name, file: target }
  return { ...resolveExport(target, next), name }
}

/** The file that an import leads to, when it is one of this repository. */
export function resolveImport(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) {
    const target = resolve(dirname(file), specifier)
    return existsSync(target) ? target : undefined
  }
  const [, name, path] = /^@trunkline\/([^/]+)(\/.*)?$/.exec(specifier) ?? []
  const owner = packages().find((each) => each.name === name)
  return owner && entries(owner).find((each) => each.path === `.${path ?? ''}`)?.file
}
