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
    const { run } = await load()
    exit((await run(command.opts(), command.args)) ?? 0)
  }
}

/** An option's text, or undefined. */
export function textOf(options: Options, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}
