import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const main = new URL('../../packages/server/src/main.ts', import.meta.url).pathname

/** What `demo.json` holds, as far as the benches use it. */
export interface Demo {
  readonly accountSid: string
  readonly phoneNumber: string
  readonly authToken: string
  readonly adminToken: string
  readonly url: string
}

/** How a server process is started. */
export interface ServerOptions {
  readonly folder: string
  readonly port: number
  readonly databaseUrl?: string
  readonly roles?: string
  readonly environment?: Readonly<Record<string, string>>
}

/** A Trunkline process that can be killed and started again. */
export class ServerProcess {
  readonly options: ServerOptions
  #child: ChildProcess | undefined

  constructor(options: ServerOptions) {
    this.options = options
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** Whether it ended by itself with a fault, and was not killed. */
  get failed(): boolean {
    return this.#child !== undefined && (this.#child.exitCode ?? 0) !== 0
  }

  get url(): string {
    return `http://127.0.0.1:${this.options.port}`
  }

  /** Starts the process; with `ready`, waits until it serves. */
  async start(ready = true): Promise<void> {
    const { folder, port, databaseUrl, roles, environment } = this.options
    // Straight to a file: what the server prints must not cost the bench's own process time.
    const log = openSync(join(folder, `server-${port}.log`), 'a')
    const child = spawn(process.execPath, ['--conditions=trunkline-source', main, 'start'], {
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        TRUNKLINE_DATA: folder,
        TRUNKLINE_PORT: String(port),
        TRUNKLINE_SIP_PORT: '0',
        TRUNKLINE_LOG: 'warn',
        ...(existsSync(join(folder, 'trunkline.yaml')) ? { TRUNKLINE_CONFIG: join(folder, 'trunkline.yaml') } : {}),
        ...(roles === undefined ? {} : { TRUNKLINE_ROLES: roles }),
        ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
        ...environment,
      },
      stdio: ['ignore', log, log],
    })
    closeSync(log)
    this.#child = child
    if (ready) await this.#ready(child)
  }

  async #ready(child: ChildProcess): Promise<void> {
    const end = Date.now() + 180_000
    while (Date.now() < end) {
      if (child.exitCode !== null)
        throw new Error(
          `the server on port ${this.options.port} ended with ${child.exitCode}: see ${this.options.folder}`,
        )
      const answer = await fetch(`${this.url}/readyz`).catch(() => undefined)
      await answer?.arrayBuffer()
      if (answer?.ok) return
      await sleep(50)
    }
    throw new Error(
      `the server on port ${this.options.port} did not become ready within 180 s: see ${this.options.folder}`,
    )
  }

  /** kill -9, or the signal given. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill(signal)
    await gone
  }

  /** Credentials of the demo client. */
  demo(): Demo {
    const file = join(this.options.folder, 'demo.json')
    if (!existsSync(file)) throw new Error(`${file} is not there: the server has not started`)
    return JSON.parse(readFileSync(file, 'utf8')) as Demo
  }

  /** Resident memory of the process, MB. */
  rss(): number {
    const status = readFileSync(`/proc/${this.pid}/status`, 'utf8')
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024
  }
}
