import { readFileSync } from 'node:fs'
import { schemaFaults } from '@trunkline/api'
import { Ajv } from 'ajv'
import { parseDocument } from 'yaml'
import { ConfigError } from './config-error.ts'
import { type ConfigFile, configFileSchema } from './file-schema.ts'
import type { Environment } from './read-settings.ts'
import { substitute } from './substitute.ts'

/**
 * Reads the configuration file. An absent one counts as empty, unless it was named on purpose. Throws {@link ConfigError} with the
 * file, the place in it and what is wrong.
 */
export function readConfigFile(path: string, named: boolean, env: Environment): ConfigFile {
  const text = readText(path, named)
  if (text === undefined) return {}
  const parsed = substitute(parseYaml(path, text), env, path)
  return checkShape(path, parsed)
}

function readText(path: string, named: boolean): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' && !named) return undefined
    const reason = code === 'ENOENT' ? 'there is no such file' : message
    throw new ConfigError(`TRUNKLINE_CONFIG is ${JSON.stringify(path)}: ${reason}.`)
  }
}

function parseYaml(path: string, text: string): unknown {
  const document = parseDocument(text)
  const [error] = document.errors
  if (error !== undefined) {
    const line = error.linePos?.[0].line ?? 1
    throw new ConfigError(`${path}:${line}: ${error.message.split('\n', 1)[0]?.replace(/ at line .*$/, '')}.`)
  }
  return document.toJS({ maxAliasCount: 100 }) ?? {}
}

function checkShape(path: string, parsed: unknown): ConfigFile {
  const check = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true }).compile<ConfigFile>(configFileSchema)
  if (check(parsed)) return parsed
  const [fault] = schemaFaults(check.errors ?? []).faults
  const end = fault?.detail.endsWith('?') ? '' : '.'
  throw new ConfigError(`${path}: ${fault?.pointer || 'the file'} ${fault?.detail}${end}`)
}
