import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import type { Environment } from '../config/read-settings.ts'

/** Signals that are handed to the program. Not those that only the kernel sends for a fault of this process itself. */
const handed = ['SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH', 'SIGCONT', 'SIGINT'] as const

/** What the terminal sends to everybody in the foreground, so that the program has it already. */
const fromTerminal = new Set<NodeJS.Signals>(['SIGINT', 'SIGQUIT', 'SIGWINCH', 'SIGHUP'])

/**
 * Runs a program in this one's place: its standard input, output and error are ours, signals reach it, and its exit code is returned: 128 and the
 * signal's number where a signal ended it, 127 where it was not found and 126 where it may not be run, as shells say it.
 */
export function runChild(command: readonly string[], env: Environment): Promise<number> {
  const [program = '', ...parameters] = command
  const child = spawn(program, parameters, { stdio: 'inherit', env: env as NodeJS.ProcessEnv })
  const hand = (signal: NodeJS.Signals) => {
    if (!(process.stdin.isTTY && fromTerminal.has(signal))) child.kill(signal)
  }
  for (const signal of handed) process.on(signal, hand)
  return new Promise<number>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      process.stderr.write(
        `trunkline: ${program} cannot be run: ${error.code === 'ENOENT' ? 'there is no such program' : error.message}\n`,
      )
      resolve(error.code === 'ENOENT' ? 127 : 126)
    })
    child.once('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal ?? 'SIGKILL'] ?? 0)))
  }).finally(() => {
    for (const signal of handed) process.removeListener(signal, hand)
  })
}
