import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const checkout = fileURLToPath(new URL('../../../../', import.meta.url))

/** The packages that are published, each after those that it needs. */
const published = ['wire', 'twiml', 'sdk'] as const

/** Tarballs as npm would publish them, by package name, and those of their dependencies from others. */
export interface PackedLibraries {
  /** `@trunkline/wire`, `@trunkline/twiml`, `@trunkline/sdk`. */
  readonly libraries: Readonly<Record<string, string>>
  /** What they need from the registry, as it is installed in this checkout. */
  readonly dependencies: Readonly<Record<string, string>>
}

/** What packing needs of a manifest. */
interface Manifest {
  readonly name: string
  readonly dependencies?: Readonly<Record<string, string>>
}

const manifestIn = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

/**
 * Builds and packs the published libraries into a folder, from a copy of them, so that the checkout stays as it is and several
 * tests may pack at once. Takes some seconds. Throws with npm's own words when a package does not build.
 */
export function packLibraries(folder: string): PackedLibraries {
  const copy = join(folder, 'checkout')
  const tarballs = join(folder, 'tarballs')
  mkdirSync(tarballs, { recursive: true })
  copyCheckout(copy)
  const libraries: Record<string, string> = {}
  for (const name of published) {
    libraries[`@trunkline/${name}`] = pack(join(copy, 'packages', name), tarballs, [])
  }
  const dependencies: Record<string, string> = {}
  const wanted = published.flatMap((name) => Object.keys(manifestIn(join(copy, 'packages', name)).dependencies ?? {}))
  for (const name of wanted) packDependency(name, tarballs, dependencies)
  return { libraries, dependencies }
}

/** The packages and what their build reads, with the checkout's node_modules but for the packages themselves. */
function copyCheckout(copy: string): void {
  const modules = join(copy, 'node_modules')
  mkdirSync(join(modules, '@trunkline'), { recursive: true })
  for (const file of ['tsconfig.json', 'LICENSE']) cpSync(join(checkout, file), join(copy, file))
  for (const name of published) {
    const filter = (path: string): boolean => !['dist', 'node_modules', 'test'].includes(basename(path))
    cpSync(join(checkout, 'packages', name), join(copy, 'packages', name), { recursive: true, filter })
    symlinkSync(join(copy, 'packages', name), join(modules, '@trunkline', name))
  }
  for (const name of readdirSync(join(checkout, 'node_modules'))) {
    if (name !== '@trunkline') symlinkSync(join(checkout, 'node_modules', name), join(modules, name))
  }
}

function pack(package_: string, into: string, options: readonly string[]): string {
  const parameters = ['pack', '--silent', '--pack-destination', into, ...options]
  const printed = execFileSync('npm', parameters, {
    cwd: package_,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return join(into, printed.trim().split('\n').at(-1) ?? '')
}

/** A dependency from others and what it needs in its turn. */
function packDependency(name: string, into: string, packed: Record<string, string>): void {
  if (name.startsWith('@trunkline/') || packed[name] !== undefined) return
  const folder = join(checkout, 'node_modules', name)
  packed[name] = pack(folder, into, ['--ignore-scripts'])
  for (const next of Object.keys(manifestIn(folder).dependencies ?? {})) packDependency(next, into, packed)
}

/** Installs the tarballs with npm into an application, without the network. Gives the application's folder. */
export function installLibraries(packed: PackedLibraries, application: string): string {
  mkdirSync(application, { recursive: true })
  writeFileSync(join(application, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  const tarballs = [...Object.values(packed.dependencies), ...Object.values(packed.libraries)]
  const options = ['install', '--offline', '--no-audit', '--no-fund', '--loglevel=error']
  execFileSync('npm', [...options, ...tarballs], { cwd: application, stdio: ['ignore', 'pipe', 'pipe'] })
  return application
}
