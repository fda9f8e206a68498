import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** What is needed of a service account's key file. */
export interface ServiceAccount {
  readonly projectId: string
  readonly clientEmail: string
  /** PEM. */
  readonly privateKey: string
  readonly privateKeyId: string | undefined
  readonly tokenUri: string
}

/**
 * Reads a service account's key file, as the Firebase console gives it.
 * @throws Error in one line that names the file and what is wrong, without the key
 */
export function readServiceAccount(file: string): ServiceAccount {
  const fault = (what: string) => new Error(`serviceAccount: ${file} ${what}`)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Error(`serviceAccount: ${file} cannot be read (${(cause as NodeJS.ErrnoException).code})`, { cause })
  }
  let read: Record<string, unknown> | null
  try {
    read = JSON.parse(text) as typeof read
  } catch {
    throw fault('is not JSON; download the key anew from the Firebase console, Service accounts')
  }
  const field = (name: string): string => {
    const value = read?.[name]
    if (typeof value === 'string' && value !== '') return value
    throw fault(`has no ${name}; download the key anew from the Firebase console, Service accounts`)
  }
  const privateKey = field('private_key')
  if (!isRsaKey(privateKey)) throw fault('has a private_key that is no RSA key in PEM')
  const tokenUri = typeof read?.token_uri === 'string' ? read.token_uri : 'https://oauth2.googleapis.com/token'
  if (!URL.canParse(tokenUri) || new URL(tokenUri).protocol !== 'https:')
    throw fault('has a token_uri that is not https')
  return {
    projectId: field('project_id'),
    clientEmail: field('client_email'),
    privateKey,
    privateKeyId: typeof read?.private_key_id === 'string' ? read.private_key_id : undefined,
    tokenUri,
  }
}

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa'
  } catch {
    return false // The error may quote what was given.
  }
}
