import { type RedriveReport, redrive } from '@trunkline/intake'
import { type Options, textOf } from '../command-line/command.ts'
import { CommandError } from '../command-line/command-error.ts'
import { flagsOf } from '../command-line/options.ts'
import { readConfig } from '../config.ts'
import { createLogger } from '../logger.ts'
import { neededConnection } from './kafka-connection.ts'

const reasons = {
  'other-reason': 'have another reason',
  'other-client': 'are of other clients',
  'without-value': 'were too large to be kept whole: their headers say where they stand',
  foreign: 'were put there by somebody else',
} as const

/** `kafka redrive`: sends records of `trunkline.dead` to where they came from. */
export async function run(options: Options): Promise<number> {
  const config = await readConfig(flagsOf(options))
  const log = createLogger(config.settings.log, process.stderr)
  const code = textOf(options, 'reason')
  const clientSid = textOf(options, 'client')
  const limit = limitOf(textOf(options, 'limit'))
  const dryRun = options.dryRun === true
  const report = await redrive(
    {
      all: options.all === true,
      dryRun,
      ...(code === undefined ? {} : { code }),
      ...(clientSid === undefined ? {} : { clientSid }),
      ...(limit === undefined ? {} : { limit }),
    },
    {
      connection: neededConnection(config),
      config: config.file.kafka ?? {},
      log,
      onProgress: (seen) => void (process.stderr.isTTY && process.stderr.write(`\r${seen} records seen`)),
    },
  )
  if (process.stderr.isTTY) process.stderr.write('\r')
  process.stdout.write(wordsOf(report, dryRun))
  return 0
}

function limitOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^[1-9]\d{0,9}$/.test(text))
    throw new CommandError(`--limit is ${JSON.stringify(text)}: give a whole number from 1.`)
  return Number(text)
}

function wordsOf({ seen, sent, left }: RedriveReport, dryRun: boolean): string {
  if (seen === 0) return 'There is nothing to send again. --all begins with the oldest record.\n'
  const total = sent.values().reduce((sum, count) => sum + count, 0)
  const lines = [
    `${total} of ${seen} records ${dryRun ? 'would be' : 'were'} sent again.`,
    ...[...sent].map(([code, count]) => `  ${count}  ${code}`),
    ...[...left].map(([why, count]) => `${count} ${reasons[why]}.`),
  ]
  return `${lines.join('\n')}\n`
}
