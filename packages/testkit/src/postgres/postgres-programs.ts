import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const oldest = 15
/** Where Debian and Ubuntu keep each version's programs, which are not on the PATH. */
const debianFolder = '/usr/lib/postgresql'
/** Debian's `nobody`: what the server runs as when there is no user `postgres`; it refuses to run as root. */
const nobody = 65_534

/** The folder with `initdb` and `postgres` (15 or newer): the newest of Debian's, else the one on the PATH. */
export function findPostgres(): string | undefined {
  const versions = existsSync(debianFolder)
    ? readdirSync(debianFolder)
        .map(Number)
        .filter((each) => each >= oldest)
    : []
  const debian = versions.sort((a, b) => b - a).map((each) => join(debianFolder, String(each), 'bin'))
  const onPath = (process.env.PATH ?? '').split(delimiter)
  return [...debian, ...onPath].find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))))
}

/** The user and group that the server runs as: `postgres` or `nobody` when we are root, else who we are. */
export function postgresUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  return { uid: idOf('-u') ?? nobody, gid: idOf('-g') ?? nobody }
}

function idOf(option: '-u' | '-g'): number | undefined {
  try {
    return Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }))
  } catch {
    return undefined // There is no such user.
  }
}
