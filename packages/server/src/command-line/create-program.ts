import { Command } from 'commander'
import { version } from '../version.ts'
import { addClientCommands } from './client-commands.ts'
import { type CommandModule, runner } from './command.ts'
import { withSettings, withTarget } from './options.ts'

/** Parts of the contract that come with later versions; each says so instead of being an unknown command. */
const later = [['verify', 'send and check one-time codes']] as const

/** Builds the command line. `exit` is told the exit code of the command that ran. */
export function createProgram(exit: (code: number) => void): Command {
  const program = new Command('trunkline')
    .description('A self-hosted communications platform: SMS, e-mail, push and calls through one API.')
    .version(version)
    // What stands behind the program of `run` is that program's.
    .enablePositionalOptions()
    .showHelpAfterError('(trunkline --help lists the commands)')
  const on = (load: () => Promise<CommandModule>) => runner(load, exit)
  withSettings(program.command('start'))
    .description('serve: migrates, makes a demo client on an empty store, prints addresses and credentials')
    .action(on(() => import('../commands/start.ts')))
  withSettings(program.command('migrate'), ['data', 'databaseUrl', 'log'])
    .description('bring the database’s schema up to date, and end')
    .action(on(() => import('../commands/migrate.ts')))
  addClientCommands(program, on)
  addMessageCommands(program, on)
  addPhoneCommand(program, on)
  addRunCommand(program, on)
  addKafkaCommands(program, on)
  withSettings(withTarget(program.command('doctor')))
    .description('check database, clock, gateways, public URL, disk and ports, and say what to do')
    .action(on(() => import('../commands/doctor.ts')))
  for (const [name, about] of later) {
    program
      .command(name, { hidden: true })
      .description(`${about} (not in this version)`)
      .allowUnknownOption()
      .argument('[words...]')
      .action(on(async () => ({ run: async () => notYet(name) })))
  }
  return program
}

function notYet(name: string): number {
  process.stderr.write(`trunkline: ${name} is not in this version (${version}). See CHANGELOG.md for what is.\n`)
  return 1
}

function addKafkaCommands(program: Command, on: (load: () => Promise<CommandModule>) => () => Promise<void>): void {
  const kafka = program.command('kafka').description('look at the topics; send dead records again')
  withSettings(kafka.command('check'), ['kafkaBrokers', 'config', 'log'])
    .description('compare the topics with the configuration, and print the commands that mend what is missing')
    .action(on(() => import('../commands/kafka-check.ts')))
  withSettings(kafka.command('redrive'), ['kafkaBrokers', 'config', 'log'])
    .description('send the records of trunkline.dead to where they came from')
    .option('--reason <code>', 'those with this reason alone, such as client-disabled')
    .option('--client <id>', 'those of this client id alone')
    .option('--all', 'also those that were sent again before')
    .option('--limit <count>', 'at most so many')
    .option('--dry-run', 'only count')
    .action(on(() => import('../commands/kafka-redrive.ts')))
}

function addPhoneCommand(program: Command, on: (load: () => Promise<CommandModule>) => () => Promise<void>): void {
  withTarget(program.command('phone'))
    .description('hold a built-in phone: see it ring, answer, press keys, read what is said')
    .argument('<number>', 'a number of the client, or one of nobody’s that built-in phones answer')
    .option('--dial <number>', 'call this number of the server at once')
    .option('--answer', 'answer every call')
    .option('--record <file>', 'keep what is heard in a WAV file')
    .action(on(() => import('../commands/phone.ts')))
}

function addRunCommand(program: Command, on: (load: () => Promise<CommandModule>) => () => Promise<void>): void {
  withTarget(program.command('run'))
    .description(
      'run a program whose Twilio traffic lands at this server, and nothing else of it is changed: run -- COMMAND',
    )
    .argument('<command...>', 'the program and its arguments')
    .option('--verbose', 'say at the end what was caught')
    .passThroughOptions()
    .action(on(() => import('../commands/run.ts')))
}

function addMessageCommands(program: Command, on: (load: () => Promise<CommandModule>) => () => Promise<void>): void {
  withTarget(program.command('send'))
    .description('send a message and watch its deliveries until they are final')
    .argument('<to>', 'phone number or e-mail address')
    .argument('<text...>', 'what to say')
    .option('--channel <name>', 'sms, email, push or call (default: email for an address with @, else sms)')
    .option('--from <sender>', 'sender')
    .option('--subject <text>', 'subject of an e-mail')
    .option('--category <name>', 'otp, transactional or marketing')
    .option('--send-at <instant>', 'not before this instant, such as 2026-11-20T21:00:00Z')
    .option('--key <key>', 'Idempotency-Key')
    .option('--no-wait', 'end as soon as the message is accepted')
    .action(on(() => import('../commands/send.ts')))
  withTarget(program.command('tail'))
    .description('watch the deliveries of a client, live')
    .option('--after <position>', 'begin after this event; 0-0 begins with the oldest')
    .option('--json', 'one event as JSON a line')
    .action(on(() => import('../commands/tail.ts')))
}
