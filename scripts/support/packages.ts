import { globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** The folder of the repository; another one for the tests of the checks themselves. */
export const root = process.env.TRUNKLINE_CHECKED_FOLDER ?? resolve(import.meta.dirname, '../..')

/** A package of the workspace. */
export interface Package {
  /** Folder under `packages/`, such as `wire`. */
  readonly name: string
  readonly folder: string
  readonly manifest: {
    readonly name: string
    readonly description: string
    readonly private?: boolean
    readonly exports?: Record<string, unknown>
    readonly dependencies?: Record<string, string>
  }
}

/** Every package, by name. */
export function packages(): Package[] {
  return globSync('packages/*/package.json', { cwd: root })
    .sort()
    .map((file) => {
      const folder = join(root, dirname(file))
      return {
        name: dirname(file).split('/')[1] as string,
        folder,
        manifest: JSON.parse(readFileSync(join(root, file), 'utf8')) as Package['manifest'],
      }
    })
}
