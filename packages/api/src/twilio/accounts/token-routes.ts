import { rfc2822 } from '../format/dates.ts'
import type { TwilioParts } from '../parts.ts'
import type { TwilioRoute } from '../route.ts'
import { traversalToken } from './ice-servers.ts'

/** Longest life of a token, and the usual one, seconds (https://www.twilio.com/docs/stun-turn/api). */
const longest = 86_400

/** Tokens: STUN and TURN servers for WebRTC, with credentials that run out. Without configured servers the list is empty. */
export function tokenRoutes(parts: Pick<TwilioParts, 'clock' | 'iceServers'>): TwilioRoute[] {
  return [
    {
      operation: 'POST api/2010-04-01/Accounts/{AccountSid}/Tokens.json',
      differs:
        'Gives the servers of `iceServers` in the configuration file; without any the list is empty and `username` and `password` are null.',
      handle({ account, params }) {
        const ttl = params.integer('Ttl', { min: 1, max: longest }) ?? longest
        const now = parts.clock.now()
        const { servers, username, credential } = traversalToken(parts.iceServers, account.sid, now, ttl)
        const at = rfc2822(new Date(now))
        const dates = { date_created: at, date_updated: at }
        const secrets = { username, password: credential, ttl: String(ttl) }
        return { status: 201, body: { account_sid: account.sid, ...dates, ...secrets, ice_servers: servers } }
      },
    },
  ]
}
