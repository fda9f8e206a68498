import { createHmac, randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from './config/config-error.ts'

/** Where the secret is kept that was made because none was given. */
export const secretPath = (folder: string): string => join(folder, 'secret')

/**
 * The secret that seals what is secret in the database: the one that was given, else the one in the data folder, made at the first
 * start from 32 random bytes. Losing it loses what it sealed, so it belongs into the backup.
 */
export function loadSecret(given: string | undefined, folder: string): Uint8Array {
  return Buffer.from(given ?? readKept(folder) ?? makeSecret(folder), 'utf8')
}

function readKept(folder: string): string | undefined {
  let text: string
  try {
    text = readFileSync(secretPath(folder), 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  if (text.length >= 16) return text
  throw new ConfigError(
    `TRUNKLINE_SECRET is not set and ${secretPath(folder)} is damaged: restore it from the backup, or set the variable.`,
  )
}

/** Two processes may start at once: the file comes into being whole, by a link that only one of them gets. */
function makeSecret(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const fresh = `${secretPath(folder)}.${process.pid}.new`
  writeFileSync(fresh, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 })
  try {
    linkSync(fresh, secretPath(folder))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(fresh)
  }
  return readFileSync(secretPath(folder), 'utf8').trim()
}

/**
 * The operator's token where none was configured. Derived and not stored: every process with the same secret knows the same token, and
 * the database holds nothing that would give it away.
 */
export const deriveAdminToken = (secret: Uint8Array): string =>
  createHmac('sha256', secret).update('trunkline admin token').digest('base64url')
