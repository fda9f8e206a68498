import type { Options } from '../command-line/command.ts'
import type { HttpClient } from '../command-line/http-client.ts'
import { clientFor } from '../command-line/options.ts'
import { plain, printTable } from '../command-line/print.ts'

interface ListedClient {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly declared: boolean
  readonly createdAt: string
}

/** `client list` */
export async function run(options: Options): Promise<undefined> {
  const clients = await allClients(clientFor(options))
  if (options.json) process.stdout.write(`${JSON.stringify(clients)}\n`)
  else {
    const rows = clients.map((client) => [
      client.id,
      client.status,
      client.declared ? 'file' : 'api',
      client.createdAt,
      plain(client.name),
    ])
    printTable(process.stdout, ['CLIENT ID', 'STATUS', 'MADE BY', 'CREATED', 'NAME'], rows)
  }
}

async function allClients(http: HttpClient): Promise<readonly ListedClient[]> {
  const clients: ListedClient[] = []
  let next: string | null = ''
  while (next !== null) {
    const query: string = next === '' ? '' : `&after=${encodeURIComponent(next)}`
    const page = await http.request<{ clients: ListedClient[]; next: string | null }>(
      'admin',
      'GET',
      `/v1/admin/clients?limit=200${query}`,
    )
    clients.push(...page.clients)
    next = page.next
  }
  return clients
}
