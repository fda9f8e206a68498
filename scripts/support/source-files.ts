import { globSync } from 'node:fs'
import { join } from 'node:path'

/** The source files of a package, without tests and generated code. */
export function sourceFiles(folder: string): string[] {
  return files(folder, ['src/**/*.ts']).filter((file) => !file.endsWith('.test.ts') && !file.includes('/generated/'))
}

/** The tests of a package and what belongs to them. */
export function testFiles(folder: string): string[] {
  return files(folder, ['src/**/*.test.ts', 'test/**/*.ts'])
}

function files(folder: string, patterns: string[]): string[] {
  return globSync(patterns, { cwd: folder })
    .filter((file) => !file.endsWith('.d.ts'))
    .sort()
    .map((file) => join(folder, file))
}
