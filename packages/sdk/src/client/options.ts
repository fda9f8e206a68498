/** What a client can be told. */
import type { ValidationClientOptions } from '@trunkline/wire'
import type { HttpClient } from '../http/http-client.ts'
import type { LogLine } from '../http/log.ts'
import type { NodeTransportOptions } from '../http/node-transport.ts'
import type { Try } from '../http/retry.ts'
import type { Environment } from './environment.ts'

/** Options of a client. The names of twilio-node mean what they mean there. */
export interface ClientOptions extends NodeTransportOptions {
  /** Carries the requests; by default one on `fetch`. */
  httpClient?: HttpClient | undefined
  /** The account in paths, when the user name is an API key. */
  accountSid?: string | undefined
  /** Environment variables that stand above those of the process. */
  env?: Environment | undefined
  edge?: string | undefined
  region?: string | undefined
  /** Sends all requests here: `https://trunkline.example`, a test server. Products other than the API go under their names (`/verify/v2/…`). */
  baseUrl?: string | undefined
  /** false reads the tables of all products at once. true. */
  lazyLoading?: boolean | undefined
  /** `debug` writes requests and answers to the log, without secrets and bodies. */
  logLevel?: string | undefined
  /** Where debug lines go. console.log. */
  log?: LogLine | undefined
  /** Words after the library's in the User-Agent header. */
  userAgentExtensions?: string[] | undefined
  /** Repeats what may be repeated after 429, 5xx and failures of the network. Off. */
  autoRetry?: boolean | undefined
  /** Longest random wait before a repeat, in milliseconds. 3,000. */
  maxRetryDelay?: number | undefined
  /** Repeats after the first try. 3. */
  maxRetries?: number | undefined
  /** Longest Retry-After that is waited for, in milliseconds. 60,000. */
  maxRetryAfter?: number | undefined
  /** Sees every try. */
  onTry?: ((event: Try) => void) | undefined
  /** Turns an error into the one that the program wants thrown. */
  mapError?: ((error: unknown) => unknown) | undefined
  /** Signs every request with a private key (Public Key Client Validation). */
  validationClient?: ValidationClientOptions | undefined
  /** Milliseconds for one try. 30,000. */
  timeout?: number | undefined
  /** A `fetch` of your own for the default HTTP client. */
  fetch?: typeof fetch | undefined
  /** A number in [0, 1) for the waits between tries. Math.random. */
  random?: (() => number) | undefined
}
