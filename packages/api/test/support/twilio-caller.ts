import type { Answer, Bench } from './api-bench.ts'
import { basic } from './api-bench.ts'

/** Calls the Twilio-compatible edge as one account. Forms are given as pairs, since names may repeat. */
export interface TwilioCaller {
  readonly sid: string
  get(path: string): Promise<Answer>
  post(path: string, form?: Readonly<Record<string, string>> | string): Promise<Answer>
  remove(path: string): Promise<Answer>
}

/** Somebody with credentials: an account or a key. */
export function twilioCaller(bench: Bench, username: string, password: string): TwilioCaller {
  const authorization = basic(username, password)
  const form = { authorization, 'content-type': 'application/x-www-form-urlencoded' }
  return {
    sid: username,
    get: (path) => bench.raw('GET', path, undefined, { authorization }),
    post: (path, fields = {}) =>
      bench.raw('POST', path, typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(), form),
    remove: (path) => bench.raw('DELETE', path, undefined, { authorization }),
  }
}

/** The bench's own client. */
export const ownCaller = (bench: Bench): TwilioCaller => twilioCaller(bench, bench.clientId, bench.authToken)
