import { type Logger, pino } from 'pino'
import type { LogLevel } from './config/settings.ts'

/** Fields that never reach a log, wherever they stand: credentials, and what a message says. */
const redacted = [
  'authorization',
  'password',
  'authToken',
  'token',
  'secret',
  'apiKey',
  'cookie',
  'body',
  'content',
  'text',
]

/** Where lines go; a terminal gets them readable, everything else gets JSON. */
export interface LogTarget {
  write(line: string): unknown
  readonly isTTY?: boolean | undefined
}

/** Makes the structured log of a process. It goes to standard error: standard output is for people. */
export function createLogger(level: LogLevel, target: LogTarget): Logger {
  const stream = target.isTTY ? { write: (line: string) => target.write(readable(line)) } : target
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError },
      redact: { paths: redacted.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
    },
    { write: (line: string) => void stream.write(line) },
  )
}

/** What a log may say of an error: no more than its name, code, words and place. A driver's error also carries values of rows. */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) }
  const { code } = error as NodeJS.ErrnoException
  return {
    type: error.name,
    message: error.message,
    ...(code === undefined ? {} : { code }),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}

const colors: Readonly<Record<string, string | undefined>> = { warn: '33', error: '31', fatal: '31' }

/** One log line for a person: time, level, what happened, and the fields. */
function readable(line: string): string {
  const { level, time, msg, pid: _pid, ...fields } = JSON.parse(line) as Record<string, unknown>
  const color = colors[String(level)]
  const head = `${String(time).slice(11, 19)} ${String(level)}`
  const shown = Object.entries(fields).map(([name, value]) => ` ${name}=${show(name, value)}`)
  return `${color === undefined ? head : `\u001b[${color}m${head}\u001b[0m`} ${String(msg)}${shown.join('')}\n`
}

const show = (name: string, value: unknown) =>
  name === 'err' ? String((value as { message?: unknown }).message) : JSON.stringify(value)
