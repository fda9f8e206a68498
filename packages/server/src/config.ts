import { readFileSync } from 'node:fs'
import { ConfigError } from './config/config-error.ts'
import type { ConfigFile } from './config/file-schema.ts'
import { type Environment, type Flags, readSettings, unknownVariables } from './config/read-settings.ts'
import type { SettingValues } from './config/settings.ts'

/** All that a process was told, checked. This is the only place that reads the environment. */
export interface Config {
  readonly settings: SettingValues
  readonly file: ConfigFile
  /** Whether the environment says that this is no development (`NODE_ENV`). */
  readonly production: boolean
  /** Certificate and key in PEM, where TLS is on. */
  readonly tls?: { readonly cert: string; readonly key: string }
  /** Variables that look like ours and are none; told as a warning. */
  readonly unknownVariables: readonly string[]
}

/** Reads flags, environment and configuration file. Throws {@link ConfigError} with one line for the first thing that is wrong. */
export async function readConfig(flags: Flags = {}, env: Environment = process.env): Promise<Config> {
  const settings = readSettings(flags, env)
  const named = flags.config !== undefined || (env.TRUNKLINE_CONFIG ?? '') !== ''
  const tls =
    settings.tlsCert === undefined || settings.tlsKey === undefined
      ? undefined
      : { cert: readPem('TRUNKLINE_TLS_CERT', settings.tlsCert), key: readPem('TRUNKLINE_TLS_KEY', settings.tlsKey) }
  // Loaded only here: the commands that speak to a running server need neither YAML nor a schema compiler.
  const { readConfigFile } = await import('./config/read-file.ts')
  return {
    settings,
    file: readConfigFile(settings.config, named, env),
    production: env.NODE_ENV === 'production',
    ...(tls === undefined ? {} : { tls }),
    unknownVariables: unknownVariables(env),
  }
}

/** Reads the settings alone, for commands that only need to find the server. */
export function readSettingsOnly(flags: Flags = {}, env: Environment = process.env): SettingValues {
  return readSettings(flags, env)
}

/** The whole environment, for a program that is run in our place. */
export function processEnvironment(): Environment {
  return process.env
}

function readPem(name: string, file: string): string {
  try {
    const text = readFileSync(file, 'utf8')
    if (text.includes('-----BEGIN ')) return text
  } catch (error) {
    throw new ConfigError(`${name} is ${JSON.stringify(file)}: ${(error as Error).message}.`)
  }
  throw new ConfigError(`${name} is ${JSON.stringify(file)}: the file is not PEM.`)
}
