/** What a field must be: the same value, a text that matches, one of several kinds, or any value but undefined. */
export type Expected =
  | string
  | number
  | boolean
  | null
  | RegExp
  | readonly Expected[]
  | { readonly [field: string]: Expected }

/** One call of an official client, in words that a program in any language can follow. */
export interface Step {
  /** What is proved, as a sentence. */
  readonly name: string
  /** The call in twilio-node's names: `messages($sent/sid).fetch`, a slash for each dot in parentheses. `pages` walks a list page by page. */
  readonly call: string
  /** Its parameters in twilio-node's names. Texts beginning with `$` stand for what was kept; `$in 3600` is the instant an hour from now. */
  readonly with?: Readonly<Record<string, unknown>>
  /** Credentials and account, where they are not the run's: user name, password and, for keys, the account. */
  readonly as?: readonly [username: string, password: string, accountSid?: string]
  /** Milliseconds to let pass before: what is heard needs time to be heard. */
  readonly after?: number
  /** Keeps what came under a name. */
  readonly keep?: string
  /** Calls again, for two minutes at most, until the answer has these values. */
  readonly until?: Readonly<Record<string, unknown>>
  /** What the answer must hold, by the API's own field names; other fields may be there. */
  readonly gives?: Expected
  /** How many a list must have. */
  readonly count?: number
  /** The error that the client must throw. */
  readonly refused?: { readonly status: number; readonly code: number }
}

/** What a program says of one step. */
export interface Played {
  readonly name: string
  readonly value?: unknown
  readonly error?: {
    readonly status?: number
    readonly code?: number
    readonly message: string
    readonly moreInfo?: string
  }
}
