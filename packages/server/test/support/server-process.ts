import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { embeddedDataFolder, type StartedProcess, startProcess } from '@trunkline/testkit'
import type { Demo } from '../../src/demo/demo-file.ts'

const main = join(import.meta.dirname, '../../src/main.ts')

const flags = ['--conditions=trunkline-source', '--disable-warning=ExperimentalWarning', main]

/** How a server of a test is started. */
export interface ServerOptions {
  /** Data folder; a new one with a made but empty cluster where it is left out. */
  readonly folder?: string
  readonly env?: Readonly<Record<string, string>>
  readonly arguments?: readonly string[]
}

/** A server that runs as a process of its own. */
export interface RunningServer {
  readonly process: StartedProcess
  readonly folder: string
  readonly demo: Demo
  readonly url: string
  /** Calls the API as the demo client. */
  call(method: string, path: string, body?: unknown): Promise<{ status: number; json: unknown }>
}

/** The environment of every process of a test: nothing of this machine's but the way to programs. */
export const environment = (folder: string, env: Readonly<Record<string, string>> = {}) => ({
  PATH: process.env.PATH,
  TRUNKLINE_DATA: folder,
  TRUNKLINE_PORT: '0',
  TRUNKLINE_SIP_PORT: '0',
  ...env,
})

/** Starts `trunkline start` and waits until it serves. */
export async function startServer(t: TestContext, options: ServerOptions = {}): Promise<RunningServer> {
  const folder = options.folder ?? (await embeddedDataFolder(t))
  const started = startProcess(t, process.execPath, [...flags, 'start', ...(options.arguments ?? [])], {
    cwd: folder,
    env: environment(folder, options.env),
  })
  await started.printed(/What arrives is shown below/, 120_000)
  const demo = JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8')) as Demo
  const authorization = `Basic ${Buffer.from(`${demo.accountSid}:${demo.authToken}`).toString('base64')}`
  return {
    process: started,
    folder,
    demo,
    url: demo.url,
    async call(method, path, body) {
      const response = await fetch(`${demo.url}${path}`, {
        method,
        headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      return { status: response.status, json: text === '' ? undefined : JSON.parse(text) }
    },
  }
}

/** Runs one command of the command line to its end. */
export async function runCommand(
  t: TestContext,
  folder: string,
  arguments_: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly output: string }> {
  const started = startProcess(t, process.execPath, [...flags, ...arguments_], {
    cwd: folder,
    env: environment(folder, env),
  })
  const { code } = await started.ended
  return { code, output: started.output() }
}

/** Starts one command that goes on until it is stopped. */
export function startCommand(
  t: TestContext,
  folder: string,
  arguments_: readonly string[],
  env: Readonly<Record<string, string>> = {},
): StartedProcess {
  return startProcess(t, process.execPath, [...flags, ...arguments_], {
    cwd: folder,
    env: environment(folder, env),
  })
}
