import { isSid, ProblemError } from '@trunkline/wire'

/** Longer headers are refused unread: nothing that we gave out is as long. */
const longest = 1024

/** A user name (`AC…` or `SK…`) and a secret. */
export interface Credentials {
  readonly username: string
  readonly password: string
}

const wrong = (): ProblemError => new ProblemError('credentials-invalid')

/** `SK….secret` as one word. @throws ProblemError `credentials-invalid` */
export function parseBearer(token: string): Credentials {
  const dot = token.indexOf('.')
  const username = token.slice(0, Math.max(0, dot))
  if (!isSid(username, 'SK') || dot === token.length - 1) throw wrong()
  return { username, password: token.slice(dot + 1) }
}

function parseBasic(text: string): Credentials {
  // RFC 7617 §2: the first colon separates; the user name has none.
  const pair = Buffer.from(text, 'base64').toString('utf8')
  const colon = pair.indexOf(':')
  if (colon < 0) throw wrong()
  return { username: pair.slice(0, colon), password: pair.slice(colon + 1) }
}

/**
 * Reads an Authorization header: `Basic` (RFC 7617) with a client id and its token or an API key and its secret, or `Bearer` (RFC 6750) with
 * `SK….secret`. Scheme names in any case (RFC 9110 §11.1).
 * @throws ProblemError `credentials-missing` for an empty header, `credentials-invalid` for one that says nothing we understand
 */
export function parseAuthorization(header: string): Credentials {
  if (header.length > longest) throw wrong()
  const [, scheme = '', rest = ''] = /^\s*(\S+)(?:\s+(.*?))?\s*$/s.exec(header) ?? []
  if (scheme === '') throw new ProblemError('credentials-missing')
  switch (scheme.toLowerCase()) {
    case 'basic':
      return parseBasic(rest)
    case 'bearer':
      return parseBearer(rest)
    default:
      throw wrong()
  }
}
