import { type Answer, type Bench, basic } from './api-bench.ts'

type Form = Readonly<Record<string, string | readonly string[]>>

/** Calls the Twilio-compatible edge as the bench's client, with forms, without a socket. */
export interface AccountCaller {
  /** Below the account of the 2010 API: `post('/Messages.json', { To: '…' })`. */
  post(path: string, form?: Form): Promise<Answer>
  get(path: string): Promise<Answer>
  delete(path: string): Promise<Answer>
  /** Any path, such as `/messaging/v1/Services`. */
  call(method: string, path: string, form?: Form): Promise<Answer>
}

/** Makes a caller; with other credentials than the client's where they are given. */
export function accountCaller(bench: Bench, sid = bench.clientId, token = bench.authToken): AccountCaller {
  const account = `/2010-04-01/Accounts/${sid}`
  const call: AccountCaller['call'] = (method, path, form) => {
    const headers = { authorization: basic(sid, token) }
    if (form === undefined) return bench.raw(method, path, undefined, headers)
    return bench.raw(method, path, encoded(form), { ...headers, 'content-type': 'application/x-www-form-urlencoded' })
  }
  return {
    call,
    post: (path, form = {}) => call('POST', account + path, form),
    get: (path) => call('GET', account + path),
    delete: (path) => call('DELETE', account + path),
  }
}

function encoded(form: Form): string {
  const pairs = Object.entries(form).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one): [string, string] => [name, one]),
  )
  return new URLSearchParams(pairs).toString()
}
