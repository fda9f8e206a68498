import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './packages.ts'

const checks: readonly { readonly name: string; readonly command: readonly string[] }[] = [
  { name: 'format and lint', command: ['node_modules/.bin/biome', 'ci', '.'] },
  { name: 'types', command: ['node_modules/.bin/tsc', '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'borders', command: [process.execPath, 'scripts/check-boundaries.ts'] },
  { name: 'API reference', command: [process.execPath, 'scripts/api-reference.ts', '--check'] },
]

/** Runs what is checked without running the product. Returns what failed. */
export async function runChecks(): Promise<string[]> {
  const failed: string[] = []
  for (const { name, command } of checks) {
    const [program, ...parameters] = command as [string, ...string[]]
    const script = parameters[0]?.startsWith('scripts/') ? parameters[0] : undefined
    if (script !== undefined && !existsSync(join(root, script))) {
      failed.push(`${name}: ${script} is missing`)
      continue
    }
    const began = performance.now()
    const { status, stdout, stderr } = spawnSync(program, parameters, {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64_000_000,
    })
    console.log(`${status === 0 ? 'ok' : 'FAILED'}  ${name} (${((performance.now() - began) / 1000).toFixed(0)} s)`)
    if (status !== 0) failed.push(`${name}\n${`${stdout}${stderr}`.slice(-8_000).replaceAll(/^/gm, '    ')}`)
  }
  return failed
}
