import type { Command } from 'commander'
import type { CommandModule } from './command.ts'
import { withTarget } from './options.ts'

type On = (load: () => Promise<CommandModule>) => () => Promise<void>

/** `client …`, `number …`, and what is done for a person: `forget`, `export`. */
export function addClientCommands(program: Command, on: On): void {
  const client = program.command('client').description('make, list and manage clients')
  withTarget(client.command('create'))
    .description('make a client; its credentials are shown once')
    .argument('<name>')
    .option('--json', 'print JSON')
    .action(on(() => import('../commands/client-create.ts')))
  withTarget(client.command('list'))
    .description('list the clients')
    .option('--json', 'print JSON')
    .action(on(() => import('../commands/client-list.ts')))
  const change = (name: string, about: string) =>
    withTarget(client.command(name))
      .description(about)
      .argument('<id>', 'client id, AC and 32 hex digits')
      .option('--json', 'print JSON')
      .action(on(async () => (await import('../commands/client-change.ts')).commands[name] as CommandModule))
  change('rotate', 'give a client a new auth token; the old one stops working')
  change('disable', 'stop accepting work of a client; what it had accepted is kept')
  change('enable', 'accept work of a client again')
  const person = (name: string, about: string) =>
    withTarget(program.command(name))
      .description(about)
      .option('--phone <number>', 'the person’s number, in international form')
      .option('--email <address>', 'the person’s mailbox')
      .option('--recipient <id>', 'the name that a client gave the person')
      .option('--client <id>', 'of this client alone (default: of all)')
  person('forget', 'delete all that is kept of a person, and say what it was')
    .option('--json', 'print JSON')
    .action(on(async () => (await import('../commands/person.ts')).forget))
  person('export', 'print all that is kept of a person as JSON').action(
    on(async () => (await import('../commands/person.ts')).exportData),
  )
  const number = program.command('number').description('manage phone numbers')
  withTarget(number.command('set'))
    .description('give a client a phone number, or change what belongs to it')
    .argument('<number>', 'in international form, such as +14155550123')
    .option('--client <id>', 'whose it is (default: the client whose credentials are used)')
    .option('--identity <name>', 'the browser phone that it rings')
    .option('--sms-url <url>', 'where an incoming text is told')
    .option('--voice-url <url>', 'where the TwiML for an incoming call is')
    .option('--json', 'print JSON')
    .action(on(() => import('../commands/number-set.ts')))
}
