import { globSync } from 'node:fs'
import { join } from 'node:path'

/** The source files of a package, without tests and generated code. */
export function sourceFiles(folder: string): string[] {
  return globSync('src/**/*.ts', { cwd: folder })
    .filter((file) => !file.endsWith('.test.ts') && !file.endsWith('.d.ts') && !file.includes('/generated/'))
    .sort()
    .map((file) => join(folder, file))
}
