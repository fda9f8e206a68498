import { type ChildProcess, spawn } from 'node:child_process'
import type { Closer } from '../after-hooks.ts'
import { type Watch, watchProcess } from './watchdog.ts'

const endWithinMs = 5000

/** How to start a process; see {@link startProcess}. */
export interface ProcessOptions {
  readonly cwd?: string
  /** The whole environment; this process's own when absent. */
  readonly env?: NodeJS.ProcessEnv
  /** Numeric user and group to run as, where this process may choose. */
  readonly user?: { readonly uid: number; readonly gid: number }
}

/** How a process ended. */
export interface ProcessEnd {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** A running child. */
export interface StartedProcess {
  readonly pid: number
  /** Everything that it has written so far, standard output and error together. */
  output(): string
  /** Resolves with the match once the output matches; rejects, with the output, after `timeoutMs` (60 s) or when it ends. */
  printed(pattern: RegExp, timeoutMs?: number): Promise<RegExpExecArray>
  readonly ended: Promise<ProcessEnd>
  /** Sends a signal to the process alone (SIGTERM), and resolves when it has ended. */
  stop(signal?: NodeJS.Signals): Promise<ProcessEnd>
}

/**
 * Starts a program that is surely gone after the test: at its end it gets SIGTERM, 5 s later SIGKILL, with all of its
 * children; and if this process is killed, a watchdog does the same.
 */
export function startProcess(
  t: Closer,
  command: string,
  arguments_: readonly string[],
  options: ProcessOptions = {},
): StartedProcess {
  const child = spawn(command, arguments_, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    ...(options.user && process.getuid?.() === 0 ? options.user : {}),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const started = new Child(child, command)
  t.after(() => started.finish())
  return started
}

class Child implements StartedProcess {
  readonly ended: Promise<ProcessEnd>
  readonly #child: ChildProcess
  readonly #command: string
  readonly #watch: Watch | undefined
  #output = ''
  #over = false

  constructor(child: ChildProcess, command: string) {
    this.#child = child
    this.#command = command
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text
      })
    }
    this.#watch = child.pid === undefined ? undefined : watchProcess({ pid: child.pid, signal: 'TERM' })
    this.ended = new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, signal) => resolve({ code, signal }))
    })
    this.ended
      .catch(() => undefined) // Whoever waits for `ended` hears of it.
      .finally(() => {
        this.#over = true
      })
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error(`${this.#command} did not start`)
    return this.#child.pid
  }

  output(): string {
    return this.#output
  }

  async printed(pattern: RegExp, timeoutMs = 60_000): Promise<RegExpExecArray> {
    const end = performance.now() + timeoutMs
    for (;;) {
      const match = pattern.exec(this.#output)
      if (match) return match
      const why = this.#over ? 'it has ended' : performance.now() > end ? `not within ${timeoutMs} ms` : ''
      if (why) throw new Error(`${this.#command} did not print ${pattern}: ${why}\n${this.#output}`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<ProcessEnd> {
    this.#child.kill(signal)
    return this.ended
  }

  async finish(): Promise<void> {
    const patience = setTimeout(() => this.#killGroup(), endWithinMs)
    await this.stop().catch(() => undefined) // It never started.
    clearTimeout(patience)
    this.#killGroup()
    this.#watch?.leave()
  }

  /** Children that the process left behind are in its group. */
  #killGroup(): void {
    if (this.#child.pid === undefined) return
    try {
      process.kill(-this.#child.pid, 'SIGKILL')
    } catch {
      // Nobody is left in the group.
    }
  }
}
