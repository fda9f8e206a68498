import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What `demo.json` holds: all that a program needs to use the demo client. Its fields are a contract. */
export interface Demo {
  readonly accountSid: string
  readonly authToken: string
  readonly apiKey: { readonly sid: string; readonly secret: string }
  readonly phoneNumber: string
  readonly identity: string
  readonly phoneNumbers: readonly { readonly phoneNumber: string; readonly identity: string }[]
  readonly applicationSid: string
  readonly verifyServiceSid: string
  readonly adminToken: string
  readonly url: string
  readonly sip: {
    readonly host: string
    readonly port: number
    readonly domain: string
    readonly username: string
    readonly password: string
  }
}

/** Where `demo.json` is in a data folder. */
export const demoPath = (folder: string): string => join(folder, 'demo.json')

/** Reads `demo.json`; undefined where there is none. Throws where it is not JSON. */
export function readDemo(folder: string): Demo | undefined {
  let text: string
  try {
    text = readFileSync(demoPath(folder), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  return JSON.parse(text) as Demo
}

/** Writes `demo.json` and `curlrc`, readable by their owner alone. */
export function writeDemo(folder: string, demo: Demo): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writePrivate(demoPath(folder), `${JSON.stringify(demo, null, 2)}\n`)
  writePrivate(join(folder, 'curlrc'), curlrc(demo))
}

/**
 * What `curl -K` reads: who is asking, and that a body is JSON. curl has no setting for a base URL, so the URL stands in the command.
 */
function curlrc({ accountSid, authToken }: Demo): string {
  return [
    '# Credentials of the demo client, for: curl -K curlrc URL …',
    `user = "${accountSid}:${authToken}"`,
    'header = "Content-Type: application/json"',
    'silent',
    'show-error',
    'write-out = "\\n"',
    '',
  ].join('\n')
}

/** Writes by way of a new file, so that a reader never sees half of it and the mode is right from the first byte. */
export function writePrivate(path: string, text: string): void {
  const fresh = `${path}.${process.pid}.new`
  writeFileSync(fresh, text, { mode: 0o600 })
  chmodSync(fresh, 0o600)
  renameSync(fresh, path)
}
