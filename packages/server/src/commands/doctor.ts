import { accessSync, constants, existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Options } from '../command-line/command.ts'
import { CommandError } from '../command-line/command-error.ts'
import { createHttpClient } from '../command-line/http-client.ts'
import { flagsOf } from '../command-line/options.ts'
import { findTarget, type Target } from '../command-line/target.ts'
import { type Config, readConfig } from '../config.ts'
import { type Check, guarded } from '../doctor/check.ts'
import { checkDisk } from '../doctor/disk.ts'
import { checkPort } from '../doctor/port.ts'
import { checkVoicePorts } from '../doctor/voice.ts'

/** `doctor`: asks a running server what it sees, and looks at what can be seen without one. The exit code is 1 where something failed. */
export async function run(options: Options): Promise<number> {
  const config = await readConfig(flagsOf(options))
  const target = targetOf(options, config)
  const alive = target !== undefined && (await answers(target.url))
  const checks =
    alive && target ? [serverUp(target), ...(await serverChecks(target))] : await localChecks(config, target)
  for (const check of checks) process.stdout.write(linesOf(check))
  const failed = checks.filter((check) => check.state === 'fail').length
  const warned = checks.filter((check) => check.state === 'warn').length
  process.stdout.write(
    `\n${failed === 0 ? 'All is well' : `${failed} failed`}${warned === 0 ? '' : `, ${warned} to look at`}.\n`,
  )
  return failed === 0 ? 0 : 1
}

function targetOf(options: Options, { settings }: Config): Target | undefined {
  const text = (name: string) => (typeof options[name] === 'string' ? (options[name] as string) : undefined)
  try {
    return findTarget({ url: text('url')?.replace(/\/+$/, ''), token: text('token'), data: settings.data })
  } catch (error) {
    // Without demo.json there is no server to ask, which is one of the findings; with --url the token is missing.
    if (error instanceof CommandError && text('url') === undefined) return undefined
    throw error
  }
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5_000) }).then(
    (response) => response.ok,
    () => false,
  )
}

const serverUp = ({ url }: Target): Check => ({ name: 'server', state: 'ok', detail: `${url} answers` })

async function serverChecks(target: Target): Promise<readonly Check[]> {
  const http = createHttpClient(target)
  return (await http.request<{ checks: Check[] }>('admin', 'GET', '/v1/admin/doctor')).checks
}

async function localChecks({ settings }: Config, target: Target | undefined): Promise<readonly Check[]> {
  const checks = await Promise.all([
    guarded('data folder', async () => checkFolder(settings.data)),
    guarded('disk', () => checkDisk(settings.data)),
    guarded('port', () => checkPort(settings.host, settings.port)),
    ...(settings.roles.includes('voice')
      ? [guarded('ports of calls', () => checkVoicePorts(settings.host, settings.sipPort, settings.rtpPorts))]
      : []),
  ])
  const detail = target === undefined ? `there is no demo.json in ${settings.data}` : `${target.url} does not answer`
  const down: Check = {
    name: 'server',
    state: 'fail',
    detail,
    advice: 'Start it with npm start; its log says why it ended.',
  }
  return [down, { name: 'configuration', state: 'ok', detail: 'settings and file can be read' }, ...checks.flat()]
}

function checkFolder(folder: string): Check {
  const place = existsSync(folder) ? folder : dirname(resolve(folder))
  try {
    accessSync(place, constants.W_OK)
    return { name: 'data folder', state: 'ok', detail: `${folder} can be written` }
  } catch (error) {
    const advice = 'Give this user the folder, or set TRUNKLINE_DATA to another one.'
    return { name: 'data folder', state: 'fail', detail: (error as Error).message, advice }
  }
}

const marks = { ok: 'ok  ', warn: 'look', fail: 'FAIL' } as const

function linesOf({ name, state, detail, advice }: Check): string {
  const next = advice === undefined ? '' : `\n      ${advice}`
  return `${marks[state]}  ${name}: ${detail}${next}\n`
}
