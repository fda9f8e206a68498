import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Closer } from '../after-hooks.ts'
import { freePort } from '../free-port.ts'
import { withoutPeer } from '../missing-peer.ts'
import { type StartedProcess, startProcess } from '../process/start-process.ts'
import { tempFolder } from '../temp-folder.ts'

const program = '/usr/bin/sipp'

/** The `skip` option of a test that needs sipp. */
export const withoutSipp: string | false = withoutPeer('sip-tester', existsSync(program))

/** How a sipp is started. */
export interface SippOptions {
  /** The scenario: XML (https://sipp.readthedocs.io/en/latest/scenarios/). */
  readonly scenario: string
  /** Where it calls; a server that is called needs none. */
  readonly target?: string
  /** What it calls there. */
  readonly service?: string
  /** Calls in all (1), at a time (1), a second (10). */
  readonly calls?: number
  readonly concurrent?: number
  readonly rate?: number
  readonly transport?: 'udp' | 'tcp'
  readonly username?: string
  readonly password?: string
  readonly port?: number
  /** Seconds after which it gives up: 180. */
  readonly seconds?: number
  readonly keys?: Readonly<Record<string, string>>
}

/** A running sipp. */
export interface Sipp {
  readonly process: StartedProcess
  /** Resolves when it has ended: how, and what went wrong in words. */
  readonly done: Promise<{ readonly code: number | null; readonly errors: string }>
}

/** Starts sipp with a scenario. It ends with 0 where all calls went as they are written. */
export async function startSipp(t: Closer, options: SippOptions): Promise<Sipp> {
  const folder = tempFolder(t)
  const file = join(folder, 'scenario.xml')
  writeFileSync(file, options.scenario)
  const { target, service, calls = 1, concurrent = 1, rate = 10, transport = 'udp', seconds = 180 } = options
  const parameters = [...(target === undefined ? [] : [target]), '-sf', file, '-i', '127.0.0.1', '-mi', '127.0.0.1']
  parameters.push('-m', String(calls), '-l', String(concurrent), '-r', String(rate), '-timeout', `${seconds}s`)
  parameters.push('-timeout_error', '-nostdin', '-trace_err', '-error_file', join(folder, 'errors.log'))
  parameters.push('-t', transport === 'tcp' ? 't1' : 'u1', '-p', String(options.port ?? (await freePort())))
  if (service !== undefined) parameters.push('-s', service)
  if (options.username !== undefined) parameters.push('-au', options.username)
  if (options.password !== undefined) parameters.push('-ap', options.password)
  for (const [name, value] of Object.entries(options.keys ?? {})) parameters.push('-key', name, value)
  const process = startProcess(t, program, parameters, { cwd: folder })
  const done = process.ended.then(({ code }) => ({ code, errors: readErrors(join(folder, 'errors.log'), process) }))
  return { process, done }
}

function readErrors(path: string, started: StartedProcess): string {
  return existsSync(path) ? readFileSync(path, 'utf8').slice(0, 4_000) : started.output().slice(-2_000)
}
