import type { TestContext } from 'node:test'
import { type StartedProcess, tempFolder } from '@trunkline/testkit'
import { startCommand } from './server-process.ts'

/** Starts a process with roles that serve no API, on a data folder of its own, and waits until it works. */
export async function startRoles(
  t: TestContext,
  roles: string,
  env: Readonly<Record<string, string>>,
): Promise<StartedProcess> {
  const started = startCommand(t, tempFolder(t), ['start', '--roles', roles, '--log', 'info'], env)
  await started.printed(/probes at \S+\n/)
  return started
}

/** What a process has been told to lead, and has not given up, in the order of the alphabet. It must log at `info`. */
export function ledBy(started: Pick<StartedProcess, 'output'>): readonly string[] {
  const led = new Set<string>()
  // The last line may not have come whole.
  for (const line of started.output().split('\n').slice(0, -1)) {
    if (!line.startsWith('{')) continue
    const { msg, name } = JSON.parse(line) as { msg: string; name: string }
    if (msg === 'this process leads') led.add(name)
    if (msg === 'this process no longer leads') led.delete(name)
  }
  return [...led].sort()
}
