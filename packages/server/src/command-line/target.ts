import { readDemo } from '../demo/demo-file.ts'
import { CommandError } from './command-error.ts'

/** Who asks. Admin tokens and API keys go as Bearer, client ids with their token as Basic. */
export interface Target {
  readonly url: string
  /** Value of the Authorization header with a client's credentials, where there are any. */
  readonly client?: string
  /** Value of the Authorization header with the operator's token, where there is one. */
  readonly admin?: string
}

/** What the command line says about the server. */
export interface TargetOptions {
  readonly url?: string
  readonly token?: string
  readonly data: string
}

const basic = (credentials: string) => `Basic ${Buffer.from(credentials).toString('base64')}`

/**
 * Finds the server that a command speaks to: `--url` and `--token` where they are given, else what `demo.json` in the data folder
 * says. A token is `AC…:token`, `SK…:secret`, `SK….secret`, or else the operator's.
 */
export function findTarget({ url, token, data }: TargetOptions): Target {
  const demo = url === undefined || token === undefined ? readDemo(data) : undefined
  const base = url ?? demo?.url
  if (base === undefined) {
    throw new CommandError(`There is no demo.json in ${data}. Start the server, or name one with --url and --token.`)
  }
  if (token !== undefined) return { url: base, ...authorization(token) }
  if (demo === undefined) throw new CommandError(`There is no demo.json in ${data}: give --token too.`)
  return { url: base, client: basic(`${demo.accountSid}:${demo.authToken}`), admin: `Bearer ${demo.adminToken}` }
}

function authorization(token: string): Pick<Target, 'client' | 'admin'> {
  if (/^(AC|SK)[0-9a-f]{32}:/.test(token)) return { client: basic(token) }
  if (/^SK[0-9a-f]{32}\./.test(token)) return { client: `Bearer ${token}` }
  return { admin: `Bearer ${token}` }
}
