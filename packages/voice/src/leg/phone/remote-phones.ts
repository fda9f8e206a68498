import type { Commands } from '../../call/commands.ts'

/** What happens at a built-in phone, told to whoever holds it from afar. */
export type PhoneEvent =
  | { readonly type: 'ringing'; readonly call: string; readonly from: string; readonly to: string }
  /** The phone calls somebody. */
  | { readonly type: 'calling'; readonly call: string; readonly from: string; readonly to: string }
  | { readonly type: 'answered'; readonly call: string }
  /** Something is said to the phone. */
  | { readonly type: 'text'; readonly call: string; readonly text: string }
  /** A key is sent to the phone. */
  | { readonly type: 'digit'; readonly call: string; readonly digit: string }
  | { readonly type: 'ended'; readonly call: string; readonly cause: string; readonly by: 'party' | 'us' }
  /** A piece of what was heard, after the end, where that was asked for: 16 bit PCM, little endian, 8,000 samples a second, as base64. */
  | { readonly type: 'sound'; readonly call: string; readonly pcm: string; readonly last: boolean }
  /** Nobody holds the phone any more. */
  | { readonly type: 'released' }

/** What somebody does with a phone from afar. `call` may be left out while there is one call. */
export type PhoneAction =
  | { readonly action: 'answer' | 'reject' | 'hangUp'; readonly call?: string }
  | { readonly action: 'press'; readonly call?: string; readonly digits: string }
  | { readonly action: 'dial'; readonly to: string }
  | { readonly action: 'release' }

/** Events of a phone after a place in them. */
export interface PhoneEvents {
  readonly events: readonly PhoneEvent[]
  /** Where to go on; null once the phone was put down. */
  readonly next: number | null
}

/** Built-in phones held from any process: by HTTP, by the command line. They are put down when nobody asks for their events for a minute. */
export interface RemotePhones {
  /**
   * Takes a phone in hand: a number of the client's, or a number of nobody's where the client's calls go to built-in phones.
   * @throws ProblemError `number-invalid`, `number-taken` (somebody's, or held), `rate-limited` (too many are held)
   */
  hold(clientId: string, number: string, options: { readonly record: boolean }): Promise<{ readonly number: string }>
  /** What happened after a place, 0 for the beginning; waits some seconds for it. @throws ProblemError `not-found` where the client does not hold the phone */
  events(clientId: string, number: string, after: number): Promise<PhoneEvents>
  /** @throws ProblemError `not-found`, `number-invalid`, `validation-failed` where the phone's state does not allow it */
  act(clientId: string, number: string, action: PhoneAction): Promise<{ readonly call: string | null }>
}

/** Names of the commands. */
export const phoneCommands = { hold: 'phone.hold', events: 'phone.events', act: 'phone.act' } as const

/** The side that asks. */
export function createRemotePhones(commands: Commands): RemotePhones {
  const ask = <Answer>(kind: string, clientId: string, body: Readonly<Record<string, unknown>>) =>
    commands.ask({ kind, clientId, body }) as Promise<Answer>
  return {
    hold: (clientId, number, { record }) => ask(phoneCommands.hold, clientId, { number, record }),
    events: (clientId, number, after) => ask(phoneCommands.events, clientId, { number, after }),
    act: (clientId, number, action) => ask(phoneCommands.act, clientId, { number, action }),
  }
}
