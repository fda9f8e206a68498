import { CommandError } from '../command-line/command-error.ts'
import { findTarget, type TargetOptions } from '../command-line/target.ts'
import { readDemo } from '../demo/demo-file.ts'

/** What the program gets to sign in with. */
export interface RunCredentials {
  readonly accountSid: string
  /** Absent where only an API key is known. */
  readonly authToken?: string
  readonly apiKey?: { readonly sid: string; readonly secret: string }
}

/** The server of a run, and what is known of the credentials before it was asked. */
export interface RunTarget {
  readonly url: URL
  readonly credentials: Partial<RunCredentials>
}

/** Finds server and credentials as every command does: `--url` and `--token`, else `demo.json`. */
export function findRunTarget(options: TargetOptions): RunTarget {
  const found = findTarget(options)
  const url = URL.parse(found.url)
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new CommandError(`--url is ${found.url}: give http://… or https://…`)
  return { url, credentials: options.token === undefined ? fromDemo(options.data) : fromToken(options.token) }
}

function fromDemo(data: string): Partial<RunCredentials> {
  const demo = readDemo(data)
  return demo === undefined ? {} : { accountSid: demo.accountSid, authToken: demo.authToken, apiKey: demo.apiKey }
}

function fromToken(token: string): Partial<RunCredentials> {
  const [, sid = '', secret = ''] = /^((?:AC|SK)[0-9a-f]{32})[:.](.+)$/.exec(token) ?? []
  if (sid.startsWith('AC')) return { accountSid: sid, authToken: secret }
  return sid === '' ? {} : { apiKey: { sid, secret } }
}
