import type { Command } from 'commander'

/** Options of a command by name, as commander reads them. */
export type Options = Readonly<Record<string, unknown>>

/** A module under `commands/`. It is loaded only when its command runs, so that each starts fast. */
export interface CommandModule {
  /** Does the command; returns the exit code, or nothing for 0. */
  run(options: Options, args: readonly string[]): Promise<number | undefined>
}

/** Makes the action that commander calls. */
export function runner(load: () => Promise<CommandModule>, exit: (code: number) => void) {
  return async function action(this: unknown, ...given: unknown[]): Promise<void> {
    const command = given.at(-1) as Command
    if (!lasting.has(command.name())) endWithReader()
    const { run } = await load()
    exit((await run(command.opts(), command.args)) ?? 0)
  }
}

/** Commands that go on though nobody reads what they write: a server, and the program of somebody else. */
const lasting: ReadonlySet<string> = new Set(['start', 'run'])

/** Ends the process quietly once nobody reads its output any more, as in `trunkline tail | head`. */
function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit()
    throw error
  })
}

/** An option's text, or undefined. */
export function textOf(options: Options, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}
