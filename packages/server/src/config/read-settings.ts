import { ConfigError } from './config-error.ts'
import { type Setting, type SettingName, type SettingValues, settings } from './settings.ts'

/** Texts by setting, as the command line gave them. */
export type Flags = Readonly<Partial<Record<SettingName, string>>>
/** The environment's variables. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Reads every setting: flag, else environment, else default. Throws {@link ConfigError} for the first wrong one. */
export function readSettings(flags: Flags, env: Environment): SettingValues {
  const names = Object.keys(settings) as SettingName[]
  const values = Object.fromEntries(names.map((name) => [name, readSetting(settings[name], flags[name], env)]))
  return checkTogether(values as unknown as SettingValues)
}

function readSetting(setting: Setting<unknown>, flag: string | undefined, env: Environment): unknown {
  // An empty variable counts as absent: `VAR= npm start` and compose files with unset variables mean that.
  const fromEnv = env[setting.env] === '' ? undefined : env[setting.env]
  const text = flag ?? fromEnv ?? setting.fallback
  if (text === undefined) return undefined
  try {
    return setting.parse(text)
  } catch (error) {
    const name = flag === undefined ? setting.env : `${setting.env} (${setting.flag.split(' ', 1)[0]})`
    const shown = setting.secret ? 'is not usable' : `is ${JSON.stringify(text)}`
    throw new ConfigError(`${name} ${shown}: ${(error as Error).message}.`)
  }
}

function checkTogether(values: SettingValues): SettingValues {
  if (values.tlsCert !== undefined && values.tlsKey === undefined) {
    throw new ConfigError('TRUNKLINE_TLS_KEY is missing: TRUNKLINE_TLS_CERT is given, and each needs the other.')
  }
  if (values.tlsKey !== undefined && values.tlsCert === undefined) {
    throw new ConfigError('TRUNKLINE_TLS_CERT is missing: TRUNKLINE_TLS_KEY is given, and each needs the other.')
  }
  return values
}

/** Variables that begin like ours and are none: most likely misspelt. */
export function unknownVariables(env: Environment): readonly string[] {
  const known = new Set<string>(Object.values(settings).map((setting) => setting.env))
  return Object.keys(env).filter((name) => name.startsWith('TRUNKLINE_') && !known.has(name))
}
