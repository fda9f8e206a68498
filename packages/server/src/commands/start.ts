import { setFlagsFromString } from 'node:v8'
import type { Options } from '../command-line/command.ts'
import { flagsOf } from '../command-line/options.ts'
import { compose, type Server } from '../compose.ts'
import { type Config, readConfig } from '../config.ts'
import { createLogger } from '../logger.ts'
import { createMetrics } from '../metrics.ts'
import { watchEnding } from './ending.ts'
import { welcome } from './welcome.ts'

/** `start`: serves until SIGTERM or SIGINT, or until an error that nobody caught. */
export async function run(options: Options): Promise<number> {
  // Under load V8 lets the heap grow to four times of what is alive before it looks; twice keeps the process below 350 MB.
  setFlagsFromString('--heap-growing-percent=100')
  const config = await readConfig(flagsOf(options))
  const log = createLogger(config.settings.log, process.stderr)
  for (const name of config.unknownVariables) log.warn({ name }, 'this environment variable is none of Trunkline’s')
  let server: Server | undefined
  const ending = watchEnding({ log, unfinished: () => server?.unfinished() ?? ['start'] })
  const print = (line: string) => void process.stdout.write(`${line}\n`)
  server = await compose(config, { log, metrics: createMetrics(), clock: { now: () => Date.now() }, print })
  if (!ending.asked.aborted) announce(config, server, print)
  await new Promise<void>((resolve) => {
    if (ending.asked.aborted) resolve()
    else ending.asked.addEventListener('abort', () => resolve(), { once: true })
  })
  log.info({}, 'stopping: what is in flight is finished first; a second signal ends at once')
  await server.stop()
  log.info({}, 'stopped')
  return ending.code
}

function announce(config: Config, server: Server, print: (line: string) => void): void {
  for (const line of welcome(config, server)) print(line)
}
