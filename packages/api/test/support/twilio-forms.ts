import { type Answer, type Bench, basic } from './api-bench.ts'

/** Parameters by name; several values of one name as a list. */
export type Form = Readonly<Record<string, string | readonly string[]>>

/** Calls the 2010 API below one account, and the other products, with forms. */
export interface TwilioForms {
  /** Below the account: `post('/Messages.json', { To: '…' })`. */
  post(path: string, form?: Form): Promise<Answer>
  get(path: string): Promise<Answer>
  delete(path: string): Promise<Answer>
  /** Any path, such as `/messaging/v1/Services`. */
  call(method: string, path: string, form?: Form): Promise<Answer>
}

/** Makes the calls of one account; the bench's own unless another is given. */
export function twilioForms(bench: Bench, sid = bench.clientId, token = bench.authToken): TwilioForms {
  const account = `/2010-04-01/Accounts/${sid}`
  const call: TwilioForms['call'] = (method, path, form) => {
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
