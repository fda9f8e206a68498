import { ConfigError } from './config-error.ts'
import type { Environment } from './read-settings.ts'

/** A variable's name, or `$$` for a dollar sign. */
const reference = /\$\$|\$\{([^}]*)\}/g

/**
 * Puts environment variables in place of `${NAME}` in every string of a parsed file. It is done after parsing, so that a value
 * cannot change the file's shape. `$$` is a dollar sign. A variable that is not set is an error, never an empty secret.
 */
export function substitute(value: unknown, env: Environment, place: string): unknown {
  if (typeof value === 'string') return substituteText(value, env, place)
  if (Array.isArray(value)) return value.map((item, index) => substitute(item, env, `${place}/${index}`))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, substitute(field, env, `${place}/${name}`)]),
  )
}

function substituteText(text: string, env: Environment, place: string): string {
  return text.replaceAll(reference, (whole: string, name: string | undefined) => {
    if (whole === '$$') return '$'
    const variable = name ?? ''
    const found = env[variable]
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(variable)) {
      throw new ConfigError(`${place}: ${whole} does not name an environment variable; write $$ for a dollar sign.`)
    }
    if (found === undefined) throw new ConfigError(`${place}: the environment variable ${variable} is not set.`)
    return found
  })
}
