import { readFileSync } from 'node:fs'
import { createDirectory, type Directory } from './server/directory.ts'
import type { Credentials } from './server/options.ts'

/** What the stand-alone server is told. */
export interface Settings {
  readonly credentials: Credentials
  readonly directory: Directory
  readonly host: string
  readonly port: number
  readonly publicUrl?: string
  readonly allowedOrigins: readonly string[]
  /** Host and port of a Trunkline, with `ws://` before them where it has no TLS; Twilio's own where left out. */
  readonly signalling?: string
  readonly edge?: string
  readonly password?: string
}

/** A setting is missing or wrong; the message names it. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
}

type Environment = Readonly<Record<string, string | undefined>>

function needed(environment: Environment, name: string): string {
  const value = environment[name]
  if (value) return value
  throw new SettingsError(`${name} is missing: the README says what it is`)
}

function sid(environment: Environment, name: string, prefix: string): string {
  const value = needed(environment, name)
  if (new RegExp(`^${prefix}[0-9a-fA-F]{32}$`).test(value)) return value
  throw new SettingsError(`${name} must be ${prefix} and 32 hex digits`)
}

/** `SOFTPHONE_NUMBERS`: JSON, or the path of a file with it. */
function readDirectory(environment: Environment): Directory {
  const given = needed(environment, 'SOFTPHONE_NUMBERS')
  try {
    return createDirectory(JSON.parse(given.trimStart().startsWith('{') ? given : readFileSync(given, 'utf8')))
  } catch (cause) {
    throw new SettingsError(`SOFTPHONE_NUMBERS: ${(cause as Error).message}`, { cause })
  }
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\./.test(host)

function readPort(environment: Environment): number {
  const port = Number(environment.SOFTPHONE_PORT ?? 4100)
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  throw new SettingsError('SOFTPHONE_PORT must be a whole number from 0 to 65535')
}

/** A host, a scheme before it if need be; a header of ours is made of it. */
function readSignalling(environment: Environment): string | undefined {
  const given = environment.SOFTPHONE_SIGNALLING || undefined
  if (given === undefined || /^(wss?:\/\/)?(\[[\da-f:]+\]|[\w.-]+)(:\d{1,5})?$/i.test(given)) return given
  throw new SettingsError('SOFTPHONE_SIGNALLING must be a host and a port: voice.example, or ws://localhost:4000')
}

/** Reads and checks the settings. @throws SettingsError */
export function readSettings(environment: Environment): Settings {
  const host = environment.SOFTPHONE_HOST || '127.0.0.1'
  const { SOFTPHONE_PASSWORD: password, SOFTPHONE_OPEN: open } = environment
  if (!isLoopback(host) && !password && open !== 'true')
    throw new SettingsError(
      `SOFTPHONE_HOST is ${host}, so that everybody there could call under your numbers: set SOFTPHONE_PASSWORD, or SOFTPHONE_OPEN=true where a login stands before this server`,
    )
  const optional = {
    publicUrl: environment.SOFTPHONE_PUBLIC_URL,
    signalling: readSignalling(environment),
    edge: environment.TWILIO_EDGE,
    password,
  }
  return {
    credentials: {
      accountSid: sid(environment, 'TWILIO_ACCOUNT_SID', 'AC'),
      apiKey: { sid: sid(environment, 'TWILIO_API_KEY', 'SK'), secret: needed(environment, 'TWILIO_API_SECRET') },
      authToken: needed(environment, 'TWILIO_AUTH_TOKEN'),
      applicationSid: sid(environment, 'TWILIO_APPLICATION_SID', 'AP'),
    },
    directory: readDirectory(environment),
    host,
    port: readPort(environment),
    allowedOrigins: (environment.SOFTPHONE_ALLOWED_ORIGINS ?? '').split(/[\s,]+/).filter((origin) => origin !== ''),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value)),
  }
}
