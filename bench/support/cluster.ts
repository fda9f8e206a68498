import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { appendFileSync, chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** The newest PostgreSQL of Debian's packages. */
function programs(): string {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : []
  const newest = versions[0]
  if (newest === undefined) throw new Error('PostgreSQL is not installed: run npm run test:setup')
  return join(root, newest, 'bin')
}

/** A port of the loopback interface that nobody uses at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/**
 * A PostgreSQL server of our own in a folder of its own, with fsync on, that can be killed like any process. PostgreSQL refuses to run as
 * root, so root runs it as the user `postgres` that Debian's package makes.
 */
export class Cluster {
  readonly folder: string
  readonly port: number
  #server: ChildProcess | undefined

  private constructor(folder: string, port: number) {
    this.folder = folder
    this.port = port
  }

  /** Makes and starts a server. `settings` are lines of postgresql.conf; without any, it runs on its defaults. */
  static async start(settings: readonly string[] = []): Promise<Cluster> {
    const folder = mkdtempSync(join(tmpdir(), 'trunkline-bench-pg-'))
    const cluster = new Cluster(folder, await freePort())
    chmodSync(folder, 0o755)
    if (process.getuid?.() === 0) chownSync(folder, Number(id('-u')), Number(id('-g')))
    execFileSync(
      ...cluster.#as('initdb', ['-D', `${folder}/data`, '-U', 'trunkline', '-A', 'trust', '-E', 'UTF8', '--no-locale']),
      { stdio: 'ignore' },
    )
    const lines = [
      `port = ${cluster.port}`,
      `listen_addresses = '127.0.0.1'`,
      `unix_socket_directories = ''`,
      ...settings,
    ]
    appendFileSync(`${folder}/data/postgresql.conf`, `${lines.join('\n')}\n`)
    await cluster.run()
    return cluster
  }

  get url(): string {
    return `postgres://trunkline@127.0.0.1:${this.port}/postgres`
  }

  /** Starts the server, after {@link start} or {@link kill}, and waits until it answers. */
  async run(): Promise<void> {
    const [command, parameters] = this.#as('postgres', ['-D', `${this.folder}/data`])
    this.#server = spawn(command, parameters, { stdio: 'ignore', detached: true })
    for (let tries = 0; tries < 300; tries++) {
      try {
        execFileSync(`${programs()}/pg_isready`, ['-q', '-h', '127.0.0.1', '-p', String(this.port)])
        return
      } catch {
        await sleep(100)
      }
    }
    throw new Error('PostgreSQL did not start within 30 s')
  }

  /** kill -9 of the server and all of its processes. */
  async kill(): Promise<void> {
    const server = this.#server
    if (server?.pid === undefined) return
    const gone = new Promise((resolve) => server.once('exit', resolve))
    process.kill(-server.pid, 'SIGKILL')
    // Behind runuser, the server is a child in the same process group; its backends notice that it is gone and leave.
    await gone
    await sleep(200)
  }

  /** Stops the server and removes its folder. */
  async remove(): Promise<void> {
    await this.kill()
    rmSync(this.folder, { recursive: true, force: true })
  }

  #as(program: string, parameters: readonly string[]): [string, string[]] {
    const path = `${programs()}/${program}`
    return process.getuid?.() === 0
      ? ['runuser', ['-u', 'postgres', '--', path, ...parameters]]
      : [path, [...parameters]]
  }
}

function id(flag: string): string {
  return execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }).trim()
}
