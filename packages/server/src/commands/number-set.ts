import { type Options, textOf } from '../command-line/command.ts'
import { clientFor } from '../command-line/options.ts'
import { printFields } from '../command-line/print.ts'

/** `number set NUMBER`: the client's own by its credentials, anybody's by the operator's token and `--client`. */
export async function run(options: Options, [number = '']: readonly string[]): Promise<undefined> {
  const clientId = textOf(options, 'client')
  const body = {
    ...(clientId === undefined ? {} : { clientId }),
    ...named('identity', options),
    ...named('smsUrl', options),
    ...named('voiceUrl', options),
  }
  const base = clientId === undefined ? '/v1/numbers' : '/v1/admin/numbers'
  const path = `${base}/${encodeURIComponent(number)}`
  const side = clientId === undefined ? 'client' : 'admin'
  const held = await clientFor(options).request<Record<string, unknown>>(side, 'PUT', path, body)
  if (options.json) process.stdout.write(`${JSON.stringify(held)}\n`)
  else {
    const shown = Object.entries(held).filter(([, value]) => value !== null && typeof value !== 'object')
    printFields(
      process.stdout,
      shown.map(([name, value]) => [name, String(value)] as const),
    )
  }
}

const named = (name: string, options: Options) => {
  const value = textOf(options, name)
  return value === undefined ? {} : { [name]: value }
}
