import { type ChildProcess, spawn } from 'node:child_process'
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@trunkline/testkit'

/** Debian's package exim4-daemon-light puts it here. */
const program = '/usr/sbin/exim4'
/** User and group `nobody`, who Exim runs as where the tests run as root: it refuses to deliver as root. */
const NOBODY = 65_534

/** Whether Exim is installed. */
export function eximIsThere(): boolean {
  return existsSync(program)
}

/** An Exim that serves example.org with the one mailbox `ann`, and brings bounces for bounces.acme.example to a port of this machine. */
export interface Exim {
  readonly port: number
  /** The messages in the mailbox, as they were stored. */
  mailbox(): Buffer[]
  /** The main log, for when a test fails. */
  log(): string
  stop(): Promise<void>
}

/** Starts Exim without privileges, with all of its files in a folder of its own. */
export async function startExim(bouncePort: number): Promise<Exim> {
  const folder = mkdtempSync(join(tmpdir(), 'exim-'))
  const asRoot = process.getuid?.() === 0
  const uid = asRoot ? NOBODY : (process.getuid?.() ?? 0)
  const gid = asRoot ? NOBODY : (process.getgid?.() ?? 0)
  for (const name of ['spool', 'log', 'mail']) mkdirSync(join(folder, name))
  const port = await freePort()
  const file = join(folder, 'exim.conf')
  writeFileSync(file, configuration({ folder, port, bouncePort, uid, gid }))
  if (asRoot) for (const name of ['', 'spool', 'log', 'mail', 'exim.conf']) chownSync(join(folder, name), uid, gid)
  const daemon = spawn(program, ['-C', file, '-bdf', '-q1s'], {
    uid,
    gid,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const log = (): string => ['main', 'panic'].map((name) => readIfThere(join(folder, 'log', name))).join('')
  await ready(daemon, { file, port, log })
  return {
    port,
    mailbox: () => filesIn(join(folder, 'mail', 'new')),
    log,
    stop: async () => {
      await ended(file)
      rmSync(folder, { recursive: true, force: true, maxRetries: 20 })
    },
  }
}

function configuration(at: { folder: string; port: number; bouncePort: number; uid: number; gid: number }): string {
  const { folder, port, bouncePort, uid, gid } = at
  return `
primary_hostname = mx.example.org
spool_directory = ${folder}/spool
log_file_path = ${folder}/log/%s
pid_file_path = ${folder}/pid
exim_user = ${uid}
exim_group = ${gid}
never_users =
deliver_drop_privilege
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${port}
acl_smtp_rcpt = accept
acl_smtp_data = accept
dsn_advertise_hosts = *
tls_advertise_hosts =
host_lookup =
rfc1413_query_timeout = 0s
dns_again_means_nonexist = *
queue_run_max = 2

begin routers
mailbox:
  driver = accept
  domains = example.org
  local_parts = ann
  transport = maildir
bounces:
  driver = manualroute
  domains = bounces.acme.example
  route_list = * 127.0.0.1 byname
  self = send
  transport = bounces

begin transports
maildir:
  driver = appendfile
  directory = ${folder}/mail
  maildir_format
  create_directory
bounces:
  driver = smtp
  port = ${bouncePort}
  allow_localhost
  hosts_try_fastopen =

begin retry
* * F,1h,1s
`
}

async function ready(
  daemon: ChildProcess,
  { file, port, log }: { file: string; port: number; log: () => string },
): Promise<void> {
  let said = ''
  daemon.stderr?.on('data', (chunk) => {
    said += chunk
  })
  for (const end = performance.now() + 30_000; performance.now() < end; ) {
    if (daemon.exitCode !== null) break
    if (await greets(port)) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await ended(file)
  throw new Error(`Exim does not start: ${said}${log()}`)
}

function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const done = (greeted: boolean): void => {
      socket.destroy()
      resolve(greeted)
    }
    socket.once('error', () => done(false)).once('data', (chunk) => done(chunk.toString().startsWith('220')))
  })
}

/** Ends every process of this Exim: deliveries run in processes, and sessions, of their own, and would make the folder anew. */
async function ended(file: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const left = processesWith(file)
    if (left.length === 0) return
    for (const pid of left) signal(pid, tries < 100 ? 'SIGTERM' : 'SIGKILL')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function processesWith(file: string): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.filter((pid) => readIfThere(`/proc/${pid}/cmdline`).split('\0').includes(file)).map(Number)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function filesIn(folder: string): Buffer[] {
  return existsSync(folder) ? readdirSync(folder).map((name) => readFileSync(join(folder, name))) : []
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    // ESRCH: a process that ended while its entry in /proc was read.
    if (['ENOENT', 'ESRCH', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return ''
    throw error
  }
}
