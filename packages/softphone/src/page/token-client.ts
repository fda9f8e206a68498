import type { PageConfig } from './page-config.ts'

/** What the API server gives for a number. */
export interface Token {
  readonly capabilityToken: string
  readonly identity: string
}

/** The API server gave no token. */
export class TokenError extends Error {
  /** Whether another number or password could help; otherwise time may. */
  readonly refused: boolean

  constructor(message: string, refused: boolean) {
    super(message)
    this.refused = refused
  }
}

/** Asks for a token. @throws TokenError in words for people */
export async function fetchToken(
  config: PageConfig,
  phoneNumber: string,
  password: string | undefined,
): Promise<Token> {
  const url = new URL('token', new URL(config.apiUrl, document.baseURI))
  const headers = { 'content-type': 'application/json', ...(password ? { authorization: `Bearer ${password}` } : {}) }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ phoneNumber }) }).catch(
    () => undefined,
  )
  if (!response) throw new TokenError('The API server can not be reached.', false)
  const answer = (await response.json().catch(() => ({}))) as Partial<Token> & { error?: string }
  if (response.ok && answer.capabilityToken && answer.identity)
    return { capabilityToken: answer.capabilityToken, identity: answer.identity }
  if (response.status === 403)
    throw new TokenError(`The API server has no phone with the number ${phoneNumber} for you.`, true)
  throw new TokenError(answer.error ?? `The API server answered ${response.status}.`, response.status < 500)
}
