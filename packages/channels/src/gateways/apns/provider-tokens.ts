import { createPrivateKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { es256Token } from '../push/es256-token.ts'

/** A token is made anew at this age: Apple refuses those older than an hour, and teams that make a new one within 20 minutes. */
const renewAfterMs = 40 * 60_000
/** The youngest age at which a token that Apple called expired is made anew. */
const leastAgeMs = 20 * 60_000

/** What identifies a team's key. */
export interface ProviderKey {
  readonly teamId: string
  readonly keyId: string
  readonly key: KeyObject
}

/**
 * Reads a team's signing key (.p8, PKCS #8 in PEM).
 * @throws Error in one line that names the file, without the key
 */
export function readProviderKey(file: string): KeyObject {
  let pem: string
  try {
    pem = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Error(`key: ${file} cannot be read (${(cause as NodeJS.ErrnoException).code})`, { cause })
  }
  let key: KeyObject | undefined
  try {
    key = createPrivateKey(pem)
  } catch {
    // Told below without the cause, which may quote what was given.
  }
  if (key?.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
    throw new Error(`key: ${file} is no key on P-256 in PEM; it is the AuthKey_….p8 of Apple's developer site`)
  return key
}

/**
 * The tokens by which teams show who they are
 * (https://developer.apple.com/documentation/usernotifications/establishing-a-token-based-connection-to-apns). One a team, shared by
 * all its gateways in the process: a team that makes them too often is turned away.
 */
export class ProviderTokens {
  readonly #tokens = new Map<string, { readonly token: string; readonly madeAt: number }>()

  /** The token of a team, at an instant in milliseconds. */
  get({ teamId, keyId, key }: ProviderKey, now: number): string {
    const name = `${teamId}/${keyId}`
    const known = this.#tokens.get(name)
    // One from the future means that the clock was set back.
    if (known !== undefined && now - known.madeAt < renewAfterMs && known.madeAt <= now) return known.token
    const token = es256Token({ kid: keyId }, { iss: teamId, iat: Math.floor(now / 1_000) }, key)
    this.#tokens.set(name, { token, madeAt: now })
    return token
  }

  /** Apple calls the team's token expired: the next one is made anew, but not more often than Apple allows. */
  expired({ teamId, keyId }: ProviderKey, now: number): void {
    const name = `${teamId}/${keyId}`
    const known = this.#tokens.get(name)
    if (known !== undefined && now - known.madeAt >= leastAgeMs) this.#tokens.delete(name)
  }
}
