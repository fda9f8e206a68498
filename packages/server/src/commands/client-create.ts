import type { Options } from '../command-line/command.ts'
import { clientFor } from '../command-line/options.ts'
import { printFields } from '../command-line/print.ts'

interface NewClient {
  readonly id: string
  readonly name: string
  readonly authToken: string
}

/** `client create NAME` */
export async function run(options: Options, [name = '']: readonly string[]): Promise<undefined> {
  const client = await clientFor(options).request<NewClient>('admin', 'POST', '/v1/admin/clients', { name })
  if (options.json) process.stdout.write(`${JSON.stringify(client)}\n`)
  else {
    const fields = [
      ['client id', client.id],
      ['auth token', client.authToken],
      ['name', client.name],
    ] as const
    printFields(process.stdout, fields)
    process.stdout.write('Keep the auth token: it is not shown again.\n')
  }
}
