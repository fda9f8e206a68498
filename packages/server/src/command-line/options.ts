import { type Command, Option } from 'commander'
import type { Flags } from '../config/read-settings.ts'
import { type Setting, type SettingName, settings } from '../config/settings.ts'
import { readSettingsOnly } from '../config.ts'
import { type Options, textOf } from './command.ts'
import { createHttpClient, type HttpClient } from './http-client.ts'
import { findTarget } from './target.ts'

const allSettings = Object.keys(settings) as readonly SettingName[]

/** Adds a flag for each of the settings. */
export function withSettings(command: Command, names: readonly SettingName[] = allSettings): Command {
  for (const name of names) {
    const { flag, env, about, fallback }: Setting<unknown> = settings[name]
    const origin = fallback === undefined ? env : `${env}, default ${fallback}`
    if (!command.options.some((option) => option.flags === flag)) {
      command.addOption(new Option(flag, `${about.replaceAll('`', '')} [${origin}]`))
    }
  }
  return command
}

/** Adds the flags that name the server to speak to. */
export function withTarget(command: Command): Command {
  const named = command
    .option('--url <url>', 'the server to speak to (default: what demo.json says)')
    .option('--token <token>', 'AC…:token, SK….secret, or the admin token (default: what demo.json says)')
  return withSettings(named, ['data'])
}

/** The settings among a command's options. */
export function flagsOf(options: Options): Flags {
  return Object.fromEntries(allSettings.flatMap((name) => (name in options ? [[name, textOf(options, name)]] : [])))
}

/** The HTTP client for the server that the options name. */
export function clientFor(options: Options): HttpClient {
  const { data } = readSettingsOnly(flagsOf(options))
  const url = textOf(options, 'url')?.replace(/\/+$/, '')
  return createHttpClient(findTarget({ url, token: textOf(options, 'token'), data }))
}
