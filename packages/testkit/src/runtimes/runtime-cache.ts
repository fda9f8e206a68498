/**
 * The runtimes that the packed libraries are tried on, and where `npm run test:setup` puts them. It imports nothing but Node, so that
 * the setup can use it before anything else is there.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cache = fileURLToPath(new URL('../../../../.cache/runtimes/', import.meta.url))

/** A runtime that npm installs into a folder of its own. */
export interface CachedRuntime {
  readonly name: string
  /** The npm package and its exact version. */
  readonly package: string
  readonly version: string
  readonly folder: string
  /** The program to start. */
  readonly program: string
}

function node(version: string): CachedRuntime {
  const folder = join(cache, `node-${version}`)
  const program = join(folder, 'node_modules/node/bin/node')
  return { name: `Node ${version.split('.')[0]}`, package: 'node', version, folder, program }
}

/** The releases of Node that the libraries promise to run on, each at its newest. */
export const cachedNodes: readonly CachedRuntime[] = ['20.20.2', '22.23.3', '24.21.0', '26.10.0'].map(node)

/** Cloudflare's runtime for Workers: no built-in module of Node, no `process`, no `Buffer`. */
export const cachedWorkerd: CachedRuntime = (() => {
  const version = '1.20261117.1'
  const folder = join(cache, `workerd-${version}`)
  const system = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch === 'x64' ? '64' : process.arch}`
  const program = join(folder, `node_modules/@cloudflare/workerd-${system}/bin/workerd`)
  return { name: 'workerd', package: 'workerd', version, folder, program }
})()

/** Where Debian puts its Chromium. */
export const chromiumProgram = '/usr/bin/chromium'

/** Whether the setup has installed it. */
export const isInstalled = (runtime: CachedRuntime): boolean => existsSync(runtime.program)
