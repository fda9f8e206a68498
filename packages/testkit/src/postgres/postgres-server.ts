import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { freePort } from '../free-port.ts'
import { type Watch, watchProcess } from '../process/watchdog.ts'
import { endOrphanedBackends } from './orphaned-backends.ts'
import { findPostgres, postgresUser } from './postgres-programs.ts'

const startWithinMs = 120_000
/** How long a start on a folder that was in use before is tried. */
const restartWithinMs = 60_000
const restartAgainMs = 250

/** How a test's server differs from the usual. */
export interface PostgresOptions {
  /** fsync and full durability (false: a test's data outlives nothing, and it is several times faster without). */
  readonly fsync?: boolean
  /** Settings as in postgresql.conf, e.g. `{ max_connections: '12' }`. */
  readonly settings?: Readonly<Record<string, string>>
  /** Listens on a free TCP port of 127.0.0.1 too (false: on a Unix socket alone, which no other program can take). */
  readonly tcp?: boolean
}

/** A PostgreSQL server of our own, on a temporary folder. */
export interface PostgresServer {
  /** `postgres://…` of one of its databases (`postgres`). */
  url(database?: string): string
  /** The process id of the server. */
  readonly pid: number
  /** kill -9 of the server's first process; resolves when it is gone. Its backends may go on for a moment, until they notice. */
  kill(): Promise<void>
  /** Starts it again on the same folder and port, after `kill` or `halt`. Backends that a killed one has left are killed first. */
  start(): Promise<void>
  /** Stops it as an operator would (fast shutdown) and keeps the folder. */
  halt(): Promise<void>
  /** Stops it and deletes its folder. */
  stop(): Promise<void>
}

/**
 * Makes and starts a server: about 1 s. As root it runs as the user `postgres` or `nobody`. It is stopped and its folder
 * deleted when this process ends, by whatever death. Throws when PostgreSQL is not installed: see {@link findPostgres}.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const programs = findPostgres()
  if (!programs) throw new Error('PostgreSQL is not installed: npm run test:setup')
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-pg-'))
  const server = new Server(programs, folder, options.tcp ? await freePort() : undefined, options)
  await server.make()
  await server.start()
  return server
}

class Server implements PostgresServer {
  readonly #programs: string
  readonly #folder: string
  readonly #port: number | undefined
  readonly #options: PostgresOptions
  readonly #user = postgresUser()
  #process: ChildProcess | undefined
  #exited: Promise<unknown> = Promise.resolve()
  #log = ''
  #watch: Watch | undefined

  constructor(programs: string, folder: string, port: number | undefined, options: PostgresOptions) {
    this.#programs = programs
    this.#folder = folder
    this.#port = port
    this.#options = options
  }

  get #data(): string {
    return join(this.#folder, 'data')
  }

  get pid(): number {
    if (this.#process?.pid === undefined) throw new Error('the server does not run')
    return this.#process.pid
  }

  url(database = 'postgres'): string {
    if (this.#port !== undefined) return `postgres://postgres@127.0.0.1:${this.#port}/${database}`
    return `postgres://postgres@localhost/${database}?host=${encodeURIComponent(this.#folder)}`
  }

  async make(): Promise<void> {
    const data = this.#data
    mkdirSync(data, { mode: 0o700 })
    if (this.#user) for (const each of [this.#folder, data]) chownSync(each, this.#user.uid, this.#user.gid)
    const options = [
      '--pgdata',
      data,
      '--username=postgres',
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ]
    await promisify(execFile)(join(this.#programs, 'initdb'), options, { ...this.#user, cwd: this.#folder })
  }

  async start(): Promise<void> {
    if (this.#process === undefined) return this.#startOnce()
    const end = performance.now() + restartWithinMs
    for (;;) {
      await endOrphanedBackends(this.#data)
      try {
        return await this.#startOnce()
      } catch (error) {
        if (performance.now() > end) throw error
      }
      await sleep(restartAgainMs)
    }
  }

  async #startOnce(): Promise<void> {
    const child = spawn(join(this.#programs, 'postgres'), this.#arguments(), {
      ...this.#user,
      cwd: this.#folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    })
    this.#process = child
    this.#exited = new Promise((resolve) => child.once('exit', resolve))
    this.#keepLog(child)
    this.#watch?.leave()
    this.#watch = watchProcess({ pid: this.pid, signal: 'INT', folder: this.#folder })
    // The server must not keep a test's process from ending: the watchdog stops it then.
    child.unref()
    await this.#answers()
  }

  async kill(): Promise<void> {
    this.#process?.kill('SIGKILL')
    await this.#exited
    this.#watch?.ended()
  }

  async halt(): Promise<void> {
    this.#process?.ref()
    this.#process?.kill('SIGINT')
    await this.#exited
    this.#watch?.ended()
  }

  async stop(): Promise<void> {
    await this.halt()
    await endOrphanedBackends(this.#data)
    this.#watch?.leave()
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }

  #arguments(): string[] {
    const settings: Record<string, string> = {
      unix_socket_directories: this.#folder,
      listen_addresses: this.#port === undefined ? '' : '127.0.0.1',
      port: String(this.#port ?? 5432),
      // Test files run side by side and each opens a pool or more.
      max_connections: '200',
      shared_buffers: '64MB',
      autovacuum_naptime: '10s',
      ...(this.#options.fsync ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
      ...this.#options.settings,
    }
    const set = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    return ['-D', this.#data, ...set]
  }

  #keepLog(child: ChildProcess): void {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#log = (this.#log + text).slice(-20_000)
    })
    const pipe = child.stderr
    if (pipe && 'unref' in pipe && typeof pipe.unref === 'function') pipe.unref()
  }

  async #answers(): Promise<void> {
    const end = performance.now() + startWithinMs
    for (;;) {
      const client = new pg.Client({ connectionString: this.url() })
      client.on('error', () => undefined) // connect() below rejects with it.
      try {
        await client.connect()
        await client.end()
        return
      } catch (cause) {
        const ended = this.#process?.exitCode ?? this.#process?.signalCode
        if (performance.now() > end || ended) throw new Error(`PostgreSQL did not start:\n${this.#log}`, { cause })
      }
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  }
}
