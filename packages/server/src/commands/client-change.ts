import type { CommandModule, Options } from '../command-line/command.ts'
import { CommandError } from '../command-line/command-error.ts'
import { clientFor } from '../command-line/options.ts'
import { printFields } from '../command-line/print.ts'

interface ChangedClient {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly authToken?: string
}

/** `client rotate`, `client disable` and `client enable`: each is one POST below the client. */
export const commands: Readonly<Record<string, CommandModule>> = {
  rotate: { run: (options, args) => change('rotate', options, args) },
  disable: { run: (options, args) => change('disable', options, args) },
  enable: { run: (options, args) => change('enable', options, args) },
}

async function change(what: string, options: Options, [id = '']: readonly string[]): Promise<undefined> {
  if (!/^AC[0-9a-f]{32}$/.test(id)) {
    throw new CommandError(`${JSON.stringify(id)} is not a client id; trunkline client list shows them`)
  }
  const client = await clientFor(options).request<ChangedClient>('admin', 'POST', `/v1/admin/clients/${id}/${what}`)
  if (options.json) {
    process.stdout.write(`${JSON.stringify(client)}\n`)
    return
  }
  const fields: (readonly [string, string])[] = [
    ['client id', client.id],
    ['status', client.status],
  ]
  if (client.authToken !== undefined) fields.push(['auth token', client.authToken])
  printFields(process.stdout, fields)
}
