import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'

/** A part of the voice bench in a process of its own, which is spoken to by messages. */
export interface BenchChild {
  readonly pid: number
  /** Gives an order, without waiting. */
  tell(order: unknown): void
  /** The next message that it sends. */
  next<T>(): Promise<T>
  stop(): Promise<void>
}

/** Starts a file beside this one. */
export function startChild(file: string, args: readonly string[] = []): BenchChild {
  const child: ChildProcess = fork(new URL(file, import.meta.url), args, {
    execArgv: ['--conditions=trunkline-source', '--disable-warning=ExperimentalWarning'],
  })
  return {
    pid: child.pid ?? 0,
    tell: (order) => void child.send(order as object),
    next: async <T>() => {
      const gone = once(child, 'exit').then(() => Promise.reject(new Error(`${file} ended`)))
      gone.catch(() => undefined)
      const [message] = await Promise.race([once(child, 'message'), gone])
      return message as T
    },
    stop: async () => {
      if (child.exitCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** Memory of a process that is in use now, bytes (VmRSS). */
export function residentBytes(pid: number): number {
  const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))
  return Number(found?.[1] ?? 0) * 1024
}
