/**
 * Installs what the tests run against besides npm's packages: Debian packages (a database, a mail server, a browser, a load generator, Java) and,
 * in folders of the checkout, Apache Kafka and the Python libraries. Can be run again at any time; what is there is left alone.
 *
 *   npm run test:setup
 *
 * Uses nothing but what Node itself has; `npm test` says what a machine lacks.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

const checkout = new URL('..', import.meta.url).pathname
/** Debian package, and a file that tells that it is there. */
const debian: readonly [string, string][] = [
  ['postgresql', '/usr/lib/postgresql'],
  ['exim4-daemon-light', '/usr/sbin/exim4'],
  ['python3-dkim', '/usr/lib/python3/dist-packages/dkim/__init__.py'],
  ['python3-venv', '/usr/share/doc/python3-venv'],
  ['chromium', '/usr/bin/chromium'],
  ['wrk', '/usr/bin/wrk'],
  ['curl', '/usr/bin/curl'],
  ['strace', '/usr/bin/strace'],
  ['openjdk-17-jre-headless', '/usr/bin/java'],
  ['maven', '/usr/bin/mvn'],
  ['kcat', '/usr/bin/kcat'],
  ['redis-server', '/usr/bin/redis-server'],
  ['sip-tester', '/usr/bin/sipp'],
  ['baresip', '/usr/bin/baresip'],
  ['kamailio', '/usr/sbin/kamailio'],
  ['espeak-ng', '/usr/bin/espeak-ng'],
  ['sox', '/usr/bin/sox'],
  ['lame', '/usr/bin/lame'],
]
const python: readonly string[] = ['twilio==9.13.0', 'confluent-kafka==2.16.1']

function say(text: string): void {
  console.log(`[test:setup] ${text}`)
}

function run(command: string, parameters: readonly string[], environment: Record<string, string> = {}): void {
  const { status, error } = spawnSync(command, parameters, {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`${command} ${parameters.join(' ')} ended with ${status}`)
}

function installDebian(): void {
  const missing = debian.filter(([, file]) => !existsSync(file)).map(([name]) => name)
  if (missing.length === 0) {
    say('the Debian packages are there')
    return
  }
  if (!existsSync('/usr/bin/apt-get'))
    throw new Error(`this is no Debian: install what corresponds to ${missing.join(', ')} by hand`)
  const sudo = process.getuid?.() === 0 ? [] : ['sudo']
  say(`installing ${missing.join(', ')}`)
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...parameters: string[]) => {
    const [command, ...rest] = [...sudo, 'apt-get', ...parameters] as [string, ...string[]]
    run(command, rest, quiet)
  }
  apt('update', '-q')
  // The packages' own servers must not start: the tests run theirs, on free ports.
  apt('install', '-y', '-q', '--no-install-recommends', '-o', 'Dpkg::Options::=--force-confold', ...missing)
}

function installPython(): void {
  const folder = join(checkout, '.cache/python')
  const program = join(folder, 'bin/python')
  if (!existsSync(program)) {
    say('making a Python environment in .cache/python')
    mkdirSync(folder, { recursive: true })
    run('python3', ['-m', 'venv', folder])
  }
  const wanted = python.map((one) => one.split('=='))
  const there = wanted.every(([name, version]) => {
    const { stdout } = spawnSync(program, ['-m', 'pip', 'show', name as string], { encoding: 'utf8' })
    return stdout?.includes(`Version: ${version}`)
  })
  if (there) {
    say('the Python packages are there')
    return
  }
  say(`installing ${python.join(', ')} into .cache/python`)
  run(program, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...python])
}

function runSetup(name: string): void {
  run(process.execPath, [join(checkout, `scripts/setup-${name}.ts`)])
}

say(`on Node ${process.version}`)
installDebian()
installPython()
runSetup('runtimes')
runSetup('kafka')
say(`done: ${execFileSync('uname', ['-sm'], { encoding: 'utf8' }).trim()} is ready for npm test`)
