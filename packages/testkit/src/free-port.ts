import { createSocket } from 'node:dgram'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The folder with a file for each port that is reserved. */
export const reservations: string = join(tmpdir(), `trunkline-ports-${process.getuid?.() ?? 'user'}`)
/** The first port that is tried: below are the usual ports of databases, brokers, web servers and of sound (RTP). */
export const lowest = 20_001
/** The least width of a range to pick from. */
const enough = 2_000
/** Where the ports begin that the system picks by itself: Linux tells, elsewhere RFC 6335, section 6. */
const firstEphemeral = readFirstEphemeral()
/** All ports below it may be given. A system that picks from far below has none that it would not pick: any will do then. */
export const end: number = firstEphemeral >= lowest + enough ? firstEphemeral : 49_152
/** A reservation this old was left by a process that was killed. */
const staleAfter = 24 * 3_600_000
const own = new Set<string>()

/**
 * A port of this machine, for programs that cannot be told to take port 0. It is free for TCP and for UDP, no other process that asks here is
 * given it before this one ends, and (where the system leaves any) it lies below the ports that the system picks by itself, so no
 * connection that somebody makes meanwhile stands on it: a program can be ended and started again on it.
 *
 * @param random where among them to look
 */
export async function freePort(random: () => number = Math.random): Promise<number> {
  mkdirSync(reservations, { recursive: true })
  for (let tries = 0; tries < 200; tries++) {
    const port = lowest + Math.floor(random() * (end - lowest))
    if (reserve(port) && (await isFree(port))) return port
  }
  throw new Error(`no free port was found between ${lowest} and ${end}: see ${reservations}`)
}

function readFirstEphemeral(): number {
  try {
    return Number.parseInt(readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8'), 10)
  } catch {
    return 49_152
  }
}

function reserve(port: number): boolean {
  const file = join(reservations, String(port))
  try {
    closeSync(openSync(file, 'wx'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    // Given back meanwhile, it may be somebody else's by now: it is left alone.
    const since = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY
    if (Date.now() - since > staleAfter) rmSync(file, { force: true })
    return false
  }
  if (own.size === 0) process.once('exit', giveBack)
  own.add(file)
  return true
}

function giveBack(): void {
  for (const file of own) rmSync(file, { force: true })
}

const isFree = async (port: number): Promise<boolean> => (await bindsTcp(port)) && (await bindsUdp(port))

const bindsTcp = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '0.0.0.0', () => server.close(() => resolve(true)))
  })

const bindsUdp = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createSocket('udp4')
    socket.once('error', () => resolve(false))
    socket.bind(port, '0.0.0.0', () => socket.close(() => resolve(true)))
  })
