import type { Command, CommandHandler, Commands } from '../../src/call/commands.ts'

/** Commands within one process, without a table. What goes there and back goes as JSON. */
export function localCommands(): Commands & { readonly asked: Command[] } {
  const handlers = new Map<string, CommandHandler>()
  const asked: Command[] = []
  return {
    asked,
    handle: (kind, handler) => void handlers.set(kind, handler),
    async ask(command) {
      asked.push(command)
      const handler = handlers.get(command.kind)
      if (handler === undefined) throw new Error(`nobody answers ${command.kind}`)
      return JSON.parse(JSON.stringify((await handler(JSON.parse(JSON.stringify(command)))) ?? null))
    },
  }
}
