import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installLibraries, packLibraries } from '../../packages/testkit/src/runtimes/packed-libraries.ts'

const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url))
const officialVersion = '6.2.0'

/** An application that has one of the two libraries installed as its users have it. */
export interface Application {
  readonly name: 'official' | 'ours'
  readonly folder: string
  /** What it imports. */
  readonly library: string
  /** Bytes of all files that installing put there. */
  readonly installedBytes: number
  readonly installedFiles: number
  readonly installedPackages: number
}

/** Makes both applications: ours from the packed libraries, the official one from the registry. */
export function makeApplications(folder: string): { official: Application; ours: Application } {
  const ours = installLibraries(packLibraries(join(folder, 'pack')), join(folder, 'ours'))
  const official = join(folder, 'official')
  mkdirSync(official)
  writeFileSync(join(official, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  const options = ['--save-exact', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']
  execFileSync('npm', ['install', ...options, `twilio@${officialVersion}`], { cwd: official, stdio: 'pipe' })
  return {
    official: finish('official', official, 'twilio'),
    ours: finish('ours', ours, '@trunkline/sdk'),
  }
}

function finish(name: Application['name'], folder: string, library: string): Application {
  const files = readdirSync(join(folder, 'node_modules'), { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, 'node_modules', path))
    .filter((path) => statSync(path).isFile() && !path.includes('/.bin/') && !path.endsWith('/.package-lock.json'))
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as { packages: object }
  const installed = {
    installedBytes: files.reduce((sum, path) => sum + statSync(path).size, 0),
    installedFiles: files.length,
    installedPackages: Object.keys(packages).length - 1,
  }
  // Programs in TypeScript have Node's types; they are counted for neither.
  symlinkSync(join(modules, '@types'), join(folder, 'node_modules/@types'))
  cpSync(fileURLToPath(new URL('throughput-program.mjs', import.meta.url)), join(folder, 'throughput-program.mjs'))
  return { name, folder, library, ...installed }
}
