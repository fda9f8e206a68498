import { type CommandModule, type Options, textOf } from '../command-line/command.ts'
import { CommandError } from '../command-line/command-error.ts'
import { clientFor } from '../command-line/options.ts'
import { plain, printTable } from '../command-line/print.ts'

interface Forgotten {
  readonly addresses: readonly string[]
  readonly deleted: readonly { readonly what: string; readonly rows: number }[]
  readonly left: readonly { readonly what: string; readonly rows: number }[]
}

function personOf(options: Options): Readonly<Record<string, string>> {
  const [phone, email, recipient, clientId] = ['phone', 'email', 'recipient', 'client'].map((name) =>
    textOf(options, name),
  )
  if (phone === undefined && email === undefined && recipient === undefined)
    throw new CommandError('Say who: --phone, --email or --recipient.')
  return Object.fromEntries(
    Object.entries({ phone, email, recipient, clientId }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  )
}

/** `forget`: deletes all that is kept of a person, and says what it was. */
export const forget: CommandModule = {
  async run(options) {
    const person = personOf(options)
    const { addresses, deleted, left } = await clientFor(options).request<Forgotten>(
      'admin',
      'POST',
      '/v1/admin/people/forget',
      person,
    )
    if (options.json) {
      process.stdout.write(`${JSON.stringify({ addresses, deleted, left })}\n`)
      return undefined
    }
    const list = (rows: Forgotten['deleted']) => rows.map(({ what, rows: count }) => [String(count), what])
    process.stdout.write(`Addresses: ${plain(addresses.join(', ')) || 'none known'}\n`)
    if (deleted.length === 0) process.stdout.write('Nothing was kept.\n')
    else printTable(process.stdout, ['DELETED', 'WHAT'], list(deleted))
    if (left.length > 0) printTable(process.stdout, ['LEFT', 'TABLE'], list(left))
    return undefined
  },
}

/** `export`: prints all that is kept of a person as JSON. */
export const exportData: CommandModule = {
  async run(options) {
    const person = personOf(options)
    const found = await clientFor(options).request('admin', 'POST', '/v1/admin/people/export', person)
    process.stdout.write(`${JSON.stringify(found, null, 2)}\n`)
    return undefined
  },
}
