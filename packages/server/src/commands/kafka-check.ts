import { checkTopics, type TopicFinding } from '@trunkline/intake'
import type { Options } from '../command-line/command.ts'
import { flagsOf } from '../command-line/options.ts'
import { readConfig } from '../config.ts'
import { createLogger } from '../logger.ts'
import { neededConnection } from './kafka-connection.ts'

const marks = { ok: 'ok     ', differs: 'look   ', missing: 'MISSING' } as const

/** `kafka check`: the topics that the configuration needs, and the commands that make or mend what is not as it should be. The exit code is 1 then. */
export async function run(options: Options): Promise<number> {
  const config = await readConfig(flagsOf(options))
  const log = createLogger(config.settings.log, process.stderr)
  const connection = neededConnection(config)
  const findings = await checkTopics(connection, config.file.kafka ?? {}, log)
  for (const { name, state, detail } of findings) process.stdout.write(`${marks[state]}  ${name}: ${detail}\n`)
  const wrong = findings.filter(({ state }) => state !== 'ok')
  process.stdout.write(wrong.length === 0 ? '\nAll topics are there.\n' : mending(wrong))
  return wrong.length === 0 ? 0 : 1
}

function mending(wrong: readonly TopicFinding[]): string {
  const commands = wrong.flatMap(({ command }) => command ?? []).join('\n')
  return `\nTo mend it (Trunkline makes missing topics itself at its start, where it may):\n\n${commands}\n`
}
