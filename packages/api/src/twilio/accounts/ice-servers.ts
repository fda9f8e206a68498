import { createHmac } from 'node:crypto'

/** A STUN or TURN server for browser phones, as the configuration file names it. */
export interface IceServer {
  /** `stun:…`, `turn:…` or `turns:…` (RFC 7064, RFC 7065). */
  readonly url: string
  readonly username?: string
  readonly credential?: string
  /** A secret shared with the TURN server, of which credentials are made that run out (coturn's `use-auth-secret`). */
  readonly secret?: string
}

/** What Twilio calls a Network Traversal Service token. */
export interface TraversalToken {
  readonly servers: readonly object[]
  /** The credentials of the first server that has some; null where none has. */
  readonly username: string | null
  readonly credential: string | null
}

/**
 * The servers with credentials that hold for `ttl` seconds: `expiry:account` and its HMAC-SHA1, as TURN servers check them
 * (draft-uberti-behave-turn-rest-00 §2.2).
 */
export function traversalToken(
  servers: readonly IceServer[],
  account: string,
  now: number,
  ttl: number,
): TraversalToken {
  const made = servers.map(({ url, username, credential, secret }) => {
    const place = { url, urls: url }
    if (secret === undefined)
      return username === undefined ? place : { ...place, username, credential: credential ?? '' }
    const name = `${Math.floor(now / 1000) + ttl}:${account}`
    return { ...place, username: name, credential: createHmac('sha1', secret).update(name).digest('base64') }
  })
  const first = made.find((server) => 'username' in server)
  return { servers: made, username: first?.username ?? null, credential: first?.credential ?? null }
}
