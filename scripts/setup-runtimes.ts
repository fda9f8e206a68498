/**
 * Installs, into `.cache/runtimes`, the releases of Node and the edge runtime that the packed libraries are tried on. Part of
 * `npm run test:setup`; what is there is left alone.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
// By its path, because the setup runs without the condition that leads to sources.
import {
  type CachedRuntime,
  cachedNodes,
  cachedWorkerd,
  isInstalled,
} from '../packages/testkit/src/runtimes/runtime-cache.ts'

function install({ name, package: from, version, folder, program }: CachedRuntime): void {
  console.log(`[test:setup] installing ${name} (${from}@${version}) into ${folder}`)
  mkdirSync(folder, { recursive: true })
  // The npm package `node` fetches its program in an install script, which newer npms run only where it is allowed.
  const manifest = { private: true, dependencies: { [from]: version }, allowScripts: { [from]: true } }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
  const { status, error } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: 'inherit',
  })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`npm install ${from}@${version} ended with ${status}`)
  const tried = spawnSync(program, ['--version'], { encoding: 'utf8' })
  if (tried.status !== 0) throw new Error(`${program} does not run: ${tried.error?.message ?? tried.stderr}`)
  console.log(`[test:setup] ${name} is ${tried.stdout.trim()}`)
}

const missing = [...cachedNodes, cachedWorkerd].filter((runtime) => !isInstalled(runtime))
if (missing.length === 0) console.log('[test:setup] the runtimes are there')
for (const runtime of missing) install(runtime)
