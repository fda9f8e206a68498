import { createHash } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Closer } from '../after-hooks.ts'
import { eventually } from '../eventually.ts'
import { freePort } from '../free-port.ts'
import { withoutPeer } from '../missing-peer.ts'
import { type StartedProcess, startProcess } from '../process/start-process.ts'
import { tempFolder } from '../temp-folder.ts'
import { kamailioScript } from './kamailio-script.ts'

const program = '/usr/sbin/kamailio'

/** The `skip` option of a test that needs kamailio. */
export const withoutKamailio: string | false = withoutPeer('kamailio', existsSync(program))

/** A carrier: kamailio as registrar and proxy, with Trunkline as a customer's gateway. */
export interface KamailioOptions {
  /** Who may register there and log in for calls, by name and password: phones, and Trunkline itself. */
  readonly users: Readonly<Record<string, string>>
  /** Numbers, and the user whose registered phone each rings. */
  readonly numbers: Readonly<Record<string, string>>
  /** `host:port` of Trunkline: gets the calls to all other numbers. */
  readonly gateway?: string
  /** Whether calls over it are challenged (407). True where left out. */
  readonly challenges?: boolean
  /** Writes itself into the route of each call: as RFC 3261 has it (`loose`), or not at all. */
  readonly recordRoute?: 'loose' | 'none'
}

/** A running kamailio. */
export interface Kamailio {
  /** `127.0.0.1:port`, UDP and TCP. */
  readonly address: string
  readonly port: number
  readonly realm: string
  readonly process: StartedProcess
}

const realm = 'carrier.example'

/** Starts a kamailio with a configuration of its own; ready when it answers OPTIONS. */
export async function startKamailio(t: Closer, options: KamailioOptions): Promise<Kamailio> {
  const folder = tempFolder(t)
  const port = await freePort()
  const modules = readdirSync('/usr/lib').map((arch) => `/usr/lib/${arch}/kamailio/modules`)
  const found = modules.find((path) => existsSync(path)) ?? '/usr/lib/kamailio/modules'
  const secrets = Object.entries(options.users).map(([name, password]) => [name, ha1(name, password)] as const)
  writeFileSync(join(folder, 'kamailio.cfg'), kamailioScript({ ...options, modules: found, port, realm, secrets }))
  const files = ['-f', join(folder, 'kamailio.cfg'), '-Y', folder, '-w', folder]
  const process = startProcess(t, program, ['-DD', '-E', '-m', '32', '-M', '4', ...files])
  await eventually(() => answersOptions(port), 60_000).catch((cause) => {
    throw new Error(`kamailio does not answer:\n${process.output()}`, { cause })
  })
  return { address: `127.0.0.1:${port}`, port, realm, process }
}

const ha1 = (name: string, password: string): string =>
  createHash('md5').update(`${name}:${realm}:${password}`).digest('hex')

async function answersOptions(port: number): Promise<void> {
  const socket = createSocket('udp4')
  try {
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
    const here = `127.0.0.1:${socket.address().port}`
    const answer = new Promise<void>((resolve, reject) => {
      socket.once('message', () => resolve())
      setTimeout(() => reject(new Error('no answer')), 300)
    })
    const lines = [
      `OPTIONS sip:127.0.0.1:${port} SIP/2.0`,
      `Via: SIP/2.0/UDP ${here};branch=z9hG4bK-${port}-${Math.floor(performance.now())}`,
      `From: <sip:test@${here}>;tag=1`,
      `To: <sip:127.0.0.1:${port}>`,
      `Call-ID: ready-${here}-${Math.floor(performance.now())}`,
      'CSeq: 1 OPTIONS',
      'Max-Forwards: 10',
      'Content-Length: 0',
      '\r\n',
    ]
    socket.send(lines.join('\r\n'), port, '127.0.0.1')
    await answer
  } finally {
    socket.close()
  }
}
