import { type Options, textOf } from '../command-line/command.ts'
import { CommandError } from '../command-line/command-error.ts'
import { clientFor, flagsOf } from '../command-line/options.ts'
import { processEnvironment, readSettingsOnly } from '../config.ts'
import { createCaught } from '../run/caught.ts'
import { createCertificateAuthority } from '../run/certificate-authority.ts'
import { childEnvironment } from '../run/child-environment.ts'
import { runChild } from '../run/child-process.ts'
import { routeOf } from '../run/outer-proxy.ts'
import { startRunProxy } from '../run/run-proxy.ts'
import { findRunTarget, type RunCredentials, type RunTarget } from '../run/run-target.ts'
import { writeTrustFiles } from '../run/trust-files.ts'
import { twilioDomain } from '../run/twilio-host.ts'

/** How long the authority is good for. Longer than any run should last; what is left of it after a crash is a certificate without a key. */
const lifetime = 30 * 86_400_000

/** `run -- COMMAND`: runs a program whose Twilio traffic lands at the server. The exit code is the program's. */
export async function run(options: Options, command: readonly string[]): Promise<number> {
  const { data } = readSettingsOnly(flagsOf(options))
  const target = findRunTarget({ url: textOf(options, 'url'), token: textOf(options, 'token'), data })
  const credentials = await signIn(options, target)
  const env = processEnvironment()
  const authority = createCertificateAuthority({ domain: twilioDomain, now: Date.now(), lifetime })
  const caught = createCaught()
  const route = routeOf(env)
  const trust = writeTrustFiles(authority, env, Date.now())
  // A signal that this process does not outlive must not leave the folder behind.
  process.once('exit', trust.remove)
  try {
    const proxy = await startRunProxy({ authority, server: target.url, route, caught })
    const code = await runChild(command, childEnvironment({ env, port: proxy.port, trust, credentials }))
    await proxy.close()
    for (const host of caught.distrustedHosts)
      tell(`${host}: the program does not trust the run’s certificates, so nothing of it arrived`)
    if (options.verbose === true) for (const line of caught.summary()) tell(line)
    return code
  } finally {
    trust.remove()
  }
}

/** Asks the server who the credentials belong to, so that a wrong token or a server that is down is told before the program runs. */
async function signIn(options: Options, { credentials }: RunTarget): Promise<RunCredentials> {
  const { id } = await clientFor(options).request<{ id: string }>('client', 'GET', '/v1/client')
  const { accountSid = id } = credentials
  if (accountSid !== id) throw new CommandError(`the server knows these credentials as ${id}, not as ${accountSid}`)
  return { ...credentials, accountSid }
}

function tell(text: string): void {
  process.stderr.write(`trunkline run: ${text}\n`)
}
